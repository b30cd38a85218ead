"""Reading a store back, whatever was interrupted: the snapshot, then the lines of the journal on it.

Which case it is, is told by marks: the journal's first line names the snapshot it goes on, and the
`.sum` file names the newest snapshot and the one before it.

    journal names this snapshot            its lines go on it
    `.sum` says this snapshot is newer     a compaction was interrupted; the lines are in it already
    neither                                another program changed the snapshot, or damage did: the
                                           lines go on it, for losing them would be worse, and it is told
Nothing is written here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import cast

from facilitator.errors import Damaged
from facilitator.store.files import Files
from facilitator.store.lines import Lines, Mark, operations, read_marks, split
from facilitator.store.syncing import Disk
from facilitator.store.tables import Tables, apply, are_tables

RACES = 5
"""How often a follower starts again when files were replaced while it read them."""


@dataclass(slots=True)
class Recovered:
    """What the files of a store hold together.

    *mark* is that of the snapshot as it lies there; *lines* are the journal's, none of them if they are
    in the snapshot already (*stale*); *journal_size* its bytes on the disk, None where there is none.
    """

    tables: Tables | None
    mark: Mark
    lines: Lines
    journal_size: int | None
    stale: bool
    report: list[str]
    stamp: tuple[int, int, int] | None
    """What the disk said of the snapshot before it was read."""
    sure: bool
    """Whether marks agree; if not, another program changed a file, or did so just now."""


def recover(files: Files, disk: Disk, *, follower: bool = False) -> Recovered:
    """Read the files. Raises `Damaged`. A follower tells nothing of a line that is being written."""
    for _ in range(RACES if follower else 1):
        found = _read(files, disk, follower)
        if found.sure:
            break
    return found


def _read(files: Files, disk: Disk, follower: bool) -> Recovered:
    raw, before = _bytes(files, disk, journal=True), disk.stamp(files.snapshot)
    text = _bytes(files, disk)
    sealed = disk.read(files.checksum)
    marks = read_marks(sealed) if sealed is not None else []
    lines = split(raw or b"")
    report = ["The checksum file is damaged."] if sealed is not None and not marks else []
    mark, sure, stale = _place(Mark.of(text or b"", 0), marks, lines)
    if not sure and lines.header and lines.header.size and not text:
        raise Damaged(
            f"{files.name} is gone, but not its journal.",
            f"Put {files.name} or {files.previous.name} back in its place.",
        )
    if not sure:
        report.append(f"{files.name} was changed by another program, or damaged, since it was saved.")
    if lines.damaged:
        report.append(f"{len(lines.damaged)} damaged lines in the journal; those after them are kept.")
    if lines.tail and not follower:
        report.append(
            f"The journal breaks off; its last {len(lines.tail)} bytes are kept in {files.bad.name}."
        )
    tables = parse(files, text or b"")
    size = None if raw is None else len(raw)
    return Recovered(_on(tables, lines, files, stale), mark, lines, size, stale, report, before, sure)


def _bytes(files: Files, disk: Disk, *, journal: bool = False) -> bytes | None:
    path = files.journal if journal else files.snapshot
    try:
        return disk.read(path)
    except OSError as error:
        raise Damaged(f"{path.name} cannot be opened: {error.strerror}.", "Check the folder.") from None


def _place(read: Mark, marks: list[Mark], lines: Lines) -> tuple[Mark, bool, bool]:
    """Return the snapshot's mark with its generation, whether that is sure, and whether lines are stale."""
    header = lines.header
    if header and header.same_text(read):
        return header, True, False
    known = next((mark for mark in marks if mark.same_text(read)), None)
    if known:
        stale = header is not None and header.generation < known.generation
        return known, header is None or stale, stale
    newest = max((mark.generation for mark in [*marks, *([header] if header else [])]), default=0)
    # A file without a checksum is TinyDB's own, or new.
    return read._replace(generation=newest + 1), not marks and header is None, False


def parse(files: Files, text: bytes) -> Tables | None:
    """Return the tables of a snapshot's text, None when it is blank. Raises `Damaged`."""
    if not text.strip():
        return None
    try:
        tables = json.loads(text)
    except (ValueError, RecursionError):
        raise Damaged(f"{files.name} breaks off or is not a session file.", _remedy(files)) from None
    if not are_tables(tables):
        raise Damaged(f"{files.name} holds something else than tables of records.", _remedy(files))
    return cast(Tables, tables)


def _remedy(files: Files) -> str:
    copy = f"{files.previous.name} beside it or another copy" if files.previous.exists() else "a copy of it"
    return f"It is left as it is. Put back {copy}, or move it out of the folder."


def _on(tables: Tables | None, lines: Lines, files: Files, stale: bool) -> Tables | None:
    if not lines.commits or stale:
        return tables
    tables = tables or {}
    try:
        for ops in operations(lines.commits):
            apply(tables, ops)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        raise Damaged(
            f"{files.journal.name} holds lines this version does not know.",
            "They are left as they are. Update the program.",
        ) from None
    if not are_tables(tables):
        raise Damaged(f"{files.journal.name} holds something else than records.", _remedy(files))
    lines.commits.clear()
    return tables
