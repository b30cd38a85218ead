"""Every page of every paper as a picture, to be looked at, and the pages counted.

    python -m tests.documents.pages FOLDER [PART-OF-A-NAME ...]

The papers are those of the worked example, of the smallest and of the largest session, for A4 and Letter.
Web pages are printed by Chromium, Word files by LibreOffice, the PDF is as it is; pdftoppm (poppler-utils)
makes the pictures. The exit code is 1 when a page is not as it should be.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.documents.readers.paged import FORMATS, faults_of, printed, written
from tests.documents.readers.programs import complaints, run

DOTS_AN_INCH = "70"


def main(into: Path, parts: list[str]) -> int:
    """Make the pictures and count; return the exit code."""
    paths = written(into, parts)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        faults = list(complaints([path for path in paths if path.suffix == ".html"], Path(place)))
        sheets = printed(paths, Path(place))
        for sheet in sheets:
            folder = into / "png" / sheet.place
            folder.mkdir(parents=True, exist_ok=True)
            picture = str(folder / f"{sheet.name}-{sheet.format}")
            run("pdftoppm", "-r", DOTS_AN_INCH, "-png", str(sheet.pdf), picture)
    counts: dict[str, dict[str, int]] = {}
    for sheet in sheets:
        counts.setdefault(f"{sheet.place}/{sheet.name}", {})[sheet.format] = len(sheet.pages)
    for name, pages in sorted(counts.items()):
        print(f"{name}: {', '.join(f'{pages[format]} {format}' for format in FORMATS)}")
    faults += [fault for sheet in sheets for fault in faults_of(sheet)]
    print(*faults, sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:]))
