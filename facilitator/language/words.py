"""Dates, durations and counts as the screens say them (24-hour, days in words, no decimals)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from facilitator.language.tables import spoken

_COUNTED_DAYS = 28
"""Up to four weeks ahead a date is said as days."""


def day(value: date, today: date | None = None, *, weekday: bool = True) -> str:
    """Return "Thu 12 Mar"; the year only when it is another than today's."""
    dates = spoken().dates
    text = dates.day.format(day=value.day, month=dates.months_short[value.month - 1])
    if weekday:
        text = dates.with_weekday.format(weekday=dates.weekdays_short[value.weekday()], day=text)
    known = today is None or value.year == today.year
    return text if known else dates.with_year.format(day=text, year=value.year)


def time(value: datetime) -> str:
    """Return "10:41"."""
    return spoken().dates.time.format(hour=f"{value.hour:02d}", minute=f"{value.minute:02d}")


def stamp(value: datetime) -> str:
    """Return day and time as figures, the largest unit first, in every language: "2026-03-12 10:41"."""
    return f"{value.date().isoformat()} {value.hour:02d}:{value.minute:02d}"


def stamp_in_name(value: datetime) -> str:
    """Return a moment to the second, for the name of a file: "2026-03-12-104107"."""
    return f"{value.date().isoformat()}-{value.hour:02d}{value.minute:02d}{value.second:02d}"


def clock(seconds: float) -> str:
    """Return minutes and seconds, "3:48"; an hour and more as minutes."""
    whole = int(abs(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def left(seconds: float) -> str:
    """Return the time that is left as `clock` does; "+0:12" once it is over."""
    return f"{'+' if seconds < 0 else ''}{clock(seconds)}"


def due(value: date, today: date, *, short: bool = False, weekday: bool = True) -> str:
    """Return "today", "in 21 days", "9 days late", or the day when it is more than four weeks away.

    *short* says days as "d" and keeps "in 1 d"; *weekday* as in `day`.
    """
    said, away = spoken().due, (value - today).days
    if away == 0:
        return said.today
    if away > _COUNTED_DAYS:
        return day(value, today, weekday=weekday)
    if short:
        return (said.late_short if away < 0 else said.ahead_short).format(n=abs(away))
    if away < 0:
        return said.late_one if away == -1 else said.late.format(n=-away)
    return said.tomorrow if away == 1 else said.ahead.format(n=away)


def ago(value: date, today: date) -> str:
    """Return "today", "yesterday" or the day."""
    said, away = spoken().due, (today - value).days
    return {0: said.today, 1: said.yesterday}.get(away) or said.on.format(day=day(value, today))


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 note", "7 notes"."""
    return spoken().counts.some.format(n=number, things=_things(number, one, many))


def count_or_no(number: int, one: str, many: str = "") -> str:
    """Return "no dots", "1 dot", "2 dots"."""
    if number:
        return count(number, one, many)
    return spoken().counts.none.format(things=_things(number, one, many))


def count_in_words(number: int, one: str, many: str = "") -> str:
    """Return "one idea", "three ideas"."""
    return spoken().counts.some.format(n=some(number), things=_things(number, one, many))


def listed(things: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    counts = spoken().counts
    if len(things) < 2:
        return "".join(things)
    return counts.and_.join((counts.comma.join(things[:-1]), things[-1]))


def either(things: Sequence[str]) -> str:
    """Return "a", "a or b", "a, b or c"."""
    counts = spoken().counts
    if len(things) < 2:
        return "".join(things)
    return counts.or_.join((counts.comma.join(things[:-1]), things[-1]))


def first_of(things: Sequence[str], most: int) -> str:
    """Return at most so many of a list, and how many there are besides: "a, b", "a, b and 3 more"."""
    counts = spoken().counts
    text = counts.comma.join(things[:most])
    return counts.more.format(things=text, n=len(things) - most) if len(things) > most else text


def some(number: int) -> str:
    """Return a small number in words, as sentences have it."""
    numbers = spoken().counts.numbers
    return numbers[number] if 0 <= number < len(numbers) else str(number)


def minutes(seconds: float) -> int:
    """Return whole minutes, rounded to the nearest."""
    return int(seconds / 60 + 0.5)


def _things(number: int, one: str, many: str) -> str:
    return one if number == 1 else many or spoken().counts.plural.format(thing=one)
