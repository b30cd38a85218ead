"""A paper as PDF, made by typst: tagged for screen readers, with its title and language (PDF/UA-1).

typst comes with the extra `pdf`. Whoever does without it prints the HTML page, which is made for that.
"""

from __future__ import annotations

from collections.abc import Callable

from facilitator.documents.faults import TemplateFault
from facilitator.documents.paper import Paper
from facilitator.documents.typst_source import typst_source
from facilitator.errors import BadInput


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
            "Install it with pip install 'facilitator[pdf]', or write HTML and print that as PDF.",
        ) from None
    source = typst_source(paper).encode()
    try:
        return typst.compile(source, format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as refusal:
        why = str(refusal)
    try:
        made = typst.compile(source, format="pdf")
    except typst.TypstError as error:
        raise TemplateFault(f"The PDF cannot be made: {error}.", "Write it as HTML and print that.") from None
    notice(_told(why))
    return made


def _told(why: str) -> str:
    if "could not be displayed" in why:
        return (
            "Some letters are in no font of this machine: the PDF shows boxes for them, and is not marked as"
            " accessible (PDF/UA). The HTML page has them all."
        )
    return "The PDF is not marked as accessible (PDF/UA): a rule of that standard could not be kept."
