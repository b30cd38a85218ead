"""Which of many fit what is typed: exact ones first, then parts of words, then other endings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

_WORDS = re.compile(r"\w+")
_LEAST_STEM = 4
_ENDING = 3
"""Another ending takes at most this many letters off a word, and leaves at least a stem."""


def fitting(typed: str, choices: Iterable[tuple[str, T]]) -> list[T]:
    """Return those whose words fit all of what is *typed*, the closest first, else in their order."""
    wanted = typed.casefold().split()
    ranked = [(rank, item) for text, item in choices if (rank := _rank(wanted, text.casefold())) is not None]
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])]


def _rank(wanted: list[str], text: str) -> int | None:
    """Return how closely a text fits, 0 the closest; None when it does not."""
    words = _WORDS.findall(text)
    if text.startswith(" ".join(wanted)):
        return 0
    if all(any(word.startswith(part) for word in words) for part in wanted):
        return 1
    if all(part in text for part in wanted):
        return 2
    if all(part in text or any(_shares_stem(part, word) for word in words) for part in wanted):
        return 3
    return None


def _shares_stem(part: str, word: str) -> bool:
    """Tell whether two words differ in their endings alone, as "changing" and "change" do."""
    stem = part[: max(_LEAST_STEM, len(part) - _ENDING)]
    return len(part) >= _LEAST_STEM and word.startswith(stem) and len(word) <= len(stem) + _ENDING
