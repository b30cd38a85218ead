"""Finding the phrases of several lists in a line, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from facilitator.live.care.line_words import WIDEST_GAP, TypedLine, Word, plain_words

_OPEN_FROM = 3
"""A phrase that is one open word is found by so many of its letters."""


class Hit(NamedTuple):
    """A phrase found: the words of a line from the place *first* to before *last*."""

    first: int
    last: int


Hits = Mapping[str, Sequence[Hit]]
"""What was found in a line, by the list it is of and in the order of the line."""


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    open: bool
    list: str


class Phrases:
    """Words, and words in a row, of several lists; a * at the end of one stands for any ending."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[_Phrase]] = {}
        for name, entries in lists.items():
            for entry in entries:
                if words := plain_words(entry):
                    self._add(_Phrase(words, entry.endswith("*"), name))

    def _add(self, phrase: _Phrase) -> None:
        first = phrase.words[0]
        key = first[:_OPEN_FROM] + "*" if phrase.open and len(phrase.words) == 1 else first
        self._by_first.setdefault(key, []).append(phrase)

    def find(self, line: TypedLine) -> dict[str, list[Hit]]:
        """Return by list where its phrases stand, at each place the longest."""
        found: dict[str, list[Hit]] = {}
        for index, word in enumerate(line.words):
            for key in (word.folded, word.folded[:_OPEN_FROM] + "*"):
                for phrase in self._by_first.get(key, ()):
                    last = index + len(phrase.words)
                    if not _stands(line.words[index:last], phrase):
                        continue
                    hits = found.setdefault(phrase.list, [])
                    if hits and hits[-1].first == index:
                        last = max(hits.pop().last, last)
                    hits.append(Hit(index, last))
        return found


def _stands(there: Sequence[Word], phrase: _Phrase) -> bool:
    if len(there) < len(phrase.words):
        return False
    *head, tail = phrase.words
    if [word.folded for word in there[:-1]] != head:
        return False
    last = there[-1].folded
    if not (last.startswith(tail) if phrase.open else last == tail):
        return False
    return all(after.start - before.end <= WIDEST_GAP for before, after in pairwise(there))
