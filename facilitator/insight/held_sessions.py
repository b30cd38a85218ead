"""Which sessions took place, on which day, and whom they heard: what every count of "heard" stands on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, tzinfo
from enum import Enum

from facilitator.model.interaction import Interaction
from facilitator.model.records import SessionRecords
from facilitator.model.script import Stage
from facilitator.model.session import HEARD, LIVE, PLANNED, ListeningSession, SegmentRun

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


class Again(Enum):
    """What became of the next meeting a session agreed: it is to come, was held, or is off."""

    TO_COME = "to come"
    HELD = "held"
    OFF = "off"


def meeting_again(
    session: ListeningSession, sessions: Iterable[ListeningSession], zone: tzinfo = UTC
) -> Again:
    """Return what became of the next meeting of *session*, seen beside all others of the programme.

    It is held, too, when a session with one of the teams took place on that day or after. It is off when none
    was agreed or it was not needed, when another one was agreed since, and when it is planned as a session of
    its own.
    """
    agreed, told = session.next_meeting, session.follow_up
    if agreed is None or (told is not None and told.held_on is None):
        return Again.OFF
    if told is not None:
        return Again.HELD
    same = [each for each in sessions if each.id != session.id and set(each.teams) & set(session.teams)]
    own = (day_of(session, zone), session.number)
    later = [each for each in same if took_place(each) and (day_of(each, zone), each.number) > own]
    day = agreed.astimezone(zone).date()
    if any(day_of(each, zone) >= day for each in later):
        return Again.HELD
    planned = any(each.status in PLANNED and each.planned_start == agreed for each in same)
    return Again.OFF if planned or any(each.next_meeting for each in later) else Again.TO_COME


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
