"""Papers on paper: each as Chromium, LibreOffice and typst lay it out, on A4 and on Letter, page by page."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import NamedTuple

import msgspec

from facilitator.documents.papers.registry import DOCUMENTS
from facilitator.documents.render import render_bytes
from facilitator.model.programme import PaperSize
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.paths import safe_name
from tests.documents.extremes import EXTREMES
from tests.documents.readers.programs import converted, run

FORMATS = ("html", "docx", "pdf")
SHORT = frozenset(key for key, each in DOCUMENTS.items() if each.tight) - {"interface-report", "voting-sheet"}
"""The papers that take one page."""


class Word(NamedTuple):
    """A word on a page and the box it stands in, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """A page: how large it is, in points, and the words on it."""

    width: float
    height: float
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Sheet:
    """A paper as it was printed: from which programme and size, its name, the format it comes from."""

    place: str
    name: str
    format: str
    pdf: Path
    pages: tuple[Page, ...] = ()
    headings: frozenset[str] = frozenset()
    above_rows: tuple[frozenset[str], ...] = ()
    """The words of each caption and of each head of a table: they say what the rows below them are."""


# Papers -------------------------------------------------------------------------------------------


def written(into: Path, parts: Sequence[str] = ()) -> list[Path]:
    """Write the papers whose place or name has one of *parts* in it, without any all of them."""
    paths = []
    for size in PaperSize:
        for programme in ("demo", *EXTREMES):
            place = f"{programme}-{size.value.lower()}"
            with tempfile.TemporaryDirectory() as beside:
                folder, sessions = _programme(programme, Path(beside))
                folder.file.put(msgspec.structs.replace(folder.programme, paper_size=size))
                for name, format, made in _papers(folder, sessions, parts, place):
                    path = into / place / format / f"{name}.{format}"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(made)
                    paths.append(path)
                folder.close()
    return paths


def _programme(name: str, beside: Path) -> tuple[ProgrammeFolder, Sequence[SessionFile]]:
    if name == "demo":
        _, folder = open_demo(beside)
        return folder, folder.sessions
    folder, file = EXTREMES[name](beside / "sessions" / name)
    return folder, (file,)


def _papers(
    folder: ProgrammeFolder, sessions: Sequence[SessionFile], parts: Sequence[str], place: str
) -> Iterator[tuple[str, str, bytes]]:
    wanted = [
        (f"{file.session.short_id}-{key}", key, {"session": file})
        for file in sessions
        for key, document in DOCUMENTS.items()
        if document.ready(file.session.status)
    ]
    if place.startswith("demo"):
        for team in (None, *folder.teams):
            whose = folder.teams[team].name if team else "all"
            wanted.append((f"pulse-{safe_name(whose)}", "pulse", {"team": team}))
        wanted.append(("what-is-stored", "what-is-stored", {}))
    for name, key, about in wanted:
        if not parts or any(part in f"{place}/{name}" for part in parts):
            for format in FORMATS:
                yield name, format, render_bytes(folder, key, format=format, **about)


# Pages --------------------------------------------------------------------------------------------


def printed(paths: list[Path], beside: Path) -> list[Sheet]:
    """Return each paper as it was printed; of web pages what `complaints` reads did print them."""
    office = dict(converted([path for path in paths if path.suffix == ".docx"], "pdf", beside / "word"))
    sheets = []
    for path in paths:
        shown = path.with_name(f"{path.name}.pdf")
        pdf = shown if path.suffix == ".html" else office.get(path, path) or path
        sheet = Sheet(path.parent.parent.name, path.stem, path.suffix[1:], pdf)
        page = path.parent.parent / "html" / f"{path.stem}.html"
        told = page.read_text(encoding="utf-8")
        sheets.append(
            replace(sheet, pages=_pages(pdf), headings=_headings(told), above_rows=_above_rows(told))
        )
    return sheets


_HEADING = re.compile(r"<h[23][^>]*>(.*?)</h[23]>", re.DOTALL)


_ABOVE_ROWS = re.compile(r"<(?:caption|thead)[ >].*?</(?:caption|thead)>", re.DOTALL)


