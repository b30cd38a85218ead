"""Days and times of day that somebody typed into a field: read, or refused in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo

from facilitator.errors import BadInput
from facilitator.language.due_dates import read_due, read_past, read_range
from facilitator.language.moments import read_moment
from facilitator.language.tables import spoken
from facilitator.text import clean_line

MOST_DAYS = 183
"""Days from one to another are at most so many: more were a slip of the year."""


def day_typed(words: str, today: date) -> date:
    """Return the day somebody typed in a field. Raises `BadInput` when the words mean none."""
    day = read_due(words, today)
    if day is None:
        raise BadInput(f"“{clean_line(words)}” is not a day.", "Type it like fri, 30 apr or 2026-04-30.")
    return day


def days_typed(words: str, today: date) -> tuple[date, ...]:
    """Return the days somebody typed with commas between, in their order; `24 dec to 1 jan` is nine of them.

    Raises `BadInput`.
    """
    return tuple(sorted({day for part in words.split(",") if part.strip() for day in _days_of(part, today)}))


def _days_of(words: str, today: date) -> Iterator[date]:
    ends = read_range(words, today)
    if ends is None:
        yield day_typed(words, today)
        return
    first, last = ends
    if (last - first).days > MOST_DAYS:
        raise BadInput(f"From {first} to {last} is longer than half a year.", "Type it in parts.")
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)


def days_as_typed(days: Sequence[date]) -> str:
    """Return days as they would be typed: three or more in a row from the first to the last."""
    rows: list[list[date]] = []
    for day in sorted(days):
        if rows and day - rows[-1][-1] == timedelta(days=1):
            rows[-1].append(day)
        else:
            rows.append([day])
    until = spoken().read.until[0]
    return ", ".join(
        f"{row[0]} {until} {row[-1]}" if len(row) > 2 else ", ".join(map(str, row)) for row in rows
    )


def past_day_typed(words: str, today: date) -> date:
    """Return the day somebody typed of what has been: `8 apr` and `monday` are the last ones, not the next.

    Raises `BadInput` when the words mean no day, or one to come.
    """
    day = read_past(words, today) or day_typed(words, today)
    if day > today:
        raise BadInput(f"{day} has not come yet.", "Type a day that has been, such as yesterday or 8 apr.")
    return day


def moment_typed(words: str, today: date, zone: tzinfo, usual: datetime) -> datetime:
    """Return the day and time of day somebody typed, in *zone*; a day alone is meant at the hour of *usual*.

    Raises `BadInput`.
    """
    read = read_moment(words, today)
    if read is None:
        raise BadInput(
            f"“{clean_line(words)}” is not a day and a time.", "Type it like 9 apr 14:00 or in two weeks."
        )
    on, at = read
    return datetime.combine(on, at or usual.astimezone(zone).time(), zone)
