"""All that waits, as a part of Home: as many rows as there is room for, and how many more there are."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from facilitator.insight.waiting import Waiting
from facilitator.ui import safe
from facilitator.ui.late_calls import Late
from facilitator.ui.places.due import Fullness, due_rows
from facilitator.ui.widgets.bare import blank_lines
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import GUTTER, Row
from facilitator.wording import due as due_words


class DuePane(Late, Vertical):
    """The list of what waits, its heading, and below it how many rows are out of sight."""

    DEFAULT_CSS = """
    DuePane { height: auto; width: 1fr; padding-right: 2; }
    DuePane > .head { padding-left: 2; margin-bottom: 1; height: 1; }
    DuePane > RowList { height: auto; max-height: 10; scrollbar-size-vertical: 0; }
    DuePane > #more { padding-left: 2; height: 1; display: none; }
    DuePane > #more.-some { display: block; }
    """
    render_lines = blank_lines

    def compose(self) -> ComposeResult:
        """Lay out heading, rows, and what is out of sight."""
        yield Static(id="due-head", classes="head")
        yield RowList(id="promises", shy=True, empty=safe.text("Nothing waits.", pen="muted"))
        yield Static(id="more")

    def show(self, waiting: Waiting, today: date, *, wide: bool, width: int, room: int) -> None:
        """List what waits in so many cells and lines: with details where all fits so, else shorter."""
        self.query_one("#due-head", Static).update(
            safe.text(("Promises", "bold"), "   ", (due_words.count(waiting), "muted"))
        )
        for each in (Fullness.DETAILS, Fullness.WHOLE, Fullness.LINE)[0 if wide else 1 :]:
            rows = due_rows(waiting, today, wide=wide, fullness=each)
            lines = [len(row.draw(width - GUTTER)) for row in rows]
            if sum(lines) <= room:
                break
        self._show(rows, lines, room)

    def _show(self, rows: list[Row], lines: list[int], room: int) -> None:
        hidden = len(rows) - (room - 1) if sum(lines) > room else 0
        listed, more = self.query_one("#promises", RowList), self.query_one("#more", Static)
        listed.styles.max_height = max(1, room - bool(hidden))
        more.set_class(bool(hidden), "-some")
        if hidden:
            more.update(safe.text((f"and {hidden} more: ", "muted"), ("3", "key"), (" lists all", "muted")))
        listed.show(rows)
