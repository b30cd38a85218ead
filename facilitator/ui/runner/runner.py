"""The runner: one segment at a time, the clock, what to say and ask, and the line that is always ready."""

from __future__ import annotations

import gc
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen

from facilitator.live.capture.grammar import GRAMMAR, GrammarRow, rows_for
from facilitator.live.session import LiveSession
from facilitator.model.base import Record
from facilitator.model.instrument import NOTES
from facilitator.opening import open_session
from facilitator.ui import safe
from facilitator.ui.instruments.base import AskNextMeeting, FactsPane, Finish, UseInstrument
from facilitator.ui.keys.command import Context, bindings
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.runner.clock import SegmentClock
from facilitator.ui.runner.course import Steering
from facilitator.ui.runner.desk import Desk
from facilitator.ui.runner.entry import FOLLOW, Arrival
from facilitator.ui.runner.history import make_history
from facilitator.ui.runner.instruments import Instruments
from facilitator.ui.runner.keys import BEFORE, KEYS, LOOKING, RESTING, SIDES, first_keys
from facilitator.ui.runner.leaving import Leaving
from facilitator.ui.runner.line import SessionLine
from facilitator.ui.runner.overview import Overview
from facilitator.ui.runner.own_step import OwnStep
from facilitator.ui.runner.picture import Picture
from facilitator.ui.runner.room_feed import LOOK, WindowFeed
from facilitator.ui.runner.segment_head import card
from facilitator.ui.runner.stage import InstrumentStage
from facilitator.ui.runner.stray_keys import StrayKeys
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets.capture_line import KEYS as LINE_KEYS
from facilitator.ui.widgets.capture_line import CaptureInput
from facilitator.ui.widgets.lines import KeyLine, TopLine
from facilitator.workspace.folder.session_files import SessionFile


