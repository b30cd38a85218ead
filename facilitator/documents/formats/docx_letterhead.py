"""The letterhead a Word file is made in: the shipped one, or the user's own.

Of a custom one the page, the styles, head and foot stay. What stood in its body goes, and so does all that
names a person or a place: the file that leaves is the organisation's.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml.ns import qn
from docx.shared import Mm

from facilitator.documents.branding.style import PAGES, TIGHT, USUAL
from facilitator.documents.formats.docx_external import remote_parts
from facilitator.documents.formats.docx_xml import as_element, el, twips
from facilitator.documents.shelf.faults import TemplateFault
from facilitator.documents.tree.paper import Paper
from facilitator.files.archives import Allowance, UnusableArchive, open_archive
from facilitator.model.programme import PaperSize

LETTERHEAD = "letterhead.docx"
"""The file of the user's own letterhead in the folder of templates."""

MOST_PARTS = 500
LARGEST = 40_000_000
LARGEST_XML = 8_000_000
"""Parts of a letterhead, bytes of all unpacked, and of those that become trees (ten times larger)."""

XML = (".xml", ".rels")
_LONG_TAG = re.compile(rb"<[^<]{30000,}")
"""Where thousands of attributes fit, each of which is compared with all others."""

_TELLS_OF_OTHERS = re.compile(
    "comments|people|(core|extended|custom)-properties|thumbnail|attachedTemplate|customXml|/image$",
    re.IGNORECASE,
)
"""Parts of a letterhead that name people or places, or belong to the words that stood in its body."""
_EMUS_IN_A_TWIP = 635


def opened(letterhead: bytes | None, paper: Paper) -> Document:
    """Return a document without words, in *letterhead* or in the shipped one. Raises `TemplateFault`."""
    document = _read(letterhead)
    _empty(document)
    if letterhead is None:
        _lay_out(document, paper)
    return document


def require_readable(letterhead: bytes) -> None:
    """Raise `TemplateFault` unless *letterhead* is a Word file."""
    _read(letterhead)


def _read(letterhead: bytes | None) -> Document:
    if letterhead is None:
        return docx.Document()
    _require_small(letterhead)
    try:
        document = docx.Document(BytesIO(letterhead))
        reaching = remote_parts(document)
    except Exception:  # whatever a broken file does to the libraries that read it
        raise TemplateFault(
            f"{LETTERHEAD} cannot be read as a Word file.",
            "Save it anew as .docx, or take it away to use the shipped one.",
            file=LETTERHEAD,
        ) from None
    if reaching:
        raise TemplateFault(
            f"{LETTERHEAD} asks for something outside of it: {reaching[0]}.",
            "Put the picture or the words themselves into it; then whoever opens a paper asks nobody.",
            file=LETTERHEAD,
        )
    return document


def _require_small(letterhead: bytes) -> None:
    try:
        with open_archive(letterhead, Allowance(MOST_PARTS, LARGEST, 1)) as parts:
            written = [info for info in parts.infolist() if info.filename.endswith(XML)]
            size = sum(info.file_size for info in written)
            _require(size <= LARGEST_XML, f"Its text has {size:,} bytes, and {LARGEST_XML:,} are the most.")
            for info in written:
                flat = _LONG_TAG.search(parts.read(info)) is None
                _require(flat, f"{info.filename} holds something too long to take apart.")
    except UnusableArchive as error:
        _require(not error.too_large, error.happened)  # what is damaged is told when it is read


def _require(small: bool, what: str) -> None:
    if not small:
        raise TemplateFault(
            f"{LETTERHEAD} is too large. {what}",
            "Take the words out of it; the page, the styles, head and foot are enough.",
            file=LETTERHEAD,
        )


def _empty(document: Document) -> None:
    """Take out the words of the letterhead and all that could name a person; give it one section."""
    body = document.element.body
    last = body.find(qn("w:sectPr"))
    for child in list(body):
        if child is not last:
            body.remove(child)
    if last is None:
        body.append(as_element(el("sectPr")))
    settings = [each.target_part for each in inside(document) if each.reltype == KIND.SETTINGS]
    for part in (document.part, document.part.package, *settings):
        for id, relation in list(part.rels.items()):
            if relation.is_external or _TELLS_OF_OTHERS.search(relation.reltype):
                del part.rels[id]


def inside(document: Document) -> list[Any]:
    """Return how the document is tied to its parts in the same file."""
    return [each for each in document.part.rels.values() if not each.is_external]


def _lay_out(document: Document, paper: Paper) -> None:
    margins = TIGHT if paper.tight or paper.closer else USUAL
    section = document.sections[0]
    page = PAGES[paper.size]
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin = section.right_margin = Mm(margins.side)
    section.header_distance, section.footer_distance = Mm(11), Mm(7)  # a foot of two lines has its place


def width_of(document: Document) -> int:
    """Return how wide the words may be, in twips."""
    section = document.sections[0]
    page = section.page_width or Mm(PAGES[PaperSize.A4].width)
    sides = [Mm(USUAL.side) if side is None else side for side in (section.left_margin, section.right_margin)]
    return max(twips(40), (page - sum(sides)) // _EMUS_IN_A_TWIP)


# What the file says of itself --------------------------------------------------------------------


def describe(document: Document, paper: Paper) -> None:
    """Set title, language and whose it is: the organisation's, never a person's."""
    core = document.core_properties
    for child in list(core._element):
        core._element.remove(child)
    core.title, core.language = paper.title[:255], paper.lang
    if paper.organisation:
        core.author = paper.organisation[:255]
    _speak(document, paper.lang)
    _be_modern(document)


def _speak(document: Document, lang: str) -> None:
    """Set the language words are checked in, also where the letterhead's plain style has another."""
    root = document.styles.element
    defaults = _below(root, "docDefaults", first=True)
    holders = [_below(_below(defaults, "rPrDefault", first=True), "rPr")]
    holders += root.xpath("w:style[@w:type='paragraph']/w:rPr[w:lang]")
    for holder in holders:
        _below(holder, "lang").set(qn("w:val"), lang)


def _below(root: Any, tag: str, *, first: bool = False) -> Any:
    found = root.find(qn(f"w:{tag}"))
    if found is None:
        found = as_element(el(tag))
        root.insert(0 if first else len(root), found)
    return found


def _be_modern(document: Document) -> None:
    """Ask for the layout of Word 2013 and later; older ones hang tables out to the left."""
    settings: Any = document.settings.element
    for tag in ("attachedTemplate", "rsids", "mailMerge"):
        for each in settings.findall(qn(f"w:{tag}")):
            settings.remove(each)
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = as_element(el("compat"))
        _insert_compat(settings, compat)
    name, uri = "compatibilityMode", "http://schemas.microsoft.com/office/word"
    for mode in compat.findall(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == name:
            compat.remove(mode)
    compat.append(as_element(el("compatSetting", {"name": name, "uri": uri, "val": 15})))


_AFTER_COMPAT = (
    "docVars", "rsids", "attachedSchema", "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats",
    "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
)  # fmt: skip


def _insert_compat(settings: Any, compat: Any) -> None:
    later = {qn(f"w:{tag}") for tag in _AFTER_COMPAT}
    for child in settings:
        if child.tag in later or not str(child.tag).startswith(f"{{{settings.nsmap['w']}}}"):
            child.addprevious(compat)
            return
    settings.append(compat)
