"""A live session: its parts over one desk, and undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType

from facilitator.live.capture.care import Care
from facilitator.live.capture.choices import Choices
from facilitator.live.capture.line import Line
from facilitator.live.capture.position import Position
from facilitator.live.clock import Clock
from facilitator.live.course.course import Course
from facilitator.live.course.drafts import Drafts
from facilitator.live.course.room_feed import RoomFeed
from facilitator.live.course.runs import Runs
from facilitator.live.course.session_frame import SessionFrame
from facilitator.live.course.timing import Timing
from facilitator.live.desk import LiveRecords, SessionDesk
from facilitator.live.earlier import Earlier
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
from facilitator.model.person import Person
from facilitator.model.practice import Practice
from facilitator.model.records import Change, Owns
from facilitator.model.session import ListeningSession
from facilitator.model.team import Team

__all__ = ["LiveRecords", "LiveSession"]


class LiveSession:
    """One listening session while it runs; what can be done in it is done by its parts.

    Each verb of a part is one change with a label; `undo` takes the last one back. A verb that raises
    (`RuleBroken`, `NotSaved`) leaves everything as it was. Make one for a file, call `course.recover`
    once after opening, and `timing.tick` about once a second while the session runs.

    *records* is a session file. *clock* gives the time; *today* the day, or a function that tells
    it. *practices*, *teams* and *people* are those of the programme, as sequences or by id.
    *add_person* takes a name and stores a new person, *drop_person* lets one go by the id and tells whether
    it did; without them nobody new can own an action.
    *words* are the catalogue's lists of words to take care with, *earlier* the sessions its teams had before.
    """

    def __init__(
        self,
        records: LiveRecords,
        *,
        clock: Clock,
        today: date | Callable[[], date],
        practices: Iterable[Practice] | Mapping[str, Practice] = (),
        teams: Iterable[Team] | Mapping[str, Team] = (),
        people: Iterable[Person] | Mapping[str, Person] = (),
        add_person: Callable[[str], Person] | None = None,
        drop_person: Callable[[str], bool] | None = None,
        words: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
        earlier: Earlier | None = None,
    ) -> None:
        desk = self.desk = SessionDesk(
            records,
            clock=clock,
            today=today,
            practices=practices,
            teams=teams,
            people=people,
            add_person=add_person,
            drop_person=drop_person,
            words=words,
            earlier=earlier,
        )
        self.records, self.clock, self.guard = records, clock, desk.guard
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
        self._runs = Runs(desk)
        self.timing = Timing(desk, self._runs)
        self.drafts = Drafts(desk, self._runs, self.take_outs)
        self.room = RoomFeed(desk, self._runs)
        self.course = Course(desk, self._runs, self.timing, self.drafts, self.room)
        self.choices = Choices(desk, self._runs, self.notes)
        self.line = Line(desk, self.choices, self.drafts, self.notes, self.ideas, self.actions, self.sides)
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
