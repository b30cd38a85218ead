"""The runner: one segment at a time, the clock, what to say and ask, and the line that is always ready."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.live.session import LiveSession
from facilitator.ui import safe, words
from facilitator.ui.actions import bindings
from facilitator.ui.runner import words as runner_words
from facilitator.ui.runner.line import LineStage
from facilitator.ui.runner.moving import MovingStage
from facilitator.ui.widgets.agenda_pane import AgendaPane
from facilitator.ui.widgets.capture_line import CaptureLine
from facilitator.ui.widgets.lines import KeyLine, TopLine
from facilitator.ui.widgets.segment_head import SegmentHead
from facilitator.workspace.people import add_person


class Runner(LineStage, MovingStage):
    """Leads one session. With *start* it begins at once; a session in progress goes on where it was."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("runner")]
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
        folder = self.program.folder
        self.live = LiveSession(
            self.file,
            clock=self.program.live_clock(),
            today=folder.today,
            practices=folder.catalogue.practices,
            teams=folder.teams,
            people=folder.people,
            add_person=lambda name: add_person(folder, name, self.file.session.teams[0]),
        )
        self._unsubscribe = self.live.subscribe(self._changed)
        if self._start:
            self.begin()
        elif self.live.is_live:
            self._welcome_back()
        self._show_segment()
        self.query_one(CaptureLine).put(self.live.draft_for(self._segment_key))
        self.focus_line()
        self.set_interval(1.0, self.tick)

    def on_resize(self) -> None:
        """Draw everything for the new size."""
        if hasattr(self, "live"):
            self.call_after_refresh(self._show_records)

    def on_unmount(self) -> None:
        """Stop listening."""
        self._unsubscribe()

    def _welcome_back(self) -> None:
        """Go on after a pause, a crash or a closed window, and say that everything is there."""
        self.attempt(self.live.recover)
        if self.live.is_paused:
            notes = words.count(len(self.live.notes), "note")
            self.tell(
                safe.text(
                    ("✓ Everything was safe.", "good"),
                    f" {notes}.   ",
                    ("F5", "key"),
                    " goes on",
                )
            )

    def _draw_top(self, width: int) -> tuple[Content, Content]:
        if not hasattr(self, "live"):
            return safe.NOTHING, safe.NOTHING
        return runner_words.top_line(self.live, self.program.folder, width)
