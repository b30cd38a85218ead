"""A list of rows whose answers stand in columns: a cell cursor that ← and → move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive

from facilitator.ui import safe
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import GUTTER


def draw_choices(choices: Sequence[tuple[str, str]], width: int) -> Content:
    """Draw keys with what each says; where that is too long, with the first word of it and less between."""
    for most, gap in ((None, "  "), (1, "  "), (1, " ")):
        words = [(key, " ".join(says.split()[:most])) for key, says in choices]
        line = safe.text(gap).join(safe.text((key, "key"), (f" {says}", "muted")) for key, says in words)
        if line.cell_length <= width:
            break
    return line


class CellList(RowList):
    """Rows with a cell cursor. `last_column` is the number of the last answer; the first is 0.

    A subclass says in `column_at` which answer stands where, for the mouse.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "column(-1)", show=False),
        Binding("right", "column(1)", show=False),
    ]
    last_column: ClassVar[int] = 0

    column: reactive[int] = reactive(0)

    def column_at(self, x: int, width: int) -> int | None:
        """Return the number of the answer at a cell of a row of *width* cells; None for none."""
        return None

    @on(events.Click)
    def _point_at_cell(self, event: events.Click) -> None:
        """Put the cell cursor where the mouse is, once the row is in hand."""
        at = event.get_content_offset(self)
        if at is not None:
            width = self.scrollable_content_region.width - GUTTER
            column = self.column_at(at.x - GUTTER, width)
            if column is not None:
                self.call_next(self._take_column, column)

    def _take_column(self, column: int) -> None:
        self.column = column

    def _watch_column(self) -> None:
        """Draw the cell cursor where it is, and tell who listens."""
        self.redraw()
        if self.key is not None:
            self.post_message(self.Moved(self, self.key))

    def _watch_cursor(self, before: int, after: int) -> None:
        """Begin each row at its first answer."""
        super()._watch_cursor(before, after)
        if before != after:
            self.set_reactive(CellList.column, 0)
            self.redraw()

    def _on_focus(self, event: events.Focus) -> None:
        """Show the cell cursor, once the focus has changed."""
        self.call_next(self._watch_column)

    def _on_blur(self, event: events.Blur) -> None:
        """Hide the cell cursor, once the focus has changed."""
        self.call_next(self._watch_column)

    def _action_column(self, step: int) -> None:
        """Go to the next or previous answer."""
        self.column = max(0, min(self.last_column, self.column + step))

    def action_choose(self) -> None:
        """Go to the next row, first answer."""
        self._action_cursor_down()
        self.column = 0
