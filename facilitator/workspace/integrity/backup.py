"""A programme copied into a folder of its own.

A backup holds every record file as it is at rest, so with what a running session has in its journal, but no
counted answers of the pulse; and a manifest that is written last: without it the folder is no backup. It is
read back before it counts.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from facilitator import __version__, identity
from facilitator.errors import BadInput, Damaged, FacilitatorError, NewerFile, NotSaved
from facilitator.files.private import make_folder
from facilitator.language.words import stamp_in_name
from facilitator.model.programme import Programme
from facilitator.store import open_tinydb
from facilitator.store.journal.compaction import as_text
from facilitator.store.journal.files import Files
from facilitator.store.journal.tables import Tables
from facilitator.store.records.history import TABLE as HISTORY
from facilitator.store.records.record_file import RecordFile
from facilitator.store.records.scrubbing import changed_tables
from facilitator.workspace.deletion.log import what_was_erased
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.record_files import PROGRAMME_FILE, kind_of, record_files
from facilitator.workspace.folder.whole_folder import whole_folder
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.manifest import (
    MANIFEST,
    Kept,
    Manifest,
    as_json,
    kept_as,
    read_manifest,
    verify,
    write_synced,
    writing,
)
from facilitator.workspace.integrity.pulse_migration import without_tallies
from facilitator.workspace.paths import safe_name

FOLDER = "backups"
"""The folder of the workspace where backups lie unless another place is named."""

_PATIENCE = 10.0
"""Seconds to wait for the disk to take what is waiting."""


def backups_of(workspace: Workspace, programme_path: Path) -> tuple[Path, ...]:
    """Return the folders of the workspace with backups of that programme, the oldest first.

    Also those without a manifest that can be read, if their name says so. Backups that were made in
    other places are not known.
    """
    found = sorted(path for path in (workspace.root / FOLDER).glob("*") if path.is_dir())
    return tuple(path for path in found if _is_of(path, programme_path))


def _is_of(path: Path, programme_path: Path) -> bool:
    try:
        manifest = read_manifest(path)
    except FacilitatorError:
        return path.name.startswith((f"{programme_path.name}-", f".{programme_path.name}-"))
    with suppress(Damaged), closing(RecordFile(programme_path / PROGRAMME_FILE, "programme")) as file:
        if any(programme.id == manifest.id for programme in file.all(Programme)):
            return True
    return manifest.folder == programme_path.name


def back_up(
    workspace: Workspace,
    folder: ProgrammeFolder,
    into: Path | None = None,
    *,
    clock: Callable[[], datetime] = identity.utc_now,
) -> Path:
    """Copy a programme to a new folder and return it; *into* is where, else the workspace's `backups`.

    A record file that cannot be read is taken along as it is, with what lies beside it; what is no file at
    all, such as a pipe, stays behind. Raises `BadInput` for a place that cannot be used, `Damaged` for a copy
    that does not read back, and `NotSaved`; then no folder is left.
    """
    _settle(folder)
    now = clock()
    parent = (into or workspace.root / FOLDER).absolute()
    if folder.path.resolve() in (parent.resolve(), *parent.resolve().parents):
        raise BadInput(f"{parent} lies inside the programme itself.", "Name another place for the backup.")
    with writing(f"The backup cannot be written to {parent}"):
        make_folder(parent)
        taken = {path.name.casefold() for path in parent.iterdir()}
        name = safe_name(f"{folder.path.name}-{stamp_in_name(now.astimezone())}", taken)
        with whole_folder(parent / name) as beside:
            sources, damaged = _sources(folder)
            kept = tuple(_keep(beside / path.name, tables) for path, tables in sources.items())
            kept += tuple(_keep_raw(beside / path.name, path) for path in damaged)
            programme = folder.programme
            manifest = Manifest(programme.name, programme.id, folder.path.name, now, __version__, kept)
            write_synced(beside / MANIFEST, as_json(manifest))
            verify(beside)
            for path, tables in sources.items():
                if _tables(beside / path.name) != tables:
                    raise Damaged(f"{path.name} does not read back as it was.", "Try another place.")
    return parent / name


def _settle(folder: ProgrammeFolder) -> None:
    """Let everything this program wrote be on the disk. Raises `NotSaved`."""
    if folder.wait_for_disk(_PATIENCE):
        raise NotSaved("Some of it waits for the disk.", "Try again when it is saved.")


def _tables(path: Path) -> Tables:
    with closing(open_tinydb(path, read_only=True)) as db:
        return db.storage.read() or {}


def _keep(path: Path, tables: Tables) -> Kept:
    data = as_text(tables, {})
    write_synced(path, data)
    return kept_as(path.name, data)


def _sources(folder: ProgrammeFolder) -> tuple[dict[Path, Tables], list[Path]]:
    """Return what the record files of a programme hold, and the files to take along as they are."""
    tables: dict[Path, Tables] = {}
    damaged: list[Path] = []
    for path in sorted({*record_files(folder.path), folder.file.path}):
        try:
            with closing(RecordFile(path, kind_of(path))) as file:
                if next(file.everything(), None) is None:
                    raise Damaged(f"{path.name} holds nothing.")
            tables[path] = _as_kept(folder.path, path)
        except NewerFile:
            tables[path] = _as_kept(folder.path, path)
        except Damaged:
            damaged += [each for each in Files(path).companions() if each.is_file()]
    return tables, damaged


def _as_kept(programme: Path, path: Path) -> Tables:
    """Return what a backup keeps of a file: no tallies, and nothing that was erased and came back."""
    tables, erased = without_tallies(_tables(path)), what_was_erased(programme)
    if erased is None:
        return tables
    new = changed_tables(tables, erased, drop_history=False)
    return tables if new == tables else {name: table for name, table in new.items() if name != HISTORY}


def _keep_raw(path: Path, source: Path) -> Kept:
    """Copy a file byte for byte. Raises `OSError`."""
    with source.open("rb") as data, path.open("xb") as copy:
        shutil.copyfileobj(data, copy)
        copy.flush()
        os.fsync(copy.fileno())
    with path.open("rb") as data:
        checksum = hashlib.file_digest(data, "sha256").hexdigest()
    return Kept(path.name, path.stat().st_size, checksum, damaged=True)
