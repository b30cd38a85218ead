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
    command = ["download", "--quiet", "--no-binary", ":all:", "--no-deps", PINNED]
    subprocess.run([sys.executable, "-m", "pip", *command, "--dest", str(into)], check=True)
    return next(into.glob("tinydb-*.tar.gz"))


def run(folder: Path, *options: str, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    """Run tests of an unpacked source distribution; return what pytest said and its exit code."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:asyncio", "-c", os.devnull]
    command += ["--rootdir", str(folder), "-p", "tests_store_swap", *options]
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(folder)])},
        text=True,
        stdout=subprocess.PIPE if quiet else None,
        check=False,
    )


def unpack(archive: Path, into: Path) -> Path:
    """Unpack a source distribution so that its tests find the installed TinyDB and our plugin."""
    with tarfile.open(archive) as packed:
        packed.extractall(into, filter="data")
    folder = next(each for each in into.iterdir() if each.is_dir())
    # Its own package is moved out of the way: the installed one is what the program runs with.
    (folder / "tinydb").rename(folder / "tinydb-of-the-source")
    # Both projects have a package called tests, so the plugin gets a name of its own.
    (folder / "tests_store_swap.py").write_bytes((HERE / "swap.py").read_bytes())
    return folder


def main() -> int:
    """Fetch, unpack, run; then run what is left out, all of which must fail."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", type=Path, help="a source distribution that was fetched before")
    chosen, options = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as name:
        folder = unpack(chosen.source or fetch(Path(name)), Path(name))
        left_out = different()
        code = run(folder, "-q", "tests", *(f"--deselect={each}" for each in left_out), *options).returncode
        said = run(folder, "-q", "--tb=no", *left_out, quiet=True).stdout
    if f"\n{len(left_out)} failed in " not in said:
        print(f"different.txt names a test that passes or is not there:\n{said}", file=sys.stderr)
        return code or 1
    print(f"{len(left_out)} see the representation, and are left out by name with the reason")
    return code


if __name__ == "__main__":
    sys.exit(main())
