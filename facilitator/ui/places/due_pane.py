"""All that waits, as a part of Home: as many rows as there is room for, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from facilitator.insight.waiting import Waiting
from facilitator.ui import safe
from facilitator.ui.places.due import Fullness, due_rows
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import GUTTER, Row
from facilitator.wording import due as due_words


class DuePane(RowList):
    """The list of what waits, its heading, and below it how many rows are out of sight."""

    DEFAULT_CSS = """
    DuePane { height: auto; width: 1fr; margin-right: 2; scrollbar-size-vertical: 0; }
    """
    _shown: tuple[Waiting, date, bool, int, int] | None = None

    def __init__(self) -> None:
        super().__init__(id="promises", shy=True, empty=safe.text("Nothing waits.", pen="muted"))

    def show_waiting(self, waiting: Waiting, today: date, *, wide: bool, width: int, room: int) -> None:
        """List what waits in so many cells and lines: with details where all fits so, else shorter."""
        asked = (waiting, today, wide, width, room)
        if self._shown is not None and self._shown[0] is waiting and self._shown[1:] == asked[1:]:
            return  # the window is laid out several times while it comes
        self._shown = asked
        head = safe.text(("Promises", "bold"), "   ", (due_words.count(waiting), "muted"))
        heads = (head, safe.NOTHING) if wide else (head,)
        for each in (Fullness.DETAILS, Fullness.WHOLE)[0 if wide else 1 :]:
            rows = due_rows(waiting, today, wide=wide, fullness=each)
            if _fit(rows, width - GUTTER, room):
                break
        else:
            short = due_rows(waiting, today, wide=wide, fullness=Fullness.LINE)
            rows = _whole_where_free(rows, short, width - GUTTER, room)
        self._show(rows, heads, room)

    def _show(self, rows: list[Row], head: Sequence[Content], room: int) -> None:
        hidden = len(rows) - (room - 1) if len(rows) > room else 0
        more = safe.text((f"and {hidden} more: ", "muted"), ("3", "key"), (" lists all", "muted"))
        self.styles.max_height = max(1, room) + len(head)
        self.show(rows, head=head, foot=(more,) if hidden else ())


def _whole_where_free(whole: list[Row], short: list[Row], width: int, room: int) -> list[Row]:
    """Return rows of a line each, the first of them whole where lines are free."""
    free, rows = room - len(short), []
    for long, line in zip(whole, short, strict=True):
        more = len(long.draw(width)) - 1
        rows.append(long if more <= free else line)
        free -= more if more <= free else 0
    return rows


def _fit(rows: list[Row], width: int, room: int) -> bool:
    """Tell whether rows of that width take no more lines than there is *room* for."""
    for row in rows:
        room -= len(row.draw(width))
        if room < 0:
            return False
    return True
