"""The rows of a list of records: what is there, and what was begun and is not there yet."""

from __future__ import annotations

from textual.content import Content

from facilitator.ui import safe
from facilitator.ui.records.kinds import Drawer
from facilitator.ui.records.unsaved import NEW, unsaved
from facilitator.ui.widgets.rows import Row
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind

_NOT_SAVED = safe.text(("! not saved", "warn"))
_ROOM = 13
"""Cells a row leaves for saying so."""


def record_row(folder: ProgrammeFolder, kind: RecordKind, entry: object, draw: Drawer) -> Row:
    """Return the row of a record; it says when something typed about it is not saved."""
    id = kind.id_of(entry)
    waits = bool(unsaved(folder, kind, id))

    def lines(width: int) -> list[Content]:
        drawn = list(draw(entry, width - _ROOM if waits else width))
        if waits:
            drawn[0] = safe.row(width, drawn[0], _NOT_SAVED)
        return drawn

    return Row(" ".join(dict.fromkeys((id, *kind.records_of(entry)))), lines)


def draft_row(folder: ProgrammeFolder, kind: RecordKind) -> Row:
    """Return the row of the record that was begun and is not there yet, by what was typed first."""
    begun = next((each.typed for each in unsaved(folder, kind, NEW).values()), "")

    def lines(width: int) -> list[Content]:
        new = safe.cell(safe.text((f"A new {kind.name}  ", "muted"), begun), width - _ROOM)
        return [safe.row(width, new, _NOT_SAVED)]

    return Row(NEW, lines)
