"""A list of rows whose answers stand in columns: a cell cursor that ← and → move."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive

from facilitator.ui.widgets.row_list import RowList


class CellList(RowList):
    """Rows with a cell cursor. `last_column` is the number of the last answer; the first is 0."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "column(-1)", show=False),
        Binding("right", "column(1)", show=False),
    ]
    last_column: ClassVar[int] = 0

    column: reactive[int] = reactive(0)

    def watch_column(self) -> None:
        """Draw the cell cursor where it is."""
        self.redraw()

    def watch_cursor(self, before: int, after: int) -> None:
        """Begin each row at its first answer."""
        super().watch_cursor(before, after)
        if before != after:
            self.set_reactive(CellList.column, 0)
            self.redraw()

    def on_focus(self) -> None:
        """Show the cell cursor, once the focus has changed."""
        self.call_next(self.redraw)

    def on_blur(self) -> None:
        """Hide the cell cursor, once the focus has changed."""
        self.call_next(self.redraw)

    def action_column(self, step: int) -> None:
        """Go to the next or previous answer."""
        self.column = max(0, min(self.last_column, self.column + step))

    def action_choose(self) -> None:
        """Go to the next row, first answer."""
        self.action_cursor_down()
        self.column = 0
