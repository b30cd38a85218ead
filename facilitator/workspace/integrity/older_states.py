"""Recovering a record file from its own files and from the backups in the workspace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from facilitator.language.words import count, stamp
from facilitator.model.base import FileKind, Record
from facilitator.model.pulse import PulseSurvey
from facilitator.store.records.salvage import NOTHING_MISSED, KeepOut, Missed, Salvaged, salvage
from facilitator.workspace.deletion.log import KeptOut
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.backup import backups_of
from facilitator.workspace.integrity.pulse_migration import as_it_comes_back


def left_of(
    workspace: Workspace, path: Path, kind: FileKind, *, missed: Missed = NOTHING_MISSED
) -> Salvaged | None:
    """Return what can be recovered of a record file, also from the workspace's backups.

    None where `salvage` finds no damage.

    What was erased stays out.
    """
    keep_out = what_comes_back(path.parent)
    return salvage(path, kind, copies=_in_backups(workspace, path), missed=missed, keep_out=keep_out)


def what_comes_back(programme: Path) -> KeepOut:
    """Return the filter for records that are recovered from a copy or an older state.

    Nothing that was erased from the programme in that folder, and no tally of the pulse. What may be shown of
    a closed wave is the same in each of its states, so it comes back.
    """
    kept_out = KeptOut(programme)

    def document(kind: type[Record], stored: Mapping[str, Any]) -> dict[str, Any] | None:
        kept = kept_out.document(kind, stored)
        return as_it_comes_back(kept) if kept is not None and kind is PulseSurvey else kept

    return document


def _in_backups(workspace: Workspace, path: Path) -> Iterator[Path]:
    """Yield the file as backups of its programme have it, the newest first; they are read when asked for."""
    for backup in reversed(backups_of(workspace, path.parent)):
        if (backup / path.name).is_file():
            yield backup / path.name


def in_words(found: Salvaged) -> str:
    """Return what a file is put together of: "96 records, 83 of them as another state has them"."""
    parts = [count(found.records, "record")]
    if found.another:
        parts.append(f"{found.another} of them as another state has them")
    if found.renamed:
        parts.append(f"{count(found.renamed, 'id')} put back")
    if found.until is not None and found.another:
        parts.append(f"the newest is of {stamp(found.until.astimezone())}")
    return ", ".join(parts)
