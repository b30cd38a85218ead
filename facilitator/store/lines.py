"""The lines of a journal: how a commit is written down, and how damage to it is seen.

    9ae0daaf [["put","notes","4",{"text":"…"}],["del","ideas","2"]]
    └ CRC-32 └ one commit: operations with absolute values, in their order

    ["put", table, number, document]     the document of that number is this one
    ["del", table, number]               there is no document of that number
    ["table", table, documents]          the table holds exactly these
    ["all", tables]                      the file holds exactly these
    ["begin", generation, crc, size]     first of the first line: the snapshot all this goes on

Absolute values make it harmless to do a line twice. CRC-32 sees every change within 32 bits in a row,
so every single byte; its hexadecimal digits are compared as written, for `A` is not `a`. Only ASCII is
written: a lone surrogate survives and no line separator of Unicode is in the way.

The only line of a `.sum` file has the marks of the snapshot and of the one before it instead of a commit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from facilitator.store.syncing import BEGINNING

Op = tuple[Any, ...] | list[Any]
"""One operation: its kind, then what the kind needs; a list when it was read."""

BEGIN = "begin"

CHUNK = 2000
"""Lines parsed at a time: parsing many at once shares the strings of their keys and saves time."""


def seal(text: bytes) -> bytes:
    """Return *text* as a line with its checksum."""
    return b"%08x %b\n" % (crc32(text), text)


def unseal(line: bytes) -> bytes | None:
    """Return the text of a line given without its line end, or None when it is damaged."""
    text = line[9:]
    return text if line[:9] == b"%08x " % crc32(text) else None


class Mark(NamedTuple):
    """Which snapshot is meant: its *generation*, and the *crc* and *size* (bytes) of its text."""

    generation: int
    crc: int
    size: int

    @classmethod
    def of(cls, text: bytes, generation: int) -> Mark:
        """Return the mark of a snapshot's text."""
        return cls(generation, crc32(text), len(text))

    def same_text(self, other: Mark) -> bool:
        """Tell whether both mean the same text, whatever the generation."""
        return self[1:] == other[1:]


def write_marks(*marks: Mark) -> bytes:
    """Return a line that names snapshots, the newest first."""
    return seal(json.dumps({"snapshots": marks}, separators=(",", ":")).encode())


def read_marks(line: bytes) -> list[Mark]:
    """Return what `write_marks` wrote, line end or not; nothing when it is damaged or something else."""
    text = unseal(line.rstrip(b"\n"))
    if text is None or not text.startswith(b"{"):
        return []
    try:
        return [Mark(*map(int, mark)) for mark in json.loads(text)["snapshots"]]
    except (ValueError, TypeError, KeyError):
        return []


class Lines(msgspec.Struct):
    """The lines of a journal, sorted by what is wrong with them.

    *mark* is that of the snapshot they go on, None when that line is damaged; *commits* are the texts of
    the good lines in their order, *length* the bytes up to the end of the last of them, *tail* what
    follows it, and *damaged* the lines before it that are not good.
    """

    mark: Mark | None = None
    commits: list[bytes] = []
    length: int = 0
    tail: bytes = b""
    damaged: list[bytes] = []
    begin: bytes = b""
    """The beginning of the first line, at most `BEGINNING` bytes: another journal has another."""
    last: bytes = b""
    """The last good line with its line end: a follower sees by it that nothing was taken back."""


def split(raw: bytes) -> Lines:
    """Sort the lines of a journal, or of a part of it. Reads any bytes."""
    found = Lines()
    waiting: list[bytes] = []
    end = 0
    for line in raw.split(b"\n")[:-1]:
        end += len(line) + 1
        text = unseal(line)
        if text is None:
            waiting.append(line)
            continue
        found.commits.append(text)
        if waiting:
            found.damaged += waiting
            waiting.clear()
        found.length, found.last = end, line
    found.tail = raw[found.length :]
    found.last = found.last and found.last + b"\n"
    found.begin = raw[: min(found.length, BEGINNING)]
    found.mark = _begun(found.commits[0]) if found.commits else None
    return found


def begin(mark: Mark) -> str:
    """Return the operation that says which snapshot a journal goes on."""
    return json.dumps([BEGIN, *mark], separators=(",", ":"))


def _begun(commit: bytes) -> Mark | None:
    if not commit.startswith(b'[["begin",'):
        return None
    try:
        return Mark(*map(int, json.loads(commit)[0][1:]))
    except (ValueError, TypeError, RecursionError):
        return None


def operations(commits: list[bytes]) -> Iterator[list[Op]]:
    """Return the operations of each commit in turn. Raises `ValueError` when they are not JSON."""
    for start in range(0, len(commits), CHUNK):
        yield from json.loads(b"[" + b",".join(commits[start : start + CHUNK]) + b"]")