def _headings(page: str) -> frozenset[str]:
    """Return the headings of a paper, without blanks, from its web page."""
    return frozenset("".join(_words(each)) for each in _HEADING.findall(page))


def _above_rows(page: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(_words(each)) for each in _ABOVE_ROWS.findall(page))


def _words(piece: str) -> list[str]:
    return unescape(re.sub("<[^>]+>", " ", piece)).split()


_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


def _pages(pdf: Path) -> tuple[Page, ...]:
    told = run("pdftotext", "-bbox", str(pdf), "-")
    return tuple(
        Page(
            float(width),
            float(height),
            tuple(Word(unescape(text), *map(float, box)) for *box, text in _WORD.findall(words)),
        )
        for width, height, words in _PAGE.findall(told)
    )


# What is wrong with them --------------------------------------------------------------------------

_POINTS = 72 / 25.4
_TOP, _FOOT, _SIDE = 16 * _POINTS, 14 * _POINTS, 15 * _POINTS
"""Above and below are the head and the foot of a page, beside it nothing; its margins are a little wider."""

_WHITE = 25 * _POINTS
_HALF = 0.4
"""So little is no page; of a page before the last so much is used."""

_COVERED = 0.35
_SAME_LINE = 2
"""Of a word so much may lie under another in its line, whose middle is at most so many points away."""

_ENOUGH = 3
"""A line of so many words that all are of one caption or head is a line of it; fewer may be chance."""

TO_WRITE_ON = "worksheet"
"""What is written on holds few words: how much of its pages is used cannot be told by them."""


def faults_of(sheet: Sheet) -> Iterator[str]:
    """Yield what is wrong with the pages of a paper."""
    where = f"{sheet.place}/{sheet.name}.{sheet.format}"
    short = any(sheet.name.endswith(f"-{key}") for key in SHORT)
    if short and len(sheet.pages) > 1:
        yield f"{where}: takes {len(sheet.pages)} pages"
    for number, page in enumerate(sheet.pages, start=1):
        for fault in _of_page(page, sheet, last=number == len(sheet.pages)):
            yield f"{where}, page {number}: {fault}"


def _of_page(page: Page, sheet: Sheet, *, last: bool) -> Iterator[str]:
    words = [word for word in page.words if word.top > _TOP and word.bottom < page.height - _FOOT]
    used = max((word.bottom for word in words), default=0) - _TOP
    least = _WHITE if last else _HALF * page.height
    if len(sheet.pages) > 1 and used < least and not sheet.name.endswith(TO_WRITE_ON):
        yield f"white but for {used / _POINTS:.0f} mm"
    if not last and (line := _last_line(words)) and _introduces(line, sheet):
        yield f"ends with {' '.join(line)}, which introduces what stands on the next one"
    for word in words:
        if word.right > page.width - _SIDE or word.left < _SIDE:
            yield f"{word.text} stands in the margin"
    for word in _covered(words):
        yield f"{word.text} stands over other words"


def _last_line(words: Sequence[Word]) -> list[str]:
    bottom = max((word.bottom for word in words), default=0)
    return [word.text for word in words if word.bottom > bottom - 4]


def _introduces(line: Sequence[str], sheet: Sheet) -> bool:
    """Tell whether a line is a heading, or of a caption or the head of a table."""
    if "".join(line) in sheet.headings:
        return True
    rows_have_words = not sheet.name.endswith(TO_WRITE_ON)
    enough = len(line) >= _ENOUGH and rows_have_words
    return enough and any(each.issuperset(line) for each in sheet.above_rows)


def _covered(words: Sequence[Word]) -> Iterator[Word]:
    """Yield the words that lie over others."""
    ordered = sorted(words, key=lambda word: word.top)
    for at, word in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.top >= word.bottom:
                break
            across = min(word.right, other.right) - max(word.left, other.left)
            lines = abs(word.top + word.bottom - other.top - other.bottom) / 2
            least = min(each.right - each.left for each in (word, other))
            if lines < _SAME_LINE and across > _COVERED * least:
                yield other
