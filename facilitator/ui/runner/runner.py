"""The runner: one segment at a time, the clock, what to say and ask, and the line that is always ready."""

from __future__ import annotations

import contextlib
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.errors import FacilitatorError, InUse
from facilitator.language import words
from facilitator.model.audience import countable
from facilitator.ui import safe
from facilitator.ui.keys.command import bindings
from facilitator.ui.opening import open_live
from facilitator.ui.runner import texts as runner_words
from facilitator.ui.runner.agenda_pane import AgendaPane
from facilitator.ui.runner.history import make_history
from facilitator.ui.runner.line import LineStage
from facilitator.ui.runner.room_feed import RoomStage
from facilitator.ui.runner.segment_head import SegmentHead
from facilitator.ui.runner.segments import MovingStage
from facilitator.ui.runner.stage import KEYS
from facilitator.ui.widgets.capture_line import CaptureLine
from facilitator.ui.widgets.lines import KeyLine, TopLine

FOLLOW = 0.25
"""Seconds between two looks at a session another window writes."""


class Runner(LineStage, MovingStage, RoomStage):
    """Leads one session. With *start* it begins at once; a session in progress goes on where it was."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    CSS = """
    Runner > Horizontal { height: 1fr; }
    Runner #main { width: 1fr; }
    Runner #work { height: 1fr; padding: 1 2 0 1; }
    Runner SegmentHead, Runner #prompt { padding-left: 2; }
    Runner #prompt { height: auto; margin: 1 0; }
    Runner #prompt.-none { display: none; }
    Runner #stage { height: 1fr; }
    Runner #warning { height: auto; display: none; background: $raised; padding: 0 2; }
    Runner #warning { border-left: outer $warn; }
    Runner.-narrow #work { padding: 0 1 0 0; }
    Runner.-narrow #prompt { margin: 0; }
    """

    def compose(self) -> ComposeResult:
        """Lay out agenda, segment and line."""
        yield TopLine(self._draw_top)
        with Horizontal():
            yield AgendaPane()
            with Vertical(id="main"):
                with Vertical(id="work"):
                    yield SegmentHead()
                    yield Static(id="prompt")
                    yield Vertical(id="stage")
                yield Static(id="warning")
                yield CaptureLine(self._complete)
        yield KeyLine()

    def on_mount(self) -> None:
        """Open the session and start looking at the clock once a second."""
        self.live = open_live(self.program, self.file)
        self.is_open = True
        self._unsubscribe = self.live.desk.subscribe(self._changed)
        self.history = make_history(self)
        if not self._may_write():
            self.set_interval(FOLLOW, self._follow)
        elif self._start:
            self.begin()
        elif self.live.course.is_live:
            self._welcome_back()
        self._show_segment()
        self.query_one(CaptureLine).put(self.live.drafts.text_in(self._segment_key))
        self.focus_line()
        self.set_interval(1.0, self.tick)

    def on_resize(self) -> None:
        """Draw everything for the new size."""
        if self.is_open:
            self.call_after_refresh(self._show_records)

    def on_unmount(self) -> None:
        """Stop listening."""
        self._unsubscribe()

    def _may_write(self) -> bool:
        """Take hold of the session; if another window has it, look on and say so."""
        try:
            self.file.hold()
        except InUse as error:
            self.warn(f"{error.happened} You look on; nothing can be changed here.")
            return False
        except FacilitatorError:
            pass  # told at the first change
        for found in self.file.report:
            self.tell(safe.text((found, "warn")))
        return True

    def _follow(self) -> None:
        """Show what the other window writes."""
        if self.file.is_held:
            return
        with contextlib.suppress(FacilitatorError):
            self.file.follow()

    def _welcome_back(self) -> None:
        """Go on after a pause, a crash or a closed window, and say that everything is there."""
        self.attempt(self.live.course.recover)
        if self.live.course.is_paused:
            notes = words.count(len(countable(self.live.notes.all)), "note")
            self.tell(
                safe.text(
                    ("✓ Everything was safe.", "good"),
                    f" {notes}.   ",
                    ("F5", "key"),
                    " goes on",
                )
            )

    def _draw_top(self, width: int) -> tuple[Content, Content]:
        if not self.is_open:
            return safe.NOTHING, safe.NOTHING
        return runner_words.top_line(self.live, self.program.folder, width)
