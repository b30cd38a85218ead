"""Papers and exports under the programs people open them with.

    python -m tests.documents.readers

LibreOffice opens every Word file and workbook and imports every CSV; pdftotext finds words of many
scripts; Chromium shows every page, at the width of a desk and of a phone, without a dialog and without a
request, axe-core finds nothing and nothing leaves its place. The papers of the example, of the smallest and
of the largest session are printed on A4 and on Letter: one page stays one page, and no page stays white.
Workbooks are printed with every column. On Debian and Ubuntu, as root, what is missing is installed;
elsewhere its check is left out, and that is said. The exit code is 1 when a check failed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.documents.readers import paged
from tests.documents.readers.programs import complaints, converted, missing, run
from tests.documents.readers.samples import WORDS, workbooks, written

CSV_WITH_FORMULAS = "CSV:44,34,76,1,,0,false,true,false,false,false,0,true"
"""LibreOffice's import of CSV: comma, quotation mark, UTF-8, and every formula run that it can find."""

PRINTED = (
    "demo-a4/L-03",
    "demo-letter/L-03",
    "demo-letter/L-04",
    "pulse-all",
    "what-is-stored",
    "tiny",
    "huge",
)
"""The papers that are printed; `tests.documents.pages` prints all."""

Check = Callable[[list[Path], Path], Iterator[str]]


def libreoffice(paths: list[Path], into: Path) -> Iterator[str]:
    """Yield what LibreOffice cannot open, and every formula it finds in a table."""
    documents = [path for path in paths if path.suffix == ".docx"]
    for path, made in converted(documents, "pdf", into / "from-word"):
        if made is None or not made.read_bytes().startswith(b"%PDF"):
            yield f"{path.name} was not opened"
    for suffix, how in ((".xlsx", ()), (".csv", (f"--infilter={CSV_WITH_FORMULAS}",))):
        tables = [path for path in paths if path.suffix == suffix]
        for path, made in converted(tables, "fods", into / f"from{suffix}", *how):
            if made is None:
                yield f"{path.name} was not opened"
            elif formulas := len(re.findall("table:formula=", made.read_text(encoding="utf-8"))):
                yield f"{path.name} has {formulas} cells with a formula"


def pdftotext(paths: list[Path], into: Path) -> Iterator[str]:
    """Yield the scripts whose words are not found in the hostile plan."""
    plans = [
        path for path in paths if path.parent.name == "hostile" and path.name.endswith("action-plan.pdf")
    ]
    for path in plans:
        found = _letters(run("pdftotext", "-layout", str(path), "-"))
        for script, words in WORDS.items():
            # Words that run right to left come out in either order.
            wanted = [_letters(word) for word in words.split()]
            if not all(word in found or word[::-1] in found for word in wanted):
                yield f"{path.name} lost the {script}: {words}"


def _letters(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text)
    return "".join(char for char in composed if unicodedata.category(char)[0] in "LNS" and char != " ")


def chromium(paths: list[Path], into: Path) -> Iterator[str]:
    """Yield every dialog, request and fault of accessibility of the pages, and what does not fit."""
    yield from complaints([path for path in paths if path.suffix == ".html"], into)


def pages(paths: list[Path], into: Path) -> Iterator[str]:
    """Yield what is wrong with papers as they are printed."""
    papers = paged.written(into / "paged", PRINTED)
    yield from complaints([path for path in papers if path.suffix == ".html"], into)
    for sheet in paged.printed(papers, into):
        yield from paged.faults_of(sheet)


def print_outs(paths: list[Path], into: Path) -> Iterator[str]:
    """Yield the heads of columns that are lost when a workbook is printed, and what is on other paper."""
    books = workbooks(into / "workbooks")
    for path, made in converted(list(books), "pdf", into / "print-outs"):
        book = books[path]
        if made is None:
            yield f"{path.name} was not opened"
            continue
        words = " ".join(run("pdftotext", "-layout", str(made), "-").split())
        for head in book.heads:
            if head not in words:
                yield f"{path.name} lost the column {head}"
        if book.paper not in run("pdfinfo", str(made)):
            yield f"{path.name} is not printed on {book.paper}"


CHECKS: dict[str, tuple[Check, tuple[str, ...]]] = {
    "LibreOffice opens Word files and workbooks, and finds no formula": (libreoffice, ("soffice",)),
    "pdftotext finds the words of every script": (pdftotext, ("pdftotext",)),
    "Chromium shows no dialog and asks nobody; axe-core finds nothing, on a phone either": (
        chromium,
        ("chromium", "npm"),
    ),
    "One page stays one page on A4 and Letter, and none stays white": (
        pages,
        ("chromium", "npm", "soffice", "pdftotext"),
    ),
    "Workbooks are printed with every column, on the paper there is": (print_outs, ("soffice", "pdftotext")),
}


def main() -> int:
    """Run every check; return the exit code."""
    failed = False
    lacking = {name: missing(programs) for name, (_, programs) in CHECKS.items()}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        paths = written(Path(place))
        for name, (check, _) in CHECKS.items():
            if lacking[name]:
                print(f"left out  {name}: {', '.join(lacking[name])} is not installed")
                continue
            began = time.monotonic()
            try:
                found = list(check(paths, Path(place)))
            except (RuntimeError, subprocess.TimeoutExpired) as error:
                found = [str(error)]
            failed = failed or bool(found)
            taken = f"{time.monotonic() - began:.0f} s"
            print(f"{'FAILED' if found else 'ok':8}  {name} ({taken})", flush=True)
            for each in found:
                print(f"          {each}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
