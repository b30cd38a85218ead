"""What has been kept long enough, by the rules of `model.retention`.

See docs/field.md, "How long it is kept".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta, tzinfo

import msgspec

from facilitator.insight.held_sessions import day_of
from facilitator.model.base import Record, Retention
from facilitator.model.entity import Entity
from facilitator.model.programme import Programme
from facilitator.model.pulse import PulseSurvey
from facilitator.model.references import without_references
from facilitator.model.registry import ENTITIES, entities_of, rows_in
from facilitator.model.retention import PRIVATE_NOTE, TALLIES, due_test, is_due, until_of
from facilitator.model.session import ListeningSession
from facilitator.store.records.open_file import first_day
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile


class Due(msgspec.Struct, frozen=True):
    """How many of a *kind* are due, and in which *session*: its short id, "" for the programme's own file."""

    session: str
    kind: str
    number: int


class Less(msgspec.Struct, frozen=True):
    """What a purge makes of the records of one file: those *gone*, and the new states of others."""

    gone: tuple[Record, ...] = ()
    changed: tuple[Record, ...] = ()

    @property
    def session_goes(self) -> bool:
        """Whether the session itself is due, and so its whole file."""
        return any(isinstance(record, ListeningSession) for record in self.gone)


class Policy(msgspec.Struct, frozen=True):
    """How long a programme keeps what, seen from a day in its zone.

    Tallies of the pulse are due wherever a wave is closed, and *in_copies* those of an open one, too.
    """

    programme: Programme
    today: date
    zone: tzinfo
    in_copies: bool = False

    @classmethod
    def of(cls, folder: ProgrammeFolder) -> Policy:
        """Return the policy of a programme on the day it is seen from. Raises `Damaged`."""
        return cls(folder.programme, folder.today(), folder.zone)

    def less(self, records: Sequence[Record], gone_elsewhere: Iterable[Record] = ()) -> Less:
        """Return what a purge makes of the records of one file; what points at a record that goes loses it.

        Raises `RuleBroken` for one that cannot do without what goes.
        """
        itself = self.less_of_itself(records)
        aims = {_aim(each) for each in (*itself.gone, *gone_elsewhere)}
        ids, new = {each.id for each in itself.gone}, {each.id: each for each in itself.changed}
        changed = []
        for was in (each for each in records if each.id not in ids):
            now = without_references(new.get(was.id, was), lambda table, id: (table, id) in aims)
            if now != was:
                changed.append(now)
        return Less(itself.gone, tuple(changed))

    def less_of_itself(self, records: Sequence[Record]) -> Less:
        """Return the same, but for references to what goes."""
        is_due_now = due_test(self.programme, self.held(records), self.today, self.zone)
        gone = tuple(each for each in records if is_due_now(each))
        surveys = (each for each in records if isinstance(each, PulseSurvey) and each not in gone)
        return Less(gone, tuple(self._without_tallies(each) for each in surveys if self._tallies_due(each)))

    def held(self, records: Iterable[Record]) -> date | None:
        """Return the day of the session among these records; None without one."""
        sessions = (record for record in records if isinstance(record, ListeningSession))
        return next((day_of(session, self.zone) for session in sessions), None)

    def _tallies_due(self, survey: PulseSurvey) -> bool:
        return survey.older if survey.closed is not None else self.in_copies and survey.holds_tallies

    def _without_tallies(self, survey: PulseSurvey) -> PulseSurvey:
        from facilitator.insight.pulse_keeping import (
            keep_older,
        )  # here: seldom needed, and Home asks what is due

        kept = keep_older(survey) if survey.closed is not None else None
        return survey.without_tallies(kept, self.today)

    def is_due_state(self, kind: type[Record], fields: dict[str, object], session_day: date | None) -> bool:
        """Tell whether what a step of undo or an earlier state says of a record has been kept long enough.

        When a part of a record was written is not known: then the day of the session counts.
        """
        with suppress(msgspec.ValidationError, UnicodeError):
            record = msgspec.convert(fields, kind)
            if isinstance(record, PulseSurvey) and self._tallies_due(record):
                return True
            return is_due(record, self.programme, session_day, self.today, self.zone)
        until = until_of(ENTITIES[kind].retention, self.programme, session_day, session_day)
        return until is not None and until <= self.today


