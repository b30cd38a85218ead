"""Sums over days: working days, months, ends of months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5
_WEEK = 5
"""Days from Monday to Friday."""


def is_weekend(day: date) -> bool:
    """Tell whether a day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days on which people work: Monday to Friday, less the *holidays*."""

    holidays: frozenset[date] = frozenset()

    def between(self, start: date, end: date) -> int:
        """Return how many working days lie after *start*, up to and with *end*."""
        if end <= start:
            return 0
        weeks, rest = divmod((end - start).days, 7)
        extra = (start + timedelta(days=step) for step in range(1, rest + 1))
        missed = self._holidays_within(start, end)
        return weeks * _WEEK + sum(not is_weekend(day) for day in extra) - missed

    def after(self, start: date, days: int) -> date:
        """Return the day so many working days after *start*, or before it if negative; *start* for none.

        `between` from *start* to a day that lies after it gives *days* again.
        """
        step, day, since = (1 if days > 0 else -1), _weekday_after(start, days), start
        while missed := self._holidays_within(since, day):
            since, day = day, _weekday_after(day, step * missed)
        return day

    def _holidays_within(self, start: date, end: date) -> int:
        """Return how many holidays from Monday to Friday one passes on the way, *end* among them."""
        on_the_way = (
            start < day <= end or end <= day < start for day in self.holidays if not is_weekend(day)
        )
        return sum(on_the_way)


def _weekday_after(start: date, days: int) -> date:
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
