"""The styles a paper needs in Word, and how a letterhead gets those it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from facilitator.documents.branding.style import ACCENT, HEADING_FONT, INK, RULE, SOFT, TEXT_FONT, TINT
from facilitator.documents.formats.docx_xml import POINT, Xml, as_element, el, twips, val
from facilitator.documents.tree.paper import Paper


@dataclass(frozen=True)
class Edge:
    """A line at a side of a paragraph: its width and its distance, both in points."""

    side: str
    width: float
    away: int
    colour: str


@dataclass(frozen=True)
class Style:
    """A style of paragraphs; sizes and distances in points, indents in millimetres."""

    name: str
    size: float
    line: float
    before: float = 0
    after: float = 0
    colour: str = INK
    heading: bool = False
    bold: bool = False
    italic: bool = False
    keep: bool = False
    level: int = 0
    indent: float = 0
    indent_right: float = 0
    edges: tuple[Edge, ...] = ()
    shade: str = ""

    @property
    def id(self) -> str:
        """The id it gets where a letterhead has no style of that name."""
        return self.name.title().replace(" ", "")


_BOX = (
    Edge("top", 0.5, 3, TINT),
    Edge("left", 2.5, 7, ACCENT),
    Edge("bottom", 0.5, 3, TINT),
    Edge("right", 0.5, 8, TINT),
)
"""A tinted box with a stroke on its left; its sides in the order Word wants."""

STYLES = (
    Style("Normal", 9.5, 13.5, after=6.2),
    Style("heading 1", 23, 28, 10, 4, ACCENT, heading=True, keep=True, level=1),
    Style("heading 2", 13, 18, 15, 3, ACCENT, True, keep=True, level=2, edges=(Edge("top", 1, 4, ACCENT),)),
    Style("heading 3", 9.5, 13.5, 6, 2, bold=True, keep=True, level=3),
    Style("For", 9, 12.4, 2, 4, indent=3.4, indent_right=3, edges=_BOX, shade=TINT),
    Style("Lead", 11.5, 17, after=5, heading=True),
    Style("Meta", 8.5, 12.2, after=6.2, colour=SOFT),
    Style("Note", 8.5, 12.2, before=1, after=6.2, colour=SOFT),
    Style("Limits", 8.2, 12.4, before=11, colour=SOFT, edges=(Edge("top", 1, 5, RULE),)),
    Style("Quote", 9.5, 13.5, 8, 8, indent=3.3, edges=(Edge("left", 2, 7, ACCENT),)),
    Style("caption", 8.5, 12.2, after=1.5, colour=SOFT, keep=True),
    Style("List Bullet", 9.5, 13.5, after=2.3),
    Style("List Number", 9.5, 13.5, after=2.3),
    Style("Table Text", 9, 12.3),
    Style("Table Head", 8, 11, colour=SOFT, bold=True, keep=True),
    Style("Table Group", 8.5, 12, colour=ACCENT, bold=True, keep=True),
    Style("Figure", 17, 22, colour=ACCENT, heading=True),
    Style("Figure Label", 8.5, 12.2, colour=SOFT, keep=True),
    Style("Table Gap", 2, 4),
    Style("header", 7.5, 10, colour=SOFT),
    Style("footer", 7.5, 10, colour=SOFT),
)
_TIGHT: Mapping[str, Mapping[str, Any]] = {
    "Normal": {"size": 9.3, "line": 13.1},
    "heading 1": {"size": 21, "line": 25, "before": 7},
    "heading 2": {"size": 12.5, "before": 8},
    "Lead": {"line": 15.8},
    "Limits": {"before": 5},
    "List Bullet": {"size": 9.3, "line": 13.1},
    "List Number": {"size": 9.3, "line": 13.1},
    "Table Text": {"size": 8.8},
}
"""What differs in papers that are meant to fit one page. The gap below a table adds to what is before."""

_CLOSER: Mapping[str, Mapping[str, Any]] = {
    "Normal": {"line": 13.1},
    "heading 2": {"before": 11},
    "Lead": {"line": 16.4},
    "Limits": {"before": 5},
    "List Bullet": {"line": 13.1},
    "List Number": {"line": 13.1},
    "Table Text": {"line": 12.1},
}
"""What differs in papers of several pages that are less high."""

TIGHT_STYLES = tuple(replace(style, **_TIGHT.get(style.name, {})) for style in STYLES)
CLOSER_STYLES = tuple(replace(style, **_CLOSER.get(style.name, {})) for style in STYLES)


def styles_for(paper: Paper) -> tuple[Style, ...]:
    """Return the styles of a paper, by how much there is to be on its pages."""
    if paper.tight:
        return TIGHT_STYLES
    return CLOSER_STYLES if paper.closer else STYLES


def styles_of(document: Document, wanted: Iterable[Style], *, own: bool) -> Mapping[str, str]:
    """Return the id of each style by its name here, after adding to the letterhead what it lacks.

    Names count whatever their case; ids are the letterhead's business (a German Word calls heading 1
    "berschrift1"). In the shipped letterhead every style is ours; in a person's *own* one theirs stay.
    """
    root = document.styles.element
    found = _ids(root)
    for style in wanted:
        there = found.get(style.name.casefold())
        if there is not None and own:
            continue
        if there is not None:
            for old in root.xpath(f"w:style[@w:styleId='{there}']"):
                root.remove(old)
        id = there or _free(style.id, root)
        found[style.name.casefold()] = id
        root.append(as_element(_element(style, id, found["normal"], fonts=not own)))
    return {style.name: found[style.name.casefold()] for style in STYLES}


def _ids(root: Any) -> dict[str, str]:
    """Return the ids of the styles of paragraphs by name, in small letters."""
    found: dict[str, str] = {}
    for style in root.xpath("w:style[@w:type='paragraph'][@w:styleId][w:name]"):
        found.setdefault(style.find(qn("w:name")).get(qn("w:val"), "").casefold(), style.get(qn("w:styleId")))
    return found


def _free(id: str, root: Any) -> str:
    """Return *id*, longer if a style of another name or kind has it."""
    taken = set(root.xpath("w:style/@w:styleId"))
    while id in taken:
        id += "Paper"
    return id


def _element(style: Style, id: str, normal: str, *, fonts: bool) -> Xml:
    plain = id == normal
    return el(
        "style",
        {"type": "paragraph", "styleId": id} | ({"default": "1"} if plain else {}),
        val("name", style.name),
        None if plain else val("basedOn", normal),
        val("next", normal) if style.level else None,
        None if style.name in ("header", "footer") else el("qFormat"),
        _spread(style),
        _letters(style, fonts),
    )


def _spread(style: Style) -> Xml:
    """Return the properties of the paragraphs of a style, in the order of the schema."""
    lines = [
        el("keepNext") if style.keep else None,
        el("keepLines") if style.keep or style.edges else None,
        el("pBdr", {}, *map(_edge, style.edges)) if style.edges else None,
        shaded(style.shade) if style.shade else None,
        el(
            "spacing",
            {
                "before": round(style.before * POINT),
                "after": round(style.after * POINT),
                "line": round(style.line * POINT),
                "lineRule": "exact" if style.name == "Table Gap" else "atLeast",
            },
        ),
        el("ind", {"left": twips(style.indent), "right": twips(style.indent_right)})
        if style.indent
        else None,
        val("outlineLvl", style.level - 1) if style.level else None,
    ]
    return el("pPr", {}, *lines)


def _edge(edge: Edge) -> Xml:
    return line(edge.side, edge.width, edge.colour, edge.away)


def line(side: str, points: float, colour: str, away: int = 0) -> Xml:
    """Return a line at a side of a paragraph or a cell."""
    return el(side, {"val": "single", "sz": round(points * 8), "space": away, "color": colour})


def shaded(colour: str) -> Xml:
    """Return a colour behind a paragraph or a cell."""
    return el("shd", {"val": "clear", "color": "auto", "fill": colour})


def _letters(style: Style, fonts: bool) -> Xml:
    font = HEADING_FONT if style.heading else TEXT_FONT
    weight, slant = ("1" if style.bold else "0"), ("1" if style.italic else "0")
    return el(
        "rPr",
        {},
        el("rFonts", dict.fromkeys(("ascii", "hAnsi", "cs"), font)) if fonts else None,
        *(val(tag, weight) for tag in ("b", "bCs")),
        *(val(tag, slant) for tag in ("i", "iCs")),
        val("color", style.colour),
        val("sz", round(style.size * 2)),
        val("szCs", round(style.size * 2)),
    )
