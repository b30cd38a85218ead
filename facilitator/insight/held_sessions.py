"""Which sessions took place, on which day, and whom they heard: what every count of "heard" stands on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, tzinfo

from facilitator.model.interaction import Interaction
from facilitator.model.records import SessionRecords
from facilitator.model.script import Stage
from facilitator.model.session import HEARD, LIVE, ListeningSession, SegmentRun

TOOK_PLACE = HEARD | LIVE
"""A room sat down: the meeting is over, or it is going on (running or paused). A plan, an invitation or a
cancelled meeting is none (docs/field.md, "Sessions")."""


def day_of(session: ListeningSession, zone: tzinfo = UTC) -> date:
    """Return the day of a session in *zone*: the day it started, else the day it is planned for."""
    return (session.started_at or session.planned_start).astimezone(zone).date()


def took_place(session: ListeningSession) -> bool:
    """Tell whether the teams of *session* met in it, or are meeting now."""
    return session.status in TOOK_PLACE


def sessions_held(
    sessions: Iterable[SessionRecords], today: date, zone: tzinfo = UTC
) -> tuple[SessionRecords, ...]:
    """Return the sessions that took place up to *today*, oldest first; of one day by their number."""
    past = [each for each in sessions if took_place(each.session) and day_of(each.session, zone) <= today]
    return tuple(sorted(past, key=lambda each: (day_of(each.session, zone), each.session.number)))


def hears(records: SessionRecords) -> bool:
    """Tell whether a session makes its teams heard: it listens, and asked them about practices by now.

    Other workshops touch cells, and make nobody heard. A meeting that was held on paper has no segment that
    ran; one that was left before its touch map asked nothing. See docs/field.md, "Coverage".
    """
    session = records.session
    if session.stage is not Stage.LISTEN or not session.script.asks_practices or not took_place(session):
        return False
    if records.all(Interaction):
        return True
    begun = {run.segment for run in records.all(SegmentRun) if run.stretches}
    ran = [each for each in session.script.segments if each.key in begun]
    return any(each.asks_practices for each in ran) if ran else session.status in HEARD
