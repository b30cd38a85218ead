"""Rows drawn line by line in a view that scrolls: what is drawn stays until it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from facilitator.ui import safe
from facilitator.ui.late_calls import Late

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


class _Line(msgspec.Struct, eq=False):
    """A drawn line of a row, and how it was painted last."""

    content: Content
    look: object = None
    strip: Strip = msgspec.field(default_factory=lambda: Strip([]))


class RowsView(Late, ScrollView):
    """Draws rows, each of one line or more, and knows which line of the screen is which row's.

    With *from_below* few rows stand at the bottom. What opens over its lower end may lift the rows of a
    view that *gives_way*: they are drawn higher, and nothing is laid out anew.
    """

    lifted: reactive[int] = reactive(0)
    """By how many lines the rows stand higher than usual, because something lies over the last of them."""

    virtual_size = Reactive(Size(0, 0))
    """How much there is to scroll; more of it moves no other widget, so nothing is laid out anew."""

    def __init__(
        self,
        *,
        id: str | None = None,
        classes: str | None = None,
        empty: Content = safe.NOTHING,
        from_below: bool = False,
        gives_way: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: tuple[Row, ...] = ()
        self._lines: list[tuple[int, _Line]] = []
        self._drawn: dict[Row, list[_Line]] = {}
        self._drawn_for = -1
        self._is_stale = True
        self.empty = empty
        self._from_below = from_below
        self._gives_way = gives_way

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows

    def redraw(self) -> None:
        """Draw every row again, for rows that depend on more than the records."""
        self._drawn_for = -1
        self._draw()
        self.refresh()

    def lift(self, covered: int) -> None:
        """Draw the rows higher if *covered* lines at the lower end cannot be seen; 0 puts them back."""
        below = self.size.height - (len(self._lines) - int(self.scroll_offset.y)) - self._space_above()
        self.lifted = max(0, covered - max(0, below)) if self._gives_way and covered else 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the rows take, for lists as high as what they hold."""
        lines = sum(len(row.draw(width - GUTTER)) for row in self._rows) if width > GUTTER else 0
        return lines or len(safe.wrap(self.empty, width - GUTTER))

    def _draw(self) -> None:
        width = self.scrollable_content_region.width - GUTTER
        if width <= 0 or (width == self._drawn_for and not self._is_stale):
            return
        drawn = self._drawn if width == self._drawn_for else {}
        self._drawn = {row: drawn.get(row) or list(map(_Line, row.draw(width))) for row in self._rows}
        self._drawn_for, self._is_stale = width, False
        self._lines = [(index, line) for index, row in enumerate(self._rows) for line in self._drawn[row]]
        self.virtual_size = Size(width + GUTTER, len(self._lines))
        self._scroll_update(self.virtual_size)

    def _offset(self) -> int:
        """Return at which line of the screen the first row begins."""
        return self._space_above() - self.lifted

    def _space_above(self) -> int:
        return max(0, self.size.height - len(self._lines)) if self._from_below else 0

    def _paint(self, line: _Line, marker: tuple[str, str], pen: str, width: int) -> Strip:
        """Return the strip of a line; one that was painted like this before is not painted again."""
        look = (marker, pen, width, self.visual_style, self.text_selection)
        if line.look != look:
            style = self.visual_style + Style.parse(f"$pen-{pen}") if pen else self.visual_style
            line.look, line.strip = look, self._strip(safe.text(marker, line.content), width, style)
        return line.strip

    def _empty_line(self, y: int, width: int) -> Content:
        lines = safe.wrap(self.empty, width - GUTTER)
        top = max(0, self.size.height - len(lines)) if self._from_below else 0
        return safe.text("  ", lines[y - top]) if 0 <= y - top < len(lines) else safe.NOTHING

    def _strip(self, content: Content, width: int, style: Style) -> Strip:
        strips = Visual.to_strips(self, content, width, 1, style, pad=True)
        return strips[0] if strips else Strip.blank(width, style.rich_style)
