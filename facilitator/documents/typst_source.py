"""A paper in the language of typst, which makes the PDF (documents.md §3, §4).

Every word of people stands in a string literal (`#"…"`), so nothing they wrote is ever a command.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from facilitator.documents.colours import recoloured_typst
from facilitator.documents.directions import runs_right_to_left
from facilitator.documents.grid import Grid, Row, grid_of, span_of
from facilitator.documents.look import (
    ACCENT,
    HAIRLINE,
    INK,
    RULE,
    SOFT,
    TIGHT,
    TINT,
    USUAL,
    WARNING,
    WHITE,
    Fill,
    fill_of,
)
from facilitator.documents.paper import Paper
from facilitator.documents.subset import Element

LOGO = "logo"
"""The name of the input that holds the logo, as SVG."""

_TEXT_FONTS = ("Arial", "Helvetica", "Liberation Sans", "Noto Sans", "Libertinus Serif")
_HEADING_FONTS = ("Georgia", "Gelasio", "Noto Serif", "Libertinus Serif")
"""The first that the machine has counts; the last comes with typst."""

_LONG_WORD = re.compile(r"(\S{25,})")
_BREAK = "#h(0.001pt);"
_TAB = "    "
_STEP = 8
_BREAKABLE_FROM = 1200
"""A row with a text of so many letters may be split between pages, or it might not fit one."""

_SIZES = {"sheet": 10.6, "card": 12.7, "figures": 17.0}
_HEIGHTS = {"sheet": 8.2, "form": 4.2, "card": 22.0}
"""Sizes of letters in points, least heights of rows in millimetres without their padding, for the room."""


def typst_source(paper: Paper) -> str:
    """Return *paper* as a typst document."""
    warning = ""
    if paper.watermark:
        look = f"fill: {_colour(WARNING)}, inset: (x: 3mm, y: 1.6mm), width: 100%"
        warning = (
            f"#block({look})[#align(center, text(fill: white, weight: 700)[{literal(paper.watermark)}])]\n"
        )
    blocks = "\n".join(_BLOCKS[element.tag](element) for element in paper.body)
    return recoloured_typst(f"{_preamble(paper)}{warning}{blocks}\n", paper.branding.colours)


def literal(text: str) -> str:
    """Return *text* as string literals of typst, to stand in content: one, but for words too long for a line.

    Those get places where they may be broken. A zero-width blank would do, too, but whoever copies from
    the PDF would get it, and in some fonts for every blank.
    """
    pieces = _LONG_WORD.split(text.replace("\t", _TAB))  # typst sets no tabs
    return "".join(
        f"#{_string(piece)};" if at % 2 == 0 else _BREAK.join(f"#{_string(part)};" for part in _parts(piece))
        for at, piece in enumerate(pieces)
        if piece
    )


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\u{{{ord(found[0]):x}}}", escaped) + '"'


def _parts(word: str) -> Iterator[str]:
    """Yield a long word in parts, cut before plain letters only: never between a letter and its marks."""
    start = 0
    for at in range(1, len(word)):
        if at - start >= _STEP and word[at].isascii() and word[at - 1].isascii():
            yield word[start:at]
            start = at
    yield word[start:]


# The frame ---------------------------------------------------------------------------------------


def _preamble(paper: Paper) -> str:
    margins = TIGHT if paper.tight else USUAL
    body, table, h1, h2 = (9.3, 8.8, 21, 12.5) if paper.tight else (9.5, 9, 23, 13)
    under_rule = f"stroke: (top: {_line(0.9, ACCENT)}), inset: (top: 2.4mm)"
    plain = f"size: 9.5pt, weight: 700, fill: {_colour(INK)}, font: {_fonts(_TEXT_FONTS)}"
    author = f", author: {_string(paper.organisation)}" if paper.organisation else ""
    return f"""\
#set document(title: {_string(paper.title)}{author}, date: none)
#set page(paper: "a4", margin: (top: {margins.top}mm, bottom: {margins.bottom}mm, x: {margins.side}mm),
  header-ascent: 4mm, footer-descent: 4mm,
  header: {_edge(literal(paper.header), _sender(paper))},
  footer: context {_edge(literal(paper.footer), _page_number(paper.page))})
