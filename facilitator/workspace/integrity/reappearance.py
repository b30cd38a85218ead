"""What was erased and came back with a file that folder sync, or a person, put in the place of ours.

Whoever opens a programme never reads it (`ProgrammeFolder`). This finds it in the bytes: in record files, the
states beside them, copies and what repairs kept; and takes it out of those nobody has open.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from facilitator.errors import Damaged
from facilitator.store.journal.disk import Disk
from facilitator.store.journal.files import Files
from facilitator.store.records.scrubbing import changed_tables, read_tables, states_of, write_without_trace
from facilitator.workspace.deletion.log import KeptOut
from facilitator.workspace.deletion.removal import delete


def brought_back(programme: Path, kept_by_repairs: Path) -> Iterator[Path]:
    """Yield the record files of a programme, and those repairs kept, whose files tell what was erased."""
    kept_out = KeptOut(programme)
    if not kept_out:
        return
    found = [*programme.glob("*.json*"), *kept_by_repairs.rglob("*.json*")]
    stores = {path.with_name(path.name.lstrip(".").partition(".json")[0] + ".json") for path in found}
    yield from (path for path in sorted(stores) if _tells(path, kept_out))


def take_out_again(path: Path, programme: Path) -> None:
    """Take what was erased out of a copy that the caller holds; one that cannot be read is deleted.

    Raises `NotSaved`.
    """
    kept_out = KeptOut(programme)
    try:
        tables = read_tables(path)
        if not tables:
            raise Damaged(f"{path.name} holds nothing.", "Delete it.")
        write_without_trace(path, changed_tables(tables, kept_out.wordless, drop_history=True))
    except Damaged:
        for each in (*Files(path).all(), Files(path).checksum):
            delete(each)


def _tells(path: Path, kept_out: KeptOut) -> bool:
    states = list(states_of(path))
    # A step of undo tells a part of a record; without its time it may be of what was written since.
    whole = (state for state in states if "changed" in state.fields)
    if any(kept_out.wordless(state.kind, state.fields) != state.fields for state in whole):
        return True
    snapshot, _, previous, *loose = Files(path).all()
    unread = () if states else (snapshot, Files(path).journal, previous)
    return any(kept_out.is_told_by(_bytes(each)) for each in (*loose, *unread))


def _bytes(path: Path) -> bytes:
    try:
        return Disk().read(path) or b""
    except OSError:
        return b""
