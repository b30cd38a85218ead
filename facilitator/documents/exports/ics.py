"""Sessions, follow-ups and due dates as an iCalendar file, for every calendar program (RFC 5545).

They are events, not tasks: Outlook ignores tasks. A due date takes the whole day and blocks nobody. Nothing
is asked of whoever opens the file, so it has no METHOD: programs add, move and cancel by UID and SEQUENCE.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from facilitator.documents.exports.kinds.calendar import TENTATIVE, Dated
from facilitator.documents.exports.sequence import Entry
from facilitator.model.trail import SentEvent

PRODUCT = "-//Facilitator//Due dates//EN"


def ics(
    entries: Sequence[Entry],
    title: str,
    about: Sequence[str],
    as_of: date,
    *,
    gone: str,
    local: Callable[[datetime], datetime],
) -> bytes:
    """Return *entries* as an iCalendar file; the same ones on the same day make the same bytes.

    All are stamped with *as_of*, the day of the file: when a record was written tells in which session.
    *gone* is what one that is called off is called; *local* gives a moment in the programme's zone.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-caldesc", " ".join(about))
    for entry in entries:
        event = Event()
        event.add("uid", entry.sent.uid)
        event.add("dtstamp", datetime.combine(as_of, time(), UTC))
        event.add("sequence", entry.sent.sequence)
        if entry.now is None:
            _call_off(event, entry.sent, gone, local)
        else:
            _fill(event, entry.now)
        calendar.add_component(event)
    days = [entry.sent.day for entry in entries if entry.sent.at is not None]
    if days:
        # Only the years that are needed: zones changed often, and each change would be written down.
        calendar.add_missing_timezones(date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1))
    return bytes(calendar.to_ical())


def _fill(event: Any, dated: Dated) -> None:
    event.add("summary", dated.title)
    if dated.details:
        event.add("description", "\n".join(dated.details))
    if dated.place:
        event.add("location", dated.place)
    event.add("status", "TENTATIVE" if dated.state == TENTATIVE else "CONFIRMED")
    _set_when(event, dated.starts, dated.ends)


def _call_off(event: Any, sent: SentEvent, gone: str, local: Callable[[datetime], datetime]) -> None:
    event.add("summary", gone)
    event.add("status", "CANCELLED")
    if sent.at is None:
        _set_when(event, sent.day, None)
    else:
        _set_when(event, local(sent.at), local(sent.at + timedelta(minutes=sent.minutes)))


def _set_when(event: Any, starts: date, ends: datetime | None) -> None:
    if isinstance(starts, datetime) and ends is not None:
        event.add("dtstart", _in_a_known_zone(starts))
        event.add("dtend", _in_a_known_zone(ends))
    else:
        event.add("dtstart", starts)
        event.add("dtend", starts + timedelta(days=1))
        event.add("transp", "TRANSPARENT")


def _in_a_known_zone(moment: datetime) -> datetime:
    """Return *moment* in a zone that has a name, else in UTC: a bare offset says nothing of summer time."""
    named = isinstance(moment.tzinfo, ZoneInfo) and moment.tzinfo.key != "UTC"
    return moment if named else moment.astimezone(UTC)
