"""The lines of a journal: how a commit is written down, and how damage to it is seen.

    9ae0daaf [["at",7],["put","notes","4",{"text":"…"}],["del","ideas","2"]]
    └ CRC-32 └ one commit: operations with absolute values, in their order

    ["put", table, number, document]     the document of that number is this one
    ["del", table, number]               there is no document of that number
    ["table", table, documents]          the table holds exactly these
    ["all", tables]                      the file holds exactly these
    ["begin", generation, crc, size]     first of the first line: the snapshot all this goes on
    ["at", number]                       first of every other line: which line of the journal it is

Absolute values make it harmless to do a line twice. CRC-32 sees every change within 32 bits in a row,
so every single byte; its hexadecimal digits are compared as written, for `A` is not `a`. Only ASCII is
written: a lone surrogate survives and no line separator of Unicode is in the way.

Numbers show that whole lines are missing, or came back; lines of earlier versions have none and count on.

The only line of a `.sum` file has marks instead of a commit: *snapshots*, that of the snapshot and of those
an interruption may leave, and *before*, those of earlier states, by which one put in its place is known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from facilitator.store.journal.disk import BEGINNING

Op = tuple[Any, ...] | list[Any]
"""One operation: its kind, then what the kind needs; a list when it was read."""

BEGIN = "begin"

_AT = re.compile(rb'\[\["at",(\d{1,15})\]')

MOST_BEFORE = 20
"""So many earlier states of a snapshot are known by their marks."""

CHUNK = 2000
"""Lines parsed at a time: parsing many at once shares the strings of their keys and saves time."""


def seal(text: bytes) -> bytes:
    """Return *text* as a line with its checksum."""
    return b"%08x %b\n" % (crc32(text), text)


def unseal(line: bytes) -> bytes | None:
    """Return the text of a line given without its line end, or None when it is damaged."""
    text = line[9:]
    return text if line[:9] == b"%08x " % crc32(text) else None


class SnapshotMark(NamedTuple):
    """Which snapshot is meant: its *generation*, and the *crc* and *size* (bytes) of its text."""

    generation: int
    crc: int
    size: int

    @classmethod
    def of(cls, text: bytes, generation: int) -> SnapshotMark:
        """Return the mark of a snapshot's text."""
        return cls(generation, crc32(text), len(text))

    def same_text(self, other: SnapshotMark) -> bool:
        """Return whether two marks are of the same text; their generations may differ."""
        return self[1:] == other[1:]


def write_marks(*marks: SnapshotMark, before: Iterable[SnapshotMark] = ()) -> bytes:
    """Return a line that names snapshots, the newest first; *before* are those of earlier states."""
    content = {"snapshots": marks, "before": list(before)[:MOST_BEFORE]}
    return seal(json.dumps(content, separators=(",", ":")).encode())


def read_marks(line: bytes) -> list[SnapshotMark]:
    """Return the snapshots of `write_marks`, line end or not; nothing when it is damaged, or another line."""
    return _marks(line, "snapshots")


def read_marks_before(line: bytes) -> list[SnapshotMark]:
    """Return the earlier states of `write_marks`, the newest first; nothing as `read_marks`."""
    return _marks(line, "before")


def _marks(line: bytes, name: str) -> list[SnapshotMark]:
    text = unseal(line.rstrip(b"\n"))
    if text is None or not text.startswith(b"{"):
        return []
    try:
        return [SnapshotMark(*map(int, mark)) for mark in json.loads(text).get(name, [])]
    except (ValueError, TypeError, AttributeError, RecursionError):
        return []


class Lines(msgspec.Struct):
    """The lines of a journal, sorted by what is wrong with them.

    *mark* is that of the snapshot they go on, None when that line is damaged; *commits* are the texts of
    the good lines in their order, *length* the bytes up to the end of the last of them, *tail* what
    follows it, and *damaged* the lines before it that are not good. *number* is that of the last line,
    *missing* how many are not there, and *astray* those that go back behind one before them.
    """

    mark: SnapshotMark | None = None
    commits: list[bytes] = []
    length: int = 0
    tail: bytes = b""
    damaged: list[bytes] = []
    number: int = 0
    missing: int = 0
    astray: list[bytes] = []
    begin: bytes = b""
    """The beginning of the first line, at most `BEGINNING` bytes: another journal has another."""
    last: bytes = b""
    """The last good line with its line end: a follower sees by it that nothing was taken back."""


def split(raw: bytes, number: int = 0) -> Lines:
    """Sort the lines of a journal, or of the part behind line *number* of it. Reads any bytes."""
    found = Lines(number=number)
    waiting: list[bytes] = []
    end = 0
    for line in raw.split(b"\n")[:-1]:
        end += len(line) + 1
        text = unseal(line)
        if text is None:
            waiting.append(line)
            continue
        follows = _follows(found, text, len(waiting))
        (found.commits if follows else found.astray).append(text if follows else line)
        if waiting:
            found.damaged += waiting
            waiting.clear()
        found.length, found.last = end, line
    found.tail = raw[found.length :]
    found.last = found.last and found.last + b"\n"
    found.begin = raw[: min(found.length, BEGINNING)]
    found.mark = _begun(found.commits[0]) if found.commits else None
    return found


def _follows(found: Lines, text: bytes, damaged: int) -> bool:
    """Tell whether a line follows the last one, with so many *damaged* between; count what is missing."""
    due = found.number + damaged + 1
    number = _number(text)
    if number is None:  # of an earlier version; the first has a beginning, or has lost it
        found.missing += not found.number and not damaged
        number = due
    elif number <= found.number:
        return False
    found.missing += max(0, number - due)
    found.number = number
    return True


def _number(text: bytes) -> int | None:
    if text.startswith(b'[["begin",'):
        return 1
    match = _AT.match(text)
    return int(match[1]) if match else None


def at(number: int) -> str:
    """Return the operation that says which line of the journal it stands in."""
    return f'["at",{number}]'


def begin(mark: SnapshotMark) -> str:
    """Return the operation that says which snapshot a journal goes on."""
    return json.dumps([BEGIN, *mark], separators=(",", ":"))


def _begun(commit: bytes) -> SnapshotMark | None:
    if not commit.startswith(b'[["begin",'):
        return None
    try:
        return SnapshotMark(*map(int, json.loads(commit)[0][1:]))
    except (ValueError, TypeError, RecursionError):
        return None


def operations(
    commits: list[bytes], read: Callable[[bytes], list[list[Op]]] = json.loads
) -> Iterator[list[Op]]:
    """Return the operations of each commit in turn. Raises `ValueError` when *read* cannot read them."""
    for start in range(0, len(commits), CHUNK):
        yield from read(b"[" + b",".join(commits[start : start + CHUNK]) + b"]")
