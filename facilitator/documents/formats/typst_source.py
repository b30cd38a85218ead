"""A paper in the language of typst, which makes the PDF.

Every word of people stands in a string literal (`#"…"`), so nothing they wrote is ever a command.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from facilitator.documents.branding.colours import recoloured_typst
from facilitator.documents.branding.style import ACCENT, HAIRLINE, INK, RULE, SOFT, TINT, WARNING, WHITE
from facilitator.documents.formats.cell_fill import Fill, fill_of
from facilitator.documents.formats.typst_look import (
    LOGO,
    Sizes,
    colour,
    dots_in_lines,
    heading_font,
    letters,
    line,
    literal,
    preamble,
    sizes_of,
)
from facilitator.documents.tree.flow import WHOLE, in_flow
from facilitator.documents.tree.grid import Grid, GridRow, dots_of, grid_of, span_of
from facilitator.documents.tree.html_subset import Element
from facilitator.documents.tree.paper import Paper
from facilitator.language.directions import runs_right_to_left

__all__ = ["LOGO", "literal", "typst_source"]

_BREAKABLE_FROM = 1200
"""A row with a text of so many letters may be split between pages, or it might not fit one."""

_MOST_ROWS = 18
"""A form of at most so many rows stands on one page."""

_LETTERS = {"sheet": (10.6, 14.5), "card": (12.7, 17.5), "wall": (12.5, 16)}
_HEADS = {"wall": (18, 21)}
_HEIGHTS = {"sheet": 12.4, "form": 8.4, "lines": 16}
"""Of tables for the room: letters and their lines, and those of the head of a row, in points; least heights
of rows in millimetres."""

_PADDING = {"sheet": 2.0, "card": 6.0, "wall": 1.0}
_EMPHASIS = {
    "sheet": f'{letters(12, 14.5)}, style: "normal", tracking: 0.35mm',
    "card": letters(10.5, 13.5),
}
"""What is free above and below the words, in millimetres, and how words in italics look."""


ENDS = "ends"
"""The label of where the last words of a paper begin: on which page, and how far below its top, in
millimetres."""

_WHERE_IT_ENDS = f"#context [#metadata((here().page(), here().position().y.mm()))<{ENDS}>]"


def typst_source(paper: Paper) -> str:
    """Return *paper* as a typst document."""
    warning = ""
    if paper.watermark:
        look = f"fill: {colour(WARNING)}, inset: (x: 3mm, y: 1.6mm), below: 3mm, width: 100%"
        warning = (
            f"#block({look})[#align(center, text(fill: white, weight: 700)[{literal(paper.watermark)}])]\n"
        )
    sizes = sizes_of(paper)
    blocks = "\n".join(_block(element, sizes, stays=stays) for element, stays in in_flow(paper.body))
    return recoloured_typst(f"{preamble(paper)}{warning}{blocks}\n", paper.branding.colours)


# Blocks ------------------------------------------------------------------------------------------


def _block(element: Element, sizes: Sizes, *, stays: bool) -> str:
    """Return a block; where it *stays* with the next one, its end does so if it can."""
    if element.tag in ("h1", "h2", "h3"):
        return _heading(element)
    if element.tag in ("ul", "ol"):
        return _list(element)
    if element.tag == "table":
        return _table(element, sizes, stays=stays)
    return _paragraph(element, sizes, stays=stays)


def _inline(children: Iterable[Element | str]) -> str:
    return "".join(_piece(child) for child in children)


def _piece(child: Element | str) -> str:
    if isinstance(child, str):
        return literal(child)
    if child.tag == "br":
        return "#linebreak();"
    return f"#{'strong' if child.tag == 'strong' else 'emph'}[{_inline(child.children)}];"


def _words(element: Element) -> str:
    turned = "#set text(dir: rtl)\n" if runs_right_to_left(element.text) else ""
    return turned + _inline(element.children)


def _heading(element: Element) -> str:
    page_break = "#pagebreak(weak: true)\n" if "data-break" in element.attributes else ""
    return f"{page_break}#heading(level: {element.tag[1]})[{_words(element)}]"


def _paragraph(element: Element, sizes: Sizes, *, stays: bool) -> str:
    role = "call" if element.tag == "blockquote" else element.attributes.get("data-role", "")
    block, text = _role(role, sizes)
    words = f"{_WHERE_IT_ENDS}{_words(element)}" if role == "limits" else _words(element)
    return f"#block({block}{', sticky: true' if stays else ''})[#set text({text})\n#par[{words}]]"


def _role(role: str, sizes: Sizes) -> tuple[str, str]:
    """Return the settings of the block and of the letters of a kind of paragraph."""
    soft = f"fill: {colour(SOFT)}"
    match role:
        case "for":
            stroke = f"stroke: (left: {line(2.6, ACCENT)}), outset: (left: -1.3pt), inset: (x: 3mm, y: 1.6mm)"
            look = f"above: 0mm, below: 0mm, width: 100%, breakable: false, fill: {colour(TINT)}, {stroke}"
            return look, letters(9, 12.4)
        case "lead":
            return "above: 0mm, below: 1.8mm", f"{letters(*sizes.lead)}, {heading_font()}"
        case "meta":
            return "above: 0mm, below: 2.2mm", f"{letters(8.5, 12.2)}, {soft}"
        case "note":
            return "above: 1.8mm, below: 2.2mm", f"{letters(8.5, 12.2)}, {soft}"
        case "limits":
            stroke = f"stroke: (top: {line(0.9, RULE)}), inset: (top: 2.1mm)"
            look = f"above: {sizes.above_limits}mm, width: 100%, breakable: false, {stroke}"
            return look, f"{letters(8.2, 12.4)}, {soft}"
        case "call":
            stroke = (
                f"stroke: (left: {line(2, ACCENT)}), outset: (left: -1pt), inset: (left: 3.3mm, y: 0.6mm)"
            )
            return f"above: 3mm, below: 3mm, width: 100%, breakable: false, {stroke}", letters(*sizes.body)
        case _:
            return "above: 0mm, below: 2.2mm", letters(*sizes.body)


def _list(element: Element) -> str:
    items = "".join(f"[{_words(item)}]" for item in element.named("li"))
    return f"#{'enum' if element.tag == 'ol' else 'list'}{items}" if items else ""


def _table(element: Element, sizes: Sizes, *, stays: bool) -> str:
    grid = grid_of(element)
    caption = f"#set text({letters(8.5, 12.2)}, fill: {colour(SOFT)})"
    captions = "\n".join(
        f"#block(sticky: true, above: 0mm, below: 0.4mm)[{caption}\n{_words(each)}]"
        for each in grid.captions
        if each.text.strip()
    )
    if not grid.widths:
        return captions
    own = f"#show table: set text({letters(*_LETTERS[grid.kind])})\n" if grid.kind in _LETTERS else ""
    after = "#show table: set block(below: 4mm)\n" if grid.kind in _HEIGHTS else ""
    if WHOLE in element.attributes or (grid.kind == "form" and len(grid.rows) <= _MOST_ROWS):
        after += f"#show table: set block(breakable: false{', sticky: true' if stays else ''})\n"
    columns = ", ".join(f"{width:.4f}fr" for width in grid.widths)
    edges = ""
    if grid.kind == "figures":
        top, bottom = line(0.9, INK), line(0.9, RULE)
        edges = f", stroke: (_, y) => (top: if y == 0 {{ {top} }}, bottom: if y == 1 {{ {bottom} }})"
    rows = "".join(_rows(grid, sizes))
    return f"{captions}\n#[{own}{after}#table(columns: ({columns},){edges},\n{rows})]"


# Tables ------------------------------------------------------------------------------------------


def _rows(grid: Grid, sizes: Sizes) -> Iterator[str]:
    cells_of = partial(_row, grid, sizes)
    heads = "".join(cells_of(row, last=False) for row in grid.heads)
    if heads:
        yield f"table.header({heads}),\n"
    for number, row in enumerate(grid.body, start=1):
        cells = cells_of(row, last=number == len(grid.body))
        yield f"table.header(level: 2, repeat: false, {cells}),\n" if row.group else cells


def _row(grid: Grid, sizes: Sizes, row: GridRow, *, last: bool) -> str:
    cells, at = [], 0
    spare = len(grid.widths) - sum(map(span_of, row.cells))
    filling = [Element("td", {"colspan": str(spare)})] if spare > 0 else []
    for cell in (*row.cells, *filling):
        ends = at + span_of(cell) == len(grid.widths)
        cells.append(_cell(grid, sizes, row, cell, last=last, starts=at == 0, ends=ends))
        at += span_of(cell)
    return "".join(cells)


def _cell(
    grid: Grid, sizes: Sizes, row: GridRow, cell: Element, *, last: bool, starts: bool, ends: bool
) -> str:
    fill = fill_of(cell)
    across = "center" if "data-number" in cell.attributes else "start"
    middle = grid.kind in ("sheet", "form") or (grid.kind == "card" and starts)
    marks = [
        f"colspan: {span_of(cell)}",
        f"inset: {_inset(grid, sizes, row, fill, starts=starts, ends=ends)}",
        f"align: {across} + {'bottom' if row.head else 'horizon' if middle else 'top'}",
        f"breakable: {'true' if len(cell.text) > _BREAKABLE_FROM else 'false'}",
    ]
    if fill:
        marks.append(f"fill: {colour(fill.colour)}")
    if grid.kind != "figures":
        marks.append(f"stroke: {_strokes(grid, row, fill, last=last)}")
    return f"table.cell({', '.join(marks)})[{_look(grid, sizes, row, cell, fill, first=starts)}],\n"


def _inset(grid: Grid, sizes: Sizes, row: GridRow, fill: Fill | None, *, starts: bool, ends: bool) -> str:
    """Return what stays free around the words of a cell; below it is room for the line, too."""
    left, right = (0.0 if edge and fill is None else 1.6 for edge in (starts, ends))
    top = 0 if grid.kind == "card" and starts else _PADDING.get(grid.kind, sizes.cell)
    bottom = top + 0.2
    if grid.kind == "figures":
        left, right, top, bottom = (0, 0, 1, 0) if row.head else (0, 0, 0, 1)
    elif row.head:
        top, bottom = 0.3, 6.3 if grid.kind == "card" else 1.3
    elif row.group:
        top, bottom = 2.5, 1.1
    return f"(left: {left}mm, right: {right}mm, top: {top}mm, bottom: {bottom:.1f}mm)"


def _strokes(grid: Grid, row: GridRow, fill: Fill | None, *, last: bool) -> str:
    if row.head:
        bottom = line(0.9, INK)
    elif row.group:
        bottom = line(0.75, RULE)
    else:
        bottom = line(0.9, RULE) if last else line(0.5, WHITE if fill else HAIRLINE)
    right = f", right: {line(3.4, WHITE)}" if grid.kind in ("form", "lines") and fill else ""
    return f"(bottom: {bottom}{right})"


def _look(grid: Grid, sizes: Sizes, row: GridRow, cell: Element, fill: Fill | None, *, first: bool) -> str:
    words = _words(cell)
    dots = dots_of(cell)
    if dots:
        words += f"#h(0.6mm)#text(size: 6.6pt, fill: {colour(ACCENT)})[{dots_in_lines(dots)}]"
    if first and grid.kind in _HEIGHTS and not row.head:
        # A cell has no least height of its own; beside its words stands what is as high.
        height = _HEIGHTS[grid.kind] - 2 * _PADDING.get(grid.kind, sizes.cell)
        across = f"columns: (0mm, 1fr), align: start + {'top' if grid.kind == 'lines' else 'horizon'}"
        words = f"#grid({across}, box(height: {height:.1f}mm), [{words}])"
    settings = ", ".join(_letters(grid, row, cell, fill, first=first))
    own = f"#set text({settings})\n" if settings else ""
    return f"{own}{_emphasis(grid, fill)}{words}"


def _letters(grid: Grid, row: GridRow, cell: Element, fill: Fill | None, *, first: bool) -> Iterator[str]:
    """Yield the settings of the letters of a cell, where they are not those of its table."""
    if grid.kind == "figures" and row.head:
        yield f"{letters(8.5, 12.3)}, fill: {colour(SOFT)}"
    elif grid.kind == "figures":
        yield f"{letters(17, 22)}, fill: {colour(ACCENT)}, {heading_font()}"
    elif row.head:
        yield f"{letters(8, 12.3)}, weight: 700, fill: {colour(SOFT)}"
    elif row.group:
        yield f"{letters(8.5, 12.3)}, weight: 700, fill: {colour(ACCENT)}"
    else:
        if cell.tag == "th":
            yield "weight: 700"
        if cell.tag == "th" and grid.kind in _HEADS:
            yield letters(*_HEADS[grid.kind])
        if fill and fill.white:
            yield "fill: white"
        if grid.kind == "card" and first:
            yield f"{letters(31, 31)}, {heading_font()}"


def _emphasis(grid: Grid, fill: Fill | None) -> str:
    """Return how words in italics look in a cell, where it is not as elsewhere."""
    white = "#show emph: set text(fill: white)\n" if fill and fill.white else ""
    own = f"#show emph: set text({_EMPHASIS[grid.kind]})\n" if grid.kind in _EMPHASIS else ""
    return own + white
