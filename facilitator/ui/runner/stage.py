"""The stage of the runner: the segment in hand, its instrument, the clock, and what is said."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from functools import partial

from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator import identity
from facilitator.errors import FacilitatorError
from facilitator.live.clock import sleep_sentence
from facilitator.live.session import LiveSession
from facilitator.model.instrument import NOTES
from facilitator.model.programme import Signal
from facilitator.model.records import Change
from facilitator.model.session import HEARD, Draft, OnScreen, SegmentRun
from facilitator.model.take_out import TakeOutDue
from facilitator.ui import safe
from facilitator.ui.instruments.base import Instrument
from facilitator.ui.instruments.registry import make_instrument
from facilitator.ui.keys.command import OWN_STEP, Context, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.runner import texts as runner_words
from facilitator.ui.runner.agenda_pane import AgendaPane
from facilitator.ui.runner.begin_dialog import begin_alone
from facilitator.ui.runner.segment_head import SOON, SegmentHead, draw_prompt
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets.capture_line import KEYS as LINE_KEYS
from facilitator.ui.widgets.capture_line import CaptureInput, CaptureLine
from facilitator.ui.widgets.lines import KeyLine, TopLine
from facilitator.ui.widgets.painting import repaint
from facilitator.ui.widgets.row_list import RowList
from facilitator.workspace.folder.session_files import SessionFile

_MESSAGE_SECONDS = 6.0

_TYPING = 0.15
"""Seconds after a key in which the next one is likely to come."""


KEYS = Context(
    "runner",
    "The session",
    (
        command("cycle_kind", "f2", "kind", "another kind"),
        command("cycle_practice", "f6", "practice", "another practice"),
        command("segment_step", "f8", OWN_STEP, "this segment’s own step", always=True),
        command("next_segment", "ctrl+n", "next", "on to the next segment", priority=True, always=True),
        command("pause", "f5", "pause", "pause the clock, or go on"),
        command("room", "f3 ctrl+o", "room", "show the room view"),
        command("instrument", "f7", "", "work with another instrument"),
        command("previous_segment", "ctrl+t", "", "back to the segment before"),
        command("replan", "ctrl+r", "agenda", "change the agenda: win back minutes"),
        command("other_side", "ctrl+g", "", "who is on the other side of this practice"),
        command(
            "other_channels",
            "ctrl+d",
            "",
            "whom to turn to with what must not be written down",
            priority=True,
        ),
        command("find", "ctrl+f", "", "find words in this session"),
        command("quick_entry", "", "", "type in what stands on a filled paper"),
        command("finish", "", "", "end the meeting and review it"),
        command("go_home", "", "", "pause and go home"),
    ),
)


class Stage(ProgramScreen, Screen[None]):
    """Shows the segment in hand and says what happens; the line and the keys come with its subclasses."""

    live: LiveSession

    def focus_line(self) -> None:
        """Give the keyboard to the line."""
        self.query_one(CaptureLine).input.focus()

    @property
    def half_line(self) -> str:
        """What is typed and not saved yet, or what was set aside."""
        return self.query_one(CaptureLine).value or self._aside

    def _show_line(self) -> None:
        raise LookupError("the line belongs to the runner")

    def __init__(self, file: SessionFile, *, start: bool = False) -> None:
        super().__init__()
        self.file = file
        self._start = start
        self.is_open = False  # until it is mounted there is no session to show
        self._question = 0
        self._shown = ""
        self._instrument: Instrument | None = None
        self._pane: Instrument | None = None  # the same, once all its parts are there and until it leaves
        self._instrument_name: str | None = None
        self._coming: Instrument | None = None
        self._swapping = asyncio.Lock()
        self._message: tuple[Content, float] | None = None
        self._aside = ""
        self._held: list[str] = []
        self._half_lines: dict[str, str] = {}
        self._remaining: float | None = None
        self._timed = ""
        self._last_key = float("-inf")
        self._time_is_behind = False

    @property
    def file_in_hand(self) -> SessionFile:
        """The session's file."""
        return self.file

    def on_unmount(self) -> None:
        """Let go of what was kept."""
        gc.unfreeze()

    def active_contexts(self) -> tuple[Context, ...]:
        """The keys of the part in focus, then those of the runner."""
        if isinstance(self.focused, CaptureInput):
            return (KEYS, LINE_KEYS, EVERYWHERE)
        own = (self._instrument.keys,) if self._instrument else ()
        return (*own, KEYS, EVERYWHERE)

    @property
    def step_words(self) -> str:
        """What F8 does with the instrument in use."""
        return self._instrument.step_words if self._instrument else ""

    @property
    def practice_in_hand(self) -> str | None:
        """The practice the instrument in use is about, or else the segment."""
        own = self._instrument.practice_in_hand if self._instrument else None
        return own or self.live.line.practice

    # The segment in hand

    @property
    def _segment_key(self) -> str:
        return self.live.course.segment.key if self.live.course.segment else ""

    @property
    def segment_title(self) -> str:
        """The title of the segment in hand."""
        return self.live.course.segment.title if self.live.course.segment else self.file.session.script.title

    def _show_segment(self) -> None:
        """Show the segment in hand: its instrument first, the kind it captures, its question."""
        self._shown = self._place()
        self._question = 0
        names = self.live.course.segment.instruments if self.live.course.segment else (NOTES,)
        self._show_instrument(names[0])

    def _place(self) -> str:
        return f"{self._segment_key} {self.live.course.part}"

    def _show_instrument(self, name: str, *, take_focus: bool = False, select: str | None = None) -> None:
        if name == self._instrument_name and not take_focus:
            self.call_after_refresh(self._show_records)
            return
        self._instrument_name = name
        self._coming = make_instrument(name)
        # The function, not a coroutine: one whose screen leaves before it begins would never be awaited.
        swap = partial(self._swap, self._coming, take_focus, select)
        self.run_worker(swap, group="instrument")  # type: ignore[arg-type]

    async def _swap(self, instrument: Instrument, take_focus: bool, select: str | None) -> None:
        """Put another instrument on the stage; the keyboard goes to it, or stays with the line.

        One after the other, each to its end: what is taken away halfway stays half there. One that a later
        one overtook while it waited does not come at all.
        """
        async with self._swapping:
            if instrument is not self._coming or not self.is_here:
                return
            stage = self.query_one("#stage", Vertical)
            self._pane = None
            await stage.remove_children()
            self._instrument = instrument
            await stage.mount(instrument)
            self._pane = instrument
        if instrument is not self._coming or not self.is_here:
            return
        self._show_records()
        if take_focus:
            instrument.focus_part()
            for rows in instrument.query(RowList) if select else ():
                rows.show(rows.rows, select=select)
        elif self.focused is None:
            self.focus_line()
        self.call_after_refresh(_get_ready)

    def _show_records(self) -> None:
        if self._pane is not None and self._pane.is_attached:
            self._pane.show_records()
        self._show_agenda()
        self._show_head()
        self._show_prompt()
        self._show_line()
        self.query_one(KeyLine).show_keys()

    def _show_agenda(self) -> None:
        parts = {self._segment_key: [self.live.desk.practice_name(key) for key in self.live.session.focus]}
        segment = self.live.course.segment
        self.query_one(AgendaPane).show(
            self.live.course.agenda, parts if segment and segment.parts > 1 else {}
        )

    def _show_head(self) -> None:
        wide = self.app.size.width >= 100
        coloured = Signal.COLOUR in self.program.folder.programme.signals
        self.query_one(SegmentHead).show(
            runner_words.head(self.live, self._coming, wide=wide, coloured=coloured)
        )

    def _show_prompt(self) -> None:
        prompt = self.query_one("#prompt", Static)
        segment = self.live.course.segment
        tall = self.app.size.height >= 30
        pane = self._coming or Instrument
        prompt.set_class(segment is None or (not tall and pane.fills_low_window), "-none")
        if segment is not None:
            width = prompt.size.width or self.query_one("#work").size.width - 2
            most = 9 if tall else pane.prompt_lines
            repaint(prompt, draw_prompt(segment, self._question, width, most=most, rescue=tall))

    def next_question(self) -> bool:
        """Go to the segment's next question, then to its next practice; tell whether there was one."""
        segment = self.live.course.segment
        if segment is None:
            return False
        if self._question + 1 < len(segment.ask):
            self._question += 1
            self._show_prompt()
            return True
        if self.live.course.has_next_part:
            if self.live.course.is_paused:
                begin_alone(self.program, self.file, self._next_part)
                return True
            return self._next_part()
        if len(segment.ask) > 1:
            self._question = 0
            self._show_prompt()
            return True
        return False

    def _next_part(self) -> bool:
        return self.attempt(lambda: self.live.course.next_part(self.query_one(CaptureLine).value))

    # Time

    def tick(self) -> None:
        """Look at the clock; done once a second."""
        slept = self.live.timing.tick()
        if slept:
            self.tell(safe.text(sleep_sentence(slept)))
        self._signal()
        self._time_is_behind = self.live.clock.monotonic() - self._last_key < _TYPING
        if not self._time_is_behind:
            self._show_time()
        if self._message and self.live.clock.monotonic() > self._message[1]:
            self._message = None
            self._show_line()

    def _show_time(self) -> None:
        """Draw the clock above; never in one go with a letter below, or all between is drawn as well."""
        self._time_is_behind = False
        self._show_head()
        self.query_one(TopLine).renew()

    def _signal(self) -> None:
        """Say once that two minutes are left, and once that the time is over."""
        live = self.live
        before, now = self._remaining, live.timing.remaining()
        place, self._remaining = self._timed, now
        self._timed = f"{self._place()} {live.timing.allotted():.0f}"
        if place != self._timed or before is None or live.course.is_paused or not live.course.is_live:
            return
        long = live.timing.allotted() > 2 * SOON
        if long and before > SOON >= now:
            self._announce("Two minutes left.")
        elif before > 0 >= now:
            self._announce("The time of this segment is over.")

    def _announce(self, sentence: str) -> None:
        signals = self.program.folder.programme.signals
        if Signal.BELL in signals:
            self.app.bell()
        if Signal.TEXT in signals:
            self.tell(safe.text((sentence, "bold"), "   ", ("^N", "key"), " goes on"))

    # Saying things

    def tell(self, content: Content) -> None:
        """Say something on the read-back line for some seconds."""
        self._message = (content, self.live.clock.monotonic() + _MESSAGE_SECONDS)
        self._show_line()

    def warn(self, sentence: str) -> None:
        """Show a banner above the line until something works again."""
        warning = self.query_one("#warning", Static)
        warning.update(safe.text((sentence, "warn")))
        warning.display = True

    def calm(self) -> None:
        """Take the banner away."""
        self.query_one("#warning", Static).display = False

    def attempt(self, change: Callable[[], object]) -> bool:
        """Do a change; if it is not possible, say why. Tell whether it worked."""
        try:
            change()
        except FacilitatorError as error:
            self.warn(str(error))
            return False
        self.calm()
        return True

    def _changed(self, change: Change) -> None:
        """Repaint after every change of the session; after its end the review takes over."""
        # While a screen is taken away its parts go first, and what was put before may be saved just then.
        if not (self.is_attached and self.display) or self.live.session.status in HEARD:
            return
        if self._place() != self._shown:
            self._show_segment()
        elif change.types <= {Draft, OnScreen, TakeOutDue}:
            return  # it stands on the screen already, or nowhere on it
        elif change.types <= {SegmentRun}:
            self._show_agenda()
            self._show_head()
        else:
            self._show_records()


def _get_ready() -> None:
    """Do now, while nobody types, what would hold up a key later.

    The first id brings in the module that makes ids. And Python looks for garbage in all there is: now,
    and from now on only in what is new, for what is on the screen stays there; often, so that each look
    is short.
    """
    identity.new_id()
    gc.collect()
    gc.freeze()
    gc.set_threshold(2_000, 20, 100)
