"""Due dates as people say them: `fri`, `tomorrow`, `30 apr`, `in 2 weeks`, `2026-04-30`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from functools import cache

from facilitator.language.calendar import days_in_month, monday_of, months_after
from facilitator.language.tables import Read, spoken

MOST_WORDS = 4
"""A due date has at most this many words after `due`."""


def read_due(words: str, today: date) -> date | None:
    """Return the day *words* mean, seen from *today*; None when they mean none.

    A weekday is the next such day after today; a day and a month without a year the next time they
    come, today included. `30.4.` and `30/4` put the day first.
    """
    said = " ".join(words.casefold().replace(",", " ").split())
    for pattern, read in _forms(spoken().read):
        match = pattern.fullmatch(said)
        if match is not None:
            try:
                return read(match, today)
            except (ValueError, OverflowError):
                return None
    return None


def read_time(words: str) -> time | None:
    """Return the time of day *words* mean, "14:00" or "14.00"; None when they mean none."""
    match = _TIME.fullmatch(words.strip())
    try:
        return time(int(match["hour"]), int(match["minute"])) if match else None
    except ValueError:
        return None


def _named(names: tuple[str, ...], said: str) -> int:
    """Return the place of the one name that begins with *said*, three letters at least."""
    fitting = [index for index, name in enumerate(names) if name.casefold().startswith(said)]
    if len(fitting) != 1:
        raise ValueError(said)
    return fitting[0]


def _weekday(match: re.Match[str], today: date) -> date:
    ahead = (_named(spoken().dates.weekdays, match["day"]) - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead)


def _weekday_of_next_week(match: re.Match[str], today: date) -> date:
    return monday_of(today) + timedelta(days=7 + _named(spoken().dates.weekdays, match["day"]))


def _day_and_month(match: re.Match[str], today: date) -> date:
    month = match["month"]
    number = int(month) if month.isdigit() else _named(spoken().dates.months, month) + 1
    day = int(match["day"])
    if match["year"]:
        year = int(match["year"])
        return date(year + 2000 if len(match["year"]) == 2 else year, number, day)
    for year in range(today.year, today.year + 9):
        if day <= days_in_month(year, number) and date(year, number, day) >= today:
            return date(year, number, day)
    raise ValueError(match.string)


def _iso(match: re.Match[str], today: date) -> date:
    return date.fromisoformat(match[0])


def _ahead(match: re.Match[str], today: date) -> date:
    words, said = spoken().read, match["count"]
    count = words.numbers[said] if said in words.numbers else int(said)
    return _after(today, count, match["unit"])


def _next(match: re.Match[str], today: date) -> date:
    return _after(today, 1, match["unit"])


def _after(today: date, count: int, unit: str) -> date:
    words = spoken().read
    if unit in words.month:
        return months_after(today, count)
    return today + timedelta(days=count * (7 if unit in words.week else 1))


def _end_of(match: re.Match[str], today: date) -> date:
    unit, words = match["unit"], spoken().read
    if unit in words.end_of_week:
        return today + timedelta(days=(4 - today.weekday()) % 7)
    month = today.month if unit in words.end_of_month else _named(spoken().dates.months, unit) + 1
    year = today.year + (month < today.month)
    return date(year, month, days_in_month(year, month))


_TIME = re.compile(r"(?P<hour>\d{1,2})[:.](?P<minute>\d{1,2})", re.ASCII)
_Reader = Callable[[re.Match[str], date], date]
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_NAME = r"[^\W\d_]{3,}"


@cache
def _forms(words: Read) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    """Return the forms a due date may have in a language, the first that fits counts."""
    day, month = r"(?P<day>[0-9]{1,2})", rf"(?P<month>{_NAME})"
    year, ordinal = r"(?: (?P<year>[0-9]{4}))?", _any(words.ordinals)
    next_ones = _any((words.week[0], words.month[0]))
    units = _any((*words.day, *words.week, *words.month))
    ends = _any((*words.end_of_week, *words.end_of_month))
    forms: tuple[tuple[str, _Reader], ...] = (
        (_any(words.today), lambda match, today: today),
        (_any(words.tomorrow), lambda match, today: today + timedelta(days=1)),
        (rf"{_any(words.next)} (?P<unit>{next_ones})", _next),
        (rf"{_any(words.next)} (?P<day>{_NAME})", _weekday_of_next_week),
        (rf"(?:{_any(words.before_weekday)} )?(?P<day>{_NAME})", _weekday),
        (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", _iso),
        (rf"{day}\.(?P<month>[0-9]{{1,2}})\.?{_YEAR}?", _day_and_month),
        (rf"{day}/(?P<month>[0-9]{{1,2}})(?:/{_YEAR})?", _day_and_month),
        (rf"{day}(?:{ordinal}|\.)?(?: {_any(words.of)})? ?{month}\.?{year}", _day_and_month),
        (rf"{month}\.? {day}(?:{ordinal})?{year}", _day_and_month),
        (rf"{_any(words.in_)} (?P<count>[0-9]{{1,3}}|[^\W\d_]+) (?P<unit>{units})", _ahead),
        (rf"{_any(words.end_of)} (?P<unit>{ends}|{_NAME})", _end_of),
    )
    return tuple((re.compile(pattern), read) for pattern, read in forms)


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of *words*, the longest first."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"