#set text(lang: {_string(paper.lang)}, size: {body}pt, fill: {_colour(INK)}, font: {_fonts(_TEXT_FONTS)})
#set par(leading: 0.7em, spacing: 0.9em)
#set table(stroke: none, inset: (x: 1.6mm, y: 1.9mm))
#set list(indent: 1mm, body-indent: 2.4mm, spacing: 0.8em, marker: text(fill: {_colour(ACCENT)})[•])
#set enum(indent: 1mm, body-indent: 2.4mm, spacing: 0.8em)
#show emph: set text(fill: {_colour(SOFT)})
#show table: set text(size: {table}pt)
#show table: set par(leading: 0.6em)
#show heading: set text(fill: {_colour(ACCENT)}, weight: 400, font: {_fonts(_HEADING_FONTS)})
#show heading.where(level: 1): set text(size: {h1}pt)
#show heading.where(level: 1): set block(above: 5mm, below: 4mm)
#show heading.where(level: 2): set text(size: {h2}pt)
#show heading.where(level: 2): set block(above: 6.6mm, below: 3mm, width: 100%, {under_rule})
#show heading.where(level: 3): set text({plain})
#show heading.where(level: 3): set block(above: 4.4mm, below: 2.4mm)
"""


def _sender(paper: Paper) -> str:
    """Return what stands right in the letterhead: the logo, or else the name of the paper."""
    logo = paper.branding.logo
    if logo is None:
        return literal(paper.name)
    told = f"height: {logo.height:.2f}mm, alt: {_string(paper.organisation)}"
    return f'#image(bytes(sys.inputs.{LOGO}), format: "svg", {told})'


def _edge(left: str, right: str) -> str:
    words = f"align(left)[{left}], align(right)[{right}]"
    return (
        f"text(size: 7.5pt, fill: {_colour(SOFT)}, grid(columns: (1fr, auto), column-gutter: 6mm, {words}))"
    )


def _page_number(page: str) -> str:
    pieces = re.split(r"(\{pages?\})", page)
    numbers = {"{page}": "#counter(page).display();", "{pages}": "#counter(page).final().first();"}
    return "".join(numbers.get(piece) or literal(piece) for piece in pieces if piece)


def _fonts(names: Iterable[str]) -> str:
    return f"({', '.join(map(_string, names))})"


def _colour(hexadecimal: str) -> str:
    return f'rgb("#{hexadecimal}")'


def _line(points: float, colour: str) -> str:
    return f"{points}pt + {_colour(colour)}"


# Blocks ------------------------------------------------------------------------------------------


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
    anew = "#pagebreak(weak: true)\n" if "data-break" in element.attributes else ""
    return f"{anew}#heading(level: {element.tag[1]})[{_words(element)}]"


_ROLES: Mapping[str, str] = {
    "for": f"#block(width: 100%, fill: {_colour(TINT)}, stroke: (left: 0.9mm + {_colour(ACCENT)}), "
    "inset: (x: 3mm, y: 2mm))[#set text(size: 9pt)\n#par[{}]]",
    "lead": f"#block(below: 4mm)[#set text(size: 11.5pt, font: {_fonts(_HEADING_FONTS)})\n#par[{{}}]]",
    "meta": f"#block[#set text(size: 8.5pt, fill: {_colour(SOFT)})\n#par[{{}}]]",
    "note": f"#block(above: 3mm)[#set text(size: 8.5pt, fill: {_colour(SOFT)})\n#par[{{}}]]",
    "limits": f"#block(above: 6mm, width: 100%, breakable: false, stroke: (top: {_line(0.9, RULE)}), "
    f"inset: (top: 2.4mm))[#set text(size: 8.2pt, fill: {_colour(SOFT)})\n#par[{{}}]]",
    "call": f"#block(width: 100%, breakable: false, stroke: (left: 0.7mm + {_colour(ACCENT)}), "
    "inset: (left: 2.6mm, y: 1mm))[#par[{}]]",
    "": "#block[#par[{}]]",
}


def _paragraph(element: Element) -> str:
    role = "call" if element.tag == "blockquote" else element.attributes.get("data-role", "")
    before, after = _ROLES[role].split("{}")
    return before + _words(element) + after


def _list(element: Element) -> str:
    items = "".join(f"[{_words(item)}]" for item in element.named("li"))
    return f"#{'enum' if element.tag == 'ol' else 'list'}{items}" if items else ""


def _table(element: Element) -> str:
    grid = grid_of(element)
    captions = "\n".join(
        f"#block(sticky: true, below: 2.4mm)[#set text(size: 8.5pt, fill: {_colour(SOFT)})\n{_words(each)}]"
        for each in grid.captions
        if each.text.strip()
    )
    if not grid.widths:
        return captions
    size = f"#show table: set text(size: {_SIZES[grid.kind]}pt)\n" if grid.kind in _SIZES else ""
    columns = ", ".join(f"{width:.4f}fr" for width in grid.widths)
    edges = ""
    if grid.kind == "figures":
        top, bottom = _line(0.9, INK), _line(0.9, RULE)
        edges = f", stroke: (_, y) => (top: if y == 0 {{ {top} }}, bottom: if y == 1 {{ {bottom} }})"
    return f"{captions}\n#[{size}#table(columns: ({columns},){edges},\n{''.join(_rows(grid))})]"


_BLOCKS: Mapping[str, Callable[[Element], str]] = {
    **dict.fromkeys(("h1", "h2", "h3"), _heading),
    **dict.fromkeys(("p", "blockquote"), _paragraph),
    **dict.fromkeys(("ul", "ol"), _list),
    "table": _table,
}


# Tables ------------------------------------------------------------------------------------------


def _rows(grid: Grid) -> Iterator[str]:
    heads = "".join(_row(grid, row, last=False) for row in grid.heads)
    if heads:
        yield f"table.header({heads}),\n"
    for number, row in enumerate(grid.body, start=1):
        cells = _row(grid, row, last=number == len(grid.body))
        yield f"table.header(level: 2, {cells}),\n" if row.group else cells


def _row(grid: Grid, row: Row, *, last: bool) -> str:
    cells, at = [], 0
    spare = len(grid.widths) - sum(map(span_of, row.cells))
    filling = [Element("td", {"colspan": str(spare)})] if spare > 0 else []
    for cell in (*row.cells, *filling):
        span = span_of(cell)
        cells.append(_cell(grid, row, cell, last=last, starts=at == 0, ends=at + span == len(grid.widths)))
        at += span
    return "".join(cells)


def _cell(grid: Grid, row: Row, cell: Element, *, last: bool, starts: bool, ends: bool) -> str:
    fill = fill_of(cell)
    across = "center" if "data-number" in cell.attributes else "start"
    marks = [
        f"colspan: {span_of(cell)}",
        f"inset: {_inset(row, fill, starts=starts, ends=ends)}",
        f"align: {across} + {'bottom' if row.head else 'horizon' if grid.kind in _HEIGHTS else 'top'}",
        f"breakable: {'true' if len(cell.text) > _BREAKABLE_FROM else 'false'}",
    ]
    if fill:
        marks.append(f"fill: {_colour(fill.colour)}")
    if grid.kind != "figures":
        marks.append(f"stroke: {_strokes(grid, row, fill, last=last)}")
    return f"table.cell({', '.join(marks)})[{_look(grid, row, cell, fill, first=starts)}],\n"


def _inset(row: Row, fill: Fill | None, *, starts: bool, ends: bool) -> str:
    left, right = (0 if edge and fill is None else 1.6 for edge in (starts, ends))
    top, bottom = (0.8, 1.6) if row.head else (2.8, 1.4) if row.group else (2.1, 2.1)
    return f"(left: {left}mm, right: {right}mm, top: {top}mm, bottom: {bottom}mm)"


def _strokes(grid: Grid, row: Row, fill: Fill | None, *, last: bool) -> str:
    if row.head:
        bottom = _line(0.9, INK)
    elif row.group:
        bottom = _line(0.75, RULE)
    else:
        bottom = _line(0.9, RULE) if last else _line(0.5, WHITE if fill else HAIRLINE)
    right = f", right: {_line(3.4, WHITE)}" if grid.kind == "form" and fill else ""
    return f"(bottom: {bottom}{right})"


def _look(grid: Grid, row: Row, cell: Element, fill: Fill | None, *, first: bool) -> str:
    dots = int(cell.attributes.get("data-dots", "0"))
    words = _words(cell)
    if dots:
        words += f"#h(0.6mm)#text(size: 6.6pt, fill: {_colour(ACCENT)})[{literal('●' * dots)}]"
    if row.head or row.group:
        size, colour = (8.5, ACCENT) if row.group else (8.5 if grid.kind == "figures" else 8, SOFT)
        weight = 400 if grid.kind == "figures" else 700
        return f"#set text(size: {size}pt, weight: {weight}, fill: {_colour(colour)})\n{words}"
    if grid.kind == "figures":
        return f"#set text(fill: {_colour(ACCENT)}, font: {_fonts(_HEADING_FONTS)})\n{words}"
    stands_alone = first if grid.kind == "card" else not words
    strut = (
        f"#box(height: {_HEIGHTS[grid.kind]}mm, baseline: 45%)"
        if stands_alone and grid.kind in _HEIGHTS
        else ""
    )
    settings = ["weight: 700"] if cell.tag == "th" else []
    if fill and fill.white:
        settings.append("fill: white")
    if grid.kind == "card" and first:
        settings += ["size: 31pt", f"font: {_fonts(_HEADING_FONTS)}"]
    own = f"#set text({', '.join(settings)})\n" if settings else ""
    white = "#show emph: set text(fill: white)\n" if fill and fill.white else ""
    return f"{own}{white}{strut}{words}"
