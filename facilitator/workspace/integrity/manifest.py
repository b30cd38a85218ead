"""The manifest of a backup: which files it holds, and whether they still are what they were.

It is written last: a folder without it is no backup.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from facilitator.errors import BadInput, Damaged, FacilitatorError, NewerFile, NotSaved
from facilitator.files.faults import FileFault
from facilitator.files.reading import read_bytes
from facilitator.store.journal.disk import Disk
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.deletion.removal import delete
from facilitator.workspace.folder.record_files import PROGRAMME_FILE, kind_of, record_files

MANIFEST = "backup.manifest"
"""The name of the manifest: JSON, but no record file."""

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
        require_kept(backup / kept.name, kept)
    return manifest


def require_kept(path: Path, kept: Kept) -> None:
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
    with writing(f"The backup cannot be written to {backup}"):
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
        write_synced(beside, as_json(msgspec.structs.replace(manifest, files=kept)))
        beside.replace(backup / MANIFEST)


def kept_as(name: str, data: bytes, *, damaged: bool = False) -> Kept:
    """Return what a manifest says of a file with these bytes."""
    return Kept(name, len(data), hashlib.sha256(data).hexdigest(), damaged)


def _may_be_kept(kept: Kept) -> bool:
    return kept.name.endswith(".json") or (kept.damaged and ".json." in kept.name)


def as_json(manifest: Manifest) -> bytes:
    """Return the content of the file a manifest stands in."""
    return json.dumps(msgspec.to_builtins(manifest), indent=1).encode()


def write_synced(path: Path, data: bytes) -> None:
    """Write a new file, and return when it is on the disk. Raises `OSError`."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def writing(what: str) -> Iterator[None]:
    """Raise `NotSaved` with *what* could not be done for each `OSError` inside."""
    try:
        yield
    except OSError as error:
        if isinstance(error, FacilitatorError):
            raise
        raise NotSaved(f"{what}: {error.strerror or error}.", "Make room, or name another place.") from None
