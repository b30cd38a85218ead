"""Reading a store back, whatever was interrupted: the snapshot, then the lines of the journal on it.

The lines say what things are, not how they change, so all of them go on the snapshot even if they are in
it already, as after a compaction that was interrupted. Marks tell whether the snapshot is the right one:
the journal's first line names the one it was begun on; the `.sum` file names the newest, the one before,
and the one the journal was begun on where that is older still (after two interrupted compactions).

    the journal was begun on this snapshot    all is well
    `.sum` knows this snapshot as a newer     a compaction was interrupted; all is well
    `.sum` knows it, and the journal as older what was emptied came back: its lines are in the snapshot, so
                                              they do not go on it once more; they are kept, and told
    neither                                   something else changed the snapshot, or damage did: the lines go
                                              on it, for losing them would be worse; it is told, and whoever
                                              writes keeps that snapshot beside the file
Nothing is written here.
"""

from __future__ import annotations

import contextlib
import gc
import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import msgspec

from facilitator.errors import Damaged
from facilitator.store.findings import Finding, FromOutside
from facilitator.store.journal.disk import Disk, Stamp
from facilitator.store.journal.files import Files
from facilitator.store.journal.lines import (
    Lines,
    SnapshotMark,
    operations,
    read_marks,
    read_marks_before,
    split,
)
from facilitator.store.journal.plainness import read_lines, require_plain_text, tables_in
from facilitator.store.journal.tables import Tables, apply, are_tables

LARGE = 1024 * 1024
"""Bytes from which on the garbage collector would take a good part of the time of reading."""

RACES = 5
"""How often reading starts again when the snapshot was replaced meanwhile."""


class Recovered(msgspec.Struct):
    """What the files of a store hold together.

    *mark* is that of the snapshot as it lies there, *stamp* what the disk said of it; *lines* are the
    journal's, without their texts; *journal_size* is its bytes on the disk, None where there is none.
    *before* are the marks of earlier states. *stray* is the text of a snapshot the journal was not begun on;
    *plain* tells that `door` need not look through it, *known* that it is what its checksum says,
    *replaced* that the snapshot is not the one that was
    saved last, while nothing was open.
    """

    tables: Tables | None
    mark: SnapshotMark
    stamp: Stamp | None
    lines: Lines
    journal_size: int | None
    report: list[Finding]
    before: list[SnapshotMark] = []
    stray: bytes | None = None
    replaced: bool = False
    plain: bool = False
    known: bool = False


class Raw(msgspec.Struct, frozen=True):
    """The bytes of the files, None for one that is not there; *stamp* is that of the snapshot."""

    stamp: Stamp | None
    journal: bytes | None
    snapshot: bytes | None
    checksum: bytes | None


def recover(files: Files, disk: Disk, *, follower: bool = False) -> Recovered:
    """Read the files. Raises `Damaged`. A follower tells nothing of a line that is being written."""
    paths = {
        files.journal: files.journal.name,
        files.snapshot: files.name,
        files.checksum: files.checksum.name,
    }
    for _ in range(RACES):
        stamp = disk.stamp(files.snapshot)
        raw = Raw(stamp, *(_bytes(disk, path, name) for path, name in paths.items()))
        # An older journal must not go on a newer snapshot: its end may be missing.
        if disk.stamp(files.snapshot) == stamp:
            break
    large = len(raw.journal or b"") + len(raw.snapshot or b"") > LARGE
    with without_collections() if large else contextlib.nullcontext():
        return _together(files, raw, follower)


@contextlib.contextmanager
def without_collections() -> Iterator[None]:
    """Let the garbage collector wait: what is read only grows; looking through it takes half the time.

    For one large file, or for many small ones.

    At the end what is new is put where what is old is, without a look at it: nothing in JSON points back at
    itself, and otherwise the first capture would have to wait for that. What is frozen stays so.
    """
    enabled, frozen = gc.isenabled(), gc.get_freeze_count() > 0
    if enabled:
        gc.collect(1)
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            if not frozen:
                gc.unfreeze()
            gc.enable()


def _together(files: Files, raw: Raw, follower: bool) -> Recovered:
    text = raw.snapshot or b""
    lines = split(raw.journal or b"")
    marks = read_marks(raw.checksum) if raw.checksum is not None else []
    before = read_marks_before(raw.checksum) if raw.checksum is not None else []
    read = SnapshotMark.of(text, 0)
    report = [Finding("The checksum file is damaged.")] if raw.checksum is not None and not marks else []
    if _came_back(read, marks, lines.mark):
        count = len(lines.commits)
        report.append(FromOutside(_CAME_BACK.format(files.journal.name, files.name, count, files.bad.name)))
        lines = Lines(tail=raw.journal or b"")
    else:
        report += _damages(files, lines, follower)
    known = _known(read, marks, lines.mark)
    stray, states = None, [*marks, *before]
    if raw.journal is None and _is_older(read, states):
        report.insert(0, _put_back(files, read, states))
    elif not known and (marks or lines.mark):
        report.insert(0, _changed(files, text, lines.mark, states))
        stray = text if lines.mark and text else None
    replaced = bool(marks) and not read.same_text(marks[0]) and not lines.mark
    tables = _plainly(text, raw.journal or b"", lines)
    plain = tables is not None
    if not plain:
        tables = _on(parse_snapshot(files, text), lines, files)
    lines.commits.clear()
    mark = read._replace(generation=known or _newest(marks, lines.mark) + 1)
    size = None if raw.journal is None else len(raw.journal)
    return Recovered(
        tables, mark, raw.stamp, lines, size, report, states, stray, replaced, plain, known is not None
    )


