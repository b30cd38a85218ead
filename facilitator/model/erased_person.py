"""What stays of a record when a person is erased (docs/field.md, "A person's own data").

Roles end, names go. What was said, agreed and done stays: it is the team's. Where the name stood in the words
of somebody, `NAME_REMOVED` stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from enum import Enum
from typing import Any

import msgspec

from facilitator.errors import RuleBroken
from facilitator.model.action import Action, ActionStatus
from facilitator.model.audience import Attribution, Remark
from facilitator.model.base import Record, texts_of
from facilitator.model.person import Person
from facilitator.model.references import without_references
from facilitator.model.stakeholder import Stakeholder, StakeholderKind

NAME_REMOVED = "[name removed]"
"""What stands in a text where the name of somebody stood who was erased."""

_WORD = re.compile(r"\w+")
_NAMES = 2
"""From so many words on a name is told from other words: "May" and "Will" alone are not."""
_LEAST = 3


class ErasedPerson:
    """One person to be erased: what becomes of each record, and of each text that holds one of their *names*.

    *champions* are the ids of what they were champions of; it goes with them.
    """

    def __init__(self, id: str, names: Iterable[str] = (), champions: Collection[str] = ()) -> None:
        self.id = id
        self.names = tuple(filter(None, names))
        self._champions = frozenset(champions)
        self._pattern = _pattern(self.names)

    def with_champions(self, champions: Collection[str]) -> ErasedPerson:
        """Return the same person, who was champion of these."""
        return ErasedPerson(self.id, self.names, champions)

    def left_of(self, record: Record) -> Record | None:
        """Return what stays of a record; None for what goes with the person."""
        if isinstance(record, Person) and record.id == self.id:
            return None
        if (
            isinstance(record, Stakeholder)
            and record.kind is StakeholderKind.PERSON
            and record.person == self.id
        ):
            return None  # it is about nobody else
        try:
            less = without_references(_let_go(record, self.id), self._is_gone)
        except RuleBroken:
            return None  # it was theirs: a champion is nothing without a person
        return _changed(less, self._without_name) if self._pattern is not None else less  # type: ignore[no-any-return]

    def is_named_in(self, text: str) -> bool:
        """Tell whether a text holds one of the names."""
        return self._pattern is not None and self._pattern.search(text) is not None

    def _is_gone(self, table: str, id: str) -> bool:
        return (table, id) == ("people", self.id) or (table == "champions" and id in self._champions)

    def _without_name(self, text: str) -> str:
        return text if self._pattern is None else self._pattern.sub(NAME_REMOVED, text)


def names_to_remove(person: Person, others: Iterable[Person]) -> tuple[str, ...]:
    """Return the names of a person that are looked for in texts: what can mean nobody and nothing else.

    A name of one word may be any word, and one that somebody else has may mean them.
    """
    name = person.name.casefold()
    shared = any(other.id != person.id and other.name.casefold() == name for other in others)
    whole = person.name if len(_WORD.findall(person.name)) >= _NAMES and not shared else ""
    return tuple(filter(None, (whole, person.email)))


def may_mean(person: Person, record: Record) -> bool:
    """Tell whether a text of a record still holds a word of a person's name, so that somebody has to look."""
    wanted = {word.casefold() for word in _WORD.findall(person.name) if len(word) >= _LEAST}
    return any(not wanted.isdisjoint(map(str.casefold, _WORD.findall(text))) for _, text in texts_of(record))


def only_name_removed(before: str, after: str) -> bool:
    """Tell whether *after* is *before* with names taken out, and nothing else."""
    if NAME_REMOVED not in after:
        return False
    pieces = map(re.escape, after.split(NAME_REMOVED))
    return re.fullmatch(".+?".join(pieces), before, re.DOTALL) is not None


def _pattern(names: Collection[str]) -> re.Pattern[str] | None:
    ways = [r"[\W_]*".join(map(re.escape, _WORD.findall(name))) for name in names]
    return re.compile(rf"@?(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE) if ways else None


def _let_go(record: Record, person: str) -> Record:
    """Let a person off what needs one: an action is proposed again until somebody else says yes."""
    if isinstance(record, Action) and record.owner == person:
        if not record.going:
            return msgspec.structs.replace(
                record, owner=None, accepted_on=record.accepted_on or record.done_on
            )
        asked = {**record.left(), "owner": None, "team": None, "accepted_on": None}
        return msgspec.structs.replace(record, status=ActionStatus.PROPOSED, **asked)
    if isinstance(record, Remark) and record.said_by == person:
        return msgspec.structs.replace(record, attribution=Attribution.NONE, said_by=None)
    return record


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """Return a record, or a part of one, with every text of it changed."""
    if isinstance(value, str):
        return value if isinstance(value, Enum) else change(value)
    if isinstance(value, tuple):
        return tuple(_changed(part, change) for part in value)
    if not isinstance(value, msgspec.Struct):
        return value
    found = {name: getattr(value, name) for name in value.__struct_fields__}
    new = {name: _changed(part, change) for name, part in found.items()}
    return msgspec.structs.replace(value, **{name: part for name, part in new.items() if part != found[name]})
