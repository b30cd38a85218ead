"""Making a record file whole again, for whoever holds it (`holding.take_hold`)."""

from __future__ import annotations

from pathlib import Path

from facilitator.errors import Damaged
from facilitator.store.journal.compaction import as_text
from facilitator.store.journal.disk import Disk, write_whole
from facilitator.store.journal.files import Files, unfinished
from facilitator.store.journal.journal import open_tinydb
from facilitator.store.records.salvage import Salvaged


def write_anew(path: Path, *, keep_previous: bool = True) -> None:
    """Write the file as it is at rest; damaged pieces of its journal go to `.bad`.

    With *keep_previous* false, no earlier state is left beside it. Raises `Damaged` or `NotSaved`.
    """
    db = open_tinydb(path)
    try:
        db.storage.compact(keep_previous=keep_previous)
    finally:
        db.close()


def put_together(path: Path, found: Salvaged | None) -> Salvaged:
    """Let the file hold what was *found* of it, and nothing of its journal any more.

    Raises `Damaged`, `NotSaved` or `OSError`.
    """
    if found is None:
        raise Damaged(f"Too little of {path.name} can be read.", "Put back a copy of it.")
    files, disk = Files(path), Disk()
    write_whole(disk, unfinished(files.snapshot), as_text(found.tables, {}), disk.permissions(files.snapshot))
    disk.replace(unfinished(files.snapshot), files.snapshot)
    disk.sync_folder(files.folder)
    disk.unlink(files.journal)  # what it says is in there; its lines might say less
    disk.sync_folder(files.folder)
    write_anew(path)
    return found
