"""Every page of every paper of the worked example as a picture, to be looked at, and the pages counted.

    python -m tests.documents.pages FOLDER [PART-OF-A-NAME ...]

Web pages are printed by Chromium, Word files by LibreOffice, the PDF is as it is; pdftoppm (poppler-utils)
makes the pictures. The exit code is 1 when a paper takes another number of pages in one format than in the
others, or one that is meant for a page takes more.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdf

from facilitator.documents.papers.registry import DOCUMENTS
from facilitator.documents.render import render_bytes
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.paths import safe_name

DOTS_AN_INCH = "110"
FORMATS = ("html", "pdf", "docx")
PATIENCE = 300
SHORT = frozenset(key for key, each in DOCUMENTS.items() if each.tight) - {"interface-report"}
"""The papers that take one page."""


def papers(folder: ProgrammeFolder, format: str) -> Iterator[tuple[str, bytes]]:
    """Yield every paper there is, with the name of its file."""
    for file in folder.sessions:
        for key, document in DOCUMENTS.items():
            if document.ready(file.session.status):
                yield (
                    f"{file.session.short_id}-{key}",
                    render_bytes(folder, key, session=file, format=format),
                )
    for team in (None, *folder.teams):
        whose = folder.teams[team].name if team else "all"
        yield f"pulse-{safe_name(whose)}", render_bytes(folder, "pulse", team=team, format=format)
    yield "what-is-stored", render_bytes(folder, "what-is-stored", format=format)


def written(into: Path, parts: list[str]) -> list[Path]:
    """Write the papers whose names have one of *parts* in them, without any all of them."""
    paths = []
    with tempfile.TemporaryDirectory() as beside:
        _, folder = open_demo(Path(beside))
        for format in FORMATS:
            (into / format).mkdir(parents=True, exist_ok=True)
            for name, made in papers(folder, format):
                if not parts or any(part in name for part in parts):
                    path = into / format / f"{name}.{format}"
                    path.write_bytes(made)
                    paths.append(path)
        folder.close()
    return paths


def printed(paths: list[Path], profile: Path) -> Iterator[Path]:
    """Yield each paper as PDF, beside its file."""
    word = [path for path in paths if path.suffix == ".docx"]
    if word:
        office = ("soffice", f"-env:UserInstallation={(profile / 'office').as_uri()}", "--headless")
        _run(*office, "--convert-to", "pdf", "--outdir", str(word[0].parent), *map(str, word))
    for path in paths:
        made = path.with_suffix(".pdf")
        if path.suffix == ".html":
            root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
            own = ("--headless", "--disable-gpu", f"--user-data-dir={profile / 'browser'}", *root)
            _run("chromium", *own, "--no-pdf-header-footer", f"--print-to-pdf={made}", path.as_uri())
        yield made


def main(into: Path, parts: list[str]) -> int:
    """Make the pictures and count; return the exit code."""
    counts: dict[str, list[int]] = {}
    (into / "png").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        for pdf in printed(written(into, parts), Path(profile)):
            _run(
                "pdftoppm",
                "-r",
                DOTS_AN_INCH,
                "-png",
                str(pdf),
                str(into / "png" / f"{pdf.stem}-{pdf.parent.name}"),
            )
            counts.setdefault(pdf.stem, []).append(len(pypdf.PdfReader(pdf).pages))
    faults = 0
    for name, pages in sorted(counts.items()):
        short = any(name.endswith(f"-{key}") for key in SHORT)
        wrong = len(set(pages)) > 1 or (short and max(pages) > 1)
        faults += wrong
        print(
            f"{name}: {', '.join(f'{count} {format}' for count, format in zip(pages, FORMATS, strict=True))}"
            f"{'   <- look at it' if wrong else ''}"
        )
    return int(bool(faults))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:]))
