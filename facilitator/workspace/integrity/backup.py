"""A programme copied into a folder of its own, and brought back from there.

A backup holds every record file as it is at rest, so with what a running session has in its journal, but no
counted answers of the pulse; and a manifest that is written last: without it the folder is no backup. It is
read back before it counts.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from facilitator import __version__, identity
from facilitator.errors import BadInput, Damaged, FacilitatorError, NewerFile, NotSaved
from facilitator.files.faults import FileFault
from facilitator.files.private import make_folder
from facilitator.files.reading import read_bytes
from facilitator.language.words import stamp_in_name
from facilitator.model.programme import Programme
from facilitator.store import open_tinydb
from facilitator.store.journal.compaction import as_text
from facilitator.store.journal.disk import Disk
from facilitator.store.journal.files import Files
from facilitator.store.journal.tables import Tables
from facilitator.store.records.history import TABLE as HISTORY
from facilitator.store.records.record_file import RecordFile
from facilitator.store.records.scrubbing import changed
from facilitator.text import clean_line
from facilitator.workspace.erasure.deletion_log import what_was_erased
from facilitator.workspace.erasure.removal import delete
from facilitator.workspace.folder.paths import safe_name
from facilitator.workspace.folder.programme_folder import PROGRAMME_FILE, ProgrammeFolder
from facilitator.workspace.folder.whole_folder import whole_folder
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.check import kind_of, record_files
from facilitator.workspace.pulse_migration import without_tallies

MANIFEST = "backup.manifest"
"""The name of the manifest: JSON, but no record file."""

FOLDER = "backups"
"""The folder of the workspace where backups lie unless another place is named."""

_PATIENCE = 10.0
"""Seconds to wait for the disk to take what is waiting."""

_LARGEST = 10_000_000
"""Bytes of a manifest; ten thousand sessions have a tenth of it."""

_NAME_ONE = "Name a folder that “facilitator backup” made."


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One file of a backup: its *size* in bytes and its SHA-256 *checksum*, hexadecimal.

    A *damaged* one, and what lay beside it, is kept byte for byte, so that it can still be repaired.
    """

    name: str
    size: int
    checksum: str
    damaged: bool = False


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup holds: of which programme, its *id* and *folder*; of *when* (UTC); by which *version*."""

    programme: str
    id: str
    folder: str
    when: datetime
    version: str
    files: tuple[Kept, ...]


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
    with _disk(f"The backup cannot be written to {parent}"):
        make_folder(parent)
        taken = {path.name.casefold() for path in parent.iterdir()}
        name = safe_name(f"{folder.path.name}-{stamp_in_name(now.astimezone())}", taken)
        with whole_folder(parent / name) as beside:
            sources, damaged = _sources(folder)
            kept = tuple(_keep(beside / path.name, tables) for path, tables in sources.items())
            kept += tuple(_keep_raw(beside / path.name, path) for path in damaged)
            programme = folder.programme
            manifest = Manifest(programme.name, programme.id, folder.path.name, now, __version__, kept)
            _write(beside / MANIFEST, _as_json(manifest))
            verify(beside)
            for path, tables in sources.items():
                if _tables(beside / path.name) != tables:
                    raise Damaged(f"{path.name} does not read back as it was.", "Try another place.")
    return parent / name


def _settle(folder: ProgrammeFolder) -> None:
    """Let everything this program wrote be on the disk. Raises `NotSaved`."""
    if folder.wait_for_disk(_PATIENCE):
        raise NotSaved("Some of it waits for the disk.", "Try again when it is saved.")


def restore(workspace: Workspace, backup: Path, name: str | None = None) -> Path:
    """Bring a backup back as a programme of the workspace, and return its folder.

    It never takes the place of another: when the folder's name is taken, it gets a number. With *name*
    the programme is called so. What was erased from it since the backup stays out. Raises `BadInput`,
    `Damaged` or `NotSaved`; then nothing is left of it.
    """
    # Imported here: the engine needs to know of backups.
    from facilitator.workspace.erasure.restored_backup import keep_out

    manifest = verify(backup)
    called = clean_line(name or "") or _free_name(workspace, manifest.programme)
    with _disk(f"The programme cannot be written to {workspace.sessions_dir}"):
        make_folder(workspace.sessions_dir)
        taken = {path.name.casefold() for path in workspace.sessions_dir.iterdir()} | {"demo"}
        path = workspace.sessions_dir / safe_name(called if name else manifest.folder, taken)
        with whole_folder(path) as beside:
            for kept in manifest.files:
                _write(beside / kept.name, (backup / kept.name).read_bytes())
            for kept in manifest.files:
                _require(beside / kept.name, kept)
            keep_out(workspace, beside, manifest.id)
            _name_anew(beside, called)
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


def _name_anew(path: Path, name: str) -> None:
    with closing(RecordFile(path / PROGRAMME_FILE, "programme", rescue=True)) as file:
        if file.damage is not None or not file.all(Programme):
            return  # it came damaged, and goes so
        programme = file.all(Programme)[0]
        if programme.name != name:
            with file.group("restored", undoable=False):
                file.put(msgspec.structs.replace(programme, name=name))


# Looking at a backup -----------------------------------------------------------------------------


def read_manifest(backup: Path) -> Manifest:
    """Return what a backup says it holds. Raises `BadInput` for a folder that is none."""
    try:
        manifest = msgspec.json.decode(read_bytes(backup / MANIFEST, _LARGEST), type=Manifest)
    except (FileFault, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BadInput(
            f"{backup} is no whole backup: its {MANIFEST} is not there or cannot be read.",
            _NAME_ONE,
        ) from None
    if any(Path(kept.name).name != kept.name or not _may_be_kept(kept) for kept in manifest.files):
        raise BadInput(f"{backup} names files outside of it.", _NAME_ONE)
    return manifest


def verify(backup: Path) -> Manifest:
    """Read a whole backup; return its manifest. Raises `BadInput` or `Damaged` when it does not fit it."""
    manifest = read_manifest(backup)
    names = {kept.name for kept in manifest.files}
    listed = {name for name in names if name.endswith(".json")}
    own = any(name.startswith(PROGRAMME_FILE) for name in names)
    if not own or listed != {path.name for path in record_files(backup)}:
        raise Damaged(f"{backup} holds other files than its {MANIFEST} says.", "Use another backup.")
    for kept in manifest.files:
        _require(backup / kept.name, kept)
    return manifest


def _require(path: Path, kept: Kept) -> None:
    """Raise `Damaged` unless a file is the one that was kept, and opens as records."""
    try:
        data = read_bytes(path, max(kept.size, 0))
    except FileFault as fault:
        raise Damaged(f"{path} is not as it was kept. {fault.problem}", "Use another backup.") from None
    if kept_as(kept.name, data, damaged=kept.damaged) != kept:
        raise Damaged(f"{path} is not as it was kept.", "Use another backup.")
    if kept.damaged:
        return
    with suppress(NewerFile):  # what today's program cannot read, tomorrow's can
        RecordFile(path, kind_of(path)).close()


def seal_anew(backup: Path, contents: Mapping[str, bytes] | None = None) -> None:
    """Let the manifest say what the files are now, after words were taken out of them.

    *contents* are those of files, by name, that are about to be written. Raises `BadInput` for a folder
    that is no backup, or `NotSaved`.
    """
    ahead = contents or {}
    manifest = read_manifest(backup)
    beside = backup / f"{MANIFEST}.tmp"
    with _disk(f"The backup cannot be written to {backup}"):
        damaged = {kept.name for kept in manifest.files if kept.damaged}
        paths = (*record_files(backup), *(backup / name for name in damaged if not name.endswith(".json")))
        kept = tuple(
            kept_as(
                path.name,
                ahead[path.name] if path.name in ahead else Disk().read(path) or b"",
                damaged=path.name in damaged,
            )
            for path in paths
            if path.exists()
        )
        delete(beside)
        _write(beside, _as_json(msgspec.structs.replace(manifest, files=kept)))
        beside.replace(backup / MANIFEST)


# Writing -----------------------------------------------------------------------------------------


def _tables(path: Path) -> Tables:
    with closing(open_tinydb(path, read_only=True)) as db:
        return db.storage.read() or {}


def _keep(path: Path, tables: Tables) -> Kept:
    data = as_text(tables, {})
    _write(path, data)
    return kept_as(path.name, data)


def kept_as(name: str, data: bytes, *, damaged: bool = False) -> Kept:
    """Return what a manifest says of a file with these bytes."""
    return Kept(name, len(data), hashlib.sha256(data).hexdigest(), damaged)


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
    new = changed(tables, erased, drop_history=False)
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


def _may_be_kept(kept: Kept) -> bool:
    return kept.name.endswith(".json") or (kept.damaged and ".json." in kept.name)


def _as_json(manifest: Manifest) -> bytes:
    return json.dumps(msgspec.to_builtins(manifest), indent=1).encode()


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _disk(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if isinstance(error, FacilitatorError):
            raise
        raise NotSaved(f"{what}: {error.strerror or error}.", "Make room, or name another place.") from None
