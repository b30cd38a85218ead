"""What was typed into forms of records and is not saved: kept until it is saved or let go, and told."""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind

NEW = ""
"""Stands for the id of a record that is not there yet."""


class Unsaved(NamedTuple):
    """What was typed into a field and is not kept, and what is wrong with it, "" for nothing.

    `label` is what the field is called, `kind` what the record it is of.
    """

    typed: str
    fault: str
    label: str
    kind: str


_UNSAVED: WeakKeyDictionary[ProgrammeFolder, dict[tuple[str, str, str], Unsaved]] = WeakKeyDictionary()
"""Of each programme, by the name of the kind, id and field: nothing typed is lost by going elsewhere."""


def unsaved(folder: ProgrammeFolder, kind: RecordKind, id: str) -> dict[str, Unsaved]:
    """Return what was typed about a record and is not kept, by field."""
    every = _UNSAVED.get(folder, {})
    return {field: each for (name, of, field), each in every.items() if (name, of) == (kind.name, id)}


def keep(folder: ProgrammeFolder, id: str, field: str, what: Unsaved) -> None:
    """Keep what was typed into a field, in the place of what was kept of it before."""
    _UNSAVED.setdefault(folder, {})[what.kind, id, field] = what


def let_go(folder: ProgrammeFolder, kind: RecordKind, id: str, field: str | None = None) -> None:
    """Let go what was typed into a field of a record, or into all of them."""
    every = _UNSAVED.get(folder, {})
    fields = [field] if field is not None else list(unsaved(folder, kind, id))
    for each in fields:
        every.pop((kind.name, id, each), None)


def forget(folder: ProgrammeFolder, kind: str, id: str) -> None:
    """Let go all that was typed about one thing of a *kind* that has no list of records."""
    every = _UNSAVED.get(folder, {})
    for key in [each for each in every if each[:2] == (kind, id)]:
        del every[key]


def waiting(folder: ProgrammeFolder) -> tuple[str, ...]:
    """Return in words what is not saved of a programme: "Threshold (programme)", "a new team"."""
    every = _UNSAVED.get(folder, {})
    said = (
        f"{each.label} ({each.kind})" if id != NEW else f"a new {each.kind}"
        for (_, id, _), each in every.items()
    )
    return tuple(dict.fromkeys(said))
