"""Which sessions took place, and on which day: what every count of "heard" stands on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, tzinfo

from facilitator.model.records import SessionRecords
from facilitator.model.session import HEARD, LIVE, ListeningSession

TOOK_PLACE = HEARD | LIVE
"""A team counts as heard once a room sat down with it: the meeting is over, or it is going on (running
or paused). A plan, an invitation or a cancelled meeting is no hearing (docs/field.md, "Sessions")."""


def day_of(session: ListeningSession, zone: tzinfo = UTC) -> date:
    """Return the day of a session in *zone*: the day it started, else the day it is planned for."""
    return (session.started_at or session.planned_start).astimezone(zone).date()


def took_place(session: ListeningSession) -> bool:
    """Tell whether the teams of *session* were heard in it, or are being heard now."""
    return session.status in TOOK_PLACE


def sessions_held(
    sessions: Iterable[SessionRecords], today: date, zone: tzinfo = UTC
) -> tuple[SessionRecords, ...]:
    """Return the sessions that took place up to *today*, oldest first; of one day by their number."""
    past = [each for each in sessions if took_place(each.session) and day_of(each.session, zone) <= today]
    return tuple(sorted(past, key=lambda each: (day_of(each.session, zone), each.session.number)))
