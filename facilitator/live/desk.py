"""The desk on which every part of a live session works: the records, the clock, and who is who."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from types import MappingProxyType
from typing import Protocol, TypeVar, cast

import msgspec

from facilitator.insight.last_time import LastTime
from facilitator.live.care.guard import Guard
from facilitator.live.care.read_out import reworded, written_new
from facilitator.live.clock import Clock, Stopwatch
from facilitator.live.earlier import Earlier
from facilitator.model.base import R, Record, require
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.practice import Practice
from facilitator.model.records import Change, Records, SessionRecords
from facilitator.model.redaction import redactable_texts
from facilitator.model.registry import ENTITIES
from facilitator.model.session import ListeningSession
from facilitator.model.team import Team
from facilitator.text import clean_line

T = TypeVar("T")


class LiveRecords(Records, SessionRecords, Protocol):
    """The records of one session to read and write; a session file is one."""


def label_of(record: Record) -> str:
    """Return what a record is called in labels: `note 5`, `idea 3`, `private note`."""
    if isinstance(record, Observation):
        return "private note" if record.kind == "private" else f"note {record.number}"
    return f"{ENTITIES[type(record)].name} {getattr(record, 'number', '')}".strip()


class SessionDesk:
    """What the parts of one session share: records, clocks, and the practices, teams and people.

    Each verb of a part is one change: saved as one, undone as one, under a label people understand. A
    verb that raises (`RuleBroken`, `NotSaved`) leaves everything as it was.

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
        self.records = records
        self.clock = clock
        self.stopwatch = Stopwatch(clock)
        self._today = today
        self.practices: dict[str, Practice] = {each.key: each for each in _values(practices)}
        self.teams: dict[str, Team] = {each.id: each for each in _values(teams)}
        # A view of the programme shows who is renamed or comes meanwhile; anything else is copied.
        live = isinstance(people, Mapping) and not isinstance(people, dict)
        self.people: Mapping[str, Person] = (
            cast(Mapping[str, Person], people) if live else {each.id: each for each in _values(people)}
        )
        self._add_person, self._drop_person = add_person, drop_person
        self.words = words
        self.earlier = earlier
        neutral = [each.name for each in self.practices.values()]
        neutral += [each.name for each in self.teams.values()]
        self.guard = Guard(records, self.people, words, neutral)

    @property
    def session(self) -> ListeningSession:
        """The session as it is now."""
        return self.records.session

    @property
    def today(self) -> date:
        """The day it is, in the programme's zone."""
        return self._today() if callable(self._today) else self._today

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call *listener* after each change, also of what earlier sessions left; return what ends it."""
        ends = [self.records.subscribe(listener)]
        if self.earlier is not None:
            ends.append(self.earlier.subscribe(listener))

        def end() -> None:
            for each in ends:
                each()

        return end

    def last_time(self) -> LastTime | None:
        """Return what the sessions before this one left; None when it is the first."""
        return self.earlier.last_time() if self.earlier is not None else None

    # Who is who

    @property
    def offered(self) -> tuple[Practice, ...]:
        """The practices that can be chosen: all that are not hidden."""
        return tuple(practice for practice in self.practices.values() if not practice.hidden)

    def practice_name(self, key: str | None) -> str:
        """Return the name of a practice as people read it; "" for none."""
        practice = self.practices.get(key or "")
        return practice.name if practice else (key or "")

    def add_person(self, name: str) -> Person:
        """Take a new person into the programme, for a role they accept, and return them.

        Raises `RuleBroken` where no people can be added.
        """
        add = self._add_person
        require(add is not None, "No people can be added here.", "Add them to the programme first.")
        assert add is not None
        person = add(clean_line(name))
        if isinstance(self.people, dict):
            self.people[person.id] = person
        return person

    def drop_person(self, id: str) -> None:
        """Let somebody go who was taken in here and whose yes was taken back, unless something needs them."""
        gone = id in self.people and (self._drop_person is None or self._drop_person(id))
        if gone and isinstance(self.people, dict):
            del self.people[id]

    # Changes

    def change(self, label: str, *, undoable: bool = True) -> AbstractContextManager[None]:
        """Let all writes inside become one change under *label*; one inside another belongs to the outer."""
        return self.records.group(label, undoable=undoable)

    def put_words(self, record: R) -> R:
        """Save a record with new words as the guard admits it. Raises `HeldBack`."""
        return self.records.put(written_new(self.guard.admit(record), self.session))

    def set(self, record: R, label: str, **changes: object) -> R:
        """Save the newest state of *record* with *changes*; nothing happens when nothing would change."""
        newest = self.newest(record)
        changed = msgspec.structs.replace(newest, **changes)
        if changed == newest:
            return newest
        if {*redactable_texts(changed)} - {*redactable_texts(newest)}:
            changed = reworded(self.guard.admit(changed), self.session)
        with self.change(label):
            return self.records.put(changed)

    def set_session(self, label: str, **changes: object) -> ListeningSession:
        """Save the session with *changes*, as `set` does."""
        return self.set(self.session, label, **changes)

    def newest(self, record: R) -> R:
        """Return the record as the file holds it now, for a caller may hold an older state."""
        return self.records.find(type(record), record.id) or record

    def next_number(self, kind: type[Record]) -> int:
        """Return the number of the next record of a type, counted from 1; no number is given twice."""
        return max((getattr(each, "number", 0) for each in self.records.all(kind)), default=0) + 1


def _values(things: Iterable[T] | Mapping[str, T]) -> Iterable[T]:
    return things.values() if isinstance(things, Mapping) else things
