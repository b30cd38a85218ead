"""Planned sessions, follow-ups and due dates as events, for calendars and as a table.

A calendar beyond the teams holds no meeting of a team: its day, beside what came up since, would tell in
which session that was said. The facilitators' own one holds those of every team, and no words only they may
read: others see a calendar, too.

See docs/field.md, "What points back".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from facilitator.documents.exports.tables import (
    ID,
    KIND_KEY,
    RECORD,
    STATE,
    TABLES,
    Cell,
    Column,
    Export,
    Register,
    about,
    headings,
    is_own,
)
from facilitator.documents.parts.action_words import owner_of
from facilitator.documents.parts.reading import Reading, contacts, numbered, readings, teams_of_session
from facilitator.documents.wording.phrases import Words
from facilitator.documents.wording.sentences import sentence
from facilitator.insight.held_sessions import Again
from facilitator.model.action import OWED, Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.audience import AudienceKind, Visibility, Worded, effective_visibility
from facilitator.model.changes import REDACTED
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.session import FOLLOW_UP_MINUTES, ListeningSession, SessionStatus
from facilitator.workspace.release.release import Released

EventKind = Literal["action", "promised", "parked", "follow_up", "planned"]

_TOLD = (ActionStatus.PROPOSED, ActionStatus.STARTED, ActionStatus.BLOCKED)
"""The states of an action that its event says; an open one is as it was agreed."""

TENTATIVE = "tentative"
"""The state of a session that is planned and not yet invited to."""

COLUMNS = (
    ID,
    Column("kind", width=14),
    Column("starts", "moment", 18),
    Column("minutes", "number", 8),
    Column("place", width=20),
    Column("what", width=60),
    Column("who", width=24),
    RECORD,
    KIND_KEY,
    STATE,
    Column("ends", "moment", programs=True),
)


@dataclass(frozen=True, kw_only=True)
class Dated:
    """Something with a day, or with a moment in the programme's zone and how many minutes it takes.

    `uid` is made from the handle of its record and never changes for one kind of readers, so that a calendar
    that reads the file again moves the event and does not add a second one. `state` is a stable word; one
    that is finished is not `open`. `seal` changes with its day, place, owner or state. `session` is for the
    program's own memory and leaves in no file.
    """

    uid: str
    id: str
    kind: EventKind
    starts: date
    minutes: int = 0
    place: str = ""
    title: str
    who: str = ""
    details: tuple[str, ...] = ()
    state: str
    open: bool = True
    record: str
    session: str
    seal: str

    @property
    def ends(self) -> datetime | None:
        """When a meeting ends; None of what takes a whole day.

        Reckoned in universal time: it lasts as long where the clocks change under it.
        """
        if not isinstance(self.starts, datetime):
            return None
        return (self.starts.astimezone(UTC) + timedelta(minutes=self.minutes)).astimezone(self.starts.tzinfo)


def dated(released: Released, words: Words) -> tuple[Dated, ...]:
    """Return what is still to come or was missed, by day, and what was done or kept: that is not open.

    Nothing that was dropped or broken. Beyond the teams without parked ideas: the day they are looked at
    again was set in their session.
    """
    events = [event for reading in readings(released, words) for event in _of_session(reading)]
    planned = [_planned(Reading(released, records, words)) for records in released.planned]
    return tuple(sorted([*events, *planned], key=_when))


def over(released: Released) -> frozenset[str]:
    """Return the uids of meetings that took place: they stay in every calendar as they are."""
    held = {_uid(released, session, "meeting") for session in released.diary.began}
    again = {
        _uid(released, session, "next")
        for session in released.diary.began
        if released.diary.again(session) is Again.HELD
    }
    return frozenset(held | again)


def calendar_table(released: Released, words: Words) -> Register:
    """Return the same events as a table, `calendar/1`, without what is finished."""
    return Register(
        view="calendar/1",
        title=words("export.title.calendar"),
        lang=words.lang,
        as_of=released.as_of,
        organisation=released.programme.organisation,
        about=about(released, words),
        columns=COLUMNS,
        headings=headings(COLUMNS, words),
        rows=tuple(_row(event, words) for event in dated(released, words) if event.open),
    )


def _when(event: Dated) -> tuple[object, ...]:
    moment = event.starts
    day = moment.date() if isinstance(moment, datetime) else moment
    return (day, moment.isoformat(), event.title.casefold(), event.uid)


def _row(event: Dated, words: Words) -> Mapping[str, Cell]:
    return {
        "id": event.id,
        "kind": words(f"export.event.{event.kind}"),
        "kind_key": event.kind,
        "status_key": event.state,
        "starts": event.starts,
        "ends": event.ends,
        "minutes": event.minutes or None,
        "place": event.place,
        "what": event.title,
        "who": event.who,
        "record": event.record,
    }


def _uid(released: Released, record: Worded | ListeningSession, what: str) -> str:
    return f"{released.handle(record)}-{what}@facilitator"


def _of_session(reading: Reading) -> Iterator[Dated]:
    yield from _due_dates(reading)
    yield from _promises(reading)
    if is_own(reading.released):
        yield from _parked(reading)
        yield from _follow_up(reading)


def _may_stand(record: Action | Commitment | ImprovementIdea, reading: Reading) -> bool:
    """Tell whether a record may stand in a calendar: in the facilitators' own, too, others see it.

    One whose words were taken out is called off: nobody's calendar is to keep them.
    """
    words = record.title if isinstance(record, ImprovementIdea) else record.text
    ours = reading.released.audience.kind is AudienceKind.FACILITATORS
    kept = ours and not effective_visibility(record).reaches(Visibility.TEAM)
    return words != REDACTED and not kept


def _due_dates(reading: Reading) -> Iterator[Dated]:
    words, released = reading.words, reading.released
    for action in reading.actions:
        if (
            action.due_date is None
            or action.status is ActionStatus.DROPPED
            or not _may_stand(action, reading)
        ):
            continue
        owner, done = owner_of(action, reading), action.status is ActionStatus.DONE
        details = [words("export.event.owner", name=owner)]
        if action.status in _TOLD:
            stands = words(f"status.{action.status.value}")
            details.append(words("export.event.stands", word=stands))
        if action.first_step:
            details.append(words("export.event.first_step", text=action.first_step))
        if action.due and action.due != action.due_date:
            details.append(words("export.event.moved", day=words.day(action.due)))
        yield Dated(
            uid=_uid(released, action, "due"),
            id=numbered(reading, Action, action.number) if is_own(released) else "",
            kind="action",
            starts=action.due_date,
            title=words("export.event.done" if done else "export.event.due", text=action.text),
            who=owner,
            details=tuple(map(sentence, details)),
            state=action.status.value,
            open=not done,
            record=released.handle(action),
            session=reading.session.id,
            seal=released.seal(action.due_date.isoformat(), action.owner or "", action.status.value),
        )


def _promises(reading: Reading) -> Iterator[Dated]:
    released = reading.released
    for promise in reading.commitments:
        kept = promise.status is CommitmentStatus.KEPT
        stands = kept or promise.status in OWED
        if promise.by is None or not stands or not _may_stand(promise, reading):
            continue
        key = "export.event.kept" if kept else "export.event.promise"
        yield Dated(
            uid=_uid(released, promise, "by"),
            id=numbered(reading, Commitment, promise.number) if is_own(released) else "",
            kind="promised",
            starts=promise.by,
            title=reading.words(key, text=promise.text),
            who=promise.role,
            details=(sentence(promise.role),),
            state=promise.status.value,
            open=not kept,
            record=released.handle(promise),
            session=reading.session.id,
            seal=released.seal(promise.by.isoformat(), promise.role, promise.status.value),
        )


def _parked(reading: Reading) -> Iterator[Dated]:
    """Yield when parked ideas are looked at again."""
    released = reading.released
    for idea in reading.ideas:
        parked = idea.review_on is not None and idea.status is IdeaStatus.PARKED
        if idea.review_on is None or not parked or not _may_stand(idea, reading):
            continue
        yield Dated(
            uid=_uid(released, idea, "review"),
            id=numbered(reading, ImprovementIdea, idea.number),
            kind="parked",
            starts=idea.review_on,
            title=reading.words("export.event.review", text=idea.title),
            details=(sentence(idea.answer),) if idea.answer else (),
            state=idea.status.value,
            record=released.handle(idea),
            session=reading.session.id,
            seal=released.seal(idea.review_on.isoformat(), idea.status.value),
        )


def _follow_up(reading: Reading) -> Iterator[Dated]:
    """Yield the next meeting."""
    session, released = reading.session, reading.released
    if session.next_meeting is not None and released.diary.again(session) is Again.TO_COME:
        minutes = FOLLOW_UP_MINUTES
        yield _meeting(reading, "follow_up", session.next_meeting, minutes, "confirmed")


def _planned(reading: Reading) -> Dated:
    session = reading.session
    state = "confirmed" if session.status is SessionStatus.INVITED else TENTATIVE
    return _meeting(reading, "planned", session.planned_start, session.minutes, state, place=session.place)


_MEETINGS = {"follow_up": ("next", "export.event.meeting"), "planned": ("meeting", "export.event.session")}


def _meeting(
    reading: Reading,
    kind: Literal["follow_up", "planned"],
    moment: datetime,
    minutes: int,
    state: str,
    *,
    place: str = "",
) -> Dated:
    words, session, released = reading.words, reading.session, reading.released
    what, title = _MEETINGS[kind]
    names = [contact["name"] for contact in contacts(reading)]
    return Dated(
        uid=_uid(released, session, what),
        id=session.short_id,
        kind=kind,
        starts=released.local(moment),
        minutes=minutes,
        place=place,
        title=words(title, team=teams_of_session(reading)),
        who=words("list.comma").join(names),
        details=(words("export.event.with", names=words.joined(names)),) if names else (),
        state=state,
        record=released.handle(session),
        session=session.id,
        seal=released.seal(moment.isoformat(), str(minutes), place, state, *session.facilitators),
    )


EXPORT = Export("calendar", calendar_table, order=2, formats=("ics", *TABLES))
