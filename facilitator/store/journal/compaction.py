"""Writing the snapshot anew, so that the journal may be emptied.

    1  x.json.tmp       the new text, synced
    2  x.json.sum       names the new snapshot and the old ones, synced, name and all
    3  x.json.previous  a second name for the old snapshot, or a copy where files have only one
    4  x.json           the new text takes the name; the folder is synced, then the journal emptied

Until 4 the old snapshot and its journal hold everything; from 4 on the new snapshot does, and the
journal is seen to be stale by its first line. An interruption at any point costs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from facilitator.store.journal.disk import Disk, write_whole
from facilitator.store.journal.files import Files, unfinished
from facilitator.store.journal.lines import SnapshotMark, write_marks
from facilitator.store.journal.tables import Tables, are_tables

_FIRST = ("meta", "removals")
"""These tables come first: of a file that breaks off, they tell best what the rest was."""


def as_text(tables: Tables, options: Mapping[str, Any]) -> bytes:
    """Return the snapshot's text; with no *options* for JSON, one document a line for people to compare.

    A storage may be given anything that JSON can hold; what are no tables is written as it comes.
    """
    if options or not are_tables(tables):
        return json.dumps(tables, **options).encode("utf-8", "surrogatepass")
    try:
        return _one_a_line(tables, json.JSONEncoder(ensure_ascii=False)).encode()
    except UnicodeEncodeError:  # a lone surrogate can only be written escaped
        return _one_a_line(tables, json.JSONEncoder()).encode()


def _one_a_line(tables: Tables, encoder: json.JSONEncoder) -> str:
    encode = encoder.encode
    parts = []
    for name, table in sorted(tables.items(), key=lambda each: each[0] not in _FIRST):
        documents = ",\n".join([f" {encode(id)}: {encode(document)}" for id, document in table.items()])
        parts.append(f"{encode(name)}: {{\n{documents}\n}}")
    return "{" + ",\n".join(parts) + "}\n"


def replace_snapshot(
    disk: Disk,
    files: Files,
    text: bytes,
    marks: list[SnapshotMark],
    before: Iterable[SnapshotMark],
    *,
    keep_previous: bool,
) -> SnapshotMark:
    """Put *text* in the place of the snapshot, the first of *marks*; return its mark. Raises `OSError`.

    The name is not synced yet: that is the first step of emptying the journal. *before* are the marks of
    earlier states, the newest first. With *keep_previous* false the previous snapshot goes as well, for what
    was redacted must not stay in it, and the earlier states are forgotten.
    """
    new = SnapshotMark.of(text, marks[0].generation + 1)
    mode = disk.permissions(files.snapshot)
    for path in (files.snapshot, files.checksum, files.previous):
        disk.unlink(unfinished(path))
    write_whole(disk, unfinished(files.snapshot), text, mode)
    sums = write_marks(new, *marks, before=before if keep_previous else ())
    write_whole(disk, unfinished(files.checksum), sums, mode)
    disk.replace(unfinished(files.checksum), files.checksum)
    disk.sync_folder(files.folder)
    if not keep_previous:
        disk.unlink(files.previous)
    elif marks[0].size:
        _keep(disk, files, mode)
    disk.replace(unfinished(files.snapshot), files.snapshot)
    return new


def _keep(disk: Disk, files: Files, mode: int) -> None:
    try:
        disk.link(files.snapshot, unfinished(files.previous))
    except OSError:
        write_whole(disk, unfinished(files.previous), disk.read(files.snapshot) or b"", mode)
    disk.replace(unfinished(files.previous), files.previous)


def keep_beside(disk: Disk, files: Files, text: bytes) -> Path:
    """Keep what something else put in the place of the snapshot under a name of its own, synced.

    Return that name; what is kept there already is not kept twice. Raises `OSError`.
    """
    number = 1
    while (kept := disk.read(path := files.changed_elsewhere(number))) is not None:
        if kept == text:
            return path
        number += 1
    write_whole(disk, unfinished(path), text, disk.permissions(files.snapshot))
    disk.replace(unfinished(path), path)
    disk.sync_folder(files.folder)
    return path


def put_aside(disk: Disk, files: Files, pieces: list[bytes]) -> None:
    """Keep damaged pieces of a journal in the `.bad` file, synced. Raises `OSError`."""
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return
    handle = disk.open(files.bad, disk.permissions(files.snapshot))
    try:
        disk.write(handle, b"".join(piece + b"\n" for piece in pieces))
        disk.sync(handle)
    finally:
        disk.close(handle)
