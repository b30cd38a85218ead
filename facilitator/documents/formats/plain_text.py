"""A paper as plain text of 72 columns: for a mail, a ticket, a screen reader, a teletype.

What the format has no means for goes: tints and widths are left out, dots are their number, a page break
is nothing. Tables stand in columns where they fit, else each row as a few lines of "label: value". Slanted
words behind others in a cell, such as the practice behind a remark, begin a line of their own: nothing else
would tell where the one ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from facilitator.documents.tree.grid import Grid, GridRow, grid_of, span_of
from facilitator.documents.tree.html_subset import Element
from facilitator.documents.tree.paper import Paper
from facilitator.language.widths import padded, width_of

WIDTH = 72
"""Columns a line has at most, but for words that are longer."""

_MOST_IN_A_TABLE = 78
_GAP = "  "
_UNDERLINES = {"h1": "=", "h2": "-"}
_BREAK = " / "
_BESIDE = " · "
_WIDE = 0.35
"""The part of a row from which on a column holds sentences."""


def plain_text(paper: Paper) -> str:
    """Return *paper* as plain text."""
    warning = [f"*** {paper.watermark} ***"] if paper.watermark else []
    blocks = [block for element in paper.body if (block := _BLOCKS[element.tag](element))]
    return "\n\n".join([*warning, *blocks]) + "\n"


# Blocks ------------------------------------------------------------------------------------------


def _heading(element: Element) -> str:
    lines = wrapped(_flat(element.text))
    under = _UNDERLINES.get(element.tag)
    if under and lines:
        lines.append(under * max(map(width_of, lines)))
    return "\n".join(lines)


def _paragraph(element: Element) -> str:
    return "\n".join(line for part in element.text.split("\n") for line in wrapped(part) or [""]).strip("\n")


def _call(element: Element) -> str:
    return "\n".join(f"> {line}" for line in wrapped(_flat(element.text), WIDTH - 2))


def _list(element: Element) -> str:
    numbered = element.tag == "ol"
    items = (
        _hung(f"{number}." if numbered else "-", _flat(item.text))
        for number, item in enumerate(element.named("li"), start=1)
    )
    return "\n".join(items)


def _hung(sign: str, text: str) -> str:
    lines = wrapped(text, WIDTH - len(sign) - 1) or [""]
    return "\n".join(
        f"{sign if at == 0 else ' ' * len(sign)} {line}".rstrip() for at, line in enumerate(lines)
    )


def _table(element: Element) -> str:
    grid = grid_of(element)
    caption = "\n".join(line for each in grid.captions for line in wrapped(_flat(each.text)))
    if grid.kind == "figures":
        return "\n".join(filter(None, (caption, *_figures(grid))))
    rows = _aligned(grid)
    body = "\n".join(rows if max(map(width_of, rows), default=0) <= _MOST_IN_A_TABLE else _labelled(grid))
    return "\n\n".join(filter(None, (caption, body)))


_BLOCKS: Mapping[str, Callable[[Element], str]] = {
    **dict.fromkeys(("h1", "h2", "h3"), _heading),
    "p": _paragraph,
    "blockquote": _call,
    **dict.fromkeys(("ul", "ol"), _list),
    "table": _table,
}


# Tables ------------------------------------------------------------------------------------------


def _figures(grid: Grid) -> Iterator[str]:
    """Yield figures as lines: "label: 2 of 9"."""
    labels, *figures = [row.cells for row in grid.rows] or [()]
    for row in figures:
        for label, figure in zip(labels, row, strict=False):
            yield f"{_flat(label.text)}: {_flat(figure.text)}"


def _aligned(grid: Grid) -> list[str]:
    """Return the rows in columns under a ruled head; a heading across the table has a line of its own."""
    rows = [(row, [_flat(_told(cell)) for cell in _spread(row, len(grid.widths))]) for row in grid.rows]
    usual = [cells for row, cells in rows if not row.group]
    widths = [max(map(width_of, column)) for column in zip(*usual, strict=True)]
    lines = []
    for row, cells in rows:
        if row.group:
            lines += ["", " ".join(filter(None, cells))]
            continue
        lines.append(_GAP.join(map(padded, cells, widths)).rstrip())
        if row.head:
            lines.append(_GAP.join("-" * width for width in widths).rstrip())
    return lines


def _spread(row: GridRow, columns: int) -> list[Element]:
    """Return the cells of a row, an empty one for each column a wide cell takes besides its first."""
    empty = Element("td")
    cells = [part for cell in row.cells for part in (cell, *[empty] * (span_of(cell) - 1))]
    return cells + [empty] * (columns - len(cells))


def _labelled(grid: Grid) -> list[str]:
    """Return each row as lines of "label: value", short ones side by side; rows stand apart.

    What stands in a wide column, such as a remark, has its lines for itself.
    """
    alone = [width >= _WIDE for width in grid.widths]
    heads = [_flat(cell.text) for row in grid.heads[:1] for cell in _spread(row, len(grid.widths))]
    labels = heads or [""] * len(grid.widths)
    lines: list[str] = []
    for row in grid.body:
        lines += [""] if lines else []
        cells = _spread(row, len(grid.widths))
        if row.group:
            lines += wrapped(f"[ {' '.join(filter(None, (_flat(cell.text) for cell in cells)))} ]")
            continue
        lines += _packed(zip(map(_labelled_cell, labels, cells), alone, strict=False))
    return lines


def _told(cell: Element) -> str:
    """Return the words of a cell; slanted ones behind others begin a line of their own."""
    told = ""
    for child in cell.children:
        if isinstance(child, str):
            told += child
        elif child.tag == "em" and told.strip() and child.text.strip():
            told = f"{told.rstrip()}\n{child.text}"
        else:
            told += child.text
    return told


def _labelled_cell(label: str, cell: Element) -> list[str]:
    """Return a cell as "label: value", its further lines set in; nothing for an empty cell."""
    told = _told(cell)
    parts = told.split("\n") if told.strip() else []
    labelled = [f"{label}: {part}" if at == 0 and label else part for at, part in enumerate(parts)]
    lines = [line for part in labelled for line in wrapped(part, WIDTH - 2)]
    return [line if at == 0 else f"  {line}" for at, line in enumerate(lines)]


def _packed(cells: Iterable[tuple[list[str], bool]]) -> Iterator[str]:
    """Yield the lines of cells; cells of one line share one while they fit, but for those *alone*."""
    line = ""
    for lines, alone in cells:
        shares = len(lines) == 1 and not alone
        if shares and line and width_of(line + _BESIDE + lines[0]) <= WIDTH:
            line += _BESIDE + lines[0]
            continue
        if line and lines:
            yield line
            line = ""
        if shares:
            line = lines[0]
        else:
            yield from lines
    if line:
        yield line


# Lines -------------------------------------------------------------------------------------------


def _flat(text: str) -> str:
    """Return *text* on one line."""
    return text.replace("\n", _BREAK)


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """Return *text* in lines of *width* columns, broken at blanks only; no character is lost but those."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width_of(lines[-1]) + 1 + width_of(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [] if lines == [""] else lines
