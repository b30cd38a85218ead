"""A programme brought back from a backup, as another programme of the workspace."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

import msgspec

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


def restore(workspace: Workspace, backup: Path, name: str | None = None) -> Path:
    """Bring a backup back as a programme of the workspace, and return its folder.

    It never takes the place of another: when the folder's name is taken, it gets a number. With *name*
    the programme is called so. What was erased from it since the backup stays out. Raises `BadInput`,
    `Damaged` or `NotSaved`; then nothing is left of it.
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
            _rename(beside, called)
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


def _rename(path: Path, name: str) -> None:
    with closing(RecordFile(path / PROGRAMME_FILE, "programme", rescue=True)) as file:
        if file.damage is not None or not file.all(Programme):
            return  # it came damaged, and goes so
        programme = file.all(Programme)[0]
        if programme.name != name:
            with file.group("restored", undoable=False):
                file.put(msgspec.structs.replace(programme, name=name))
