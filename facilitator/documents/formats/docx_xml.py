"""Small pieces of Word's own language: elements, paragraphs and runs, every word of people as text.

They are written as text and read once, when they are put into the document: a large plan has 20,000.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any, NewType

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from facilitator.documents.branding.style import ACCENT, SOFT
from facilitator.documents.tree.html_subset import Element
from facilitator.language.directions import runs_right_to_left

POINT = 20
"""Twips in a point; Word measures lengths in twips."""

MILLIMETRE = 1440 / 25.4
"""Twips in a millimetre."""

Xml = NewType("Xml", str)
"""Elements of Word as they are written. Only `el` and `_words` make them, so nothing in them is unescaped."""

_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OUTERMOST = re.compile(r"^<w:\w+")
_PIECES = re.compile(r"([\t\n])")


def el(tag: str, marks: Mapping[str, object] | None = None, *children: Xml | None) -> Xml:
    """Return an element of Word, such as `el("p", {}, el("r"))`; *marks* are its attributes."""
    named = "".join(f' w:{name}="{escape(str(value))}"' for name, value in marks.items()) if marks else ""
    return Xml(f"<w:{tag}{named}>{''.join(filter(None, children))}</w:{tag}>")


def val(tag: str, value: object) -> Xml:
    """Return an element that is nothing but a value."""
    return el(tag, {"val": value})


def as_element(piece: Xml) -> Any:
    """Return what is written as an element of a document."""
    # The name stands on the element itself: below another that has it, moving it takes 300 times as long.
    return parse_xml(_OUTERMOST.sub(rf"\g<0> {nsdecls('w')}", piece, count=1).encode())


def twips(millimetres: float) -> int:
    """Return *millimetres* in Word's measure."""
    return round(millimetres * MILLIMETRE)


@dataclass(frozen=True)
class Look:
    """How runs look beside what their style says; sizes in points, 0 for the style's own."""

    bold: bool = False
    italic: bool = False
    colour: str = ""
    size: float = 0
    font: str = ""
    right_to_left: bool = False
    spacing: int = 0


_PLAIN = Look()


def paragraph(
    block: Element,
    style: str,
    *,
    look: Look = _PLAIN,
    before: Xml | None = None,
    after: Xml | None = None,
    dots: int = 0,
) -> Xml:
    """Return the words of a block as a paragraph of *style* (an id).

    *before* and *after* are properties of it, by whether the schema wants them before or after the
    direction of its words.
    """
    turned = runs_right_to_left(block.text)
    direction = el("bidi") if turned else None
    runs = _runs(block.children, replace(look, right_to_left=True) if turned else look)
    signs = (run_of(" ", look), run_of("●" * dots, Look(colour=ACCENT, size=6.6, spacing=20))) if dots else ()
    return el("p", {}, el("pPr", {}, val("pStyle", style), before, direction, after), *runs, *signs)


def run_of(text: str, look: Look) -> Xml:
    """Return *text* as a run; tabs and line breaks are Word's own."""
    pieces = _PIECES.split(_NOT_IN_XML.sub("", text))
    return el("r", {}, _run_properties(look), *map(_words, filter(None, pieces)))


def field(instruction: str) -> Xml:
    """Return a number Word works out itself, such as PAGE."""
    return el("fldSimple", {"instr": instruction}, el("r", {}, _words("1")))


def _words(piece: str) -> Xml:
    if piece == "\t":
        return el("tab")
    if piece == "\n":
        return el("br")
    return Xml(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')


def _runs(children: Iterable[Element | str], look: Look) -> Iterator[Xml]:
    for child in children:
        if isinstance(child, str):
            yield run_of(child, look)
        elif child.tag == "br":
            yield run_of("\n", look)
        elif child.tag == "strong":
            yield from _runs(child.children, replace(look, bold=True))
        else:
            yield from _runs(child.children, replace(look, italic=True, colour=look.colour or SOFT))


def _run_properties(look: Look) -> Xml | None:
    """Return what a run looks like, in the order of the schema; None for what its style says."""
    pieces: list[Xml] = []
    if look.font:
        pieces.append(el("rFonts", dict.fromkeys(("ascii", "hAnsi", "cs"), look.font)))
    if look.bold:
        pieces += [el("b"), el("bCs")]
    if look.italic:
        pieces += [el("i"), el("iCs")]
    if look.colour:
        pieces.append(val("color", look.colour))
    if look.spacing:
        pieces.append(val("spacing", look.spacing))
    if look.size:
        pieces += [val("sz", round(look.size * 2)), val("szCs", round(look.size * 2))]
    if look.right_to_left:
        pieces.append(el("rtl"))
    return el("rPr", {}, *pieces) if pieces else None
