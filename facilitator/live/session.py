"""A live session: its parts over one desk, and undo."""

from __future__ import annotations

from datetime import date

from facilitator.live.capture.care import Care
from facilitator.live.capture.choices import Choices
from facilitator.live.capture.line import Line
from facilitator.live.capture.position import Position
from facilitator.live.capture.rewording import Rewording
from facilitator.live.course.course import Course
from facilitator.live.course.drafts import Drafts
from facilitator.live.course.loops import Loops
from facilitator.live.course.room_feed import RoomFeed
from facilitator.live.course.runs import Runs
from facilitator.live.course.session_frame import SessionFrame
from facilitator.live.course.timing import Timing
from facilitator.live.desk import SessionDesk
from facilitator.live.editing.decisions import Decisions
from facilitator.live.editing.editing import Editing
from facilitator.live.editing.take_outs import TakeOuts
from facilitator.live.instruments.actions import Actions
from facilitator.live.instruments.ideas import Ideas
from facilitator.live.instruments.last_time import EarlierActions
from facilitator.live.instruments.notes import Notes
from facilitator.live.instruments.touch_map import TouchMap
from facilitator.live.instruments.vote import Votes
from facilitator.live.sides import Sides
from facilitator.model.records import Change, Owns
from facilitator.model.session import ListeningSession


class LiveSession:
    """One listening session while it runs; what can be done in it is done by its parts.

    Each verb of a part is one change with a label; `undo` takes the last one back. A verb that raises
    (`RuleBroken`, `NotSaved`) leaves everything as it was. Make one for a file, call `course.recover`
    once after opening, and `timing.tick` about once a second while the session runs.

    *desk* is what its parts share: the session file, the clocks, and what is known of the programme.
    """

    def __init__(self, desk: SessionDesk) -> None:
        self.desk, self.records, self.clock, self.guard = desk, desk.records, desk.clock, desk.guard
        self.take_outs = TakeOuts(desk)
        self.editing = Editing(desk, self.take_outs)
        self.decisions = Decisions(desk, self.take_outs, self.editing)
        self.notes = Notes(desk)
        self.ideas = Ideas(desk)
        self.actions = Actions(desk)
        self.sides = Sides(desk)
        self.touch = TouchMap(desk, self.sides)
        self.last_time = EarlierActions(desk)
        self.votes = Votes(desk)
        self.frame = SessionFrame(desk, self.decisions)
        self.loops = Loops(desk)
        self._runs = Runs(desk, self.loops)
        self.timing = Timing(desk, self._runs)
        self.drafts = Drafts(desk, self._runs, self.take_outs)
        self.room = RoomFeed(desk, self._runs)
        self.course = Course(desk, self._runs, self.timing, self.drafts, self.room, self.loops)
        self.choices = Choices(desk, self._runs, self.notes)
        self.line = Line(desk, self.choices, self.drafts, self.notes, self.ideas, self.actions, self.sides)
        self.rewording = Rewording(desk, self.line, self.editing)
        self.care = Care(desk, self.line)

    @property
    def session(self) -> ListeningSession:
        """The session as it is now."""
        return self.records.session

    @property
    def today(self) -> date:
        """The day it is, in the programme's zone."""
        return self.desk.today

    @property
    def position(self) -> Position:
        """Where the session stands and what is in hand there."""
        return self.choices.position

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back, in words; None when there is nothing."""
        return self.records.undo_label

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again, in words; None when there is nothing."""
        return self.records.redo_label

    def undo(self, owns: Owns | None = None) -> Change | None:
        """Take the last change back, or the last of one's own, and return it; None when there is none.

        Raises as `model.records.Records.undo` does.
        """
        change = self.records.undo(owns, self._runs.stopped)
        if change is not None:
            self._runs.go_on(before for before, _ in change.pairs if before is not None)
            self.actions.owners.let_go()
        return change

    def redo(self, owns: Owns | None = None) -> Change | None:
        """Do again what was last taken back, or the last of one's own; None when there is none.

        Raises as `undo` does.
        """
        change = self.records.redo(owns, self._runs.stopped)
        if change is not None:
            self._runs.go_on(after for _, after in change.pairs if after is not None)
        return change
