"""Sums over days: working days, months, ends of months. Monday to Friday count; holidays are not known."""

from __future__ import annotations

from datetime import date, timedelta

_SATURDAY = 5
_WEEK = 5
"""Working days."""


def is_weekend(day: date) -> bool:
    """Tell whether a day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def working_days(start: date, end: date) -> int:
    """Return how many days from Monday to Friday lie after *start*, up to and with *end*."""
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, 7)
    extra = (start + timedelta(days=step) for step in range(1, rest + 1))
    return weeks * _WEEK + sum(not is_weekend(day) for day in extra)


def working_day(start: date, days: int) -> date:
    """Return the day so many working days after *start*, or before it if negative; *start* itself for none.

    `working_days` from *start* to a day that lies after it gives *days* again.
    """
    if not days:
        return start
    from_weekend = _SATURDAY - 1 if days > 0 else _SATURDAY  # as from the Friday before or the Monday after
    weekday = from_weekend if is_weekend(start) else start.weekday()
    weeks, last = divmod(weekday + days, _WEEK)
    return monday_of(start) + timedelta(weeks=weeks, days=last)


def monday_of(day: date) -> date:
    """Return the Monday of the week of *day*."""
    return day - timedelta(days=day.weekday())


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month, 28 to 31. Raises `ValueError` for a month that is not 1 to 12."""
    # Without the calendar of the standard library, which takes longer to import than all of this.
    date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else date.max
    return (following - timedelta(days=following != date.max)).day


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or earlier if negative; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))
