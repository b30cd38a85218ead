"""The TinyDB table over a journal: a change costs what it changes, not what the table holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from tinydb.table import Table

from facilitator.store.journal.journal_storage import JournalStorage
from facilitator.store.journal.query_cache import QueryCache


class JournalTable(Table):
    """Reads the live tables and writes operations, through the hooks every method of `Table` uses.

    Over any other storage it is TinyDB's own table. What it returns are shallow copies: the lists and
    dicts inside a document are the live ones and must not be changed. Threads may share a table.
    """

    query_cache_class = QueryCache

    def __init__(self, storage: Any, name: str, *args: Any, **options: Any) -> None:
        self._durable = storage if isinstance(storage, JournalStorage) else None
        super().__init__(storage, name, *args, **options)
        if self._durable is not None:
            cast(QueryCache, self._query_cache).version = self._durable.version

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        if self._durable is None:
            return super()._read_table()
        return self._durable.view(self._name)  # type: ignore[return-value]  # a Mapping is enough

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        if self._durable is None:
            super()._update_table(updater)
            return
        self._durable.change(self._name, updater, self.document_id_class)
        self._query_cache.clear()

    def _get_next_id(self) -> int:
        """Return a number no document has; looking at every document for it would cost a long table dear."""
        if self._durable is None:
            return cast(int, super()._get_next_id())  # type: ignore[no-untyped-call]  # TinyDB's
        with self._durable.lock:
            number = max(self._next_id or 1, self._durable.last_number(self._name) + 1)
            self._next_id = number + 1  # type: ignore[assignment]  # TinyDB says None at first
            return number

    def replace(self, doc_id: int, document: Mapping[str, Any]) -> None:
        """Let *document* be the one of that number, whether there was one or not. Raises `NotSaved`.

        TinyDB's own `upsert` merges: a field that went back to its default would keep its old value.
        """

        def put(table: dict[int, Mapping[str, Any]]) -> None:
            table[doc_id] = dict(document)

        self._update_table(put)
        self._next_id = None
