"""Tables of a paper in Word: widths, heads that stand again on each page, tints (documents.md §3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.documents.grid import Grid, Row, grid_of, span_of
from facilitator.documents.look import HAIRLINE, HEADING_FONT, INK, RULE, WHITE, Fill, fill_of
from facilitator.documents.subset import Element
from facilitator.documents.word_styles import line, shaded
from facilitator.documents.word_xml import Look, el, paragraph, twips, val

_PADDING = {"top": 1.3, "left": 1.6, "bottom": 1.3, "right": 1.6}
_OF_HEADS = {"top": 0.3, "bottom": 1.0}
_OF_NUMBERS = {"left": 0.4, "right": 0.4}
_OF_GROUPS = {"top": 2.5, "bottom": 0.8}
_LOOK = {
    "val": "0020",
    "firstRow": 1,
    **dict.fromkeys(("lastRow", "firstColumn", "lastColumn"), 0),
    **dict.fromkeys(("noHBand", "noVBand"), 1),
}
_HEIGHTS = {"sheet": 12.4, "form": 8.4, "card": 27}
_SIZES = {"sheet": 10.6, "card": 12.7}
"""Sizes of letters in tables for the room, in points; row heights are in millimetres."""


def table(element: Element, styles: Mapping[str, str], width: int) -> Iterator[Any]:
    """Yield what a table is in Word, *width* twips wide: its caption, itself, and a gap below."""
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
        _properties(grid, width),
        el("tblGrid", {}, *(el("gridCol", {"w": column}) for column in columns)),
        *_rows(grid, columns, styles),
    )
    yield el("p", {}, el("pPr", {}, val("pStyle", styles["Table Gap"])))


def _columns(grid: Grid, width: int) -> list[int]:
    columns = [round(part * width) for part in grid.widths]
    columns[-1] += width - sum(columns)
    return columns


def _properties(grid: Grid, width: int) -> Any:
    """Return the properties of a table; Word wants them in this order."""
    edges = None
    if grid.kind == "figures":
        edges = el("tblBorders", {}, line("top", 1, INK), line("bottom", 1, RULE))
    padding = _PADDING | ({"top": 0.0, "bottom": 0.0} if grid.kind == "figures" else {})
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


def _margins(tag: str, padding: Mapping[str, float]) -> Any:
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


def _rows(grid: Grid, columns: list[int], styles: Mapping[str, str]) -> Iterator[Any]:
    last = len(grid.rows) - 1
    for number, row in enumerate(grid.rows):
        properties = [el("cantSplit")]
        if grid.kind in _HEIGHTS and not row.head:
            properties.append(el("trHeight", {"val": twips(_HEIGHTS[grid.kind]), "hRule": "atLeast"}))
        if row.head:
            properties.append(el("tblHeader"))
        cells = _cells(grid, row, columns, styles, last=number == last)
        yield el("tr", {}, el("trPr", {}, *properties), *cells)


def _cells(
    grid: Grid, row: Row, columns: list[int], styles: Mapping[str, str], *, last: bool
) -> Iterator[Any]:
    at = 0
    for cell in row.cells:
        span = span_of(cell)
        ends = at + span >= len(columns)
        yield el(
            "tc",
            {},
            _cell_properties(
                grid, row, cell, sum(columns[at : at + span]), last=last, starts=at == 0, ends=ends
            ),
            _words(grid, row, cell, styles, first=at == 0),
        )
        at += span
    if at < len(columns):
        spare = Element("td", {"colspan": str(len(columns) - at)})
        width = sum(columns[at:])
        yield el(
            "tc",
            {},
            _cell_properties(grid, row, spare, width, last=last, starts=at == 0, ends=True),
            el("p", {}, el("pPr", {}, val("pStyle", styles["Table Text"]))),
        )


def _cell_properties(
    grid: Grid, row: Row, cell: Element, width: int, *, last: bool, starts: bool, ends: bool
) -> Any:
    span, fill = span_of(cell), fill_of(cell)
    padding = dict(_OF_HEADS if row.head else _OF_GROUPS if row.group else {})
    if row.head and "data-number" in cell.attributes:
        padding |= _OF_NUMBERS
    if fill is None:  # nothing stands left of the first column and right of the last, but tints
        padding |= {side: 0 for side, there in (("left", starts), ("right", ends)) if there}
    return el(
        "tcPr",
        {},
        el("tcW", {"w": width, "type": "dxa"}),
        val("gridSpan", span) if span > 1 else None,
        None if grid.kind == "figures" else el("tcBorders", {}, *_edges(grid, row, fill, last=last)),
        shaded(fill.colour) if fill else None,
        _margins("tcMar", padding) if padding else None,
        val("vAlign", "bottom" if row.head else "center" if grid.kind in _HEIGHTS else "top"),
    )


def _edges(grid: Grid, row: Row, fill: Fill | None, *, last: bool) -> list[Any]:
    if row.head:
        return [line("bottom", 1, INK)]
    if row.group:
        return [line("bottom", 0.75, RULE)]
    if last:
        return [line("bottom", 1, RULE)]
    boxed = [line("right", 6, WHITE)] if grid.kind == "form" and fill else []
    return [line("bottom", 0.5, WHITE if fill else HAIRLINE), *boxed]


def _words(grid: Grid, row: Row, cell: Element, styles: Mapping[str, str], *, first: bool) -> Any:
    fill = fill_of(cell)
    marks = cell.attributes
    white = WHITE if fill and fill.white else ""
    style, look = "Table Text", Look(bold=cell.tag == "th", colour=white, size=_SIZES.get(grid.kind, 0))
    if grid.kind == "figures":
        style, look = "Figure Label" if row.head else "Figure", Look()
    elif grid.kind == "card" and first and not row.head:
        look = Look(colour=white, size=31, font=HEADING_FONT)
    elif row.head:
        style, look = "Table Head", Look()
    elif row.group:
        style, look = "Table Group", Look()
    centred = [val("jc", "center")] if "data-number" in marks else []
    return paragraph(cell, styles[style], look=look, before=centred, dots=int(marks.get("data-dots", "0")))
