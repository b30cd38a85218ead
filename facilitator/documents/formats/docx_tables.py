"""Tables of a paper in Word: widths, heads that stand again on each page, tints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from facilitator.documents.branding.style import HAIRLINE, HEADING_FONT, INK, RULE, WHITE
from facilitator.documents.formats.cell_fill import Fill, fill_of
from facilitator.documents.formats.docx_styles import line, shaded
from facilitator.documents.formats.docx_xml import Look, Xml, el, paragraph, twips, val
from facilitator.documents.tree.grid import Grid, GridRow, dots_of, grid_of, span_of
from facilitator.documents.tree.html_subset import Element
from facilitator.documents.tree.paper import Paper

_BESIDE = {"left": 1.6, "right": 1.6}
_OF_WALL = {"top": 1.0, "bottom": 1.0}
_OF_HEADS = {"top": 0.3, "bottom": 1.0}
_OF_NUMBERS = {"left": 0.4, "right": 0.4}
_OF_GROUPS = {"top": 2.5, "bottom": 0.8}
_LOOK = {
    "val": "0020",
    "firstRow": 1,
    **dict.fromkeys(("lastRow", "firstColumn", "lastColumn"), 0),
    **dict.fromkeys(("noHBand", "noVBand"), 1),
}
_HEIGHTS = {"sheet": 12.4, "form": 8.4, "lines": 16, "card": 27}
_IN_THE_MIDDLE = frozenset({"sheet", "form", "card"})
_SIZES = {"sheet": 10.6, "card": 12.7, "wall": 12.5}
_HEADS = {"wall": 18}
"""Sizes of letters in tables for the room, and of the heads of their rows, in points; row heights are in
millimetres."""


def row_padding(paper: Paper) -> float:
    """Return what stays free above and below the words of a usual row, in millimetres."""
    if paper.tight:
        return 1.1
    return 1.0 if paper.closer else 1.3


def table(
    element: Element, styles: Mapping[str, str], width: int, *, padding: float, stays: bool = False
) -> Iterator[Xml]:
    """Yield what a table is in Word, *width* twips wide: its caption, itself, and a gap below.

    A usual row has *padding* above and below its words. Where the table *stays* with what comes next, its
    last row does.
    """
    grid = grid_of(element)
    for caption in grid.captions:
        if caption.text.strip():
            yield paragraph(caption, styles["caption"])
    if not grid.widths:
        return
    columns = _columns(grid, width)
    yield el(
        "tbl",
        {},
        _properties(grid, width, padding),
        el("tblGrid", {}, *(el("gridCol", {"w": column}) for column in columns)),
        *_rows(grid, columns, styles, stays=stays),
    )
    keep = el("keepNext") if stays else None
    yield el("p", {}, el("pPr", {}, val("pStyle", styles["Table Gap"]), keep))


def _columns(grid: Grid, width: int) -> list[int]:
    columns = [round(part * width) for part in grid.widths]
    columns[-1] += width - sum(columns)
    return columns


def _properties(grid: Grid, width: int, usual: float) -> Xml:
    """Return the properties of a table; Word wants them in this order."""
    edges = None
    if grid.kind == "figures":
        edges = el("tblBorders", {}, line("top", 1, INK), line("bottom", 1, RULE))
    padding = _BESIDE | {"top": usual, "bottom": usual}
    if grid.kind == "figures":
        padding |= {"top": 0.0, "bottom": 0.0}
    if grid.kind == "wall":
        padding |= _OF_WALL
    return el(
        "tblPr",
        {},
        el("tblW", {"w": width, "type": "dxa"}),
        el("tblInd", {"w": 0, "type": "dxa"}),
        edges,
        el("tblLayout", {"type": "fixed"}),
        _margins("tblCellMar", padding),
        el("tblLook", _LOOK),
    )


def _margins(tag: str, padding: Mapping[str, float]) -> Xml:
    """Return the padding of cells, its sides in the order Word wants."""
    return el(
        tag,
        {},
        *(
            el(side, {"w": twips(padding[side]), "type": "dxa"})
            for side in ("top", "left", "bottom", "right")
            if side in padding
        ),
    )


def _rows(grid: Grid, columns: list[int], styles: Mapping[str, str], *, stays: bool) -> Iterator[Xml]:
    last = len(grid.rows) - 1
    whole = grid.kind == "form"
    for number, row in enumerate(grid.rows):
        properties = [el("cantSplit")]
        if grid.kind in _HEIGHTS and not row.head:
            properties.append(el("trHeight", {"val": twips(_HEIGHTS[grid.kind]), "hRule": "atLeast"}))
        if row.head:
            properties.append(el("tblHeader"))
        ends = number == last
        # No row stands alone on the next page, and a form on one.
        keep = stays if ends else whole or number == last - 1
        cells = _cells(grid, row, columns, styles, last=ends, keep=keep)
        yield el("tr", {}, el("trPr", {}, *properties), *cells)


def _cells(
    grid: Grid, row: GridRow, columns: list[int], styles: Mapping[str, str], *, last: bool, keep: bool
) -> Iterator[Xml]:
    at = 0
    for cell in _filled(row, len(columns)):
        span = span_of(cell)
        place = _Place(
            kind=grid.kind,
            head=row.head,
            group=row.group,
            last=last,
            fill=fill_of(cell),
            number="data-number" in cell.attributes,
            span=span,
            width=sum(columns[at : at + span]),
            starts=at == 0,
            ends=at + span >= len(columns),
        )
        yield el("tc", {}, _properties_of(place), _words(grid, row, cell, styles, first=at == 0, keep=keep))
        at += span


def _filled(row: GridRow, columns: int) -> tuple[Element, ...]:
    """Return the cells of a row, with one more where they do not reach the end."""
    spare = columns - sum(map(span_of, row.cells))
    return (*row.cells, Element("td", {"colspan": str(spare)})) if spare > 0 else row.cells


class _Place(NamedTuple):
    """All that the frame of a cell depends on; most cells of a column share it."""

    kind: str
    head: bool
    group: bool
    last: bool
    fill: Fill | None
    number: bool
    span: int
    width: int
    starts: bool
    ends: bool


@lru_cache(maxsize=512)
def _properties_of(place: _Place) -> Xml:
    padding = dict(_OF_HEADS if place.head else _OF_GROUPS if place.group else {})
    if place.head and place.number:
        padding |= _OF_NUMBERS
    if place.fill is None:  # nothing stands left of the first column and right of the last, but tints
        padding |= {side: 0 for side, there in (("left", place.starts), ("right", place.ends)) if there}
    return el(
        "tcPr",
        {},
        el("tcW", {"w": place.width, "type": "dxa"}),
        val("gridSpan", place.span) if place.span > 1 else None,
        None if place.kind == "figures" else el("tcBorders", {}, *_edges(place)),
        shaded(place.fill.colour) if place.fill else None,
        _margins("tcMar", padding) if padding else None,
        val("vAlign", "bottom" if place.head else "center" if place.kind in _IN_THE_MIDDLE else "top"),
    )


def _edges(place: _Place) -> list[Xml]:
    if place.head:
        return [line("bottom", 1, INK)]
    if place.group:
        return [line("bottom", 0.75, RULE)]
    boxed = [line("right", 6, WHITE)] if place.kind in ("form", "lines") and place.fill else []
    if place.last:
        return [line("bottom", 1, RULE), *boxed]
    return [line("bottom", 0.5, WHITE if place.fill else HAIRLINE), *boxed]


def _words(
    grid: Grid, row: GridRow, cell: Element, styles: Mapping[str, str], *, first: bool, keep: bool
) -> Xml:
    fill = fill_of(cell)
    marks = cell.attributes
    white, heads = WHITE if fill and fill.white else "", cell.tag == "th"
    size = _HEADS.get(grid.kind, 0) if heads else 0
    style, look = "Table Text", Look(bold=heads, colour=white, size=size or _SIZES.get(grid.kind, 0))
    if grid.kind == "figures":
        style, look = "Figure Label" if row.head else "Figure", Look()
    elif grid.kind == "card" and first and not row.head:
        look = Look(colour=white, size=31, font=HEADING_FONT)
    elif row.head:
        style, look = "Table Head", Look()
    elif row.group:
        style, look = "Table Group", Look()
    centred = val("jc", "center") if "data-number" in marks else None
    before = el("keepNext") if keep else None
    return paragraph(cell, styles[style], look=look, before=before, after=centred, dots=dots_of(cell))
