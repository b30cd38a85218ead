"""Finding the people of a programme in a line, however their names are typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from facilitator.live.care.line_words import WIDEST_GAP, TypedLine, Word, WordLists, plain, plain_words
from facilitator.model.person import Person

_LEAST_NAME = 2
"""Letters of a part of a name that is looked for by itself."""

_LEAST_SMALL = 3
"""Letters of a name that is known without a capital letter as well."""

LEAST_LARGE = 5
"""Letters in capitals that are a name among other words; fewer may be an abbreviation."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


class NameFound(NamedTuple):
    """Where a name stands in a line, and the id of the person if it is a known one."""

    start: int
    end: int
    person: str | None = None


class _Entry(NamedTuple):
    """Words in a row that name a person; an *ordinary* one is a name only where it is written like one."""

    words: tuple[str, ...]
    ordinary: bool
    person: str
    owns: bool = False


class KnownNames:
    """The people of a programme by the first word of each name."""

    def __init__(self, people: Iterable[Person], lists: WordLists) -> None:
        self._everyday, self._ordinary = lists.words("everyday"), lists.words("ordinary")
        self._acts = lists.words("acts") - lists.words("loose")
        self._opening, self._things_of = lists.words("opening"), lists.words("things_of")
        self._by_first: dict[str, list[_Entry]] = {}
        for person in people:
            for entry in self._names_of(person):
                self._by_first.setdefault(entry.words[0], []).append(entry)

    def _names_of(self, person: Person) -> Iterator[_Entry]:
        """Yield the whole name, then each part that is a name by itself, as any keyboard writes them."""
        for name in dict.fromkeys((person.name, person.name.translate(_UMLAUTS))):
            whole = plain_words(name)
            if len(whole) > 1:
                everyday = all(word in self._everyday for word in whole)  # “will young people come”
                yield _Entry(whole, everyday, person.id)
            parts = [part for part in name.split() if not part[0].islower()]  # a “van” is nobody by itself
            for part in dict.fromkeys((*parts, person.handle)):
                yield from self._alone(part, person.id)

    def _alone(self, part: str, person: str) -> Iterator[_Entry]:
        """Yield a part of a name, also as in “Toms list”, but no everyday word."""
        words = plain_words(part)
        letters = len("".join(words))
        if letters < _LEAST_NAME or plain(part) in self._everyday:
            return
        ordinary = letters < _LEAST_SMALL or plain(part) in self._ordinary
        yield _Entry(words, ordinary, person)
        if not ordinary and not words[-1].endswith("s"):
            yield _Entry((*words[:-1], f"{words[-1]}s"), ordinary, person, owns=True)

    def is_of(self, word: Word, people: Collection[str]) -> bool:
        """Tell whether a word begins a name of one of *people*, who are ids."""
        return bool(people) and any(entry.person in people for entry in self._by_first.get(word.folded, ()))

    def find(self, line: TypedLine, spared: Collection[str]) -> NameFound | None:
        """Return the first person named, by the longest of the names that fit there; none of the *spared*."""
        last = 0
        for index, word in enumerate(line.words):
            entries = self._by_first.get(word.folded)
            if not entries or word.start < last:
                continue
            fitting = [(end, entry.person) for entry in entries if (end := self._end(line, index, entry))]
            longest = max((end for end, _ in fitting), default=0)
            meant = [person for end, person in fitting if end == longest]
            if meant and not any(person in spared for person in meant):
                return NameFound(word.start, longest, meant[0])
            last = max(longest, last)
        return None

    def _end(self, line: TypedLine, index: int, entry: _Entry) -> int:
        """Return where that name ends if it begins with that word and is meant as one, else 0."""
        last = index + len(entry.words)
        there = line.words[index:last]
        if tuple(word.folded for word in there) != entry.words:
            return 0
        if any(after.start - before.end > WIDEST_GAP for before, after in pairwise(there)):
            return 0
        whole = len(there) > 1 and not entry.ordinary
        meant = whole or line.before(there[0]) == "@" or self._is_meant(line, index, last, entry)
        return there[-1].end if meant else 0

    def _is_meant(self, line: TypedLine, index: int, last: int, entry: _Entry) -> bool:
        """Tell a name from the same letters as a word, as an abbreviation or as the name of a tool."""
        word = line.words[index]
        after = line.words[last].folded if last < len(line.words) else ""
        if word.is_large:
            return len(word.text) >= LEAST_LARGE or line.is_large or after in self._acts
        if entry.ordinary:
            return not word.is_small and (index > 0 or after not in self._opening)
        return entry.owns or not (word.is_small and after in self._things_of)
