"""Records as TinyDB documents: the only place where one becomes the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from facilitator import __version__
from facilitator.errors import Damaged, NewerFile, RuleBroken
from facilitator.model.base import FileKind, Record, require_days
from facilitator.model.entity import Entity
from facilitator.model.registry import ENTITIES, entities_of, rows_in
from facilitator.store.door import NOTHING_ODD, cleaned, look
from facilitator.store.findings import Finding
from facilitator.store.journal.compaction import as_text
from facilitator.store.journal.journal import JournalDB, open_tinydb
from facilitator.store.journal.tables import Tables
from facilitator.store.records.history import TABLE as HISTORY
from facilitator.store.records.history import Stored, places, read_history
from facilitator.store.records.migrations import META, SCHEMA, migrate, schema_of
from facilitator.store.records.record_state import Documents, Pair, RecordState, RecordTable
from facilitator.store.removals import FLAG, read_removals
from facilitator.store.removals import TABLE as REMOVALS

if TYPE_CHECKING:
    from facilitator.store.records.scrubbing import DocumentChange as ChangeOne

Erasures: TypeAlias = "Callable[[], ChangeOne | None]"
"""Returns what takes out of a document what was erased for good; None while nothing was."""


def nothing_erased() -> None:
    """Return None: the default of a file that no log of deletions belongs to."""


class StoredRow(msgspec.Struct, frozen=True):
    """A write to one document of a table: its new content, or None to delete it."""

    table: str
    number: int
    document: dict[str, Any] | None


class RecordTables:
    """The documents of one record file. Raises `Damaged` for what is no such file."""

    _db: JournalDB
    _migrated: Tables
    brought_back = False
    """Whether the files hold what was erased for good; nothing of it is read."""

    def __init__(self, path: Path, kind: FileKind, erasures: Erasures = nothing_erased) -> None:
        self.path = path
        self.kind = kind
        self._erasures = erasures
        self._db = open_tinydb(path, read_only=True)
        self.newer = self._is_newer()

    @property
    def report(self) -> tuple[Finding, ...]:
        """What was found when the file was opened, a sentence each; nothing when all was well."""
        return self._db.storage.report

    def open_for_writing(self) -> None:
        """Prepare the file for writing, so that the first change is as fast as later ones.

        Raises `Damaged` or `NotSaved`."""
        self._db.close()
        self._db = open_tinydb(self.path)
        self._db.storage.locked = True
        if self.path.exists():  # a new file comes with its first change: nothing is left if that is refused
            self._db.storage.prepare()
            self._scrub()

    def _scrub(self) -> None:
        """Take out for good what was erased and came back with files something else put here."""
        if self._erasures() is None:
            return
        self._db.storage.keep_beside_as(self._without_erased)
        self._is_newer()
        if self.brought_back:
            self._db.storage.compact()  # keeps beside what is only in the state before, or would give way
            with self._db.storage.batch(trace=False):
                self._db.storage.write(self._migrated)
            self._migrated = {}

    def _without_erased(self, text: bytes) -> bytes:
        """Return a snapshot without what was erased; what cannot be read is as it is."""
        # Imported here, as below: in most programmes nothing was erased.
        from facilitator.store.records.scrubbing import changed_tables, tables_of_snapshot

        tables, take_out = tables_of_snapshot(text), self._erasures()
        if take_out is None or not tables:
            return text
        new = changed_tables(tables, take_out, drop_history=False)
        if new == tables:
            return text
        new.pop(HISTORY, None)
        return as_text(new, {})

    def _hide_erased(self) -> bool:
        """Remove what was erased from what is read; return whether the file still holds any of it."""
        take_out = self._erasures()
        if take_out is None:
            return False
        from facilitator.store.records.scrubbing import changed_tables

        for kind in entities_of(self.kind):
            rows = self._documents(ENTITIES[kind].table).values()
            if any(take_out(kind, dict(row)) != row for row in rows):
                tables = self._migrated or self._db.storage.read() or {}
                self._migrated = changed_tables(tables, take_out, drop_history=True)
                return True
        return False

    def follow(self) -> bool:
        """Read what another program wrote; tell whether there was anything. Raises `Damaged`."""
        if not self._db.storage.follow():
            return False
        self.newer = self._is_newer()
        return True

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    # Reading

    @property
    def cleaned(self) -> tuple[tuple[str, str, str], ...]:
        """The texts that act on a screen and were cleaned on their way in: (table, number, field)."""
        return self._looked.acting

    def _is_newer(self) -> bool:
        storage = self._db.storage
        self._looked = NOTHING_ODD if storage.plain else look(storage.tables, self.path.name)
        schema = schema_of({META: dict(storage.view(META))}, self.path.name)
        self._migrated = migrate(storage.read() or {}, schema) if schema < SCHEMA else {}
        if self._looked.acting:
            self._migrated = cleaned(self._migrated or storage.read() or {})
        meta = next(iter(self._documents(META).values()), {"kind": self.kind})
        if meta.get("kind") != self.kind:
            raise Damaged(f"{self.path.name} is not a {self.kind} file.", "Move it to where it belongs.")
        self.brought_back = self._hide_erased()
        return schema > SCHEMA

    def _documents(self, name: str) -> Mapping[str, dict[str, Any]]:
        """Return a table by number, in today's layout; the file follows with the first change."""
        return self._migrated.get(name, {}) if self._migrated else self._db.storage.view(name)

    def read(self) -> RecordState:
        """Return every record, oldest first, and what can be undone. Raises `Damaged`.

        Of files that surely are as a program left them each table, and what can be undone, is read when
        somebody asks for it: what was written went through the rules.
        """
        seen: set[str] = set()
        tables = {row.table: self._read_table(row, seen) for row in rows_in(self.kind)}
        state = RecordState(tables, read_removals(self._documents(REMOVALS)))
        if not self._is_sure:
            for table in tables.values():
                table.records  # noqa: B018 - what cannot be read is told here
        self._read_history(state)
        return state

    @property
    def _is_sure(self) -> bool:
        return self._db.storage.sure and not self._migrated and not self.newer

    def _read_table(self, row: Entity, seen: set[str]) -> RecordTable:
        """Return a table still unread; the ids of its records join what was *seen*. Raises `Damaged`."""
        found = sorted(
            ((int(number), each) for number, each in self._documents(row.table).items()), key=itemgetter(0)
        )
        for _, document in found:
            id = document.get("id")
            if not isinstance(id, str) or not id or id in seen:
                raise Damaged(
                    f"{self.path.name} has a record without an id of its own in {row.table}.",
                    "It is left as it is.",
                )
            seen.add(id)
        return RecordTable(found, partial(self._read_records, row))

    def _read_records(self, row: Entity, documents: Documents) -> dict[str, Record]:
        records = (self._read_one(row.type, number, document) for number, document in documents)
        return {record.id: record for record in records}

    def _read_one(self, kind: type[Record], number: int, document: Mapping[str, Any]) -> Record:
        if self.newer:
            document = {name: value for name, value in document.items() if name in kind.__struct_fields__}
        try:
            record = msgspec.convert(document, kind)
            if (ENTITIES[kind].table, str(number)) in self._looked.strange_days:
                require_days(record)
            return record
        except RuleBroken as error:
            raise Damaged(
                f"{self.path.name} cannot be read at {ENTITIES[kind].table} {number}: {error.happened}",
                "It is left as it is. Put back a copy of it, or correct that place.",
            ) from None
        except msgspec.ValidationError as error:
            if self.newer:
                raise NewerFile(
                    f"{self.path.name} was written by a newer version and cannot be shown here.",
                    "Update the program to open it. It is left as it is.",
                ) from None
            raise Damaged(
                f"{self.path.name} cannot be read at {ENTITIES[kind].table} {number}: {error}.",
                "It is left as it is. Put back a copy of it, or correct that place.",
            ) from None

    def _read_history(self, state: RecordState) -> None:
        """Give *state* its history, or let it be read later; records that may return get their places now."""
        steps = {int(number): dict(document) for number, document in self._documents(HISTORY).items()}
        if not steps or self.newer:
            return
        for name, id, number in places(steps):
            if name in state.tables:
                state.tables[name].numbers.setdefault(id, number)
        state.read_history_later(lambda: read_history(steps, lambda kind, id: state.of(kind).get(id)))
        if not self._is_sure:
            state.history  # noqa: B018 - as of the records

    # Writing

    def save(self, rows: list[StoredRow], *, trace: bool = True) -> None:
        """Make rows durable, all or none. Raises `NotSaved`. Threads may call it.

        Without *trace* no file of the store keeps any earlier state.
        """
        with self._db.storage.batch(trace=trace):
            if self._migrated:
                self._db.storage.write(self._migrated)
            self._save_meta()
            for row in rows:
                table = self._db.table(row.table)
                if row.document is not None:
                    table.replace(row.number, row.document)
                elif table.contains(doc_id=row.number):
                    table.remove(doc_ids=[row.number])
            if not trace and not len(self._db.table(HISTORY)):
                self._db.drop_table(HISTORY)
        self._migrated = {}

    def _save_meta(self) -> None:
        """Write the file's own description, with the flag that it keeps a list of removals."""
        known = self._db.table(META).all()
        if not known or not known[0].get(FLAG):
            meta = known[0] if known else {"schema": SCHEMA, "kind": self.kind, "written_by": __version__}
            number = known[0].doc_id if known else 1
            self._db.table(META).replace(number, {**meta, FLAG: True})


