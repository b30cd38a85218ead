"""What in a letterhead would ask for something outside of it, whenever a paper made in it is opened.

A picture that lies on a server tells its owner who opens a paper, when and where. Word knows many ways to
ask: relationships to another place, fields, and addresses in drawings. The body of a letterhead goes, so
only what stays is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn

FIELDS = (
    "DATABASE", "DDE", "DDEAUTO", "HTMLCONTROL", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK",
    "RD",
)  # fmt: skip
"""Fields of Word that fetch something, or run something."""

_FIELD = re.compile(rf"(?<![A-Za-z])({'|'.join(FIELDS)})(?![A-Za-z])", re.IGNORECASE)
_BROUGHT = re.compile(r"/(aFChunk|oleObject|control|vbaProject|subDocument|frame)$", re.IGNORECASE)
"""Parts that bring pages, programs or other documents along, which may ask for anything."""

_ADDRESSES = frozenset({"src", "href", "althref"})
_ADDRESS = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|[\\/]{2})")
_IN_A_STYLE = re.compile(rb"@import|url\(\s*['\"]?\s*[^#'\"\s]", re.IGNORECASE)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def remote_parts(document: Document) -> list[str]:
    """Return in words what the head, the foot and all else that stays of a letterhead asks for.

    Links that somebody would have to click lose their address, and keep their words.
    """
    found: list[str] = []
    for part in document.part.package.iter_parts():
        if part is document.part:
            continue
        root = _root(part)
        clicked = set(_unlinked(root)) if root is not None else set()
        if clicked and not isinstance(part, XmlPart):
            part._blob = serialize_part_xml(root)
        settings = part.content_type.endswith("settings+xml")
        for id, relation in list(part.rels.items()):
            if relation.is_external and (id in clicked or settings):
                del part.rels[id]
            elif relation.is_external:
                found.append(f"{_kind(relation)} at {_short(relation.target_ref)}")
            elif _BROUGHT.search(relation.reltype):
                found.append(f"{_kind(relation)} inside it")
        if root is not None:
            found += _asked_for(root)
        if part.content_type == "image/svg+xml" and _IN_A_STYLE.search(part.blob):
            found.append("an address in a drawing")
    return found


def _root(part: Any) -> Any:
    """Return the tree of a part, None for a picture. Raises what lxml raises over a broken one."""
    if isinstance(part, XmlPart):
        return part.element
    return parse_xml(part.blob) if re.search(r"[/+]xml$", part.content_type) else None


def _unlinked(root: Any) -> Iterator[str]:
    """Yield the relationships of links to click, after taking them out of the tree."""
    for link in root.iter(qn("w:hyperlink")):
        if id := link.attrib.pop(qn("r:id"), ""):
            yield id
    for link in root.iter(qn("a:hlinkClick"), qn("a:hlinkHover")):
        if id := link.get(qn("r:id"), ""):
            link.getparent().remove(link)
            yield id


def _asked_for(root: Any) -> Iterator[str]:
    written = "".join(text.text or "" for text in root.iter(qn("w:instrText")))
    simple = " ".join(field.get(qn("w:instr"), "") for field in root.iter(qn("w:fldSimple")))
    for found in _FIELD.finditer(f"{written} {simple}"):
        yield f"a field {found[1].upper()}"
    for element in root.iter():
        for name, value in element.attrib.items():
            space, _, attribute = name.rpartition("}")
            if attribute.lower() in _ADDRESSES and space[1:] != _OFFICE and _ADDRESS.match(value):
                yield f"{attribute} at {_short(value)}"


def _kind(relation: Any) -> str:
    kinds = {"image": "a picture", "hyperlink": "a link", "attachedTemplate": "a template"}
    kind = relation.reltype.rpartition("/")[2]
    return kinds.get(kind, f"“{_short(kind)}”")


def _short(address: str) -> str:
    return address if len(address) <= 60 else f"{address[:60]}…"
