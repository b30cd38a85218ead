"""Due dates and follow-ups as events, for calendars and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from facilitator.documents.exports.tables import (
    ID,
    RECORD,
    TABLES,
    Cell,
    Column,
    Export,
    Register,
    about,
    is_own,
)
from facilitator.documents.parts.action_words import owner_of
from facilitator.documents.parts.reading import Reading, numbered, readings, teams_of_session
from facilitator.documents.wording.phrases import Words
from facilitator.documents.wording.sentences import sentence
from facilitator.model.action import OWED, Action, ActionStatus, Commitment
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.workspace.release.release import Released

_FINISHED = (ActionStatus.DONE, ActionStatus.DROPPED)

EventKind = Literal["action", "promised", "parked", "follow_up"]

COLUMNS = (
    ID,
    Column("kind", width=14),
    Column("starts", "moment", 18),
    Column("what", width=60),
    Column("who", width=24),
    RECORD,
)


@dataclass(frozen=True)
class Dated:
    """Something with a day, or with a moment in the programme's zone.

    `uid` is made from the handle of its record and never changes for one kind of readers, so that a calendar
    that reads the file again moves the event and does not add a second one.
    """

    uid: str
    id: str
    kind: EventKind
    starts: date
    title: str
    who: str
    details: tuple[str, ...]
    record: str


def dated(released: Released, words: Words) -> tuple[Dated, ...]:
    """Return what is still to come or was missed, by day: nothing done, dropped, kept or broken.

    Beyond the teams without parked ideas: the day they are looked at again was set in their session.
    """
    events = [event for reading in readings(released, words) for event in _of_session(reading)]
    return tuple(sorted(events, key=_when))


def calendar_table(released: Released, words: Words) -> Register:
    """Return the same events as a table, `calendar/1`."""
    return Register(
        view="calendar/1",
        title=words("export.title.calendar"),
        lang=words.lang,
        as_of=released.as_of,
        organisation=released.programme.organisation,
        about=about(released, words),
        columns=COLUMNS,
        headings=tuple(words(f"export.column.{column.key}") for column in COLUMNS),
        rows=tuple(_row(event, words) for event in dated(released, words)),
    )


def _when(event: Dated) -> tuple[object, ...]:
    moment = event.starts
    day = moment.date() if isinstance(moment, datetime) else moment
    return (day, moment.isoformat(), event.title.casefold(), event.uid)


def _row(event: Dated, words: Words) -> Mapping[str, Cell]:
    return {
        "id": event.id,
        "kind": words(f"export.event.{event.kind}"),
        "starts": event.starts,
        "what": event.title,
        "who": event.who,
        "record": event.record,
    }


def _of_session(reading: Reading) -> Iterator[Dated]:
    yield from _due_dates(reading)
    yield from _promises(reading)
    if is_own(reading.released):
        yield from _parked(reading)
    yield from _meeting(reading)


def _due_dates(reading: Reading) -> Iterator[Dated]:
    words = reading.words
    for action in reading.actions:
        if action.due_date is None or action.status in _FINISHED:
            continue
        owner, handle = owner_of(action, reading), reading.released.handle(action)
        details = [words("export.event.owner", name=owner)]
        if action.first_step:
            details.append(words("export.event.first_step", text=action.first_step))
        if action.due and action.due != action.due_date:
            details.append(words("export.event.moved", day=words.day(action.due)))
        yield Dated(
            uid=f"{handle}-due@facilitator",
            id=numbered(reading, Action, action.number) if is_own(reading.released) else "",
            kind="action",
            starts=action.due_date,
            title=words("export.event.due", text=action.text),
            who=owner,
            details=tuple(map(sentence, details)),
            record=handle,
        )


def _promises(reading: Reading) -> Iterator[Dated]:
    for promise in reading.commitments:
        if promise.by is not None and promise.status in OWED:
            handle = reading.released.handle(promise)
            yield Dated(
                uid=f"{handle}-by@facilitator",
                id=numbered(reading, Commitment, promise.number) if is_own(reading.released) else "",
                kind="promised",
                starts=promise.by,
                title=reading.words("export.event.promise", text=promise.text),
                who=promise.role,
                details=(sentence(promise.role),),
                record=handle,
            )


def _parked(reading: Reading) -> Iterator[Dated]:
    """Yield when parked ideas are looked at again."""
    for idea in reading.ideas:
        if idea.review_on is not None and idea.status is IdeaStatus.PARKED:
            handle = reading.released.handle(idea)
            yield Dated(
                uid=f"{handle}-review@facilitator",
                id=numbered(reading, ImprovementIdea, idea.number),
                kind="parked",
                starts=idea.review_on,
                title=reading.words("export.event.review", text=idea.title),
                who="",
                details=(sentence(idea.answer),) if idea.answer else (),
                record=handle,
            )


def _meeting(reading: Reading) -> Iterator[Dated]:
    session = reading.session
    if session.next_meeting is not None:
        handle = reading.released.handle(session)
        yield Dated(
            uid=f"{handle}-next@facilitator",
            id=session.short_id,
            kind="follow_up",
            starts=reading.released.local(session.next_meeting),
            title=reading.words("export.event.meeting", team=teams_of_session(reading)),
            who="",
            details=(),
            record=handle,
        )


EXPORT = Export("calendar", calendar_table, order=2, formats=("ics", *TABLES))
