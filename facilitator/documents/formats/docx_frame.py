"""Head and foot of a Word file, and its colours: the shipped ones, or what a letterhead of one's own has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from facilitator.documents.branding.logo import HEIGHT
from facilitator.documents.formats.docx_letterhead import width_of
from facilitator.documents.formats.docx_xml import Look, Xml, as_element, el, field, run_of, val
from facilitator.documents.tree.paper import Paper

_PLACES = re.compile(r"(\{pages?\})")
_COUNTS = re.compile(r"(?<![A-Z])PAGE(?![A-Z])")
"""Word's field of the number of a page, and neither that of all pages nor one of a mark."""

_COLOURED = tuple(
    qn(f"w:{tag}") for tag in ("color", "shd", "top", "left", "bottom", "right", "insideH", "insideV")
)
_COLOUR_MARKS = tuple(qn(f"w:{mark}") for mark in ("val", "fill", "color"))


def frame(document: Document, paper: Paper, styles: Mapping[str, str], logo: bytes | None) -> None:
    """Write head and foot. A letterhead with a head of its own keeps it, and so it does its foot: below that
    stands for whom the paper is, and the number of the page where the foot does not count itself."""
    section = document.sections[0]
    if not _has_text(section.header):
        head = [run_of(f"{paper.header}\t{'' if logo else paper.name}", Look())]
        line = _only_line(section.header, _edge(document, styles["header"], head))
        if logo:
            line.append(_picture(section.header, logo, paper))
    for foot in feet_of(document):
        words = [run_of(paper.footer, Look())]
        if not _counts_pages(foot):
            words += [run_of("\t", Look()), *_page_number(paper.page)]
        line = _edge(document, styles["footer"], words)
        if _has_text(foot):
            foot._element.append(as_element(line))
        else:
            _only_line(foot, line)


def feet_of(document: Document) -> Iterator[Any]:
    """Yield the feet of all pages: a letterhead may have others for its first and its even pages."""
    section = document.sections[0]
    yield section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_footer
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_footer


def _edge(document: Document, style: str, runs: Sequence[Xml]) -> Xml:
    """Return a line of head or foot, its tab at the right edge."""
    width = width_of(document)
    clear = [
        el("tab", {"val": "clear", "pos": stop}) for stop in _stops(document, style) if stop != str(width)
    ]
    tabs = el("tabs", {}, *clear, el("tab", {"val": "right", "pos": width}))
    return el("p", {}, el("pPr", {}, val("pStyle", style), tabs), *runs)


def _only_line(part: Any, line: Xml) -> Any:
    """Put a line in the place of all that head or foot hold; return it."""
    root = part._element
    for child in list(root):
        root.remove(child)
    root.append(as_element(line))
    return root[-1]


def _page_number(page: str) -> list[Xml]:
    fields = {"{page}": field("PAGE"), "{pages}": field("NUMPAGES")}
    return [fields.get(piece) or run_of(piece, Look()) for piece in _PLACES.split(page) if piece]


def _counts_pages(part: Any) -> bool:
    """Tell whether a foot has the number of the page in it, in one of Word's two ways to write fields."""
    root = part._element
    pieces = "".join(each.text or "" for each in root.iter(qn("w:instrText")))
    return any(map(_COUNTS.search, (pieces, *root.xpath(".//w:fldSimple/@w:instr"))))


def _has_text(part: Any) -> bool:
    """Tell whether head or foot of a letterhead hold something."""
    root = part._element
    return bool("".join(root.itertext()).strip() or root.xpath(".//w:drawing | .//w:pict"))


def _picture(header: Any, logo: bytes, paper: Paper) -> Any:
    """Return a run that shows the logo, told to whoever does not see it."""
    height = paper.branding.logo.height if paper.branding.logo else HEIGHT
    inline = header.part.new_pic_inline(BytesIO(logo), height=Mm(height))
    inline.docPr.set("descr", paper.organisation)
    run = as_element(el("r", {}, el("drawing")))
    run[0].append(inline)
    return run


def recolour(document: Document, colours: Mapping[str, str]) -> None:
    """Put *colours* in place of the shipped ones, in the words as in the styles."""
    if not colours:
        return
    parts = (document.sections[0].header, *feet_of(document))
    for root in (document.element, document.styles.element, *(part._element for part in parts)):
        for element in root.iter(*_COLOURED):
            for name in _COLOUR_MARKS:
                shipped = element.get(name)
                if shipped in colours:
                    element.set(name, colours[shipped])


def _stops(document: Document, style: str) -> list[str]:
    """Return where the style of a letterhead stops its tabs; ours would stop there, too."""
    path = f"w:style[@w:styleId='{style}']/w:pPr/w:tabs/w:tab/@w:pos"
    return sorted(set(document.styles.element.xpath(path)), key=lambda stop: float(stop))
