"""The kinds of things a programme keeps lists of, each made from its declaration in the model.

A kind knows which Struct its form asks for, which of them there are, and how one is kept. What `RecordKind`
does by itself is right for a record type of the programme of which nothing else has to be known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from facilitator.errors import NotFound
from facilitator.model.base import Record
from facilitator.model.field_shapes import AskedField, asked_fields
from facilitator.model.person import Person
from facilitator.model.registry import ENTITIES
from facilitator.model.service import Service
from facilitator.model.team import Team
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.references import name_of
from facilitator.workspace.records.targets import target_of, targets
from facilitator.workspace.records.values import value_of
from facilitator.workspace.teams import connect, require_own_name


class RecordKind:
    """The records of one type of the programme's own file.

    `name` is what one of them is called, `form` the Struct whose fields are asked for.
    """

    def __init__(self, form: type[msgspec.Struct], name: str = "") -> None:
        self.form = form
        self.name = name or ENTITIES[form].name  # type: ignore[index]  # such a form is a record

    @property
    def types(self) -> frozenset[type[Record]]:
        """The record types a change of it touches."""
        return frozenset({self.form})  # type: ignore[arg-type]  # see __init__

    @property
    def fields(self) -> tuple[AskedField, ...]:
        """What is asked, in order."""
        return asked_fields(self.form)

    def asks(self, entry: msgspec.Struct | None, field: AskedField) -> bool:
        """Tell whether a field is asked of that one; None is one that is not there yet."""
        return True

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are, in the order of a list."""
        return folder.file.all(self.form)

    def id_of(self, entry: Any) -> str:
        """Return what an entry is known by."""
        return str(entry.id)

    def records_of(self, entry: Any) -> tuple[str, ...]:
        """Return the ids of the records behind an entry."""
        return (self.id_of(entry),)

    def label_of(self, folder: ProgrammeFolder, entry: Any) -> str:
        """Return what an entry is called; one known by another record, as a champion, has its name."""
        return name_of(entry, folder.file)

    def find(self, folder: ProgrammeFolder, id: str) -> Any:
        """Return the entry of that id as it is now. Raises `NotFound`."""
        for entry in self.all(folder):
            if self.id_of(entry) == id:
                return entry
        raise NotFound(f"This {self.name} is not there any more.", "Look at the list again.")

    def meant(self, folder: ProgrammeFolder, typed: str) -> Any:
        """Return the entry that *typed* means. Raises `NotFound` or `Ambiguous`, listing what there is."""
        table = ENTITIES[self.form].table  # type: ignore[index]  # see __init__
        return self.find(folder, target_of(self.name, typed, targets(folder, table)).id)

    def change(self, folder: ProgrammeFolder, entry: Any, typed: Mapping[str, str]) -> Any:
        """Save an entry with what was typed into some of its fields, as one change; return it as it is then.

        Raises `BadInput`, `RuleBroken`, `ChangedMeanwhile`, `InUse` or `NotSaved`; then nothing changed.
        """
        values = {
            each.name: value_of(folder, each, typed[each.name]) for each in self.fields if each.name in typed
        }
        return self.put(folder, msgspec.structs.replace(entry, **values))

    def add(self, folder: ProgrammeFolder, typed: Mapping[str, str]) -> Any:
        """Save a new entry from what was typed; raises as `change`. A field that is missing stays empty."""
        asked = [each for each in self.fields if self.asks(None, each)]
        values = {each.name: value_of(folder, each, typed.get(each.name, "")) for each in asked}
        return self.put(folder, self.form(**values))

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save an entry, new or known; return it as it is then."""
        with folder.file.group(f"{self.name} {self.label_of(folder, entry)}", about=self.name):
            return folder.file.put(entry)

    def record_of(self, folder: ProgrammeFolder, entry: Any) -> Record | None:
        """Return the record whose deletion is the end of an entry, None for one that cannot be deleted."""
        record: Record = entry
        return record

    def kept_because(self, entry: Any) -> tuple[str, str]:
        """Return why an entry cannot be deleted, and what to do instead."""
        return f"This {self.name} belongs to the programme.", "Change it instead."


_BY_VERBS = frozenset({"retired", "became"})
"""What is no field of a form, because a verb of its own sets it."""


class TeamRecords(RecordKind):
    """Teams: who works with whom is kept on both sides. That one is no more has a verb of its own."""

    @property
    def fields(self) -> tuple[AskedField, ...]:
        """What is asked, in order."""
        return tuple(field for field in asked_fields(self.form) if field.name not in _BY_VERBS)

    def asks(self, entry: msgspec.Struct | None, field: AskedField) -> bool:
        """Tell whether a field is asked: earlier names only of a team that has some."""
        return field.name != "former_names" or bool(getattr(entry, "former_names", ()))

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save a team, and name it with those it names. By a name it had before it is still found.

        A name another team has is refused; two that have one since earlier can be changed all the same.
        """
        before = folder.teams.get(entry.id)
        if before is None or before.name != entry.name:
            require_own_name(folder, entry)
        if before is not None and before.name != entry.name:
            kept = (each for each in (*entry.former_names, before.name) if each != entry.name)
            entry = msgspec.structs.replace(entry, former_names=tuple(dict.fromkeys(kept)))
        return connect(folder, entry, entry.counterparts)


TEAM = TeamRecords(Team)
PERSON = RecordKind(Person)
SERVICE = RecordKind(Service)
