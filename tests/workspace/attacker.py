"""Somebody who wants to know in which session each line of a file was said, and cannot read its words.

What they have: the file, with each text a token that says nothing; for every session its day, its team and
how many were there; and what the sessions of a share copy say of themselves. They try every field of every
line: as a time, as an order, as a count, as a team that cannot have said it, as what only one session has.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from math import sqrt
from typing import Any, NamedTuple

TOKEN = re.compile(r"token[0-9a-f]{12}")
UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")

Guess = Callable[[dict[str, Any]], int | None]


class Meeting(NamedTuple):
    """What is known of a session: when it began, the id and name of its team, how many were there."""

    start: datetime
    team: str
    name: str
    present: int


class Line(NamedTuple):
    """A line of a file: its fields by path (`place` is where it stands), and the session it came from."""

    fields: dict[str, Any]
    truth: int


def flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every single value of nested data with its path."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from flat(part, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for part in value:
            yield from flat(part, f"{path}[]")
    elif value not in (None, ""):
        yield path, value


def lines_of(rows: list[Any], truths: dict[str, int]) -> list[Line]:
    """Return the rows that hold a token of *truths*, with their place and fields."""
    found = []
    for place, row in enumerate(rows):
        token = TOKEN.search(json.dumps(row))
        if token and token[0] in truths:
            fields: dict[str, Any] = {"place": place}
            for path, value in flat(row):
                fields[path] = [*fields[path], value] if path in fields and "[]" in path else value
                fields[path] = (
                    [fields[path]] if "[]" in path and not isinstance(fields[path], list) else fields[path]
                )
            found.append(Line(fields, truths[token[0]]))
    return found


def moment_in(value: Any) -> datetime | None:
    """Return the time a value tells: a date, a moment, or the millisecond in a UUIDv7."""
    if not isinstance(value, str):
        return None
    if found := UUID7.search(value):
        return datetime.fromtimestamp(int(found[0].replace("-", "")[:12], 16) / 1000, UTC)
    found_day = re.search(r"\d{4}-?\d\d-?\d\d", value)
    try:
        day = datetime.fromisoformat(found_day[0]) if found_day else None
    except ValueError:
        return None
    return day.replace(hour=23, tzinfo=UTC) if day else None


def guesses(
    lines: list[Line], meetings: list[Meeting], frames: list[dict[str, Any]]
) -> Iterator[tuple[str, list[int | None]]]:
    """Yield by name what each way of attack says of each line: the place of a meeting, or nothing.

    *meetings* are the oldest first; *frames* what a share copy says of each of them, or nothing.
    """
    for path in sorted({path for line in lines for path in line.fields}):
        values = [line.fields.get(path) for line in lines]
        if len({str(value) for value in values}) > 1:
            yield f"order of {path}", _by_order(values, len(meetings))
        yield f"time in {path}", [_by_time(value, meetings) for value in values]
        yield f"count in {path}", [_by_count(value, meetings) for value in values]
        yield f"teams in {path}", [_by_team(value, meetings) for value in values]
        yield f"own team in {path}", [_by_own_team(value, meetings) for value in values]
        if frames:
            yield f"said of a session: {path}", [_by_frame(value, frames) for value in values]


def _by_order(values: list[Any], count: int) -> list[int | None]:
    known = [place for place, value in enumerate(values) if isinstance(value, str | int)]
    kinds = {type(values[place]) for place in known}
    key = (lambda place: values[place]) if len(kinds) == 1 else (lambda place: str(values[place]))
    guessed: list[int | None] = [None] * len(values)
    for rank, place in enumerate(sorted(known, key=key)):
        guessed[place] = rank * count // len(known)
    return guessed


def _by_time(value: Any, meetings: list[Meeting]) -> int | None:
    moment = moment_in(value)
    begun = [place for place, each in enumerate(meetings) if moment and each.start <= moment]
    return begun[-1] if begun else None


def _by_count(value: Any, meetings: list[Meeting]) -> int | None:
    """The smallest room that can have given so many; what every room can give tells nothing."""
    if type(value) is not int:
        return None
    able = [place for place, each in enumerate(meetings) if each.present >= value]
    return min(able, key=lambda place: meetings[place].present) if 0 < len(able) < len(meetings) else None


def _by_team(value: Any, meetings: list[Meeting]) -> int | None:
    """A session whose team is not named on the other side; of several the first."""
    named = {str(each) for each in (value if isinstance(value, list) else [value])}
    others = [place for place, each in enumerate(meetings) if not {each.team, each.name} & named]
    return others[0] if 0 < len(others) < len(meetings) else None


def _by_own_team(value: Any, meetings: list[Meeting]) -> int | None:
    """The session of the only team that is named."""
    named = {str(each) for each in (value if isinstance(value, list) else [value])}
    own = [place for place, each in enumerate(meetings) if {each.team, each.name} & named]
    return own[0] if len(own) == 1 else None


def _by_frame(value: Any, frames: list[dict[str, Any]]) -> int | None:
    """The only session that says the same of itself, such as a practice prepared or a kind of its script."""
    told = [json.dumps(frame) for frame in frames]
    having = [place for place, each in enumerate(told) if isinstance(value, str) and f'"{value}"' in each]
    return having[0] if len(having) == 1 else None


class Score:
    """How often each way of attack was right, against how often chance is."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.tried: Counter[str] = Counter()
        self.chance: Counter[str] = Counter()

    def add(
        self, file: str, lines: list[Line], meetings: list[Meeting], frames: list[dict[str, Any]]
    ) -> None:
        """Count what the attack on a file gives."""
        for way, guessed in guesses(lines, meetings, frames):
            for line, guess in zip(lines, guessed, strict=True):
                if guess is not None:
                    self.tried[f"{file}: {way}"] += 1
                    self.right[f"{file}: {way}"] += guess == line.truth
                    self.chance[f"{file}: {way}"] += 1 / len(meetings)

    def better_than_chance(self, sigmas: float = 5.0) -> dict[str, str]:
        """Return the ways that are, with "right of tried"; so far off comes one in a million by chance."""
        found = {}
        for way, tried in self.tried.items():
            expected = self.chance[way]
            spread = sqrt(expected * (1 - expected / tried)) or 1.0
            if self.right[way] > expected + sigmas * spread:
                found[way] = f"{self.right[way]} of {tried}"
        return found
