"""Which practice, team or person a word after `#` or `@` means.

Names may be typed joined (`#changeenablement`), with hyphens, or as a beginning. Whatever does not
mean exactly one thing means nothing, and stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeVar

from facilitator.model.kinds import SIGNS
from facilitator.model.observation import KINDS, NoteKind
from facilitator.model.person import Person
from facilitator.model.practice import Practice
from facilitator.model.team import Team, still_found_as

T = TypeVar("T")

ACTION = "action"
"""What the capture line writes in the actions instrument when no note sign stands before it."""

IDEA = "idea"
"""What it writes in the ideas instrument."""

COMMITMENT = "commitment"
"""Commitments are entered in a form; a line captured as one has no annotations of its own."""

LEAST_BEGINNING = 2
"""An unfinished team or person has at least this many letters."""

_WORDS = re.compile(r"[^\W_]+")
_LITTLE = frozenset({"and", "of", "the", "for", "in", "to"})


@dataclass(frozen=True)
class CaptureContext:
    """What the capture line needs to know of the moment it is typed in.

    `kind` is what a plain line becomes: the key of a kind, or "idea", "action", "commitment".
    `kinds` are all kinds of the session, `signs` what they begin with;
    `practice` is that of the segment. `own_teams` are the
    session's: an owner is looked for there when two people share a name; `speaking` is the one of two that
    has the word. `roles` are folded words by which a role is told from a name. `earliest` is the first day an
    action may be due, today unless told otherwise.
    """

    kind: str = "works"
    kinds: Mapping[str, NoteKind] = field(default_factory=lambda: KINDS)
    signs: Mapping[str, str] = field(default_factory=lambda: SIGNS)
    practices: Sequence[Practice] = ()
    shortlist: Sequence[str] = ()
    practice: str | None = None
    teams: Sequence[Team] = ()
    people: Sequence[Person] = ()
    today: date = date.min
    own_teams: Collection[str] = ()
    speaking: str | None = None
    roles: Collection[str] = ()
    earliest: date | None = None

    @property
    def other_teams(self) -> tuple[Team, ...]:
        """The teams a tag can name: all but the one that speaks; where both of two do, all."""
        own = set(self.own_teams) if len(self.own_teams) == 1 else {self.speaking}
        return tuple(team for team in self.teams if team.id not in own and team.became is None)


class Named(NamedTuple):
    """A thing with names: its id, the name people see, and all it goes by."""

    id: str
    name: str
    names: tuple[str, ...]


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Return *text* as names are compared: letters and digits only, case ignored."""
    return "".join(_WORDS.findall(text)).casefold()


@lru_cache(maxsize=1024)
def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared, without "and" and the like."""
    words = tuple(word.casefold() for word in _WORDS.findall(name))
    return tuple(word for word in words if word not in _LITTLE) or words


def practice_names(practices: Iterable[Practice]) -> tuple[Named, ...]:
    """Return the practices as named things."""
    return tuple(Named(each.key, each.name, (each.name, each.short_name, each.key)) for each in practices)


def team_names(teams: Iterable[Team]) -> tuple[Named, ...]:
    """Return the teams as named things."""
    teams = tuple(teams)
    return tuple(
        Named(each.id, each.name, (each.name, each.short_name, *still_found_as(each, teams)))
        for each in teams
    )


def person_names(people: Iterable[Person]) -> tuple[Named, ...]:
    """Return the people as named things."""
    return tuple(Named(each.id, each.name, (each.name, each.handle)) for each in people)


def find_practice(typed: str, context: CaptureContext) -> str | None:
    """Return the key of the practice *typed* means, or None.

    A whole name counts always; then a beginning that fits exactly one practice of the shortlist;
    then a whole word that only one practice has, or has first.
    """
    every = practice_names(context.practices)
    short = [named for named in every if named.id in set(context.shortlist)]
    return _first(
        typed,
        (_exactly, short),
        (_exactly, every),
        (_first_word, short),
        (_begins_a_word, short),
        (_any_word, every),
        (_first_word, every),
    )


def find_team(typed: str, context: CaptureContext, *, whole_words: bool = False) -> str | None:
    """Return the id of the team *typed* means, or None; *whole_words* rules out beginnings."""
    teams = team_names(context.other_teams)
    tests: list[tuple[Test, Sequence[Named]]] = [(_exactly, teams), (_any_word, teams), (_first_word, teams)]
    if not whole_words and len(typed) >= LEAST_BEGINNING:
        tests.append((_begins_a_word, teams))
    return _first(typed, *tests)


def find_person(typed: str, context: CaptureContext) -> str | None:
    """Return the id of the person *typed* means, or None.

    Of two who share a name, the one of the session's own teams is meant.
    """
    near = person_names(person for person in context.people if person.team in context.own_teams)
    every = person_names(context.people)
    tests: list[tuple[Test, Sequence[Named]]] = [
        (_exactly, every),
        (_exactly, near),
        (_any_word, every),
        (_any_word, near),
    ]
    if len(typed) >= LEAST_BEGINNING and not fits_any(typed, every):
        tests += [(_begins_a_word, every), (_begins_a_word, near)]
    return _first(typed, *tests)


def is_role(typed: str, context: CaptureContext) -> bool:
    """Tell whether *typed* is a role and nobody's name: one that is known, or one that ends like a role."""
    words = words_of(typed)
    return fold(typed) in context.roles or (bool(words) and words[-1] in context.roles)


def role_words(lists: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """Return what tells a role: the last words of *lists* ("lead", "manager"), and whole *known* roles."""
    last = {words[-1] for each in lists if (words := words_of(each)) and fold(words[-1]) == words[-1]}
    return frozenset({*last, *(fold(each) for each in known if each)})


def is_whole_name(typed: str, items: Iterable[Named]) -> bool:
    """Tell whether *typed* is a name of something from its first letter to its last."""
    wanted = fold(typed)
    return bool(wanted) and any(_exactly(wanted, named) for named in items)


def fits_any(typed: str, items: Iterable[Named]) -> bool:
    """Tell whether *typed* is the name, or a whole word of the name, of at least one thing."""
    items = tuple(items)
    wanted = fold(typed)
    return any(_exactly(wanted, named) or _any_word(wanted, named) for named in items)


Test = Callable[[str, Named], bool]


def _exactly(wanted: str, named: Named) -> bool:
    return any(wanted == fold(name) for name in named.names if name)


def _any_word(wanted: str, named: Named) -> bool:
    return any(wanted in words_of(name) for name in named.names if name)


def _first_word(wanted: str, named: Named) -> bool:
    return words_of(named.name)[:1] == (wanted,)


def _begins_a_word(wanted: str, named: Named) -> bool:
    return any(
        fold(name).startswith(wanted) or any(word.startswith(wanted) for word in words_of(name))
        for name in named.names
        if name
    )


def _first(typed: str, *tests: tuple[Test, Sequence[Named]]) -> str | None:
    """Return the one thing that fits the first test that exactly one thing passes."""
    wanted = fold(typed)
    if not wanted:
        return None
    for test, items in tests:
        fitting = {named.id for named in items if test(wanted, named)}
        if len(fitting) == 1:
            return fitting.pop()
    return None
