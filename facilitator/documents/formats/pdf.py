"""A paper as PDF, made by typst: tagged for screen readers, with its title and language (PDF/UA-1).

typst comes with the extra `pdf`. Whoever does without it prints the HTML page, which is made for that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from facilitator.documents.branding.logo import HEIGHT, Logo
from facilitator.documents.formats.typst_source import ENDS, LOGO, typst_source
from facilitator.documents.shelf.faults import TemplateFault
from facilitator.documents.tree.flow import with_last_rows
from facilitator.documents.tree.paper import Paper
from facilitator.errors import BadInput

if TYPE_CHECKING:
    import typst

_IN_PIXELS = f'#image(bytes(sys.inputs.{LOGO}), format: "svg", height: {HEIGHT}mm)'
_PIXELS_AN_INCH = 600

_TOP = 30.0
"""Whatever begins above this many millimetres stands first on its page."""


class NoPdf(BadInput):
    """PDF cannot be written on this machine."""

    title = "PDF is not installed"


def pdf(paper: Paper, notice: Callable[[str], None]) -> bytes:
    """Return *paper* as PDF.

    When a letter is in no font of this machine the standard cannot be kept; the paper is written all
    the same, and *notice* is given a sentence about it. Raises `NoPdf`, `TemplateFault`.
    """
    try:
        import typst
    except ImportError:
        raise NoPdf(
            "PDF needs one more part, which is not installed.",
            'Install it with pip install "facilitator[pdf]", or write HTML and print that as PDF.',
        ) from None
    logo, fonts = paper.branding.logo, _fonts()
    inputs = {LOGO: logo.svg} if logo else {}
    source = _without_a_page_for_the_end(paper, inputs)
    try:
        return typst.compile(
            source, format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs, font_paths=fonts
        )
    except typst.TypstError as refusal:
        why = str(refusal)
    try:
        made = typst.compile(source, format="pdf", sys_inputs=inputs, font_paths=fonts)
    except typst.TypstError as error:
        if logo:
            notice("Your own logo is not used: it cannot be drawn in a PDF. Save it anew as PNG.")
            return pdf(replace(paper, branding=replace(paper.branding, logo=None)), notice)
        raise TemplateFault(f"The PDF cannot be made: {error}.", "Write it as HTML and print that.") from None
    notice(_without_letters(why))
    return made


def _without_a_page_for_the_end(paper: Paper, inputs: dict[str, str]) -> bytes:
    """Return the typst document of a paper. Where its last words alone would begin a page, it is set closer,
    or its last rows go with them."""
    import typst

    usual = typst_source(paper).encode()
    if paper.tight:
        return usual

    def stands_alone(source: bytes) -> bool:
        told = typst.query(source, f"<{ENDS}>", field="value", sys_inputs=inputs, font_paths=_fonts())
        return any(page > 1 and below <= _TOP for page, below in json.loads(told))

    try:
        for source in (usual, *_closer(paper)):
            if not stands_alone(source):
                return source
    except typst.TypstError:
        pass  # what is wrong is said where it is made
    return usual


def _closer(paper: Paper) -> Iterator[bytes]:
    """Yield what may keep the last words of a paper from a page of their own, the better first."""
    if not paper.closer:
        yield typst_source(replace(paper, closer=True)).encode()
    body = with_last_rows(paper.body)
    if body is not None:
        yield typst_source(replace(paper, body=body)).encode()


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts of this machine, looked for once: that takes ten times as long as writing a paper."""
    import typst

    return typst.Fonts()


def drawn_as_png(logo: Logo) -> bytes | None:
    """Return a drawn logo as a picture of pixels, for formats that know no SVG; None where it cannot be."""
    try:
        import typst
    except ImportError:
        return None
    page = f"#set page(width: auto, height: auto, margin: 0mm, fill: none)\n{_IN_PIXELS}"
    try:
        return typst.compile(
            page.encode(),
            format="png",
            ppi=_PIXELS_AN_INCH,
            sys_inputs={LOGO: logo.svg},
            font_paths=_fonts(),
        )
    except typst.TypstError:
        return None


def _without_letters(why: str) -> str:
    if "could not be displayed" in why:
        return (
            "Some letters are in no font of this machine: the PDF shows boxes for them, and is not marked as"
            " accessible (PDF/UA). The HTML page has them all."
        )
    return "The PDF is not marked as accessible (PDF/UA): a rule of that standard could not be kept."
