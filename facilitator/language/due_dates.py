"""Due dates as people say them: `fri`, `tomorrow`, `30 apr`, `in 2 weeks`, `2026-04-30`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta

from facilitator.language.calendar import days_in_month, monday_of, months_after

MOST_WORDS = 4
"""A due date has at most this many words after `due`."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6} | {
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}


def read_due(words: str, today: date) -> date | None:
    """Return the day *words* mean, seen from *today*; None when they mean none.

    A weekday is the next such day after today; a day and a month without a year the next time they
    come, today included. `30.4.` and `30/4` put the day first.
    """
    said = " ".join(words.casefold().replace(",", " ").split())
    for pattern, read in _FORMS:
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
    fitting = [index for index, name in enumerate(names) if name.startswith(said)]
    if len(fitting) != 1:
        raise ValueError(said)
    return fitting[0]


def _weekday(match: re.Match[str], today: date) -> date:
    ahead = (_named(_DAYS, match["day"]) - today.weekday() - 1) % 7 + 1
    if (match["which"] or "").strip() == "next":
        return monday_of(today) + timedelta(days=7 + _named(_DAYS, match["day"]))
    return today + timedelta(days=ahead)


def _day_and_month(match: re.Match[str], today: date) -> date:
    month = match["month"]
    number = int(month) if month.isdigit() else _named(_MONTHS, month) + 1
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
    count = _NUMBERS[match["count"]] if match["count"] in _NUMBERS else int(match["count"])
    return _after(today, count, match["unit"])


def _after(today: date, count: int, unit: str) -> date:
    if unit == "month":
        return months_after(today, count)
    return today + timedelta(days=count * (7 if unit == "week" else 1))


def _end_of(match: re.Match[str], today: date) -> date:
    unit = match["unit"]
    if unit == "week":
        return today + timedelta(days=(4 - today.weekday()) % 7)
    month = today.month if unit in ("month", "the month") else _named(_MONTHS, unit) + 1
    year = today.year + (month < today.month)
    return date(year, month, days_in_month(year, month))


_TIME = re.compile(r"(?P<hour>\d{1,2})[:.](?P<minute>\d{1,2})", re.ASCII)
_Reader = Callable[[re.Match[str], date], date]
_YEAR = r"(?P<year>\d{4}|\d{2})"
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern, re.ASCII), read)
    for pattern, read in (
        (r"today|tonight", lambda match, today: today),
        (r"tomorrow", lambda match, today: today + timedelta(days=1)),
        (r"next (?P<unit>week|month)", lambda match, today: _after(today, 1, match["unit"])),
        (r"(?P<which>(?:on|this|next) )?(?P<day>[a-z]{3,9})", _weekday),
        (r"\d{4}-\d{2}-\d{2}", _iso),
        (rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.?{_YEAR}?", _day_and_month),
        (rf"(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:/{_YEAR})?", _day_and_month),
        (
            r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ?(?P<month>[a-z]{3,9})\.?(?: (?P<year>\d{4}))?",
            _day_and_month,
        ),
        (
            r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?: (?P<year>\d{4}))?",
            _day_and_month,
        ),
        (r"(?:in )(?P<count>\d{1,3}|[a-z]+) (?P<unit>day|week|month)s?", _ahead),
        (r"(?:the )?end of (?P<unit>week|month|the month|[a-z]{3,9})", _end_of),
    )
)
