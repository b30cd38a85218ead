"""What was erased from a programme, remembered without its words: `deletions.log` in its folder.

    {"when":"2026-04-09T10:00:00Z","command":"redact","counts":{"observations":1,"copies":2},"words":["9f3a…"]}

One line a deletion, appended and synced. Of a record only a digest of its id stays, by which a copy that
comes back (an older snapshot, folder sync, a repair) is known again and kept out.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from facilitator.errors import NotSaved
from facilitator.files.faults import FileFault
from facilitator.files.reading import read_bytes
from facilitator.model.base import Record
from facilitator.model.erased_person import ErasedPerson
from facilitator.model.redaction import redacted
from facilitator.workspace.deletion.attribution import names_anybody, without_name
from facilitator.workspace.paths import DELETIONS

FILE = DELETIONS
"""The name of the log, in the folder of its programme."""

_LARGEST = 64_000_000
_A_MOMENT = timedelta(microseconds=1)
_AN_ID = re.compile(rb'"(?:id|said_by|person|owner)":\s*"([^"]{1,80})"')
_DIGITS = 16
"""Hexadecimal digits of a digest: too few to find the id, enough to know it again."""


class LogEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One deletion: *when* (UTC), by which *command*, and how many of what (*counts*, by kind).

    *seen* is the moment of the programme's own calendar when it is seen from another day. Digests of ids:
    *words* of records that lost their words, *gone* of records that went, *names* of people whose name was
    taken back; *people* of those who were erased, of what they were champions of, and of what somebody took
    back; *earlier* those of records that lost what they said before the given moment, and stayed.
    """

    when: datetime
    command: str
    counts: dict[str, int]
    seen: datetime | None = None
    words: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    earlier: dict[str, datetime] = msgspec.field(default_factory=dict)

    @property
    def reaches(self) -> datetime:
        """The moment up to which states of what was erased are kept out; what is written later is new."""
        return self.seen or self.when


def digest(id: str) -> str:
    """Return the digest that stands in the log for an id: the first hexadecimal digits of its SHA-256."""
    return hashlib.sha256(id.encode()).hexdigest()[:_DIGITS]


