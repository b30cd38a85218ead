"""Dates, durations and counts as the screens say them (24-hour, days in words, no decimals)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_COUNTED_DAYS = 28
"""Up to four weeks ahead a date is said as days."""


def day(value: date, today: date | None = None, *, weekday: bool = True) -> str:
    """Return "Thu 12 Mar"; the year only when it is another than today's."""
    text = f"{value.day} {_MONTHS[value.month - 1]}"
    if weekday:
        text = f"{_DAYS[value.weekday()]} {text}"
    return text if today is None or value.year == today.year else f"{text} {value.year}"


def time(value: datetime) -> str:
    """Return "10:41"."""
    return f"{value.hour:02d}:{value.minute:02d}"


def stamp(value: datetime) -> str:
    """Return day and time as figures, the largest unit first, in every language: "2026-03-12 10:41"."""
    return f"{value.date().isoformat()} {time(value)}"


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
    away = (value - today).days
    unit = "d" if short else "days"
    if away < 0:
        return f"{-away} {unit} late" if short or away < -1 else "1 day late"
    if away == 0:
        return "today"
    if away > _COUNTED_DAYS:
        return day(value, today, weekday=weekday)
    return f"in {away} {unit}" if short or away > 1 else "tomorrow"


def ago(value: date, today: date) -> str:
    """Return "today", "yesterday" or the day."""
    away = (today - value).days
    return {0: "today", 1: "yesterday"}.get(away) or f"on {day(value, today)}"


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 note", "7 notes"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(things: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    return " and ".join((", ".join(things[:-1]), things[-1])) if len(things) > 1 else "".join(things)


def count_or_no(number: int, one: str, many: str = "") -> str:
    """Return "no dots", "1 dot", "2 dots"."""
    return count(number, one, many) if number else f"no {many or one + 's'}"


def some(number: int) -> str:
    """Return a small number in words, as sentences have it."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if 0 <= number < len(words) else str(number)


def minutes(seconds: float) -> int:
    """Return whole minutes, rounded to the nearest."""
    return int(seconds / 60 + 0.5)
