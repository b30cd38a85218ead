"""A paper as a Word file, in the shipped letterhead or in the user's own.

Headings, lists, heads of tables and page numbers are Word's own, so that the paper can be worked on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from facilitator.documents.branding.style import WARNING, WHITE
from facilitator.documents.formats.docx_frame import frame, recolour
from facilitator.documents.formats.docx_letterhead import describe, inside, opened, width_of
from facilitator.documents.formats.docx_styles import shaded, styles_for, styles_of
from facilitator.documents.formats.docx_tables import row_padding, table
from facilitator.documents.formats.docx_xml import Look, Xml, as_element, el, paragraph, twips, val
from facilitator.documents.tree.flow import in_flow
from facilitator.documents.tree.html_subset import Element
from facilitator.documents.tree.paper import Paper

_HEADINGS = {"h1": "heading 1", "h2": "heading 2", "h3": "heading 3"}
_ROLES = {"for": "For", "lead": "Lead", "meta": "Meta", "note": "Note", "limits": "Limits"}
_LISTS = {"ul": ("List Bullet", "bullet", "•"), "ol": ("List Number", "decimal", "%1.")}


def docx_file(paper: Paper, letterhead: bytes | None = None, logo: bytes | None = None) -> bytes:
    """Return *paper* as a Word file, in *letterhead* or in the shipped one. Raises `TemplateFault`.

    Of a custom letterhead the page, the styles, head and foot stay; what stands in its body goes.
    *logo* is that of the paper as PNG or JPEG, for a letterhead that has no head of its own.
    """
    document = opened(letterhead, paper)
    styles = styles_of(document, styles_for(paper), own=letterhead is not None)
    frame(document, paper, styles, logo)
    body = document.element.body
    end = body.find(qn("w:sectPr"))
    width = width_of(document)
    for block in _blocks(document, paper, styles, width):
        end.addprevious(as_element(block))
    describe(document, paper)
    recolour(document, paper.branding.colours)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


# The body ----------------------------------------------------------------------------------------


def _blocks(document: Document, paper: Paper, styles: Mapping[str, str], width: int) -> Iterator[Xml]:
    if paper.watermark:
        warning = Element("p", {}, (paper.watermark,))
        look = Look(bold=True, colour=WHITE)
        yield paragraph(
            warning, styles["Normal"], look=look, before=shaded(WARNING), after=val("jc", "center")
        )
    for element, stays in in_flow(paper.body):
        if element.tag == "table":
            yield from table(element, styles, width, padding=row_padding(paper), stays=stays)
        elif element.tag in _LISTS:
            yield from _list(document, element, styles)
        else:
            yield _block(element, styles, keep=stays)


def _block(element: Element, styles: Mapping[str, str], *, keep: bool) -> Xml:
    if element.tag in _HEADINGS:
        style = styles[_HEADINGS[element.tag]]
        if "data-break" in element.attributes:
            return paragraph(element, style, before=el("pageBreakBefore"), after=el("spacing", {"before": 0}))
        return paragraph(element, style)
    if element.tag == "blockquote":
        return paragraph(element, styles["Quote"], before=el("keepNext") if keep else None)
    style = styles[_ROLES.get(element.attributes.get("data-role", ""), "Normal")]
    return paragraph(element, style, before=el("keepNext") if keep else None)


def _list(document: Document, element: Element, styles: Mapping[str, str]) -> Iterator[Xml]:
    name, numbers, sign = _LISTS[element.tag]
    own = _numbering(document, numbers, sign)
    for item in element.named("li"):
        counted = el("numPr", {}, val("ilvl", 0), val("numId", own))
        yield paragraph(item, styles[name], before=counted)


def _numbering(document: Document, numbers: str, sign: str) -> int:
    """Return the id of a list of its own, so that it counts from 1."""
    root = _numbering_root(document)
    abstract = 1 + max(map(int, root.xpath("w:abstractNum/@w:abstractNumId")), default=0)
    number = 1 + max(map(int, root.xpath("w:num/@w:numId")), default=0)
    hanging = el("pPr", {}, el("ind", {"left": twips(5.2), "hanging": twips(5.2)}))
    level = [val("start", 1), val("numFmt", numbers), val("lvlText", sign), val("lvlJc", "left"), hanging]
    kind = [val("multiLevelType", "singleLevel"), el("lvl", {"ilvl": 0}, *level)]
    made = as_element(el("abstractNum", {"abstractNumId": abstract}, *kind))
    kinds = root.findall(qn("w:abstractNum"))
    if kinds:
        kinds[-1].addnext(made)
    else:
        root.insert(0, made)
    nums = root.findall(qn("w:num"))
    counter = el("num", {"numId": number}, val("abstractNumId", abstract))
    (nums[-1] if nums else made).addnext(as_element(counter))
    return number


def _numbering_root(document: Document) -> Any:
    part = document.part
    for relation in inside(document):
        if relation.reltype == KIND.NUMBERING:
            return relation.target_part.element
    root = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    made = XmlPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, root, part.package)
    part.relate_to(made, KIND.NUMBERING)
    return root
