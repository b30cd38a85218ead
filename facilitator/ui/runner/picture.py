"""What stands on the screen of the runner, and what of it is drawn again after which change."""

from __future__ import annotations

from textual.content import Content
from textual.screen import Screen

from facilitator.model.records import Change
from facilitator.model.session import HEARD, Draft, OnScreen, SegmentRun
from facilitator.model.take_out import TakeOutDue
from facilitator.ui.runner import texts as runner_words
from facilitator.ui.runner.desk import Desk
from facilitator.ui.runner.line import SessionLine
from facilitator.ui.runner.overview import Overview
from facilitator.ui.runner.room_feed import WindowFeed
from facilitator.ui.runner.stage import InstrumentStage, get_ready
from facilitator.ui.widgets.lines import KeyLine, TopLine


class Picture:
    """Keeps the *screen* of a runner true to its session: the parts that stand there, and two lines.

    `place` is the segment and part that stand there.
    """

    def __init__(
        self,
        screen: Screen[None],
        desk: Desk,
        stage: InstrumentStage,
        overview: Overview,
        line: SessionLine,
        room: WindowFeed,
    ) -> None:
        self._screen = screen
        self._desk = desk
        self._stage = stage
        self._overview = overview
        self._line = line
        self.place = ""
        self._room = room

    def draw_top(self, width: int) -> tuple[Content, Content]:
        """Draw the two ends of the line above."""
        return runner_words.top_line(self._desk.live, self._desk.program.folder, width)

    def follow(self, change: Change) -> None:
        """Draw what a change of the session touched; after its end the review takes over."""
        # While a screen is taken away its parts go first, and what was put before may be saved just then.
        here = self._screen.is_attached and self._screen.display
        if not here or self._desk.live.session.status in HEARD:
            return
        if self._desk.place != self.place:
            self.show_segment()
        elif change.types <= {Draft, OnScreen, TakeOutDue}:
            return  # it stands on the screen already, or nowhere on it
        elif change.types <= {SegmentRun}:
            self._overview.show_agenda()
            self._overview.show_head()
        else:
            self.show_all()

    def show_segment(self) -> None:
        """Show the segment in hand: its instrument, the kind it captures, its question."""
        self.place = self._desk.place
        name = self._desk.live.position.instrument
        if name == self._stage.wanted:
            self._screen.call_after_refresh(self.show_all)
        else:
            self._stage.bring(name)

    def show_instrument(self, event: InstrumentStage.Ready) -> None:
        """Show the instrument that came; the keyboard goes to it, or stays with the line."""
        if event.instrument is not self._stage.coming:
            return
        self.show_all()
        if event.take_focus:
            self._stage.take_keyboard(event.select)
        elif self._screen.focused is None:
            self._line.take_keyboard()
        self._screen.call_after_refresh(get_ready)

    def show_all(self) -> None:
        """Draw everything."""
        self._stage.show()
        self._overview.show()
        self._line.show()
        self._screen.query_one(KeyLine).show_keys()
        self._room.tell()

    def show_time(self) -> None:
        """Draw what a second changes."""
        self._overview.show_head()
        self._screen.query_one(TopLine).renew()
