"""A programme brought back from a backup, as another programme of the workspace."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from facilitator import identity
from facilitator.errors import Damaged
from facilitator.files.private import make_folder
from facilitator.model.programme import Programme
from facilitator.store.records.record_file import RecordFile
from facilitator.text import clean_line
from facilitator.workspace.folder.record_files import PROGRAMME_FILE
from facilitator.workspace.folder.whole_folder import whole_folder
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.manifest import require_kept, verify, write_synced, writing
from facilitator.workspace.integrity.restored_backup import keep_out
from facilitator.workspace.paths import safe_name
from facilitator.workspace.release.sent_calendars import above_what_was_sent


def restore(
    workspace: Workspace,
    backup: Path,
    name: str | None = None,
    *,
    clock: Callable[[], datetime] = identity.utc_now,
) -> Path:
    """Bring a backup back as a programme of the workspace, and return its folder.

    It never takes the place of another: when the folder's name is taken, it gets a number. With *name*
    the programme is called so. What was erased from it since the backup stays out, and calendars take what
    it sends next for newer than what left since. Raises `BadInput`, `Damaged` or `NotSaved`; then nothing is
    left of it.
    """
    manifest = verify(backup)
    called = clean_line(name or "") or _free_name(workspace, manifest.programme)
    with writing(f"The programme cannot be written to {workspace.sessions_dir}"):
        make_folder(workspace.sessions_dir)
        taken = {path.name.casefold() for path in workspace.sessions_dir.iterdir()} | {"demo"}
        path = workspace.sessions_dir / safe_name(called if name else manifest.folder, taken)
        with whole_folder(path) as beside:
            for kept in manifest.files:
                write_synced(beside / kept.name, (backup / kept.name).read_bytes())
            for kept in manifest.files:
                require_kept(beside / kept.name, kept)
            keep_out(workspace, beside, manifest.id)
            _settle_in(beside, called, clock())
    return path


def _free_name(workspace: Workspace, name: str) -> str:
    """Return the programme's name, with a number when another has it already."""
    taken = set()
    for path in workspace.programme_paths():
        with suppress(Damaged), closing(workspace.open(path)) as folder:
            taken.add(folder.programme.name.casefold())
    candidate, number = name, 2
    while candidate.casefold() in taken:
        candidate, number = f"{name} ({number})", number + 1
    return candidate


def _settle_in(path: Path, name: str, now: datetime) -> None:
    """Give the programme its name, and its calendars sequences above all that left since the backup."""
    with closing(RecordFile(path / PROGRAMME_FILE, "programme", rescue=True)) as file:
        if file.damage is not None or not file.all(Programme):
            return  # it came damaged, and goes so
        programme = file.all(Programme)[0]
        with file.group("restored", undoable=False):
            if programme.name != name:
                file.put(msgspec.structs.replace(programme, name=name))
            above_what_was_sent(file, now)
