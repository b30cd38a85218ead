"""Finding in a line what should be said about the work instead (docs/field.md, "What is not captured").

A name, whoever can be told without one, an address or telephone number, a word that judges people, and words
for what is not for the notes at all. It is asked at every key, so all that takes time is done once, in
`care_for`. It never refuses anything: whoever types may go on, make the line private, or take the words it
offers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from facilitator.live.care.credentials import find_credential
from facilitator.live.care.known_names import KnownNames
from facilitator.live.care.line_words import TypedLine, WordLists, plain_words
from facilitator.live.care.other_names import OtherNames
from facilitator.live.care.people import People
from facilitator.live.care.phones import find_phone
from facilitator.live.care.phrases import Hit, Hits, Phrases
from facilitator.model.person import Person


class Concern(Enum):
    """What may be wrong with a line: what is told of it, and what is asked."""

    ELSEWHERE = "This is not one for the notes", "It has its own people."
    CONTACT = "This holds an address or a number", "Say it about the work?"
    PERSON = "This names a person", "Say it about the work?"
    ONE = "This points at one person", "Say it about the work?"
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


@dataclass(frozen=True)
class CareWords:
    """What to look for: people known and unknown, the phrases of all lists, and what points at one person."""

    known: KnownNames
    others: OtherNames
    people: People
    phrases: Phrases


_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w@])")

_PHRASES = (
    *("judging", "harsh", "unkind", "misdeeds", "elsewhere", "personal"),
    *("roles", "posts", "somebody", "oneself", "crowd", "served"),
)
"""The lists of the catalogue that are looked for as phrases."""

_IDIOMS = "idioms"
"""Things of more than one word; where one stands nothing else is looked for."""


def care_for(
    people: Iterable[Person], words: Mapping[str, tuple[str, ...]], neutral: Iterable[str] = ()
) -> CareWords:
    """Return what to look for, of the people of a programme and the lists of the catalogue.

    The words of *neutral*, such as the names of teams and practices, are never taken for a name.
    """
    lists, told, phrases = _lists_of(tuple(words.items()))
    return CareWords(KnownNames(people, lists), OtherNames(lists, neutral), told, phrases)


@lru_cache(maxsize=2)
def _lists_of(words: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[WordLists, People, Phrases]:
    """Return what does not change with the people, found once: somebody new is met while a line is typed."""
    lists = WordLists(dict(words))
    phrases = {name: lists.texts(name) for name in _PHRASES}
    phrases[_IDIOMS] = tuple(text for text in lists.texts("things") if len(plain_words(text)) > 1)
    return lists, People(lists), Phrases(phrases)


# Looking ------------------------------------------------------------------------------------------


def warn(line: str, care: CareWords, *, spared: Collection[str] = ()) -> Caution | None:
    """Return the first thing to take care with in *line*, or None; it never fails.

    *spared* are the ids of people who may be named: the owner of an action accepted it.
    """
    typed = TypedLine(line)
    hits = care.phrases.find(typed)
    hidden = _hide(hits)
    named = care.known.find(typed, spared) or care.others.find(
        typed, lambda word: care.known.is_of(word, spared), hidden, care.people.judged(typed, hits)
    )
    one = care.people.find_one(typed, hits)
    if found := _elsewhere(
        typed, hits, somebody=bool(named or one or hits.get("somebody") or hits.get("oneself"))
    ):
        return Caution(Concern.ELSEWHERE, found)
    if "@" in line and (mail := _MAIL.search(line)):
        return Caution(Concern.CONTACT, mail[0])
    if (number := find_phone(line)) is not None:
        return Caution(Concern.CONTACT, number)
    if named is not None:
        return Caution(Concern.PERSON, line[named.start : named.end], named.person)
    if one is not None:
        return Caution(Concern.ONE, typed.shown(*one))
    judged = next(iter(hits.get("judging", ())), None) or care.people.find_judged(typed, hits)
    return Caution(Concern.JUDGES, typed.shown(*judged)) if judged is not None else None


def _hide(hits: dict[str, list[Hit]]) -> frozenset[int]:
    """Take out of *hits* what is part of an idiom; return the places of the words that are."""
    idioms = hits.get(_IDIOMS)
    if not idioms:
        return frozenset()
    hidden = frozenset(place for hit in idioms for place in range(*hit))
    for name, found in hits.items():
        hits[name] = [hit for hit in found if hidden.isdisjoint(range(*hit))]
    return hidden


def _elsewhere(line: TypedLine, hits: Hits, *, somebody: bool) -> str:
    """Return the first words for what is not for the notes, as they were typed; "" for none."""
    found = hits.get("elsewhere") or (somebody and hits.get("personal"))
    return line.shown(*found[0]) if found else find_credential(line.text) or ""


# Saying it otherwise ------------------------------------------------------------------------------

GAP = "…"
"""Stands where a word that judges stood: what happened goes there."""


def reworded(line: str, caution: Caution, instead: str) -> str:
    """Return *line* with what was found replaced wherever it stands."""
    whole = re.compile(rf"(?<![\w#])@?{re.escape(caution.found)}(?!\w)")
    return whole.sub(lambda _: instead, line)
