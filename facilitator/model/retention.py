"""How long records are kept, and what a purge may do (docs/field.md, "How long it is kept")."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta, tzinfo

from facilitator.language.calendar import months_after
from facilitator.model.base import UNSTAMPED, Record, Retention, require
from facilitator.model.observation import Observation
from facilitator.model.programme import Programme
from facilitator.model.pulse import PulseSurvey
from facilitator.model.references import only_lost_references
from facilitator.model.registry import ENTITIES
from facilitator.model.session import ListeningSession
from facilitator.model.trail import Purge

PROGRAMME_MONTHS = 12
"""Months after the end, or else the last comparison, that ideas, actions and all else are kept."""

CONFIRMED_MONTHS = 12
"""Months that what somebody shares of their own stays after they confirmed it last."""

UNRENEWED = timedelta(days=90)
"""So long records of stakeholders stay after their last change; renewing one is a change."""

PRIVATE_NOTE = "private"
"""The kind of the notes that are kept no longer than a debrief."""

TALLIES = "tallies by team"
"""The kind of what an older version left in a wave of the pulse; the wave itself stays."""


def retention_of(record: Record) -> Retention:
    """Return how long a record is kept; a private note as long as a debrief."""
    if isinstance(record, Observation) and record.kind == PRIVATE_NOTE:
        return Retention.PRIVATE
    return ENTITIES[type(record)].retention


def kept_until(record: Record, programme: Programme, session_day: date | None, zone: tzinfo) -> date | None:
    """Return the first day on which a record is kept no longer; None while no such day is known.

    *session_day* is the day of its session; None for the records of the programme's own file.
    """
    return until_of(retention_of(record), programme, session_day, _written(record, session_day, zone))


def _written(record: Record, session_day: date | None, zone: tzinfo) -> date | None:
    """Return the day that counts as the one a record was written on, confirmed, or changed last."""
    if retention_of(record) is Retention.UNRENEWED:
        return record.changed.astimezone(zone).date() if record.changed != UNSTAMPED else session_day
    confirmed: date | None = getattr(record, "confirmed", None)
    if confirmed is not None and retention_of(record) is Retention.CONFIRMED:
        return confirmed
    own = session_day is None or retention_of(record) is Retention.PRIVATE
    return record.created.astimezone(zone).date() if own and record.created != UNSTAMPED else session_day


def until_of(
    retention: Retention, programme: Programme, session_day: date | None, written: date | None
) -> date | None:
    """Return the first day on which something with this retention is kept no longer.

    *session_day* is the day of its session, *written* the day it was written."""
    if retention is Retention.KEPT:
        return None
    if retention is Retention.PROGRAMME:
        return None if programme.over_on is None else months_after(programme.over_on, PROGRAMME_MONTHS)
    if retention is Retention.CONFIRMED:
        return None if written is None else months_after(written, CONFIRMED_MONTHS)
    if retention is Retention.UNRENEWED:
        return None if written is None else written + UNRENEWED
    if retention is Retention.PRIVATE:
        return None if written is None else written + timedelta(days=programme.private_days)
    said = session_day or written
    return None if said is None else months_after(said, programme.observation_months)


def is_due(record: Record, programme: Programme, session_day: date | None, today: date, zone: tzinfo) -> bool:
    """Tell whether a record has been kept long enough *today*."""
    until = kept_until(record, programme, session_day, zone)
    return until is not None and until <= today


def due_test(
    programme: Programme, session_day: date | None, today: date, zone: tzinfo
) -> Callable[[Record], bool]:
    """Return `is_due` for many records of one file: what counts for all of a day is worked out once."""
    known: dict[tuple[Retention, date | None], bool] = {}

    def tell(record: Record) -> bool:
        day = retention_of(record), _written(record, session_day, zone)
        if day not in known:
            known[day] = is_due(record, programme, session_day, today, zone)
        return known[day]

    return tell


def check_purge(before: Record | None, after: Record | None) -> None:
    """Raise `RuleBroken` unless a purge may turn *before* into *after* (None: not there).

    It takes records away, and from others what points at those, and the tallies an older version left in a
    closed wave. It adds nothing but its own trace. That what goes is due is the caller's to see to.
    """
    if before is None:
        require(isinstance(after, Purge), "A purge adds nothing.", "Write it as a change of its own.")
    elif after is None:
        keeps = retention_of(before) is Retention.KEPT or isinstance(before, ListeningSession)
        require(not keeps, "A file keeps its session, and a folder its programme.", "Take the file away.")
    elif isinstance(before, PulseSurvey) and isinstance(after, PulseSurvey) and before.older:
        require(before.closed is not None, "A wave that takes answers keeps them.", "Close it first.")
        same = before.without_tallies(after.kept, after.brought)
        require(only_lost_references(same, after), "A purge keeps what may be shown.", "Nothing was changed.")
    else:
        require(only_lost_references(before, after), "A purge writes nothing anew.", "Nothing was changed.")
