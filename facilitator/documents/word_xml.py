"""Small pieces of Word's own language: elements, paragraphs and runs, every word of people as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser

from facilitator.documents.directions import runs_right_to_left
from facilitator.documents.look import ACCENT, SOFT
from facilitator.documents.subset import Element

POINT = 20
"""Twips in a point; Word measures lengths in twips."""

MILLIMETRE = 1440 / 25.4
"""Twips in a millimetre."""

_PREFIX = {"w": nsmap["w"]}
_W = f"{{{nsmap['w']}}}"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AFTER_DIRECTION = frozenset({qn("w:spacing"), qn("w:jc")})
_PIECES = re.compile(r"([\t\n])")


def el(tag: str, marks: Mapping[str, object] | None = None, *children: Any) -> Any:
    """Return an element of Word, such as `el("p", {}, el("r"))`; *marks* are its attributes."""
    # Made as python-docx makes them, without its splitting and joining of names: a large plan has 20,000.
    named = {f"{_W}{name}": str(value) for name, value in marks.items()} if marks else None
    element = oxml_parser.makeelement(f"{_W}{tag}", named, _PREFIX)
    for child in children:
        if child is not None:
            element.append(child)
    return element


def val(tag: str, value: object) -> Any:
    """Return an element that is nothing but a value."""
    return el(tag, {"val": value})


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


def paragraph(
    element: Element, style: str, *, look: Look | None = None, before: Iterable[Any] = (), dots: int = 0
) -> Any:
    """Return the words of a block as a paragraph of *style* (an id); *before* are its properties.

    *before* must stand in the order of the schema.
    """
    look = look or Look()
    turned = runs_right_to_left(element.text)
    late = [piece for piece in before if piece.tag in _AFTER_DIRECTION]
    early = [piece for piece in before if piece.tag not in _AFTER_DIRECTION]
    properties = el("pPr", {}, val("pStyle", style), *early, el("bidi") if turned else None, *late)
    made = el("p", {}, properties, *_runs(element.children, replace(look, right_to_left=turned)))
    if dots:
        for run in (run_of(" ", look), run_of("●" * dots, Look(colour=ACCENT, size=6.6, spacing=20))):
            made.append(run)
    return made


def run_of(text: str, look: Look) -> Any:
    """Return *text* as a run; tabs and line breaks are Word's own."""
    run = el("r", {}, _run_properties(look))
    for piece in _PIECES.split(_NOT_IN_XML.sub("", text)):
        if piece == "\t":
            run.append(el("tab"))
        elif piece == "\n":
            run.append(el("br"))
        elif piece:
            words = el("t")
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            words.text = piece
            run.append(words)
    return run


def field(instruction: str) -> Any:
    """Return a number Word works out itself, such as PAGE."""
    return el("fldSimple", {"instr": instruction}, el("r", {}, _text("1")))


def _text(text: str) -> Any:
    words = el("t")
    words.text = text
    return words


def _runs(children: Iterable[Element | str], look: Look) -> Iterator[Any]:
    for child in children:
        if isinstance(child, str):
            yield run_of(child, look)
        elif child.tag == "br":
            yield run_of("\n", look)
        elif child.tag == "strong":
            yield from _runs(child.children, replace(look, bold=True))
        else:
            yield from _runs(child.children, replace(look, italic=True, colour=look.colour or SOFT))


def _run_properties(look: Look) -> Any:
    """Return what a run looks like, in the order of the schema; None for what its style says."""
    pieces: list[Any] = []
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
