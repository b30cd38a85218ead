"""Times of day as people say them, alone or after a day: `14:00`, `2 pm`, `thu 9 apr at 14.00`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time

from facilitator.language.due_dates import read_due
from facilitator.language.tables import spoken

_NOON = 12
_CLOCK = r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{1,2}))?"
_MOST_OF_A_TIME = 3
"""Words of a time of day: "at 2 pm"."""


def read_time(words: str, *, alone: bool = False) -> time | None:
    """Return the time of day *words* mean, "14:00", "14.00" or "at 2 pm"; None when they mean none.

    Where a time stands *alone* in its field, "10" is 10:00; beside a day it may be another day.
    """
    read = spoken().read
    half = rf"(?P<early>{_any(read.before_noon)})|(?P<late>{_any(read.after_noon)})"
    match = re.fullmatch(rf"(?:{_any(read.at)} )?{_CLOCK} ?(?:{half})?", " ".join(words.casefold().split()))
    if match is None or not (alone or match["minute"] or match["early"] or match["late"]):
        return None
    hour = int(match["hour"])
    if match["early"] or match["late"]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if match["late"] else 0)
    try:
        return time(hour, int(match["minute"] or 0))
    except ValueError:
        return None


def read_moment(words: str, today: date) -> tuple[date, time | None] | None:
    """Return the day *words* mean and the time of day after it, None for the time where none is said.

    None when they mean no day.
    """
    said = words.replace(",", " ").split()
    for length in range(min(_MOST_OF_A_TIME, len(said) - 1), 0, -1):
        clock = read_time(" ".join(said[-length:]))
        day = read_due(" ".join(said[:-length]), today) if clock is not None else None
        if day is not None:
            return day, clock
    day = read_due(words, today)
    return (day, None) if day is not None else None


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words) or "(?!)"
