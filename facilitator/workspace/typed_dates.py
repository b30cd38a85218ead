"""Days and times of day that somebody typed into a field: read, or refused in words."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from facilitator.errors import BadInput
from facilitator.language.due_dates import read_due, read_past, read_time
from facilitator.text import clean_line


def day_typed(words: str, today: date) -> date:
    """Return the day somebody typed in a field. Raises `BadInput` when the words mean none."""
    day = read_due(words, today)
    if day is None:
        raise BadInput(f"“{clean_line(words)}” is not a day.", "Type it like fri, 30 apr or 2026-04-30.")
    return day


def days_typed(words: str, today: date) -> tuple[date, ...]:
    """Return the days somebody typed with commas between, in their order. Raises `BadInput`."""
    return tuple(sorted({day_typed(part, today) for part in words.split(",") if part.strip()}))


def past_day_typed(words: str, today: date) -> date:
    """Return the day somebody typed of what has been: `8 apr` and `monday` are the last ones, not the next.

    Raises `BadInput` when the words mean no day, or one to come.
    """
    day = read_past(words, today) or day_typed(words, today)
    if day > today:
        raise BadInput(f"{day} has not come yet.", "Type a day that has been, such as yesterday or 8 apr.")
    return day


def moment_typed(words: str, today: date, zone: tzinfo) -> datetime:
    """Return the day and time of day somebody typed, in *zone*. Raises `BadInput`."""
    day, _, clock = words.strip().rpartition(" ")
    on, at = read_due(day, today), read_time(clock)
    if on is None or at is None:
        raise BadInput(f"“{clean_line(words)}” is not a day and a time.", "Type it like 9 apr 14:00.")
    return datetime.combine(on, at, zone)