def digests(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the digests of several ids, each once and sorted, so that their order tells nothing."""
    return tuple(sorted({digest(id) for id in ids}))


def require_writable(programme: Path) -> None:
    """Raise `NotSaved` when a deletion could not be remembered."""
    try:
        _opened(programme).close()
    except OSError as error:
        raise _refused(programme, error, "Nothing was changed.") from None


def append(programme: Path, deletion: LogEntry) -> None:
    """Remember a deletion, durably. Raises `NotSaved`."""
    line = msgspec.json.encode(deletion) + b"\n"
    try:
        with _opened(programme) as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _refused(programme, error, "What was to go is gone; only the note of it is missing.") from None


def _opened(programme: Path) -> BinaryIO:
    path = programme / FILE
    if os.path.lexists(path) and (path.is_symlink() or not path.is_file()):
        raise OSError(errno.EINVAL, "it is a link, or no file at all")
    return path.open("ab")


def _refused(programme: Path, error: OSError, then: str) -> NotSaved:
    return NotSaved(
        f"The deletion cannot be noted in {programme / FILE}: {error.strerror or error}. {then}",
        "Make room, or look at the rights of that folder; then do it again.",
    )


def deletions(programme: Path) -> tuple[LogEntry, ...]:
    """Return what was erased from a programme, the oldest first; what cannot be read is passed over."""
    try:
        lines = read_bytes(programme / FILE, _LARGEST).splitlines()
    except FileFault:
        return ()
    found = []
    for line in lines:
        try:
            found.append(msgspec.json.decode(line, type=LogEntry))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            continue
    return tuple(found)


class KeptOut:
    """What was erased from a programme and must not come back with a copy."""

    def __init__(self, programme: Path) -> None:
        self._deletions = deletions(programme)

    @cached_property
    def _words(self) -> Mapping[str, datetime]:
        return _last(self._deletions, "words")

    @cached_property
    def _gone(self) -> Mapping[str, datetime]:
        return _last(self._deletions, "gone")

    @cached_property
    def _names(self) -> Mapping[str, datetime]:
        return _last(self._deletions, "names")

    @cached_property
    def _people(self) -> frozenset[str]:
        return frozenset(one for each in self._deletions for one in each.people)

    @cached_property
    def _earlier(self) -> Mapping[str, datetime]:
        found: dict[str, datetime] = {}
        for each in self._deletions:
            for id, stays in each.earlier.items():
                found[id] = max(stays - _A_MOMENT, found.get(id, stays - _A_MOMENT))
        return found

    def document(self, kind: type[Record], document: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return what may come back of a record as a copy holds it; None when it was erased as a whole.

        What was redacted comes back without its words, what was said under a name taken back without the
        name. A state written after that is as it is. One that cannot be read as a record and was erased in
        any way does not come back.
        """
        fields, id = dict(document), digest(str(document.get("id", "")))
        return None if _covers(self._gone, id, fields) else self.wordless(kind, fields)

    def wordless(self, kind: type[Record], document: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return as `document` does, but a record that was erased as a whole stays, without its words.

        A person who was erased does not, and nothing points at them.
        """
        fields, id = dict(document), digest(str(document.get("id", "")))
        if self._people and id in self._people:
            return None
        peopled = self._without_people(kind, fields)
        return peopled if peopled is None else self._wordless(kind, peopled, id)

    def _without_people(self, kind: type[Record], fields: dict[str, Any]) -> dict[str, Any] | None:
        if not self._people:
            return fields
        try:
            record: Record = msgspec.convert(fields, kind)
        except (msgspec.ValidationError, UnicodeError):
            return fields
        pointed = {id for _, table, id in record.references() if table in ("people", "champions")}
        gone = {id for id in pointed if digest(id) in self._people}
        left: Record | None = record
        for each in gone:
            left = ErasedPerson(each, champions=gone).left_of(left) if left is not None else None
        return fields if left is record else None if left is None else msgspec.to_builtins(left)

    def _wordless(self, kind: type[Record], fields: dict[str, Any], id: str) -> dict[str, Any] | None:
        if not self._may_touch(id):
            return fields
        named = [who for who in names_anybody(kind, fields) if _covers(self._names, digest(who), fields)]
        wordless = any(_covers(each, id, fields) for each in (self._words, self._earlier, self._gone))
        if not (named or wordless):
            return fields
        try:
            record: Record | None = msgspec.convert(fields, kind)
        except (msgspec.ValidationError, UnicodeError):
            return None
        was = record
        if named and record is not None:
            record = without_name(record)
        if wordless and record is not None:
            record = redacted(record)
        if record == was:
            return fields
        return None if record is None else msgspec.to_builtins(record)

    def _may_touch(self, id: str) -> bool:
        return bool(self._names) or any(id in each for each in (self._words, self._earlier, self._gone))

    def __bool__(self) -> bool:
        """Whether anything was erased."""
        return any((self._names, self._words, self._earlier, self._gone, self._people))

    def is_told_by(self, data: bytes) -> bool:
        """Tell whether bytes that cannot be read as a record file name the id of something erased."""
        ids = {digest(found.decode(errors="replace")) for found in _AN_ID.findall(data)}
        told = (self._words, self._earlier, self._gone, self._names)
        return bool(ids & self._people) or any(each.keys() & ids for each in told)


_known: dict[Path, tuple[tuple[int, int, int], KeptOut]] = {}


def what_was_erased(
    programme: Path,
) -> Callable[[type[Record], dict[str, Any]], dict[str, Any] | None] | None:
    """Return `KeptOut.wordless` of a programme as its log is now; None while nothing was erased from it."""
    try:
        status = (programme / FILE).stat()
    except OSError:
        return None
    stamp = status.st_ino, status.st_size, status.st_mtime_ns
    known = _known.get(programme)
    if known is None or known[0] != stamp:
        known = _known[programme] = stamp, KeptOut(programme)
    return known[1].wordless if known[1] else None


def _last(deletions: Iterable[LogEntry], what: str) -> dict[str, datetime]:
    last: dict[str, datetime] = {}
    for each in deletions:
        for one in getattr(each, what):
            last[one] = max(each.reaches, last.get(one, each.reaches))
    return last


def _covers(erased: Mapping[str, datetime], id: str, fields: Mapping[str, Any]) -> bool:
    """Tell whether that id was erased after this state of it was written."""
    until = erased.get(id)
    if until is None:
        return False
    try:
        changed = datetime.fromisoformat(str(fields.get("changed", "")))
    except ValueError:
        return True
    return (changed if changed.tzinfo else changed.replace(tzinfo=UTC)) <= until
