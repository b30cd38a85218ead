"""What is left of a record file by all that is known of it, the workspace's backups too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from facilitator.language.words import count, stamp
from facilitator.model.base import FileKind
from facilitator.store.records.salvage import NOTHING_MISSED, Missed, Salvaged, salvage
from facilitator.workspace.erasure.deletion_log import KeptOut
from facilitator.workspace.folder.workspace import Workspace


def left_of(
    workspace: Workspace, path: Path, kind: FileKind, *, missed: Missed = NOTHING_MISSED
) -> Salvaged | None:
    """Return what is left of a record file by all that is known of it; None as `salvage` says.

    What was erased stays out.
    """
    keep_out = KeptOut(path.parent).document
    return salvage(path, kind, copies=_in_backups(workspace, path), missed=missed, keep_out=keep_out)


def _in_backups(workspace: Workspace, path: Path) -> Iterator[Path]:
    """Yield the file as backups of its programme have it, the newest first; they are read when asked for."""
    # Imported here: `backup` needs `checking`, which needs this.
    from facilitator.workspace.integrity.backup import backups_of

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
