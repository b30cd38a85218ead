"""Rows drawn line by line: what is drawn stays until it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from textual.content import Content
from textual.strip import Strip

from facilitator.ui import safe

Draw = Callable[[int], Sequence[Content]]
"""Draws a row for a width in cells: one content a line."""

GUTTER = 2
"""Cells before each row, for the cursor."""


class Row(msgspec.Struct, frozen=True, eq=False):
    """A row: the key of what it stands for, how to draw it, and whether the cursor passes over it.

    The very same row, shown again, is not drawn again: keep those of what did not change.
    """

    key: str
    draw: Draw
    heading: bool = False


def line_row(key: str, content: Content) -> Row:
    """Make a row of one line; what does not fit is cut, with a sign of it."""
    return Row(key, lambda width: (safe.cell(content, width),))


def heading(content: Content, *, space_above: bool = True) -> Row:
    """Make a heading the cursor passes over."""
    lines = (safe.NOTHING, content) if space_above else (content,)
    return Row("", lambda _: lines, heading=True)


class DrawnLine(msgspec.Struct, eq=False):
    """A drawn line of a row, and how it was painted last."""

    content: Content
    look: object = None
    strip: Strip = msgspec.field(default_factory=lambda: Strip([]))


class DrawnRows:
    """Rows and the lines they take: what is drawn stays until its row or the width changes."""

    def __init__(self) -> None:
        self.rows: tuple[Row, ...] = ()
        self.lines: tuple[tuple[int, DrawnLine], ...] = ()
        """Each line with the number of its row."""
        self._drawn: dict[Row, list[DrawnLine]] = {}
        self._drawn_for = -1
        self._is_stale = True
        self._is_new = False

    def put(self, rows: Sequence[Row]) -> None:
        """Take these rows; they are drawn when that is asked for next."""
        self.rows = tuple(rows)
        self._is_stale = True

    def forget(self) -> None:
        """Draw every row again next time, for rows that depend on more than the records."""
        self._drawn_for = -1

    def height(self, width: int) -> int:
        """Return how many lines the rows take in that many cells; what is drawn for that stays for `draw`."""
        if width <= 0:
            return 0
        self._draw(width)
        return len(self.lines)

    def draw(self, width: int) -> bool:
        """Draw what is not drawn yet for that many cells; tell whether anything was since the last time."""
        if width <= 0:
            return False
        self._draw(width)
        new, self._is_new = self._is_new, False
        return new

    def _draw(self, width: int) -> None:
        if width == self._drawn_for and not self._is_stale:
            return
        drawn = self._drawn if width == self._drawn_for else {}
        self._drawn = {row: drawn.get(row) or list(map(DrawnLine, row.draw(width))) for row in self.rows}
        self._drawn_for, self._is_stale = width, False
        self.lines = tuple((index, line) for index, row in enumerate(self.rows) for line in self._drawn[row])
        self._is_new = True

    def choices(self) -> list[int]:
        """Return the numbers of the rows that the cursor stops at."""
        return [index for index, row in enumerate(self.rows) if not row.heading]

    def reach(self, here: int, direction: int, distance: int) -> int:
        """Return the row that many lines below (1) or above (-1) another one; *here* when there is none."""
        first = {index: line for line, (index, _) in reversed([*enumerate(self.lines)])}
        last = {index: line for line, (index, _) in enumerate(self.lines)}
        edge = first.get(here, 0) + direction * distance
        if direction > 0:
            return max((each for each in self.choices() if last.get(each, 0) <= edge), default=here)
        return min((each for each in self.choices() if first.get(each, 0) >= edge), default=here)


class Marks:
    """The rows of one list that were marked, by their keys."""

    def __init__(self, drawn: DrawnRows) -> None:
        self._drawn = drawn
        self._keys: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the marked rows, in the order shown."""
        return tuple(row.key for row in self._drawn.rows if row.key in self._keys)

    def toggle(self, key: str) -> None:
        """Mark a row, or take its mark off."""
        self._keys ^= {key}

    def clear(self) -> None:
        """Take all marks off."""
        self._keys.clear()
