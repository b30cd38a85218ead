"""The tables in memory: plain JSON values, changed only by whole operations.

A document in the live tables is never changed in place, only put in another's stead. So whoever has
one may go on reading it while another thread writes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from facilitator.store.journal.lines import Op

Table = dict[str, dict[str, Any]]
Tables = dict[str, Table]

LONGEST_NUMBER = 18
"""Digits of the number of a document at most."""

_STRINGS = frozenset({str})
_SCALARS = frozenset({str, int, float, bool, type(None)})


class NotPlain(Exception):
    """A value that JSON would change on its way, such as a key that is no string."""


def plain(value: Any) -> Any:
    """Return a copy that shares nothing changeable with *value*. Raises `NotPlain`."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is dict:
        if not _STRINGS.issuperset(map(type, value)):
            raise NotPlain
        copy = value.copy()
        if not _SCALARS.issuperset(map(type, copy.values())):
            for key, part in value.items():
                if type(part) not in _SCALARS:
                    copy[key] = plain(part)
        return copy
    if kind is list or kind is tuple:
        return [part if type(part) in _SCALARS else plain(part) for part in value]
    raise NotPlain


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are written alike; `1`, `1.0` and `True` are equal but are not."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return len(one) == len(other) and all(
            key in other and same(part, other[key]) for key, part in one.items()
        )
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return cast(bool, repr(one) == repr(other) if isinstance(one, float) else one == other)


def are_tables(tables: Any) -> bool:
    """Tell whether that is what TinyDB writes: tables of documents by their number."""
    return isinstance(tables, dict) and all(
        isinstance(table, dict)
        and "" not in table
        and (not table or max(map(len, table)) <= LONGEST_NUMBER)
        and (digits := "".join(table)).isascii()
        and (not table or digits.isdecimal())
        and set(map(type, table.values())) <= {dict}
        for table in tables.values()
    )


def apply(tables: Tables, ops: Iterable[Op]) -> None:
    """Do operations to *tables*. Raises `ValueError` for one that is not known."""
    for op in ops:
        match op[0]:
            case "put":
                table = tables.get(op[1])
                if table is None:
                    table = tables[op[1]] = {}
                table[op[2]] = op[3]
            case "del":
                tables.get(op[1], {}).pop(op[2], None)
            case "table":
                tables[op[1]] = op[2]
            case "all":
                tables.clear()
                tables.update(op[1])
            case "begin" | "at":
                pass
            case kind:
                raise ValueError(f"no operation is called {kind!r}")


def highest(ids: Iterable[str]) -> int:
    """Return the highest document number among *ids*, 0 when there is none."""
    return max((int(id) for id in ids if id.isdecimal()), default=0)


class LiveTables:
    """What is durable, for many readers and one writer at a time. *version* grows with each change."""

    def __init__(self, tables: Tables | None) -> None:
        self._lock = threading.Lock()
        self.version = 0
        self.become(tables)

    def become(self, tables: Tables | None) -> None:
        """Hold other tables from now on; None while the file is empty."""
        last = {name: max(map(int, table), default=0) for name, table in (tables or {}).items()}
        with self._lock:
            self.tables: Tables = {} if tables is None else tables
            self.began = tables is not None
            self._last = last
            self.version += 1

    def apply(self, ops: Iterable[Op]) -> None:
        """Do operations; readers see all of them or none."""
        with self._lock:
            apply(self.tables, ops)
            for op in ops:
                if op[0] == "put":
                    if op[2].isdecimal() and int(op[2]) > self._last.get(op[1], 0):
                        self._last[op[1]] = int(op[2])
                elif op[0] == "table":
                    self._last[op[1]] = highest(op[2])
                elif op[0] == "all":
                    tables = ((name, table) for name, table in op[1].items() if isinstance(table, dict))
                    self._last = {name: highest(table) for name, table in tables}
            self.began = True
            self.version += 1

    def last_number(self, name: str) -> int:
        """Return the highest number a document of that table had since it was read or emptied."""
        return self._last.get(name, 0)

    def table(self, name: str) -> Table:
        """Return the live table itself; only the writer may look at it without a `view`."""
        return self.tables.get(name, {})

    def view(self, name: str) -> LiveView:
        """Return that table for reading."""
        with self._lock:
            return LiveView(self.tables.get(name, {}), self._lock)


class LiveView(Mapping[str, dict[str, Any]]):
    """A table as readers see it: what they go through is what there was when they began."""

    __slots__ = ("_lock", "_table")

    def __init__(self, table: Table, lock: threading.Lock) -> None:
        self._table = table
        self._lock = lock

    def __getitem__(self, id: str) -> dict[str, Any]:
        return self._table[id]

    def __len__(self) -> int:
        return len(self._table)

    def __iter__(self) -> Iterator[str]:
        with self._lock:
            return iter(list(self._table))

    def items(self) -> Any:
        """Return the documents with their numbers as they are now."""
        with self._lock:
            return list(self._table.items())

    def values(self) -> Any:
        """Return the documents as they are now."""
        with self._lock:
            return list(self._table.values())
