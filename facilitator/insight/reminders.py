"""What waits for the facilitators besides promises: sessions to hold, end and review, and what is not set.

Nothing is stored; a reminder goes when its record says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, tzinfo
from enum import Enum

import msgspec

from facilitator.insight.held_sessions import day_of
from facilitator.model.programme import Programme
from facilitator.model.records import RecordView, SessionRecords
from facilitator.model.session import LIVE, PLANNED, ListeningSession, SessionStatus
from facilitator.model.team import Team


class ReminderKind(Enum):
    """What waits."""

    NOT_HELD = "not_held"
    NOT_ENDED = "not_ended"
    REVIEW = "review"
    NO_TEAMS = "no_teams"
    NO_END = "no_end"


class Reminder(msgspec.Struct, frozen=True):
    """One thing that waits, as facts; `wording.reminders` says it.

    `session` is the id of the session it is about, "" for the programme, and `short_id` what people call it.
    `day` is the day it was planned for, began, or was held; `teams` are the names of its teams.
    """

    kind: ReminderKind
    session: str = ""
    short_id: str = ""
    day: date | None = None
    teams: tuple[str, ...] = ()


def reminders(
    programme: RecordView, sessions: Iterable[SessionRecords], today: date, zone: tzinfo = UTC
) -> tuple[Reminder, ...]:
    """Return what waits on *today*: sessions by their day, then what the programme has not said yet.

    A session that runs or is paused is none while it is the one to carry on with: the one begun last.
    """
    met = [each.session for each in sessions]
    teams = {team.id: team.name for team in programme.all(Team)}
    found = [
        Reminder(
            kind,
            each.id,
            each.short_id,
            day_of(each, zone),
            tuple(teams[id] for id in each.teams if id in teams),
        )
        for kind, each in _waiting(met, today, zone)
    ]
    found.sort(key=lambda each: (each.day or date.max, each.short_id))
    return (*found, *_unset(programme, bool(teams)))


def _waiting(
    met: Iterable[ListeningSession], today: date, zone: tzinfo
) -> Iterator[tuple[ReminderKind, ListeningSession]]:
    met = tuple(met)
    live = [each for each in met if each.status in LIVE]
    in_hand = max(live, key=_began, default=None)
    for each in met:
        if each.status is SessionStatus.CAPTURED:
            yield ReminderKind.REVIEW, each
        elif each.status in PLANNED and day_of(each, zone) < today:
            yield ReminderKind.NOT_HELD, each
        elif each.status in LIVE and each is not in_hand and day_of(each, zone) < today:
            yield ReminderKind.NOT_ENDED, each


def _began(session: ListeningSession) -> datetime:
    return session.started_at or session.planned_start


def _unset(programme: RecordView, has_teams: bool) -> Iterator[Reminder]:
    if not has_teams:
        yield Reminder(ReminderKind.NO_TEAMS)
    if any(each.ends is None and each.last_comparison is None for each in programme.all(Programme)):
        yield Reminder(ReminderKind.NO_END)
