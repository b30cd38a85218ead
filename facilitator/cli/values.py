"""The kinds of values a command takes, each refused in words a person can use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Any

import click

from facilitator.errors import BadInput
from facilitator.model.base import Scale
from facilitator.text import clean_line

_YEARS = range(1990, 2200)


class OneOf(click.ParamType[Any]):
    """One word of a list; with a scale, also by its label, written with blanks or hyphens."""

    def __init__(self, name: str, words: Sequence[str] | type[Scale]) -> None:
        self.name = name
        self._words = {str(word): word for word in words}

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """Show the words themselves where they are few."""
        return self.name.upper() if len(self._words) > 4 else "|".join(self._words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the member of the list, or raise `BadInput` naming them all."""
        if not isinstance(value, str) or isinstance(value, Scale):
            return value
        wanted = clean_line(value).casefold()
        plain = wanted.replace("-", "_").replace(" ", "_")
        for word, member in self._words.items():
            if wanted == word.casefold() or plain == word.casefold():
                return member
        raise BadInput(
            f"There is no {self.name} “{clean_line(value)}”.", f"Use one of: {', '.join(self._words)}."
        )


class WholeNumber(click.ParamType[int]):
    """A whole number from 1 up."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number, or raise `BadInput`."""
        try:
            number = int(value)
        except ValueError:
            number = 0
        if not 1 <= number <= 1_000_000:
            raise BadInput(f"“{clean_line(str(value))}” is not a number of people.", "Give 1 or more.")
        return number


class Day(click.ParamType[date]):
    """A date as 2026-03-12."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or raise `BadInput`."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value.strip())
        except ValueError:
            day = date.min
        if day.year not in _YEARS:
            raise BadInput(f"“{clean_line(value)}” is not a date.", "Write it as 2026-03-12.")
        return day


def moment(text: str, zone: tzinfo) -> datetime:
    """Return the point in time that *text* means, in UTC; *zone* holds when it names none itself.

    Raises `BadInput`.
    """
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        read = datetime.min
    if read.year not in _YEARS:
        raise BadInput(f"“{clean_line(text)}” is not a date and time.", "Write it as 2026-03-12T10:00.")
    if ":" not in text and "T" not in text.upper():
        raise BadInput(f"“{clean_line(text)}” says no time of day.", f"Write it as {read.date()}T10:00.")
    return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC).replace(microsecond=0)