class Runner(ProgramScreen, Screen[None]):
    """Leads one session. With *start* it begins at once; a session in progress goes on where it was.
    The cursor is put on the record *at*.

    It holds its parts and lets them know of each other: what a part wants of another comes as a message.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS, SIDES, BEFORE, RESTING, LOOKING)]
    CSS = """
    Runner > Horizontal { height: 1fr; }
    Runner #main { width: 1fr; }
    Runner #work { height: 1fr; padding: 1 2 0 1; }
    Runner SegmentHead, Runner #prompt { padding-left: 2; }
    Runner #stage { height: 1fr; }
    Runner.-narrow #work { padding: 0 1 0 0; }
    Runner.-narrow #prompt { margin: 0; }
    """

    live: LiveSession

    def __init__(self, file: SessionFile, *, start: bool = False, at: Record | None = None) -> None:
        super().__init__()
        self.file = file
        self._at = at
        self._start = start
        self._is_open = False  # until it is mounted there is no session to show

    def compose(self) -> ComposeResult:
        """Open the session, and lay out agenda, segment and line."""
        self.live = open_session(self.program.folder, self.file, self.program.live_clock())
        self._desk = desk = Desk(self.program, self.file, self.live)
        self._stage = InstrumentStage()
        overview = Overview(desk, self._stage)
        self.line = SessionLine(desk)
        self._instruments = Instruments(desk, self._stage, self.line, overview)
        self._course = Steering(desk, self.line, self._instruments.ask_practice)
        self._own_step = OwnStep(desk, self._stage, self.line, self._course, overview)
        self._room = WindowFeed(desk, self._stage, lambda: self._picture.place)
        self._picture = Picture(self, desk, self._stage, overview, self.line, self._room)
        self._clock = SegmentClock(desk, self.line, self._picture.show_time, self.app.bell)
        self._leaving = Leaving(desk, self.line)
        self._stray_keys = StrayKeys(self._stage, self.line)
        self.history = make_history(self, desk, self._course, self.line)
        yield TopLine(self._draw_top)
        with Horizontal():
            yield overview.agenda
            with Vertical(id="main"):
                with Vertical(id="work"):
                    yield overview.head
                    yield overview.prompt
                    yield self._stage
                yield self.line
        yield KeyLine()

    # Coming and going

    @on(events.Mount)
    def _open(self) -> None:
        """Take hold of the session and start looking at the clock once a second."""
        self._is_open = True
        self._unsubscribe = self.live.desk.subscribe(self._picture.follow)
        entry = Arrival(self._desk, self.line)
        if not entry.take_hold():
            self.set_interval(FOLLOW, entry.follow)
        elif self._start:
            self._course.begin()
        elif self.live.course.is_live:
            entry.welcome_back()
        self._picture.show_segment()
        self.line.field.put(self.live.drafts.text_in(self._desk.segment_key))
        self.line.take_keyboard()
        if self._at is not None and self.live.course.is_live and self.file.is_held:
            self.call_after_refresh(self._instruments.show, self._at)
        self.set_interval(1.0, self._clock.tick)
        self.set_interval(LOOK, self._room.look)

    @on(events.Unmount)
    def _close(self) -> None:
        """Stop listening, and let go of what was kept."""
        self._unsubscribe()
        gc.unfreeze()

    @on(events.Resize)
    def _draw_again(self) -> None:
        """Draw everything for the new size."""
        if self._is_open:
            self.call_after_refresh(self._picture.show_all)

    # What it answers to the program

    @property
    def file_in_hand(self) -> SessionFile:
        """The session's file."""
        return self.file

    @property
    def step_words(self) -> str:
        """What F8 does at this moment."""
        return self._own_step.words if self._is_open else ""

    def active_contexts(self) -> tuple[Context, ...]:
        """The keys of the part in focus, then those of the runner; where two teams meet with theirs first."""
        two = (SIDES,) if self._is_open and self.live.sides.teams else ()
        if isinstance(self.focused, CaptureInput):
            first = first_keys(self.live.course, leads=self.file.is_held) if self._is_open else ()
            return (*two, *first, KEYS, LINE_KEYS, EVERYWHERE)
        own = (self._stage.instrument.keys,) if self._is_open and self._stage.instrument else ()
        return (*own, *two, KEYS, EVERYWHERE)

    @property
    def keys_nearby(self) -> tuple[Context, ...]:
        """From the line, the keys of the instrument in use."""
        instrument = self._stage.instrument if self._is_open else None
        near = instrument is not None and isinstance(self.focused, CaptureInput)
        return (instrument.keys,) if near and instrument else ()

    @property
    def card(self) -> tuple[tuple[str, str], ...]:
        """All that the segment in hand has for the facilitator; the room never sees it."""
        segment = self.live.position.segment if self._is_open else None
        if segment is None:
            return ()
        key = self._stage.practice_in_hand or self.live.position.practice
        return card(segment, self.live.desk.practices.get(key or ""))

    @property
    def grammar(self) -> tuple[GrammarRow, ...]:
        """What can be typed into the line of this session."""
        return rows_for(self.live.notes.kinds.values()) if self._is_open else GRAMMAR

    def show_saving(self) -> None:
        """Show what the disk does; called when it is slow, refuses, or takes everything again."""
        if not (self.is_attached and self._is_open):
            return  # it has not been laid out yet, or has left
        self.line.show()
        if self.file.trouble is not None:
            self._stage.show()

    def warn(self, sentence: str) -> None:
        """Show a banner above the line until something works again."""
        self.line.warn(sentence)

    def forget_said(self) -> None:
        """Take away what was said below the line and above it."""
        if self._is_open:
            self.line.forget_said()

    def rest(self) -> None:
        """Keep the half-typed line and let the session rest, without a question: the program is ending."""
        if self._is_open:
            self._leaving.rest()

    def leave_program(self) -> bool:
        """Leave the program; a running session is paused first, after a question."""
        if self._is_open:
            self._leaving.leave(self.program.leave_when_saved)
        return self._is_open

    # Showing

    def show_records(self) -> None:
        """Repaint after a step of undo: what changed may stand in the programme alone."""
        if self._is_open:
            self._picture.show_all()

    def _draw_top(self, width: int) -> tuple[Content, Content]:
        return self._picture.draw_top(width) if self._is_open else (safe.NOTHING, safe.NOTHING)

    @on(InstrumentStage.Ready)
    def _show_instrument(self, event: InstrumentStage.Ready) -> None:
        """Show the instrument that came."""
        self._picture.show_instrument(event)

    # What the parts ask for

    def next_question(self) -> bool:
        """Go to the segment's next question, then to its next practice; tell whether there was one."""
        return self._own_step.go_on()

    @on(SessionLine.ReadBack)
    def _catch_up(self) -> None:
        """Draw the time, where it waited for somebody to stop typing."""
        if self._clock.is_behind:
            self.call_after_refresh(self._clock.show)

    @on(CaptureInput.LeaveLine)
    def _leave_line(self) -> None:
        """Give the keyboard to the instrument."""
        self._stage.take_keyboard()
        self.query_one(KeyLine).refresh()

    @on(CaptureInput.LastNote)
    def _go_to_last_note(self) -> None:
        """Go to the last note; where the instrument has no list, such as at the welcome, the notes come."""
        if isinstance(self._stage.instrument, FactsPane) and self.live.notes.all:
            self._stage.bring(NOTES, take_focus=True)
        else:
            self._leave_line()

    @on(SessionLine.Back)
    def _action_set_aside(self) -> None:
        """Go back where nothing is going on; a session that runs stays, and says how to leave it."""
        self._leaving.go_back(self.dismiss)

    @on(events.DescendantFocus)
    def _show_keys(self) -> None:
        """Show the keys of the part in focus."""
        self.query_one(KeyLine).refresh()

    @on(events.Key)
    def _take_stray_key(self, event: events.Key) -> None:
        """Take a key that nothing took: what is typed is never lost without a word."""
        if self._is_open and self._stray_keys.take(event):
            event.stop()

    @on(UseInstrument)
    def _use(self, event: UseInstrument) -> None:
        self._instruments.use(event.name)

    @on(AskNextMeeting)
    def _ask_next_meeting(self) -> None:
        self._course.ask_next_meeting()

    @on(Finish)
    def _finish(self) -> None:
        self._course.finish()

    # Keys

    def _action_cycle_kind(self) -> None:
        """Another kind for the line."""
        self.live.choices.cycle_kind()
        segment = self.live.position.segment
        if segment is not None and segment.columns:
            self._picture.show_all()  # the question and the column come along
        else:
            self.line.show()

    def _action_practice(self) -> None:
        """Choose the practice that notes go under."""
        self._instruments.ask_practice()

    def _action_turn_side(self) -> None:
        """The other team, or both: whose the next words and scores are."""
        self._instruments.turn_side()
        self._picture.show_all()
        self.query_one(TopLine).renew()

    def _action_segment_step(self) -> None:
        """The next question of this segment, then its own step."""
        self._own_step.take()

    def _action_next_question(self) -> None:
        """Another question of this segment, the first again after the last."""
        self._own_step.ask_another()

    def _action_next_practice(self) -> None:
        """The next practice of a deep dive, also before the last question."""
        self._own_step.next_practice()

    def _action_next_segment(self) -> None:
        """Begin, or go on to the next segment; the half-typed line stays with this one."""
        self._course.go_on()

    def _action_previous_segment(self) -> None:
        """Go back to the segment before."""
        self._course.go_back()

    def _action_more_time(self) -> None:
        """Give this segment a minute more."""
        self._course.give_a_minute()

    def _action_pause(self) -> None:
        """Pause the clock, or let it go on."""
        self._course.pause()

    def _action_replan(self) -> None:
        """Change the agenda."""
        self._course.replan()

    def _action_finish(self) -> None:
        """End the meeting after a question, and go to the review."""
        self._course.finish()

    def _action_room(self) -> None:
        """Show the room what it may see, in large letters."""
        self._room.open_view()

    def _action_instrument(self) -> None:
        """Choose another instrument, those of this segment first."""
        self._instruments.choose()

    def _action_other_side(self) -> None:
        """Name the other side of the practice in hand."""
        self._instruments.ask_other_side()

    def _action_other_channels(self) -> None:
        """Show whom to turn to; meanwhile what is typed is nowhere but in memory."""
        self.line.show_other_channels()

    def _action_find(self) -> None:
        """Find words in this session, and go to the note."""
        self._instruments.find()

    def _action_quick_entry(self) -> None:
        """Type in what stands on a filled paper."""
        self.program.navigation.enter_paper(self.live)

    def _action_go_home(self) -> None:
        """Pause and go home."""
        self._leaving.leave(lambda: self.program.action_place("home"))
