"""Recovering a record file that is damaged or lacks records: the union of everything that is left.

Newest first: what the file and its journal say, line by line where they must be; the state before; older
copies such as backups. Of each record the newest state counts. What was removed stays out: the table
`removals` names it, in files of before that the steps of undo do. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from facilitator import __version__
from facilitator.errors import Damaged
from facilitator.model.base import FileKind, Record
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.store.journal.disk import Disk
from facilitator.store.journal.files import Files
from facilitator.store.journal.lines import SnapshotMark, read_marks, read_marks_before, split
from facilitator.store.journal.tables import Tables
from facilitator.store.records.history import TABLE as HISTORY
from facilitator.store.records.migrations import META, SCHEMA, migrate, schema_of
from facilitator.store.records.pieces import Pieces, read_pieces
from facilitator.store.removals import FLAG, short_digest
from facilitator.store.removals import TABLE as REMOVALS

Document = dict[str, Any]
KeepOut = Callable[[type[Record], Mapping[str, Any]], Document | None]
"""Returns what may come back of a record from an older state; None for one that may not."""


def but_traceless(kind: type[Record], document: Mapping[str, Any]) -> Document | None:
    """Let everything come back but traceless records: from two states of one, as an older version wrote them,
    one could see what lies between.
    """
    return None if ENTITIES[kind].traceless else dict(document)


_CLOSE = 2
"""Ids with at most so many other letters are one id that was damaged; by chance no two are so alike."""


class Missed(NamedTuple):
    """Ids that records point at: those no file holds (*wanted*), and all (*pointed_at*)."""

    wanted: frozenset[str]
    pointed_at: frozenset[str]


NOTHING_MISSED = Missed(frozenset(), frozenset())


class Salvaged(NamedTuple):
    """What is left of a file: *tables*; how many *records*; how many of them *another* state has, such as the
    one before, and the file has not; how many ids were *renamed*, put back as a copy or those that point at
    them know them; how many records are *lost*, in no file; and when the newest was written (*until*).
    """

    tables: Tables
    records: int
    another: int
    renamed: int
    lost: int
    until: datetime | None


class Older(NamedTuple):
    """An older state of the file: *tables*, and whether it is the one right before (*nearest*)."""

    tables: Tables
    nearest: bool

    @property
    def complete(self) -> bool:
        """Whether the file names all that was removed since this state."""
        meta = next(iter(self.tables.get(META, {}).values()), {})
        return bool(meta.get(FLAG))


def salvage(
    path: Path,
    kind: FileKind,
    *,
    copies: Iterable[Path] = (),
    missed: Missed = NOTHING_MISSED,
    keep_out: KeepOut = but_traceless,
) -> Salvaged | None:
    """Return what is left of a file that cannot be read, or that lacks something another file knows of it.

    *copies* are older record files, newest first; *missed* is what records of any file point at. None when
    there is no sign of damage (another program or a person may have meant it so), when the file is of another
    kind or version, or when not even its session or programme is left.
    """
    files, disk = Files(path), Disk()
    try:
        text = disk.read(files.snapshot) or b""
    except OSError:
        text = b""  # a pipe, or a file that is too large: what is left is beside it
    before, lines, sums = (_bytes(path) for path in (files.previous, files.journal, files.checksum))
    journal = split(lines)
    states = [*read_marks(sums), *read_marks_before(sums)]
    number = _number(before, states)
    if number > _number(text, states) > 0 and (journal.mark is None or journal.mark.generation >= number):
        # Something put an older state in the place of the last; the one before the last is newer than that.
        shown = read_pieces(text, journal.commits, kind).tables
        found = read_pieces(before, journal.commits, kind)
        older = [Older(shown, False), *_read(copies, kind)]
        return _Union(found, older, kind, missed, keep_out, False).salvaged(instead_of=shown)
    found = read_pieces(text, journal.commits, kind)
    known = [*states[:1], *([journal.mark] if journal.mark else [])]
    read = SnapshotMark.of(text, 0)
    trusted = found.whole and (any(mark.same_text(read) for mark in known) if known else not before)
    if trusted and not missed.wanted:
        return None
    older = [Older(read_pieces(before, [], kind).tables, True)] if before else []
    return _Union(found, [*older, *_read(copies, kind)], kind, missed, keep_out, trusted).salvaged()


def _number(text: bytes, states: list[SnapshotMark]) -> int:
    """Return the number of a state by its mark; 0 for one that is not known."""
    read = SnapshotMark.of(text, 0)
    return max((mark.generation for mark in states if text and mark.same_text(read)), default=0)


def _read(copies: Iterable[Path], kind: FileKind) -> list[Older]:
    return [Older(tables, False) for tables in (_tables_of(copy, kind) for copy in copies) if tables]


def _tables_of(path: Path, kind: FileKind) -> Tables:
    return read_pieces(_bytes(path), [], kind).tables


def _bytes(path: Path) -> bytes:
    try:
        return Disk().read(path) or b""
    except OSError:
        return b""


class _Union:
    """Puts a file together from what it says (*found*) and its older states."""

    def __init__(
        self,
        found: Pieces,
        older: list[Older],
        kind: FileKind,
        missed: Missed,
        keep_out: KeepOut,
        trusted: bool,
    ) -> None:
        self._found, self._kind, self._missed = found, kind, missed
        self._keep_out, self._trusted = keep_out, trusted
        self._older = [
            each._replace(tables=tables) for each in older if (tables := _today(each.tables, kind))
        ]
        self._kept: dict[str, dict[str, Document]] = {}
        self._ids: dict[str, tuple[str, str]] = {}
        self._removed = _removed(found.tables)
        self._from_before = self._renamed = 0

    def salvaged(self, *, instead_of: Tables | None = None) -> Salvaged | None:
        """Return what is left, None when that is what the file says, or too little, or of another kind.

        *instead_of* is what the file says when something else than *found* lies in its place.
        """
        tables = _today(self._found.tables, self._kind)
        if self._found.tables and not tables:
            return None
        unread = sum(self._take_own(kind, tables) for kind in entities_of(self._kind))
        if self._trusted and unread:
            return None
        self._put_ids_back()
        for each in self._older:
            for kind in entities_of(self._kind):
                self._take_older(kind, each)
            self._removed |= _removed(each.tables)
        other = self._from_before if instead_of is None else self._other_than(instead_of)
        same = self._found.whole and not (other or self._renamed or unread or self._found.renamed)
        if same or not any(self._kept.get(name) for name in ("programmes", "sessions")):
            return None
        lost = max(0, unread + self._found.unknown - self._from_before)
        return Salvaged(self._all(tables), len(self._ids), other, self._renamed, lost, self._until())

    def _other_than(self, tables: Tables) -> int:
        kept = (
            (name, number, document) for name in self._kept for number, document in self._kept[name].items()
        )
        return sum(tables.get(name, {}).get(number) != document for name, number, document in kept)

    def _take_own(self, kind: type[Record], tables: Tables) -> int:
        """Take the records the file itself holds; return how many of its places cannot be read."""
        name = ENTITIES[kind].table
        unread = {number for table, number in self._found.places if table == name}
        for number, document in sorted(tables.get(name, {}).items(), key=lambda each: int(each[0])):
            if self._is_record(kind, document):
                self._keep(name, number, document)
                unread.discard(number)
            else:
                unread.add(number)
        return len(unread)

    def _keep(self, name: str, number: str, document: Document) -> None:
        self._kept.setdefault(name, {})[number] = document
        self._ids[document["id"]] = (name, number)

    def _is_record(self, kind: type[Record], document: Document) -> bool:
        try:
            record = msgspec.convert(document, kind)
        except (msgspec.ValidationError, UnicodeError, OverflowError, RecursionError):
            return False
        return bool(record.id) and record.id not in self._ids

    # Older states

    def _take_older(self, kind: type[Record], older: Older) -> None:
        """Take what an older state holds, and neither the file nor a newer state has, or names as removed."""
        name = ENTITIES[kind].table
        for number, stored in older.tables.get(name, {}).items():
            id = stored.get("id")
            if not isinstance(id, str) or id in self._ids or not self._comes_back(name, number, id, older):
                continue
            document = self._keep_out(kind, stored)
            if document is not None and self._is_record(kind, document):
                taken = self._kept.get(name, {})
                place = number if number not in taken else str(max(map(int, taken)) + 1)
                self._keep(name, place, document)
                self._from_before += 1

    def _comes_back(self, name: str, number: str, id: str, older: Older) -> bool:
        if short_digest(id) in self._removed or (name, number) in self._found.deleted:
            return False
        if id in self._missed.wanted or (name, number) in self._found.places:
            return True
        return not self._trusted and not self._found.complete and (older.nearest or older.complete)

    # Ids

    def _put_ids_back(self) -> None:
        """Give records whose id was damaged the one an older state knows, or those that point at them."""
        for older in self._older:
            for name, table in older.tables.items():
                for number, document in table.items():
                    self._rename_as(name, number, document)
        tables = [table for older in self._older for table in older.tables.values()]
        before = {str(document.get("id")) for table in tables for document in table.values()}
        for id in sorted(self._missed.wanted):
            alike = [each for each in self._ids if is_close(each, id)]
            if len(alike) == 1 and alike[0] not in self._missed.pointed_at | before:
                self._rename(alike[0], id)

    def _rename_as(self, name: str, number: str, older: Document) -> None:
        here, id = self._kept.get(name, {}).get(number), older.get("id")
        if here is None or not isinstance(id, str) or (name, number) in self._found.sealed:
            return
        if here.get("created") == older.get("created") and is_close(here["id"], id) and not self._trusted:
            self._rename(here["id"], id)

    def _rename(self, damaged: str, id: str) -> None:
        if id not in self._ids and short_digest(id) not in self._removed:
            name, number = self._ids.pop(damaged)
            self._keep(name, number, self._kept[name][number] | {"id": id})
            self._renamed += 1

    # The result

    def _all(self, tables: Tables) -> Tables:
        """Return all tables: the records, what else the file has, and what says which file it is."""
        states = [state.get(META, {}) for state in (tables, *(each.tables for each in self._older))]
        meta = next((document for table in states for document in table.values()), {})
        kept: Tables = {
            META: {
                "1": {"schema": SCHEMA, "kind": self._kind, "written_by": __version__} | meta | {FLAG: True}
            }
        }
        removed = sorted(self._removed - set(map(short_digest, self._ids)))
        if removed:
            kept[REMOVALS] = {str(number): {"id": each} for number, each in enumerate(removed, 1)}
        for name, table in self._kept.items():
            kept[name] = dict(sorted(table.items(), key=lambda each: int(each[0])))
        ours = {*kept, HISTORY, REMOVALS, *(ENTITIES[each].table for each in entities_of(self._kind))}
        return kept | {name: table for name, table in tables.items() if name not in ours}

    def _until(self) -> datetime | None:
        times = [str(table[n].get("changed", "")) for table in self._kept.values() for n in table]
        try:
            return max((datetime.fromisoformat(each) for each in times if each), default=None)
        except (ValueError, TypeError):
            return None


def is_close(one: str, other: str) -> bool:
    """Tell whether two ids are one of which a letter or two were damaged."""
    return len(one) == len(other) and 0 < sum(a != b for a, b in zip(one, other, strict=True)) <= _CLOSE


def _today(tables: Tables, kind: FileKind) -> Tables:
    """Return tables in today's layout; nothing for those of another kind, or of a newer layout."""
    meta = next(iter(tables.get(META, {}).values()), None)
    try:
        schema = schema_of(tables, "") if meta else SCHEMA
        if schema > SCHEMA or (meta or {}).get("kind", kind) != kind:
            return {}
        return migrate(tables, schema)
    except (Damaged, RecursionError):
        return {}


def _removed(tables: Tables) -> set[str]:
    """Return the digests of what a state names as removed; one without such names tells it by its undo."""
    named = {str(each.get("id")) for each in tables.get(REMOVALS, {}).values()}
    present = {str(each.get("id")) for table in tables.values() for each in table.values()}
    return named | {short_digest(id) for id in _undoable(tables.get(HISTORY, {})) if id not in present}


def _undoable(history: Mapping[str, Document]) -> Iterator[str]:
    """Yield the ids of records whose last step of undo would bring them back as a whole."""
    last: dict[str, Any] = {}
    for _, step in sorted(history.items(), key=lambda each: int(each[0])):
        pairs = step.get("pairs")
        for pair in pairs if isinstance(pairs, list) else ():
            if isinstance(pair, list) and len(pair) > 2:
                last[str(pair[1])] = pair[2]
    for id, way in last.items():
        if isinstance(way, dict) and isinstance(way.get("set"), dict) and "id" in way["set"]:
            yield id