def _aim(record: Record) -> tuple[str, str]:
    return ENTITIES[type(record)].table, record.id


def _in_question(file: RecordFile, policy: Policy) -> tuple[Record, ...]:
    """Return the records of a file of which some may be due; most tables are too young to be read for it."""
    held = policy.held(file.all(ListeningSession))
    looked_at = [row for row in rows_in(file.kind) if _may_be_due(row, file, policy, held)]
    return tuple(record for row in looked_at for record in file.all(row.type))


_TELLS = "session.ListeningSession"
"""The type whose record says when what was said in a session was said."""
_OLDER = "pulse.PulseSurvey"
"""The type whose records may have parts that are due by themselves."""


def _may_be_due(row: Entity, file: RecordFile, policy: Policy, held: date | None) -> bool:
    if row.where in (_TELLS, _OLDER):
        return True
    first = first_day(file, row.table)
    if first is None:
        return False
    earliest = first - timedelta(days=1)  # the day in the zone of the programme may be the one before
    kept = {row.retention}
    if row.where == "observation.Observation" and file.has(row.type, "kind", PRIVATE_NOTE):
        kept.add(Retention.PRIVATE)
    days = (until_of(each, policy.programme, held, earliest) for each in kept)
    return any(day is not None and day <= policy.today for day in days)


def records_of(file: RecordFile) -> tuple[Record, ...]:
    """Return every record of a file."""
    return tuple(record for kind in entities_of(file.kind) for record in file.all(kind))


def due_by_file(folder: ProgrammeFolder) -> dict[RecordFile, Less]:
    """Return what a purge would make of each file of a programme, its sessions first; those it leaves alone
    are left out. Raises `Damaged` or `RuleBroken`.
    """
    policy = Policy.of(folder)
    files: tuple[RecordFile, ...] = (*folder.sessions, folder.file)
    gone = [each for file in files for each in policy.less(records_of(file)).gone]
    less = {file: policy.less(records_of(file), gone) for file in files}
    return {file: each for file, each in less.items() if each.gone or each.changed}


def due_counts(found: Mapping[RecordFile, Less]) -> tuple[Due, ...]:
    """Return how many go, by session and kind."""
    due = []
    for file, less in found.items():
        session = file.session.short_id if isinstance(file, SessionFile) else ""
        kinds = Counter(ENTITIES[type(record)].table.replace("_", " ") for record in less.gone)
        kinds[TALLIES] = sum(
            isinstance(each, PulseSurvey) and each.brought is not None for each in less.changed
        )
        due += [Due(session, kind, count) for kind, count in kinds.items() if count]
    return tuple(due)


def due_now(folder: ProgrammeFolder) -> tuple[Due, ...]:
    """Return what of a programme has been kept long enough; quick, for it looks at the records alone."""
    return _due_on(folder, folder.today())


def next_due(folder: ProgrammeFolder, today: date, within: timedelta) -> date | None:
    """Return the first day from *today* on, *within* at most, on which something is due; None without one."""
    if _is_anything_due(folder, today):
        return today
    if not _is_anything_due(folder, today + within):
        return None
    days = [today + timedelta(days=ahead) for ahead in range(within.days)]
    at = bisect_left(days, True, key=lambda day: _is_anything_due(folder, day))
    return days[at] if at < len(days) else today + within


def _due_on(folder: ProgrammeFolder, day: date) -> tuple[Due, ...]:
    return tuple(each for due in _due_in_files(folder, day) for each in due)


def _is_anything_due(folder: ProgrammeFolder, day: date) -> bool:
    """Tell whether something is due on a day; the files after the first that has some are not looked at."""
    return any(_due_in_files(folder, day))


def _due_in_files(folder: ProgrammeFolder, day: date) -> Iterator[tuple[Due, ...]]:
    """Yield what is due of each file, its sessions first."""
    policy = msgspec.structs.replace(Policy.of(folder), today=day)
    for file in (*folder.sessions, folder.file):
        yield due_counts({file: policy.less_of_itself(_in_question(file, policy))})