class RescuedTables(RecordTables):
    """What is left of a file that cannot be read: *tables*, only to be looked at."""

    def __init__(self, path: Path, kind: FileKind, tables: Tables, erasures: Erasures) -> None:
        self.path, self.kind, self.newer = path, kind, False
        from facilitator.store.records.scrubbing import changed_tables

        take_out = erasures()
        tables = tables if take_out is None else changed_tables(tables, take_out, drop_history=True)
        self._looked = look(tables, path.name)
        self._migrated = cleaned(tables)

    @property
    def _is_sure(self) -> bool:
        return False

    @property
    def report(self) -> tuple[Finding, ...]:
        """Nothing: that the file is damaged is told by its reader."""
        return ()

    def follow(self) -> bool:
        """Nothing follows."""
        return False

    def close(self) -> None:
        """Nothing is open."""


def rows_of(state: RecordState, pairs: Iterable[Pair], step: Stored) -> list[StoredRow]:
    """Return what has to be written for a change and its step of history; gives new records a number."""
    rows = []
    for before, after in pairs:
        rows.append(_row(state, before, after))
        if (removal := state.removals.follow(before, after)) is not None:
            rows.append(StoredRow(REMOVALS, *removal))
    for number, document in step.documents.items():
        for pair in document["pairs"]:
            pair.append(state.tables[pair[0]].numbers[pair[1]])
        rows.append(StoredRow(HISTORY, number, document))
    return [*rows, *(StoredRow(HISTORY, number, None) for number in step.dropped)]


def _row(state: RecordState, before: Record | None, after: Record | None) -> StoredRow:
    record = after or before
    assert record is not None
    document = None if after is None else msgspec.to_builtins(after)
    return StoredRow(ENTITIES[type(record)].table, state.number(record), document)
