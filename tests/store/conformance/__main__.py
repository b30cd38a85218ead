"""Runs TinyDB's own tests, unchanged, over our storage and table.

    python -m tests.store.conformance [--source FILE] [pytest options]

The source distribution of the pinned version is fetched with pip, unless *FILE* is one. Tests that see
the representation instead of the behaviour are left out by name, with the reason, in `different.txt`;
one that is named there but passes, or does not exist, is an error.
"""

import argparse
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PINNED = "tinydb==4.9.0"


def different() -> list[str]:
    """Return the names of the tests that see the representation."""
    lines = (HERE / "different.txt").read_text().splitlines()
    return [line.strip() for line in lines if line.startswith("tests/")]


def fetch(into: Path) -> Path:
    """Return the source distribution, fetched into a folder."""
    command = ["download", "--quiet", "--no-binary", ":all:", "--no-deps", "--no-build-isolation", PINNED]
    subprocess.run([sys.executable, "-m", "pip", *command, "--dest", str(into)], check=True)
    return next(into.glob("tinydb-*.tar.gz"))


def run(folder: Path, *options: str) -> int:
    """Run the tests of an unpacked source distribution; return the exit code of pytest."""
    # Its own package is moved out of the way: the installed one is what the program runs with.
    if (folder / "tinydb").exists():
        (folder / "tinydb").rename(folder / "tinydb-of-the-source")
    path = os.pathsep.join([str(ROOT), str(folder)])
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull]
    command += ["--rootdir", str(folder), "-p", "tests_store_swap", *options]
    # Both projects have a package called tests, so the plugin gets a name of its own.
    (folder / "tests_store_swap.py").write_bytes((HERE / "swap.py").read_bytes())
    return subprocess.run(command, cwd=folder, env=os.environ | {"PYTHONPATH": path}, check=False).returncode


def main() -> int:
    """Fetch, unpack, run; then run what is left out, which must fail."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", type=Path, help="a source distribution that was fetched before")
    chosen, options = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as name:
        archive = chosen.source or fetch(Path(name))
        with tarfile.open(archive) as packed:
            packed.extractall(name, filter="data")
        folder = next(each for each in Path(name).iterdir() if each.is_dir())
        left_out = different()
        failed = run(folder, "tests", *(f"--deselect={each}" for each in left_out), *options)
        print(f"Left out by name ({len(left_out)}), which all must fail:")
        seen = run(folder, *left_out, "--tb=no", "--no-summary", "--exitfirst", f"--maxfail={len(left_out)}")
        if left_out and seen != 1:
            print("different.txt names a test that passes or is not there", file=sys.stderr)
            failed = failed or 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
