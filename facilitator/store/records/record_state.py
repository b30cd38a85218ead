"""What a record file holds, in memory: the records, their places in the tables, what can be undone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from threading import RLock
from typing import Any

import msgspec

from facilitator.model.base import Record
from facilitator.model.registry import ENTITIES, rows_in
from facilitator.store.records.history import ChangeHistory
from facilitator.store.removals import Removals

Pair = tuple[Record | None, Record | None]
"""A record before and after a change; None where there is none."""

Documents = Sequence[tuple[int, Mapping[str, Any]]]
"""What a table holds, by number, in order; each has an id."""

_DAYS = ("created", "confirmed")
_LAST = sys.maxsize
_NONE: Mapping[str, Record] = {}
_READING = RLock()
"""Whoever asks for a table first reads it, in whatever thread; the others wait."""


class RecordTable:
    """The records of one type by id, in the order of their table, and their places in it.

    The places, `numbers`, are also those of records that may return there. The *documents*, by their numbers,
    become records, all at once by *read*, when somebody wants the first of them.
    """

    __slots__ = ("_documents", "_ids", "_read", "_records", "numbers")

    def __init__(self, documents: Documents, read: Callable[[Documents], dict[str, Record]]) -> None:
        self.numbers = {document["id"]: number for number, document in documents}
        self._records: dict[str, Record] | None = None
        self._documents = documents
        self._read = read
        self._ids = frozenset(self.numbers)

    @property
    def records(self) -> dict[str, Record]:
        """The records by id. Raises `Damaged` for one that cannot be read."""
        if self._records is None:
            with _READING:
                if self._records is None:
                    self._records = self._read(self._documents)
        return self._records

    @property
    def first_day(self) -> date | None:
        """A day, in UTC, before which nothing in here was written or confirmed; None while nothing is here.

        What is unread is not read for it. Raises `ValueError` for a day that is none.
        """
        documents = (msgspec.to_builtins(each) for each in (self._records or {}).values())
        found = (each for _, each in self._documents) if self._records is None else documents
        days = [day for each in found for name in _DAYS if isinstance(day := each.get(name), str)]
        return date.fromisoformat(min(days)[:10]) if days else None

    def has_value(self, field: str, value: str) -> bool:
        """Tell whether *field* has that value in some record. What is unread is not read for it."""
        if self._records is None:
            return any(each.get(field) == value for _, each in self._documents)
        return any(getattr(each, field, None) == value for each in self._records.values())

    def __contains__(self, id: str) -> bool:
        return id in (self._ids if self._records is None else self._records)

    def __bool__(self) -> bool:
        return bool(self._ids if self._records is None else self._records)

    def copy(self) -> RecordTable:
        """Return a copy; what is unread stays so."""
        copy = RecordTable.__new__(RecordTable)
        copy.numbers = self.numbers.copy()
        copy._records = None if self._records is None else self._records.copy()
        copy._documents, copy._read, copy._ids = self._documents, self._read, self._ids
        return copy

    def put(self, record: Record) -> None:
        """Put a record where it was; one that was taken out returns to its old place, not to the end."""
        returns = record.id in self.numbers and record.id not in self.records
        self.records[record.id] = record
        if returns:
            in_order = sorted(self.records.values(), key=lambda each: self.numbers.get(each.id, _LAST))
            self._records = {each.id: each for each in in_order}

    def number(self, record: Record) -> int:
        """Return the place of a record in its table: its own, or a new one.

        The number of a record that was taken out stays its own, so that it can return there.
        """
        return self.numbers.setdefault(record.id, max(self.numbers.values(), default=0) + 1)


class RecordState:
    """The records of a file in memory, by the names of their tables.

    A copy of it is restored when a change is refused.
    """

    def __init__(self, tables: dict[str, RecordTable], removals: Removals) -> None:
        self.tables = tables
        self._by_kind: dict[type[Record], RecordTable] = {}
        self.removals = removals
        self._history: ChangeHistory | None = ChangeHistory()
        self._read_history: Callable[[], ChangeHistory] = ChangeHistory

    def __bool__(self) -> bool:
        return any(self.tables.values())

    @property
    def history(self) -> ChangeHistory:
        """What can be undone. Raises `Damaged` where it is read now and a record cannot be."""
        if self._history is None:
            with _READING:
                if self._history is None:
                    self._history = self._read_history()
        return self._history

    @history.setter
    def history(self, history: ChangeHistory) -> None:
        """Set what can be undone."""
        self._history = history

    def read_history_later(self, read: Callable[[], ChangeHistory]) -> None:
        """Let *read* tell what can be undone, once somebody asks: at the latest before a change."""
        self._history, self._read_history = None, read

    def of(self, kind: type[Record]) -> Mapping[str, Record]:
        """Return the records of a type by id; nothing for a type of the other kind of file."""
        table = self._by_kind.get(kind)
        if table is None:
            table = self.tables.get(ENTITIES[kind].table)
            if table is None:
                return _NONE
            self._by_kind[kind] = table
        return table.records

    def everything(self) -> Iterator[Record]:
        """Yield every record, of whatever type."""
        for table in self.tables.values():
            yield from table.records.values()

    def copy(self) -> RecordState:
        """Return a copy, to restore when a change cannot be saved."""
        copy = RecordState({name: table.copy() for name, table in self.tables.items()}, self.removals.copy())
        copy.history = self.history.copy()
        return copy

    def apply(self, pairs: Iterable[Pair]) -> None:
        """Apply the new state of each record of a change."""
        self.history  # noqa: B018 - it goes back from the records as they were
        for before, after in pairs:
            if after is not None:
                self._table_of(after).put(after)
            elif before is not None:
                self._table_of(before).records.pop(before.id, None)

    def number(self, record: Record) -> int:
        """Return the place of a record in its table: its own, or a new one."""
        return self._table_of(record).number(record)

    def _table_of(self, record: Record) -> RecordTable:
        return self.tables[ENTITIES[type(record)].table]

    def differences(self, newer: RecordState) -> Iterator[Pair]:
        """Yield what leads from this state to a newer one."""
        for row in rows_in():
            if row.table not in newer.tables:
                continue
            old, new = self.of(row.type), newer.of(row.type)
            for id in {**old, **new}:
                if old.get(id) != new.get(id):
                    yield old.get(id), new.get(id)
