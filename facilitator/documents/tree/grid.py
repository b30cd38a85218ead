"""A table of the subset as rows of cells, for formats that lay tables out themselves."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.documents.tree.html_subset import Element


@dataclass(frozen=True)
class GridRow:
    """A row: its cells, and whether it heads the table or (`group`) the rows below it."""

    cells: tuple[Element, ...]
    head: bool
    group: bool


@dataclass(frozen=True)
class Grid:
    """A table. `widths` are the parts of the columns, together 1; `kind` is "" for a usual one."""

    kind: str
    captions: tuple[Element, ...]
    widths: tuple[float, ...]
    rows: tuple[GridRow, ...]

    @property
    def heads(self) -> tuple[GridRow, ...]:
        """The rows that stand again at the top of each page."""
        return tuple(row for row in self.rows if row.head)

    @property
    def body(self) -> tuple[GridRow, ...]:
        """All other rows."""
        return tuple(row for row in self.rows if not row.head)


def grid_of(table: Element) -> Grid:
    """Return the rows of a table, with the widths its columns ask for, else equal ones."""
    rows = tuple(
        GridRow(cells=line.named("th", "td"), head=part.tag == "thead", group=_groups(line))
        for part in table.named("thead", "tbody")
        for line in part.named("tr")
    )
    columns = max((sum(map(span_of, row.cells)) for row in rows), default=0)
    return Grid(
        kind=table.attributes.get("data-kind", ""),
        captions=table.named("caption"),
        widths=_widths(table, columns),
        rows=rows,
    )


MOST_DOTS = 40
"""More dots are not drawn: nobody counts them, and the number stands beside them."""


def dots_of(cell: Element) -> int:
    """Return how many dots are drawn in a cell, beside their number."""
    dots = int(cell.attributes.get("data-dots", "0"))
    return dots if dots <= MOST_DOTS else 0


def span_of(cell: Element) -> int:
    """Return over how many columns a cell goes."""
    return int(cell.attributes.get("colspan", "1"))


def _groups(line: Element) -> bool:
    return any(cell.attributes.get("scope") == "rowgroup" for cell in line.elements)


def _widths(table: Element, columns: int) -> tuple[float, ...]:
    asked = [
        int(column.attributes.get("data-width", "0"))
        for part in table.named("colgroup")
        for column in part.named("col")
    ]
    if len(asked) != columns or not all(asked):
        return (1 / columns,) * columns if columns else ()
    return tuple(width / sum(asked) for width in asked)
