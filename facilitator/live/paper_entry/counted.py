"""Reading what is counted on a sheet: numbers, hands, and the letters and figures of a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from facilitator.language.numbers import read_number
from facilitator.live.paper_entry.sheet import OFTEN, ROLES
from facilitator.model.ladder import Rung

NOT_ON_PAPER = "-"
_MOST = 999
"""No room holds more: a larger number is no count."""

_PAIR = re.compile(r"(\d):(.+)", re.ASCII)
_SCORES = {str(number): number for number in range(1, 6)}
_RUNGS = {str(number): number for number in range(6)}
_DOTS = {str(number): number for number in range(_MOST + 1)}
TOUCH_CODES: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("role", ROLES),
    ("frequency", OFTEN),
    ("importance", _SCORES),
    ("ease", _SCORES),
    ("rung", _RUNGS),
    ("dots", _DOTS),
)
"""What may stand in a row of the touch map, column by column."""

IDEA_CODES: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("dots", _DOTS),
    ("impact", _SCORES),
    ("effort", _SCORES),
    ("sure", _SCORES),
)
"""What may stand behind an idea."""


_ROW = re.compile("[opcrsnu-][dwmqrn-](?=[0-9-]*[0-9])[1-5-]{0,2}[0-5-]?", re.ASCII)


def spread(words: Sequence[str]) -> list[str]:
    """Return the words of a row, answers typed without blanks (`pw521`, `pw521 7`) one by one."""
    for at in range(len(words) - 1, max(-1, len(words) - 3), -1):
        rest = words[at + 1 :]
        if _ROW.fullmatch(words[at].casefold()) and all(
            word in _DOTS or word == NOT_ON_PAPER for word in rest
        ):
            return [*words[:at], *words[at].casefold(), *rest]
    return list(words)


def read_count(said: str) -> int | None:
    """Return how many are said, in digits or in words; None for none, and for more than a room holds."""
    count = read_number(said)
    return count if count is not None and 0 <= count <= _MOST else None


def read_here(said: str) -> tuple[int | None, int | None]:
    """Return how many were there, and how many of them remote; None for what is not said."""
    here, _, far = said.partition(" remote ")
    return read_count(here.removesuffix(" of them").rstrip(",")), read_count(far) if far else None


def read_pair(said: str) -> tuple[int, int] | None:
    """Return a number and its hands, said as 5:2; None for anything else."""
    match = _PAIR.fullmatch(said)
    count = read_count(match[2]) if match else None
    return (int(match[1]), count) if match and count is not None else None


def read_codes(
    words: Sequence[str], columns: Sequence[tuple[str, Mapping[str, object]]]
) -> dict[str, object] | None:
    """Return the answers that *words* stand for, those not known left out; None if one is no answer.

    Hands on several sentences of the ladder stand in its column as 1:5,2:3.
    """
    answers: dict[str, object] = {}
    for word, (name, codes) in zip(words, columns, strict=False):
        hands = read_hands(word.split(","), 0) if name == "rung" and ":" in word else None
        if hands is not None:
            answers["hands"] = hands
        elif word.casefold() in codes:
            answers[name] = codes[word.casefold()]
        elif word != NOT_ON_PAPER:
            return None
    return answers


def read_hands(words: Sequence[str], lowest: int) -> tuple[int, ...] | None:
    """Return hands for *lowest* to 5, from pairs (`5:2 4:1`) or from counts for 5 and down, - for none."""
    numbers = range(lowest, len(Rung))
    plain = [0 if word == NOT_ON_PAPER else read_count(word) for word in words]
    if len(plain) == len(numbers) and None not in plain:
        return tuple(count or 0 for count in reversed(plain))
    pairs = [read_pair(word) for word in words]
    counts = dict(pair for pair in pairs if pair is not None)
    if not counts or None in pairs or not set(counts) <= set(numbers):
        return None
    return tuple(counts.get(number, 0) for number in numbers)
