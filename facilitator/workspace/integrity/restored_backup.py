"""Keeping what was erased out of a programme that comes back from an older backup."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from facilitator.errors import FacilitatorError
from facilitator.model.programme import Programme
from facilitator.model.registry import ENTITIES
from facilitator.store.records.history import TABLE as HISTORY
from facilitator.store.records.scrubbing import changed_tables, read_tables, write_without_trace
from facilitator.workspace.deletion.log import KeptOut, append, deletions
from facilitator.workspace.folder.record_files import PROGRAMME_FILE, record_files
from facilitator.workspace.folder.workspace import Workspace


def keep_out(workspace: Workspace, restored: Path, programme: str) -> None:
    """Take out of the record files of a folder what was erased from the programme of that id since.

    A record that went as a whole comes back without its words, so that what points at it still does. The
    folder gets the deletion log of that programme. Nothing is done where no programme of the workspace has
    the id. Raises `Damaged` or `NotSaved`.
    """
    known = [path for path in workspace.programme_paths() if _id_of(path) == programme]
    erased = [deletion for path in known for deletion in deletions(path)]
    if not erased:
        return
    for deletion in erased:
        append(restored, deletion)
    kept_out = KeptOut(restored)
    for path in record_files(restored):
        tables = read_tables(path)
        new = changed_tables(tables, kept_out.wordless, drop_history=False)
        if new != tables:
            write_without_trace(path, {name: table for name, table in new.items() if name != HISTORY})


def _id_of(path: Path) -> str:
    with suppress(FacilitatorError, OSError):
        rows = read_tables(path / PROGRAMME_FILE).get(ENTITIES[Programme].table, {})
        return next((str(row.get("id", "")) for row in rows.values()), "")
    return ""
