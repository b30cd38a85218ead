"""Due dates and follow-ups as an iCalendar file, for every calendar program (RFC 5545).

They are events, not tasks: Outlook ignores tasks. A due date takes the whole day and blocks nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from facilitator.documents.exports.kinds.calendar import Dated

PRODUCT = "-//Facilitator//Due dates//EN"


def ics(events: Sequence[Dated], title: str, about: Sequence[str], as_of: date) -> bytes:
    """Return *events* as an iCalendar file; the same events on the same day make the same bytes.

    All are stamped with *as_of*, the day of the file: when a record was written tells in which session.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-caldesc", " ".join(about))
    for event in events:
        calendar.add_component(_event(event, as_of))
    if events:
        days = [_day(event.starts) for event in events]
        # Only the years that are needed: zones changed often, and each change would be written down.
        calendar.add_missing_timezones(date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1))
    return bytes(calendar.to_ical())


def _event(dated: Dated, as_of: date) -> Any:
    event = Event()
    event.add("uid", dated.uid)
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("summary", dated.title)
    if dated.details:
        event.add("description", "\n".join(dated.details))
    if isinstance(dated.starts, datetime):
        event.add("dtstart", _in_a_known_zone(dated.starts))
    else:
        event.add("dtstart", dated.starts)
        event.add("dtend", dated.starts + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    return event


def _in_a_known_zone(moment: datetime) -> datetime:
    """Return *moment* in a zone that has a name, else in UTC: a bare offset says nothing of summer time."""
    named = isinstance(moment.tzinfo, ZoneInfo) and moment.tzinfo.key != "UTC"
    return moment if named else moment.astimezone(UTC)


def _day(starts: date) -> date:
    return starts.date() if isinstance(starts, datetime) else starts
