"""Taking things out of a programme: only what nothing points at, and a name from everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from facilitator.errors import Damaged, RuleBroken
from facilitator.model.action import Commitment
from facilitator.model.audience import Attribution, Remark
from facilitator.model.base import ENTITIES, Record, entities_of
from facilitator.model.practice import CustomPractice
from facilitator.model.programme import Person
from facilitator.store.record_file import RecordFile
from facilitator.store.redacting import states_of
from facilitator.workspace.finding import short_id
from facilitator.workspace.programme_folder import ProgrammeFolder

_MOST_TOLD = 5


def places_of(folder: ProgrammeFolder, record: Record) -> Iterator[str]:
    """Yield the place of every reference to *record*, such as "L-03/A-1" or "Team Service Desk"."""
    target = (ENTITIES[type(record)].table, record.id)
    if isinstance(record, CustomPractice):
        target = ("practices", record.practice.key)
    for kind in entities_of("programme"):
        for other in folder.file.all(kind):
            if _points_at(other, target):
                yield f"{kind.__name__} {getattr(other, 'name', other.id)}"
    for file in folder.sessions:
        for kind in entities_of("session"):
            for other in file.all(kind):
                if _points_at(other, target):
                    has_number = getattr(other, "number", 0) and short_id(file, other) != other.id
                    yield short_id(file, other) if has_number else file.session.short_id


def _points_at(record: Record, target: tuple[str, str]) -> bool:
    return any((table, id) == target for _, table, id in record.references())


def delete(folder: ProgrammeFolder, record: Record) -> None:
    """Take a practice of one's own, a team, a person or a service out, if nothing refers to it.

    Raises `RuleBroken` with the places that do, or when a session cannot be read and might.
    """
    places = tuple(dict.fromkeys(places_of(folder, record)))
    if places:
        more = f" and {len(places) - _MOST_TOLD} more" if len(places) > _MOST_TOLD else ""
        raise RuleBroken(
            f"It is still used in {', '.join(places[:_MOST_TOLD])}{more}.",
            "What was heard keeps it; hide it, or take it off there first.",
        )
    for path in folder.damaged:
        raise RuleBroken(
            f"Whether it is still used is not known, because {path.name} cannot be read.",
            "Set that file right first: facilitator check.",
        )
    folder.file.remove(record)


def withdraw_name(folder: ProgrammeFolder, person: Person) -> int:
    """Take a person's name off everything they said or promised; return how many places that was.

    They took their yes back, so undo cannot bring the name back either. The actions they own stay
    theirs. Copies and papers are `withdrawing`'s. Raises `Damaged` at the end when a session cannot be read
    and might still hold the name.
    """
    places = sum(take_name_off(file, person) for file in folder.sessions)
    for path in folder.damaged:
        raise Damaged(
            f"The name is off everything that can be read, but {path.name} cannot.",
            "Set that file right, then take the name off again.",
        )
    return places


def take_name_off(file: RecordFile, person: Person) -> int:
    """Do so in one file, its undo and earlier states included; return in how many records."""
    named = named_in(file, person)
    if named or tells_of(file.path, person.id):
        file.forget_history()
    if named:
        with file.group("name taken off", undoable=False, trace=False):
            for record in named:
                file.put(without_name(record))
    return len(named)


def named_in(file: RecordFile, person: Person) -> list[Record]:
    """Return the records of a file that name that person as who said or promised it."""
    every = (record for kind in entities_of(file.kind) for record in file.all(kind))
    return [each for each in every if names(type(each), msgspec.structs.asdict(each), person.id)]


def names(kind: type[Record], fields: Mapping[str, Any], person: str) -> bool:
    """Tell whether these fields of a record name that person as who said or promised it."""
    promised = issubclass(kind, Commitment) and fields.get("person") == person
    return promised or (issubclass(kind, Remark) and fields.get("said_by") == person)


def tells_of(path: Path, person: str) -> bool:
    """Tell whether any file of a store, undo included, names that person so."""
    return any(names(state.kind, state.fields, person) for state in states_of(path))


def without_name(record: Record) -> Record:
    """Return a remark or a promise without the name of who made it."""
    if isinstance(record, Remark):
        return msgspec.structs.replace(record, attribution=Attribution.NONE, said_by=None)
    if isinstance(record, Commitment):
        return msgspec.structs.replace(record, person=None)
    return record
