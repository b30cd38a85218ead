"""The room view: the question in large letters, the time, and what the room may read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from facilitator.language import words
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.late_calls import Late
from facilitator.ui.room.drawing import Frame, Moment
from facilitator.ui.room.frame import PROMISE
from facilitator.ui.room.moment import Seen
from facilitator.ui.room.proportions import FEWEST_REMARKS, MOST_RESULTS, share_out, text_columns
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets.block_letters import BlockLetters
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import GUTTER, Draw, Row

_MARGINS = 12
"""Cells left and right of what is shown, where the window is wide."""


KEYS = Context(
    "room",
    "The room view",
    (command("close_room", "f3 ctrl+o escape", "", "back to your own view", palette=False),),
)


class TimeBar(Late, Widget):
    """A line that fills as the segment's time is used."""

    DEFAULT_CSS = """
    TimeBar { height: 3; width: 1fr; padding: 1 0 0 4; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.spent = 0.0

    def render(self) -> Content:
        """Draw the line."""
        width = self.size.width
        done = int(width * min(1.0, max(0.0, self.spent)))
        return safe.text(("━" * done, "track"), ("─" * (width - done), "line"))


def _tight(row: Row) -> Draw:
    """Draw a row without the empty line at its end."""

    def draw(width: int) -> Sequence[Content]:
        lines = row.draw(width)
        return lines if len(lines) < 2 or lines[-1].plain else lines[:-1]

    return draw


class RoomView(ProgramScreen, Screen[None]):
    """Shown to the room in the facilitator's own window; F3 or Escape goes back.

    *look* returns the moment and the frame, both made from released records only; None for a blank screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    CSS = """
    RoomView > Vertical { padding: 2 6 1 6; }
    RoomView.-blanked > Vertical { display: none; }
    RoomView #title { height: 1; margin-bottom: 1; }
    RoomView #question { margin-bottom: 2; }
    RoomView #time { height: 3; margin-bottom: 1; }
    RoomView #clock { width: auto; height: 3; }
    RoomView #heading { height: 1; margin-bottom: 1; }
    RoomView RowList { margin-left: -2; scrollbar-size: 0 0; }
    RoomView #promise { height: 1; color: $muted; dock: bottom; }
    RoomView.-narrow > Vertical { padding: 0 2; }
    RoomView.-narrow #question { margin-bottom: 1; }
    RoomView.-narrow.-close #title, RoomView.-narrow.-close #time { margin-bottom: 0; }
    RoomView.-narrow.-close #heading { margin-bottom: 0; }
    RoomView.-small-clock #time, RoomView.-small-clock #clock, RoomView.-small-clock TimeBar { height: 1; }
    RoomView.-small-clock TimeBar { padding: 0 0 0 4; }
    """

    def __init__(self, look: Callable[[], Seen | None]) -> None:
        super().__init__()
        self._look = look

    def active_contexts(self) -> tuple[Context, ...]:
        """Its own keys; nothing of them is drawn."""
        return (KEYS, EVERYWHERE)

    def compose(self) -> ComposeResult:
        """Lay out title, question, time and what was written."""
        with Vertical():
            yield Static(id="title")
            yield BlockLetters(id="question", least_columns=0)
            with Horizontal(id="time"):
                yield BlockLetters(id="clock", max_lines=1, least_columns=0)
                yield TimeBar()
            yield Static(id="heading")
            yield RowList(plain=True)
            yield Static(safe.text(PROMISE), id="promise")

    def on_mount(self) -> None:
        """Show the moment, and go on showing it."""
        self.show_moment()
        self.query_one(RowList).focus()
        self.keep_up()

    def keep_up(self) -> None:
        """Show the moment again every second."""
        self.set_interval(1.0, self.show_moment)

    def show_moment(self) -> None:
        """Draw what the room sees now."""
        seen = self._look()
        self.set_class(seen is None, "-blanked")
        if seen is None:
            return
        moment, frame = seen
        paused = ("     paused", "muted") if moment.paused else ""
        top = self.query_one("#title", Static)
        teams, title = safe.text(moment.teams, pen="muted"), safe.text((moment.title, "bold"), paused)
        top.update(safe.row(top.size.width or self.app.size.width - _MARGINS, title, teams))
        self.query_one("#question", BlockLetters).text = moment.question or moment.title
        self.share_out(moment, frame)
        self.show_time(moment)
        self.query_one("#heading", Static).update(frame.heading)
        self.show_rows(frame.rows)

    def share_out(self, moment: Moment, frame: Frame) -> None:
        """Let question and clock be as large as what is written leaves room for."""
        width = text_columns(self.app.size)
        lines = sum(len(_tight(row)(width)) for row in frame.rows[: frame.results])
        written = min(MOST_RESULTS, lines) if frame.results else min(FEWEST_REMARKS, len(frame.rows))
        question = moment.question or moment.title
        shared = share_out(question, self.app.size, written, timed=moment.timed)
        self.set_class(shared.close, "-close")
        self.set_class(not shared.clock, "-small-clock")
        letters = self.query_one("#question", BlockLetters)
        letters.large, letters.close = shared.question, shared.close
        self.query_one("#clock", BlockLetters).large = shared.clock

    def show_time(self, moment: Moment) -> None:
        """Draw how the time of the segment stands."""
        self.query_one("#time").display = moment.timed
        self.query_one("#clock", BlockLetters).text = words.left(moment.remaining)
        bar = self.query_one(TimeBar)
        bar.spent = 1 - moment.remaining / moment.allotted if moment.allotted else 0.0
        bar.refresh()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self.show_moment)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Draw what was written."""
        self.query_one(RowList).show(self.fitting(rows))

    def fitting(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Return the rows, without the empty lines between them when else they would not all be seen."""
        shown = self.query_one(RowList)
        width, height = shown.size.width - GUTTER, shown.size.height
        if width <= 0 or sum(len(row.draw(width)) for row in rows) <= height + 1:
            return rows
        return [Row(row.key, _tight(row), row.heading) for row in rows]

    def action_close_room(self) -> None:
        """Back to the facilitator's view."""
        self.dismiss(None)
