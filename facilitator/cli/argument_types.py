"""Reading what is typed for a value; what cannot be read is refused in words a person can use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import TypeVar

from facilitator.errors import BadInput
from facilitator.language.numbers import read_number
from facilitator.text import clean_line

W = TypeVar("W", bound=str)

_YEARS = range(1990, 2200)
_MOST_PEOPLE = 1_000_000


def one_of(what: str, words: Iterable[W]) -> Callable[[str], W]:
    """Return the reader of one of *words*, however it is written: front_line, front-line, "Front line"."""
    known = {str(word).casefold(): word for word in words}

    def read(typed: str) -> W:
        wanted = clean_line(typed).casefold()
        for spelled in (wanted, wanted.replace("-", "_").replace(" ", "_")):
            if spelled in known:
                return known[spelled]
        raise BadInput(
            f"There is no {what} “{clean_line(typed)}”.",
            f"Use one of: {', '.join(map(str, known.values()))}.",
        )

    return read


def people(typed: str) -> int:
    """Return how many people *typed* means. Raises `BadInput`."""
    return number("people", typed, 1)


def folder(typed: str) -> Path:
    """Return the folder that *typed* means. Raises `BadInput`."""
    if not typed.strip():
        raise BadInput("No folder is named.", "Give the path of one.")
    try:
        return Path(typed).expanduser()
    except RuntimeError:  # "~sam" where nobody is called so
        return Path(typed)


def day(typed: str) -> date:
    """Return the date that *typed* means. Raises `BadInput`."""
    try:
        read = date.fromisoformat(typed.strip())
    except ValueError:
        read = date.min
    if read.year not in _YEARS:
        raise BadInput(f"“{clean_line(typed)}” is not a date.", "Write it as 2026-03-12.")
    return read


def moment(typed: str, zone: tzinfo) -> datetime:
    """Return the point in time that *typed* means, in UTC; in *zone* unless it names its own.

    Raises `BadInput`.
    """
    try:
        read = datetime.fromisoformat(typed.strip())
    except ValueError:
        read = datetime.min
    if read.year not in _YEARS:
        raise BadInput(f"“{clean_line(typed)}” is not a date and time.", "Write it as 2026-03-12T10:00.")
    if ":" not in typed and "T" not in typed.upper():
        raise BadInput(f"“{clean_line(typed)}” says no time of day.", f"Write it as {read.date()}T10:00.")
    return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC).replace(microsecond=0)


def number(what: str, typed: str, least: int = 0, most: int = _MOST_PEOPLE) -> int:
    """Return the number that *typed* means, in digits or in words. Raises `BadInput` outside its bounds."""
    read = read_number(typed)
    if read is None or not least <= read <= most:
        within = f"{least} or more" if most == _MOST_PEOPLE else f"a number from {least} to {most}"
        raise BadInput(f"“{clean_line(typed)}” is not a number of {what}.", f"Give {within}.")
    return read
