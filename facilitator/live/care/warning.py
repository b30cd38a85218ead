"""Finding in a line what should be said about the work instead (docs/field.md, "What is not captured").

A known person's name, an address or telephone number, a word that judges people, and words for what is not
for the notes at all. It is asked at every key, so all that takes time is done once, in `care_for`. It never
refuses anything: whoever types may go on, make the line private, or take the words it offers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from facilitator.live.care.phones import find_phone
from facilitator.model.programme import Person


class Concern(Enum):
    """What may be wrong with a line: what is told of it, and what is asked."""

    ELSEWHERE = "This is not one for the notes", "It has its own people."
    CONTACT = "This holds an address or a number", "Say it about the work?"
    PERSON = "This names a person", "Say it about the work?"
    JUDGES = "This judges a person", "Say what happened instead?"

    @property
    def told(self) -> str:
        """What is wrong, without a full stop."""
        return self.value[0]

    @property
    def asks(self) -> str:
        """What to do about it, as a sentence."""
        return self.value[1]


@dataclass(frozen=True)
class Caution:
    """One thing found in a line: *found* as it was typed there. *person* is the id of who is named."""

    concern: Concern
    found: str
    person: str | None = None

    @property
    def sentence(self) -> str:
        """The whole of it: “This names a person: “Dave”. Say it about the work?”"""
        return f"{self.concern.told}: “{self.found}”. {self.concern.asks}"


class _Entry(NamedTuple):
    """Words in a row to look for, folded. *open* lets the last one go on; one that stands *alone* is a
    name only when it is written like one."""

    words: tuple[str, ...]
    open: bool = False
    alone: bool = False
    person: str | None = None


@dataclass(frozen=True)
class CareWords:
    """What to look for: people by the first word of each name, and the lists of words."""

    names: Mapping[str, Sequence[_Entry]]
    judging: Mapping[str, Sequence[_Entry]]
    elsewhere: Mapping[str, Sequence[_Entry]]


class _Word(NamedTuple):
    text: str
    folded: str
    start: int
    end: int


_WORD = re.compile(r"[^\W_]+")
_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w@])")
_WIDEST_GAP = 2
"""Characters between two words of one name or phrase."""

_LEAST_NAME = 2
"""Letters of a part of a name that is looked for by itself."""

_OPEN_FROM = 3
"""An entry that begins with an open word is found by so many of its letters."""


def care_for(people: Iterable[Person], words: Mapping[str, tuple[str, ...]]) -> CareWords:
    """Return what to look for, of the people of a programme and the lists of the catalogue."""
    everyday = {word.casefold() for word in words.get("everyday", ())}
    return CareWords(
        _by_first(entry for person in people for entry in _names_of(person, everyday)),
        _by_first(map(_phrase, words.get("judging", ()))),
        _by_first(map(_phrase, words.get("elsewhere", ()))),
    )


def _names_of(person: Person, everyday: Collection[str]) -> Iterator[_Entry]:
    """Yield the whole name, then each part that is a name by itself and no everyday word."""
    whole = tuple(_folded(person.name))
    if len(whole) > 1:
        plain = all(word in everyday for word in whole)  # “will young people come” is nobody's name
        yield _Entry(whole, alone=plain, person=person.id)
    parts = [part for part in person.name.split() if not part[0].islower()]  # a “van” is nobody by itself
    for part in (*parts, person.handle):
        words = tuple(_folded(part))
        if len("".join(words)) >= _LEAST_NAME and part.casefold() not in everyday:
            yield _Entry(words, alone=True, person=person.id)


def _phrase(entry: str) -> _Entry:
    return _Entry(tuple(_folded(entry)), open=entry.endswith("*"))


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _by_first(entries: Iterable[_Entry]) -> dict[str, list[_Entry]]:
    """Return entries by the beginning they are found by: a word, or of an open one some letters."""
    found: dict[str, list[_Entry]] = {}
    for entry in filter(lambda entry: entry.words, entries):
        first = entry.words[0]
        key = first[:_OPEN_FROM] + "*" if entry.open and len(entry.words) == 1 else first
        found.setdefault(key, []).append(entry)
    return found


# Looking ------------------------------------------------------------------------------------------


def warn(line: str, care: CareWords, *, spared: Collection[str] = ()) -> Caution | None:
    """Return the first thing to take care with in *line*, or None; it never fails.

    *spared* are the ids of people who may be named: the owner of an action accepted it.
    """
    words = [_Word(match[0], match[0].casefold(), *match.span()) for match in _WORD.finditer(line)]
    found = _spoken(line, words, care.elsewhere)
    if found:
        return Caution(Concern.ELSEWHERE, found)
    if "@" in line and (mail := _MAIL.search(line)):
        return Caution(Concern.CONTACT, mail[0])
    if (number := find_phone(line)) is not None:
        return Caution(Concern.CONTACT, number)
    named = _named(line, words, care.names, spared) if care.names else None
    if named is not None:
        return named
    found = _spoken(line, words, care.judging)
    return Caution(Concern.JUDGES, found) if found else None


def _spoken(line: str, words: Sequence[_Word], entries: Mapping[str, Sequence[_Entry]]) -> str:
    """Return the first phrase of a list that stands in the line, as it was typed; "" for none."""
    for index, word in enumerate(words):
        for key in (word.folded, word.folded[:_OPEN_FROM] + "*"):
            for entry in entries.get(key, ()):
                if end := _stands_at(line, words, index, entry):
                    return line[word.start : end]
    return ""


def _named(
    line: str, words: Sequence[_Word], names: Mapping[str, Sequence[_Entry]], spared: Collection[str]
) -> Caution | None:
    """Return the first person named, by the longest of the names that fit there."""
    last = 0
    for index, word in enumerate(words):
        entries = names.get(word.folded, ())
        if not entries or word.start < last:
            continue
        tagged = line[word.start - 1 : word.start] == "@"
        fitting = [
            (end, entry.person)
            for entry in entries
            if (tagged or not entry.alone or _is_written_as_name(word.text))
            and (end := _stands_at(line, words, index, entry))
        ]
        longest = max((end for end, _ in fitting), default=0)
        meant = [person for end, person in fitting if end == longest]
        if meant and not any(person in spared for person in meant):
            return Caution(Concern.PERSON, line[word.start : longest], meant[0])
        last = longest
    return None


def _is_written_as_name(word: str) -> bool:
    """Tell a name from the same letters as a word or as an abbreviation: “Sam” from “sam” and “SAM”."""
    return not word[0].islower() and not (len(word) > 1 and word.isupper())


def _stands_at(line: str, words: Sequence[_Word], index: int, entry: _Entry) -> int:
    """Return where the entry ends if it begins with that word of the line, else 0."""
    there = words[index : index + len(entry.words)]
    if len(there) < len(entry.words):
        return 0
    for before, after in pairwise(there):
        if after.start - before.end > _WIDEST_GAP:
            return 0
    *head, tail = entry.words
    if [word.folded for word in there[:-1]] != head:
        return 0
    last = there[-1].folded
    fits = last.startswith(tail) if entry.open else last == tail
    return there[-1].end if fits else 0


# Saying it otherwise ------------------------------------------------------------------------------

GAP = "…"
"""Stands where a word that judges stood: what happened goes there."""


def reworded(line: str, caution: Caution, instead: str) -> str:
    """Return *line* with what was found replaced wherever it stands."""
    whole = re.compile(rf"(?<![\w#])@?{re.escape(caution.found)}(?!\w)")
    return whole.sub(lambda _: instead, line)