_CAME_BACK = "{0} is older than {1}: its {2} lines are in there already; they are not used, and kept in {3}."


def _came_back(read: SnapshotMark, marks: list[SnapshotMark], begun: SnapshotMark | None) -> bool:
    """Tell whether a journal that was emptied lies there again, under the snapshot that holds its lines.

    What an interruption leaves, `.sum` names.
    """
    if not marks or not begun or begun in marks or begun.generation >= marks[0].generation:
        return False
    return read.same_text(marks[0]) and not begun.same_text(read)


def _damages(files: Files, lines: Lines, follower: bool) -> list[Finding]:
    report = []
    if lines.damaged:
        report.append(
            Finding(f"{len(lines.damaged)} damaged lines in the journal; those after them are kept.")
        )
    if lines.missing:
        count = "A line is" if lines.missing == 1 else f"{lines.missing} lines are"
        report.append(FromOutside(f"{count} missing in {files.journal.name}; those after are kept."))
    if lines.astray:
        came = f"{files.journal.name} holds {len(lines.astray)} lines that do not follow those before them"
        report.append(FromOutside(f"{came}; they are not used, and kept in {files.bad.name}."))
    if lines.tail and not follower:
        size = len(lines.tail)
        report.append(Finding(f"The journal breaks off; its last {size} bytes are kept in {files.bad.name}."))
    return report


def _changed(files: Files, text: bytes, begun: SnapshotMark | None, known: list[SnapshotMark]) -> Finding:
    if begun and begun.size and not text:
        raise Damaged(
            f"{files.name} is gone, but not its journal.",
            f"Put {files.name} or {files.previous.name} back in its place.",
        )
    read = SnapshotMark.of(text, 0)
    older = next((mark.generation for mark in known if mark.same_text(read)), None)
    if begun and older is not None and older < begun.generation:
        what = (
            f"{files.name} is an older state (number {older}) than its journal goes on ({begun.generation})"
        )
        return FromOutside(f"{what}; what was saved between them is not in it.")
    return FromOutside(f"{files.name} was changed by another program, or damaged, since it was saved.")


def _is_older(read: SnapshotMark, states: list[SnapshotMark]) -> bool:
    return any(read.same_text(mark) for mark in states) and not read.same_text(states[0])


def _put_back(files: Files, read: SnapshotMark, known: list[SnapshotMark]) -> Finding:
    number = next((mark.generation for mark in known if mark.same_text(read)), 0)
    what = f"Something put an older state in the place of {files.name}: number {number}"
    return FromOutside(f"{what}, and {known[0].generation} was saved last.")


def _known(read: SnapshotMark, marks: list[SnapshotMark], begun: SnapshotMark | None) -> int | None:
    """Return the generation of the snapshot that was read; None when it is not the right one."""
    if begun and begun.same_text(read):
        return begun.generation
    found = next((mark.generation for mark in marks if mark.same_text(read)), None)
    if begun is None or found is None:
        return found
    # A journal that `.sum` does not name is too old: it was emptied, and something brought it back.
    return found if begun in marks and begun.generation < found else None


def _newest(marks: list[SnapshotMark], begun: SnapshotMark | None) -> int:
    """Return the highest generation heard of; 0 for a file that is new, or TinyDB's own."""
    return max((mark.generation for mark in [*marks, *([begun] if begun else [])]), default=0)


def _bytes(disk: Disk, path: Path, name: str) -> bytes | None:
    try:
        return disk.read(path)
    except OSError as error:
        raise Damaged(f"{name} cannot be opened: {error.strerror}.", "Check the folder.") from None


def parse_snapshot(files: Files, text: bytes) -> Tables | None:
    """Return the tables of a snapshot's text, None when it is blank. Raises `Damaged`."""
    if not text or text.isspace():
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


def _on(tables: Tables | None, lines: Lines, files: Files) -> Tables | None:
    if not lines.commits:
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
    return tables


def _plainly(text: bytes, journal: bytes, lines: Lines) -> Tables | None:
    """Return what the files hold when it surely is plain, None when something odd or wrong may be there."""
    try:
        require_plain_text(text)
        require_plain_text(journal)
        tables = tables_in(text) if text else {}
        for ops in operations(lines.commits, read_lines):
            apply(tables, ops)
    except (ValueError, TypeError, AttributeError, LookupError):
        return None
    return tables if are_tables(tables) else None
