"""Due dates as people say them: `fri`, `30 apr`, `thu 30 apr`, `the 30th`, `2 weeks`, `2026-04-30`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import cache

from facilitator.language.calendar import days_in_month, monday_of, months_after
from facilitator.language.tables import Read, spoken

MOST_WORDS = 7
"""A due date has at most this many words after `due`."""


def read_due(words: str, today: date) -> date | None:
    """Return the day *words* mean, seen from *today*; None when they mean none.

    A weekday is the next such day after today, and `monday week` the one after it; a day without a month or
    a year the next time it comes, today included. A week ends on its Friday: `week 20` and `end of next week`
    are those. `30.4.` and `30/4` put the day first. No day is guessed: a weekday that is not that of the
    day beside it (`fri 30 apr`, when it is a Thursday), or a day the month does not have, mean none.
    """
    return _first_read(words, _forms(spoken().read), today)


def read_range(words: str, today: date) -> tuple[date, date] | None:
    """Return the first and the last day *words* mean, such as `24 dec to 1 jan`; None when they mean none.

    The last one is seen from the first, so that it never lies before it.
    """
    said = words.strip()
    for until in sorted(spoken().read.until, key=len, reverse=True):
        for match in re.finditer(rf"\s+{re.escape(until)}\s+", said, re.IGNORECASE):
            first = read_due(said[: match.start()], today)
            last = read_due(said[match.end() :], first) if first is not None else None
            if first is not None and last is not None and last >= first:
                return first, last
    return None


def read_past(words: str, today: date) -> date | None:
    """Return the day *words* mean of what has been, seen from *today*; None when they mean none.

    A weekday, with `last` before it or not, is the last such day before today; a day without a month or a
    year the last time it came, half a year ago at most.
    """
    near, dated = _past_forms(spoken().read)
    month = today.replace(day=1)
    seen_from = (today, *(months_after(month, -back) for back in range(_MONTHS_BACK + 1)))
    read = (_first_read(words, near, today), *(_first_read(words, dated, day) for day in seen_from))
    return next((day for day in read if day is not None and day <= today), None)


def _named(names: tuple[str, ...], said: str) -> int:
    """Return the place of the one name that begins with *said*, three letters at least."""
    fitting = [index for index, name in enumerate(names) if name.casefold().startswith(said)]
    if len(fitting) != 1:
        raise ValueError(said)
    return fitting[0]


_Reader = Callable[[re.Match[str], date], date]


def _agreeing(read: _Reader) -> _Reader:
    """Return a reader that refuses the day when a weekday is said with it and is another."""

    def agreed(match: re.Match[str], today: date) -> date:
        day, said = read(match, today), match["weekday"]
        if said and _named(spoken().dates.weekdays, said) != day.weekday():
            raise ValueError(match.string)
        return day

    return agreed


def _weekday(match: re.Match[str], today: date) -> date:
    ahead = (_named(spoken().dates.weekdays, match["day"]) - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead)


def _weekday_before(match: re.Match[str], today: date) -> date:
    back = (today.weekday() - _named(spoken().dates.weekdays, match["day"]) - 1) % 7 + 1
    return today - timedelta(days=back)


def _weekday_week(match: re.Match[str], today: date) -> date:
    return _weekday(match, today) + timedelta(days=7)


def _weekday_of_next_week(match: re.Match[str], today: date) -> date:
    return monday_of(today) + timedelta(days=7 + _named(spoken().dates.weekdays, match["day"]))


def _day_number(match: re.Match[str]) -> int:
    said, words = match["day"], spoken().read
    return words.ordinal_words[said] if said in words.ordinal_words else int(said)


def _day_and_month(match: re.Match[str], today: date) -> date:
    month = match["month"]
    number = int(month) if month.isdigit() else _named(spoken().dates.months, month) + 1
    day = _day_number(match)
    if match["year"]:
        year = int(match["year"])
        return date(year + 2000 if len(match["year"]) == 2 else year, number, day)
    for year in range(today.year, today.year + 9):
        if day <= days_in_month(year, number) and date(year, number, day) >= today:
            return date(year, number, day)
    raise ValueError(match.string)


def _day_of_month(match: re.Match[str], today: date) -> date:
    day = _day_number(match)
    month = today if day >= today.day else months_after(today.replace(day=1), 1)
    return month.replace(day=day)


def _iso(match: re.Match[str], today: date) -> date:
    return date.fromisoformat(match["date"])


def _ahead(match: re.Match[str], today: date) -> date:
    words, said = spoken().read, match["count"]
    count = words.numbers[said] if said in words.numbers else int(said)
    if not count:
        raise ValueError(match.string)
    return _after(today, count, match["unit"])


def _next(match: re.Match[str], today: date) -> date:
    return _after(today, 1, match["unit"])


def _after(today: date, count: int, unit: str) -> date:
    words = spoken().read
    if unit in words.month:
        return months_after(today, count)
    days = 14 if unit in words.fortnight else 7 if unit in words.week else 1
    return today + timedelta(days=count * days)


def _end_of(match: re.Match[str], today: date) -> date:
    unit, words, year = match["unit"], spoken().read, match["year"]
    if unit in words.end_of_week and not year:
        return _friday(today)
    if unit in words.end_of_month and not year:
        return today.replace(day=days_in_month(today.year, today.month))
    if unit in words.end_of_year and not year:
        return date(today.year, 12, 31)
    month = _named(spoken().dates.months, unit) + 1
    which = int(year) if year else today.year + (month < today.month)
    return date(which, month, days_in_month(which, month))


def _end_of_next(match: re.Match[str], today: date) -> date:
    if match["unit"] in spoken().read.week:
        return monday_of(today) + timedelta(days=7 + _FRIDAY)
    month = months_after(today.replace(day=1), 1)
    return month.replace(day=days_in_month(month.year, month.month))


def _friday(today: date) -> date:
    return today + timedelta(days=(_FRIDAY - today.weekday()) % 7)


def _week_number(match: re.Match[str], today: date) -> date:
    number, year = int(match["number"]), today.isocalendar().year
    if match["year"]:
        return date.fromisocalendar(int(match["year"]), number, _FRIDAY + 1)
    day = date.fromisocalendar(year, number, _FRIDAY + 1)
    return day if day >= today else date.fromisocalendar(year + 1, number, _FRIDAY + 1)


_FRIDAY = 4
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_NAME = r"[^\W\d_]{3,}"
_MONTHS_BACK = 6
_Forms = tuple[tuple[re.Pattern[str], _Reader], ...]


def _first_read(words: str, forms: _Forms, today: date) -> date | None:
    """Return the day of the first form that *words* have and that is a day."""
    said = " ".join(words.casefold().replace(",", " ").split())
    for pattern, read in forms:
        match = pattern.fullmatch(said)
        if match is not None:
            with suppress(ValueError, OverflowError):
                return read(match, today)
    return None


@cache
def _forms(words: Read) -> _Forms:
    """Return the forms a due date may have in a language, the first that fits and is a day counts."""
    return _compiled((*_near(words), *_far(words), *_agreeing_dates(words)))


@cache
def _past_forms(words: Read) -> tuple[_Forms, _Forms]:
    """Return the forms of a day that has been: by its distance or weekday, and by the calendar."""
    return _compiled(_near_before(words)), _compiled(_agreeing_dates(words))


def _compiled(readers: Iterable[tuple[str, _Reader]]) -> _Forms:
    return tuple((re.compile(pattern), read) for pattern, read in readers)


def _agreeing_dates(words: Read) -> Iterator[tuple[str, _Reader]]:
    return ((form, _agreeing(read)) for form, read in _dated(words))


def _near_before(words: Read) -> Iterator[tuple[str, _Reader]]:
    """Yield the forms that name a day that has been by its distance or its weekday."""
    before = _any((*words.before_weekday, *words.last))
    yield _any(words.today), lambda match, today: today
    yield _any(words.yesterday), lambda match, today: today - timedelta(days=1)
    yield _any(words.before_yesterday), lambda match, today: today - timedelta(days=2)
    yield rf"(?:{before} )?(?P<day>{_NAME})", _weekday_before


def _near(words: Read) -> Iterator[tuple[str, _Reader]]:
    """Yield the forms that name a day by its distance or its weekday."""
    on, following = _any(words.before_weekday), _any(words.next)
    yield _any(words.today), lambda match, today: today
    yield _any(words.tomorrow), lambda match, today: today + timedelta(days=1)
    yield _any(words.after_tomorrow), lambda match, today: today + timedelta(days=2)
    yield rf"{following} (?P<unit>{_any((words.week[0], words.month[0]))})", _next
    yield rf"{following} (?P<day>{_NAME})", _weekday_of_next_week
    yield rf"(?:{on} )?(?P<day>{_NAME})", _weekday
    yield rf"(?:{on} )?(?P<day>{_NAME}) {_any(words.a_week_after)}", _weekday_week


def _far(words: Read) -> Iterator[tuple[str, _Reader]]:
    """Yield the forms that count days, weeks or months, or name the end of one."""
    units = _any((*words.day, *words.week, *words.fortnight, *words.month))
    ends = _any((*words.end_of_week, *words.end_of_month, *words.end_of_year))
    end_of, following = _any(words.end_of), _any(words.next)
    count = rf"(?P<count>[0-9]{{1,3}}|[^\W\d_]+) (?P<unit>{units})"
    yield rf"{_any(words.in_)} {count}", _ahead
    yield rf"{count}(?: {_any(words.from_now)})?", _ahead
    yield rf"{end_of} {following} (?P<unit>{_any((words.week[0], words.month[0]))})", _end_of_next
    yield rf"{end_of} (?P<unit>{ends}|{_NAME})(?: (?P<year>[0-9]{{4}}))?", _end_of
    yield (
        rf"(?:{end_of} )?{_any(words.week_number)} (?P<number>[0-9]{{1,2}})(?: (?P<year>[0-9]{{4}}))?",
        _week_number,
    )


def _dated(words: Read) -> Iterator[tuple[str, _Reader]]:
    """Yield the forms of a day in the calendar; each may have its weekday before it."""
    number, ordinal, the = r"(?P<day>[0-9]{1,2})", _any(words.ordinals), _any(words.the)
    said = rf"(?P<day>[0-9]{{1,2}}|{_any(words.ordinal_words)})"
    on = rf"(?:{_any(words.before_weekday)} )?"
    weekday = rf"(?P<weekday>(?!{the} ){_NAME})\.?"
    before, month, year = rf"{on}(?:{weekday} )?", rf"(?P<month>{_NAME})", r"(?: (?P<year>[0-9]{4}))?"
    yield rf"{before}(?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})", _iso
    yield rf"{before}{number}\.(?P<month>[0-9]{{1,2}})\.?{_YEAR}?", _day_and_month
    yield rf"{before}{number}/(?P<month>[0-9]{{1,2}})(?:/{_YEAR})?", _day_and_month
    yield (
        rf"{before}(?:{the} )?{said}(?:{ordinal}|\.)?(?: {_any(words.of)})? ?{month}\.?{year}",
        _day_and_month,
    )
    yield rf"{before}{month}\.? {said}(?:{ordinal})?{year}", _day_and_month
    yield rf"{before}(?:{the} )?{number}{ordinal}", _day_of_month
    yield rf"{before}{the} {said}\.?", _day_of_month
    yield rf"{on}{weekday} {said}\.?", _day_of_month


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of *words*, the longest first; of none one that fits nothing."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or '(?!)'})"
