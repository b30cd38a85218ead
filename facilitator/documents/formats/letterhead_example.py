"""A letterhead to begin with: the shipped page and styles as a Word file, with a head to write into.

Its body says what stays and what goes; it never comes onto a paper (`docx_letterhead`).
"""

from __future__ import annotations

from io import BytesIO

import docx

from facilitator.documents.formats.docx_document import docx_file
from facilitator.documents.tree.html_subset import Element
from facilitator.documents.tree.paper import Paper
from facilitator.model.programme import PaperSize

_HEAD = "Your organisation"
_TITLE = "Your letterhead"
_SAYS = (
    "This file is letterhead.docx in the folder templates of your workspace: Word files of papers are made in"
    " it. Change it in your word processor, save it under the same name, and write a paper as Word.",
    "Stays: size and margins of the page, the head, the foot, and the styles. Write your name into the head,"
    " or put a picture there.",
    "Goes: every word of this page, and the names of people in the properties of the file.",
    "Leave the foot empty, and the day, the readers and the number of the page stand there.",
)
_STYLES = (
    "Change the styles, not these lines: Title and headings as they stand here, Normal for words in a"
    " paragraph, List Bullet, Caption, Header and Footer."
)


def example_letterhead(size: PaperSize = PaperSize.A4) -> bytes:
    """Return a letterhead to change, as the bytes of a Word file for paper of that *size*."""
    body = (
        Element("h1", {}, (_TITLE,)),
        *(Element("p", {}, (text,)) for text in _SAYS),
        Element("h2", {}, ("Styles",)),
        Element("p", {}, (_STYLES,)),
    )
    made = docx_file(
        Paper(lang="en", title=_TITLE, header=_HEAD, name="", footer="", page="", body=body, size=size), None
    )
    document = docx.Document(BytesIO(made))
    for line in document.sections[0].footer.paragraphs:
        line.clear()
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()
