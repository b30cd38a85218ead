"""Papers and exports under the programs people open them with.

    python -m tests.documents.readers

LibreOffice opens every Word file and workbook and imports every CSV; pdftotext finds words of many
scripts; Chromium shows every page without a dialog and without a request, and axe-core finds nothing. On
Debian and Ubuntu, as root, what is missing is installed; elsewhere its check is left out, and that is said.
The exit code is 1 when a check failed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.documents.readers.samples import WORDS, written

HERE = Path(__file__).parent
PATIENCE = 300
NODE_PACKAGES = ("axe-core@4.14.1", "puppeteer-core@24.43.1")
NEEDS = {
    "soffice": ("libreoffice-writer", "libreoffice-calc"),
    "pdftotext": ("poppler-utils", "fonts-noto-core", "fonts-noto-cjk", "fonts-noto-color-emoji"),
    "chromium": ("chromium",),
    "npm": ("nodejs", "npm"),
}
"""The packages of Debian each program comes with."""

CSV_WITH_FORMULAS = "CSV:44,34,76,1,,0,false,true,false,false,false,0,true"
"""LibreOffice's import of CSV: comma, quotation mark, UTF-8, and every formula run that it can find."""

Check = Callable[[list[Path], Path], Iterator[str]]


def libreoffice(paths: list[Path], into: Path) -> Iterator[str]:
    """Yield what LibreOffice cannot open, and every formula it finds in a table."""
    documents = [path for path in paths if path.suffix == ".docx"]
    for path, made in _converted(documents, "pdf", into / "from-word"):
        if made is None or not made.read_bytes().startswith(b"%PDF"):
            yield f"{path.name} was not opened"
    for suffix, how in ((".xlsx", ()), (".csv", (f"--infilter={CSV_WITH_FORMULAS}",))):
        tables = [path for path in paths if path.suffix == suffix]
        for path, made in _converted(tables, "fods", into / f"from{suffix}", *how):
            if made is None:
                yield f"{path.name} was not opened"
            elif formulas := len(re.findall("table:formula=", made.read_text(encoding="utf-8"))):
                yield f"{path.name} has {formulas} cells with a formula"


def _converted(paths: list[Path], ending: str, into: Path, *how: str) -> Iterator[tuple[Path, Path | None]]:
    """Yield each path with what LibreOffice made of it; paths of one name are converted apart."""
    for folder in sorted({path.parent for path in paths}):
        here = [path for path in paths if path.parent == folder]
        target = into / folder.name
        profile = f"-env:UserInstallation={(into / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", *how, "--convert-to", ending, "--outdir", str(target)]
        _run([*command, *map(str, here)])
        for path in here:
            made = target / f"{path.stem}.{ending}"
            yield path, made if made.is_file() else None


def pdftotext(paths: list[Path], into: Path) -> Iterator[str]:
    """Yield the scripts whose words are not found in the hostile plan."""
    plans = [
        path for path in paths if path.parent.name == "hostile" and path.name.endswith("action-plan.pdf")
    ]
    for path in plans:
        found = _letters(_run(["pdftotext", "-layout", str(path), "-"]))
        for script, words in WORDS.items():
            # Words that run right to left come out in either order.
            wanted = [_letters(word) for word in words.split()]
            if not all(word in found or word[::-1] in found for word in wanted):
                yield f"{path.name} lost the {script}: {words}"


def _letters(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text)
    return "".join(char for char in composed if unicodedata.category(char)[0] in "LNS" and char != " ")


def chromium(paths: list[Path], into: Path) -> Iterator[str]:
    """Yield every dialog, request and fault of accessibility of the pages."""
    tools = into / "node"
    tools.mkdir()
    _run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(tools), *NODE_PACKAGES])
    pages = [str(path) for path in paths if path.suffix == ".html"]
    browser = shutil.which("chromium") or ""
    told = _run(["node", str(HERE / "browser.mjs"), browser, str(into / "user"), *pages], cwd=tools)
    seen = [json.loads(line) for line in told.splitlines()]
    if len(seen) != len(pages):
        yield f"only {len(seen)} of {len(pages)} pages were opened"
    for page in seen:
        for kind in ("dialogs", "requests", "violations"):
            for each in page[kind]:
                yield f"{Path(page['page']).name}: {kind}: {each}"


CHECKS: dict[str, tuple[Check, tuple[str, ...]]] = {
    "LibreOffice opens Word files and workbooks, and finds no formula": (libreoffice, ("soffice",)),
    "pdftotext finds the words of every script": (pdftotext, ("pdftotext",)),
    "Chromium shows no dialog and asks nobody; axe-core finds nothing": (chromium, ("chromium", "npm")),
}


def _run(command: list[str], cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, timeout=PATIENCE, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr.decode(errors='replace')[-600:]}")
    return done.stdout.decode("utf-8", "replace")


def _missing(programs: tuple[str, ...]) -> list[str]:
    """Return which programs are not there, after installing what can be installed."""
    lacking = [name for name in programs if shutil.which(name) is None]
    if lacking and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        packages = [package for name in lacking for package in NEEDS[name]]
        print(f"Installing {' '.join(packages)}.", flush=True)
        quietly = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "check": False}
        subprocess.run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages], **quietly)
    return [name for name in programs if shutil.which(name) is None]


def main() -> int:
    """Run every check; return the exit code."""
    failed = False
    missing = {name: _missing(programs) for name, (_, programs) in CHECKS.items()}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        paths = written(Path(place))
        for name, (check, _) in CHECKS.items():
            if missing[name]:
                print(f"left out  {name}: {', '.join(missing[name])} is not installed")
                continue
            try:
                found = list(check(paths, Path(place)))
            except (RuntimeError, subprocess.TimeoutExpired) as error:
                found = [str(error)]
            failed = failed or bool(found)
            print(f"{'FAILED' if found else 'ok':8}  {name}", flush=True)
            for each in found:
                print(f"          {each}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
