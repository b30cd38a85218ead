"""Who is named for what was said or promised, and the same without the name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from facilitator.model.action import Commitment
from facilitator.model.audience import Attribution, Remark
from facilitator.model.base import Record
from facilitator.model.registry import entities_of
from facilitator.store.records.record_file import RecordFile
from facilitator.store.records.scrubbing import states_of


def names_anybody(kind: type[Record], fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids of the people whom these fields of a record name for what was said or promised."""
    if issubclass(kind, Commitment) and fields.get("person"):
        yield str(fields["person"])
    if issubclass(kind, Remark) and fields.get("said_by"):
        yield str(fields["said_by"])


def names(kind: type[Record], fields: Mapping[str, Any], person: str) -> bool:
    """Tell whether these fields of a record name that person as who said or promised it."""
    return person in names_anybody(kind, fields)


def named_in(file: RecordFile, person: str) -> list[Record]:
    """Return the records of a file that name that person as who said or promised it."""
    every = (record for kind in entities_of(file.kind) for record in file.all(kind))
    return [each for each in every if names(type(each), msgspec.structs.asdict(each), person)]


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


def take_name_off(file: RecordFile, person: str) -> int:
    """Take the name off in one file, its undo and earlier states included; return in how many records."""
    named = named_in(file, person)
    if named or tells_of(file.path, person):
        file.forget_history()
    if named:
        with file.group("name taken off", undoable=False, trace=False):
            for record in named:
                file.put(without_name(record))
    return len(named)
