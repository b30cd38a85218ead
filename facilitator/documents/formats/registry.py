"""The formats of papers and exports, which this machine can write, and the way to each walker.

The libraries a format needs are imported when a paper is made in it, not before.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, get_args

from facilitator.documents.shelf.faults import TemplateFault, not_used
from facilitator.documents.shelf.folders import Shelf
from facilitator.errors import NotFound

if TYPE_CHECKING:
    from facilitator.documents.branding.logo import Logo
    from facilitator.documents.tree.paper import Paper

TextFormat = Literal["html", "md", "wiki", "txt", "json"]
Format = Literal["html", "md", "wiki", "txt", "docx", "pdf", "json"]

TEXT_FORMATS: tuple[TextFormat, ...] = get_args(TextFormat)
"""The formats that are text and can be printed on a terminal."""

FORMATS: tuple[Format, ...] = get_args(Format)
"""The formats a paper can be written in; each is also the ending of the file, see `ending_of`.

`wiki` is Markdown without any HTML, for wikis and other tools that show tags as they stand.

`json` is for programs: the view the paper is made from, as plain data. Its `view` names what it is and its
version, such as "action-plan/1": within one version fields are added, never renamed or taken away.
"""


def ending_of(format: Format) -> str:
    """Return what the name of a file in *format* ends with: "html"; "wiki.md", for it is Markdown."""
    return "wiki.md" if format == "wiki" else format


STYLE = "style.css"
"""The style sheet of the page, on the shelf."""

ExportFormat = Literal["csv", "xlsx", "json", "ics"]

EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
"""The formats of tables and calendars."""

Profile = Literal["spreadsheet", "import", "jira", "azure", "gitlab"]
PROFILES: tuple[Profile, ...] = get_args(Profile)
"""Of CSV. `spreadsheet`: a byte order mark, titles people read, nothing a spreadsheet would take for a
formula. `import`: the words as they are, under the keys of the columns, for programs that read every cell
as text. The others: actions still to do, as that tracker takes them in."""


def writable() -> tuple[Format, ...]:
    """Return the formats for people this machine can write: PDF only with its extra."""
    here = find_spec("typst") is not None
    return tuple(each for each in FORMATS if each != "json" and (here or each != "pdf"))


def ignore(notice: str) -> None:
    """Take a notice without telling anybody."""


def content(paper: Paper, format: Format, shelf: Shelf, notice: Callable[[str], None] = ignore) -> bytes:
    """Return *paper* as the bytes of a file in *format*; *notice* is told what the reader may miss.

    It is told, too, what of the user's own templates is not used. Raises `NotFound` for a format there is
    not, `pdf.NoPdf` where PDF cannot be written.
    """
    for each in paper.notices:
        notice(each)
    if format == "docx":
        return _docx(paper, shelf, notice)
    if format == "pdf":
        from facilitator.documents.formats.pdf import pdf

        return pdf(paper, notice)
    return _text(paper, format, shelf, notice).encode("utf-8")


def _docx(paper: Paper, shelf: Shelf, notice: Callable[[str], None]) -> bytes:
    """Return *paper* in the user's own letterhead, or where that cannot be used in the shipped one."""
    from facilitator.documents.formats.docx_document import docx_file
    from facilitator.documents.formats.docx_letterhead import LETTERHEAD

    logo = _picture(paper.branding.logo, notice)
    try:
        return docx_file(paper, shelf.custom_bytes(LETTERHEAD), logo)
    except TemplateFault as fault:
        notice(not_used("letterhead", fault))
        return docx_file(paper, None, logo)


def _picture(logo: Logo | None, notice: Callable[[str], None]) -> bytes | None:
    """Return a logo as Word can show it, or None."""
    if logo is None or not logo.drawn:
        return logo.content if logo else None
    from facilitator.documents.formats.pdf import drawn_as_png

    drawn = drawn_as_png(logo)
    if drawn is None:
        notice(
            "Your own logo is not in the Word file: SVG needs the extra pdf. Save it as PNG to have it there."
        )
    return drawn


def _text(paper: Paper, format: Format, shelf: Shelf, notice: Callable[[str], None]) -> str:
    if format == "html":
        from facilitator.documents.formats.html_page import html_page

        return html_page(paper, _style(shelf, notice))
    if format in ("md", "wiki"):
        from facilitator.documents.formats.markdown import markdown

        return markdown(paper, html=format == "md")
    if format == "txt":
        from facilitator.documents.formats.plain_text import plain_text

        return plain_text(paper)
    if format == "json":
        return _data(paper)
    raise NotFound(f"Papers cannot be written as {format}.", f"Choose one of: {', '.join(FORMATS)}.")


def _data(paper: Paper) -> str:
    """Return the view as JSON: first that it is a preview, if it is one, then its name and version."""
    view = sorted(paper.view.items(), key=lambda item: item[0] != "view")
    first = {"watermark": paper.watermark} if paper.watermark else {}
    return json.dumps(first | dict(view), ensure_ascii=False, indent=2) + "\n"


def _style(shelf: Shelf, notice: Callable[[str], None]) -> str:
    try:
        return shelf.read(STYLE)
    except TemplateFault as fault:
        notice(not_used("style sheet", fault))
        return shelf.shipped_only.read(STYLE)
