"""Words that order and words of a framework in a text, with what we say instead.

Which they are stands in files (`workshops/words/`), one a language. See docs/field.md, "Messages".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

import msgspec

MEANS = "="
"""Between a word of a framework and what we say instead."""


class Speech(msgspec.Struct, frozen=True):
    """What is looked for in a text: words that order, the same where they free somebody ("no longer has to"),
    and words of a framework with ours."""

    orders: tuple[str, ...] = ()
    freeing: tuple[str, ...] = ()
    framework: tuple[str, ...] = ()

    @property
    def ours(self) -> dict[str, str]:
        """What we say instead of each word of a framework, in small letters."""
        pairs = (each.partition(MEANS) for each in self.framework)
        return {word.strip().casefold(): ours.strip() for word, _, ours in pairs}


def speech_of(words: Mapping[str, tuple[str, ...]]) -> Speech:
    """Return what is looked for, from the lists of words of a catalogue."""
    return Speech(words.get("orders", ()), words.get("freeing", ()), words.get("framework", ()))


def ordering_words(text: str, speech: Speech) -> dict[str, int]:
    """Return how often each word that orders stands in a text, those that come first first."""
    freeing = {_plain(each) for each in speech.freeing}
    found = _found(text, (*speech.orders, *speech.freeing))
    return {word: count for word, (entry, count) in found.items() if entry not in freeing}


def framework_words(text: str, speech: Speech) -> dict[str, int]:
    """Return how often each word of a framework stands in a text, those that come first first."""
    counts: Counter[str] = Counter()
    for entry, count in _found(text, tuple(speech.ours), plural=True).values():
        counts[entry] += count
    return dict(counts)


def _found(text: str, entries: tuple[str, ...], *, plural: bool = False) -> dict[str, tuple[str, int]]:
    """Return what was found, in small letters, with its entry and how often; the longest entry wins."""
    if not entries:
        return {}
    pattern, counts = _pattern(entries, plural), Counter[tuple[str, str]]()
    for each in pattern.finditer(text):
        entry = next(name for name, part in zip(_in_order(entries), each.groups(), strict=True) if part)
        counts[" ".join(each.group().casefold().split()), _plain(entry)] += 1
    return {word: (entry, count) for (word, entry), count in counts.items()}


@lru_cache(maxsize=8)
def _pattern(entries: tuple[str, ...], plural: bool) -> re.Pattern[str]:
    ending = "(?:e?s)?" if plural else ""
    ways = (
        r"\s+".join(map(re.escape, _plain(each).split())) + (r"\w*" if each.endswith("*") else ending)
        for each in _in_order(entries)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'({way})' for way in ways)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=8)
def _in_order(entries: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(entries, key=lambda each: (-len(each), each)))


def _plain(entry: str) -> str:
    return entry.removesuffix("*").casefold()
