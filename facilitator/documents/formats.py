"""The formats of papers and exports, which this machine can write, and the way to each walker.

The libraries a format needs are imported when a paper is made in it, not before.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from facilitator.documents.faults import TemplateFault
from facilitator.documents.shelf import Shelf
from facilitator.errors import NotFound

if TYPE_CHECKING:
    from facilitator.documents.paper import Paper

TextFormat = Literal["html", "md", "txt"]
Format = Literal["html", "md", "txt", "docx", "pdf"]

TEXT_FORMATS: tuple[TextFormat, ...] = get_args(TextFormat)
"""The formats that are text and can be printed on a terminal."""

FORMATS: tuple[Format, ...] = get_args(Format)
"""The formats a paper can be written in; each is also the ending of the file."""


ExportFormat = Literal["csv", "xlsx", "json", "ics"]
EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
"""The formats of tables and calendars."""

Profile = Literal["spreadsheet", "import"]
PROFILES: tuple[Profile, ...] = get_args(Profile)
"""Of CSV. `spreadsheet`: a byte order mark, titles people read, nothing a spreadsheet would take for a
formula. `import`: the words as they are, under the keys of the columns, for programs that read every cell
as text."""


def writable() -> tuple[Format, ...]:
    """Return the formats this machine can write: PDF only with its extra."""
    return tuple(each for each in FORMATS if each != "pdf" or find_spec("typst") is not None)


def nobody(notice: str) -> None:
    """Take a notice nobody waits for."""


def content(paper: Paper, format: Format, shelf: Shelf, notice: Callable[[str], None] = nobody) -> bytes:
    """Return *paper* as the bytes of a file in *format*; *notice* is told what the reader may miss.

    Raises `NotFound` for a format there is not, `TemplateFault` for a letterhead that cannot be used,
    `pdf.NoPdf` where PDF cannot be written.
    """
    if format == "docx":
        from facilitator.documents.word import word
        from facilitator.documents.word_letterhead import LETTERHEAD

        return word(paper, _own(shelf, LETTERHEAD))
    if format == "pdf":
        from facilitator.documents.pdf import pdf

        return pdf(paper, notice)
    return _text(paper, format, shelf).encode("utf-8")


def _text(paper: Paper, format: Format, shelf: Shelf) -> str:
    if format == "html":
        from facilitator.documents.html_page import html_page

        return html_page(paper, shelf.read("style.css"))
    if format == "md":
        from facilitator.documents.markdown import markdown

        return markdown(paper)
    if format == "txt":
        from facilitator.documents.plain_text import plain_text

        return plain_text(paper)
    raise NotFound(f"Papers cannot be written as {format}.", f"Choose one of: {', '.join(FORMATS)}.")


def _own(shelf: Shelf, name: str) -> bytes | None:
    """Return a file of the person's own folder of templates, or None. Raises `TemplateFault`."""
    path = shelf.own / name if shelf.own is not None else Path()
    if shelf.own is None or not path.is_file():
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise TemplateFault(f"{path} cannot be read: {error.strerror}.", "Look at its rights.") from None
