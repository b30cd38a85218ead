"""A cache of query results that threads may share and that never shows an older state."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from tinydb.utils import LRUCache


class QueryCache(LRUCache[Any, Any]):
    """TinyDB's cache, valid for one *version* of the tables; without one, exactly TinyDB's.

    TinyDB asks for a result, computes it when there is none, then stores it. Had another thread changed
    the table in between, the result would be of an older state: it is not stored. *version* returns
    None while changes are seen that are not durable yet; then nothing is taken or stored.
    """

    def __init__(self, capacity: int | None = None) -> None:
        super().__init__(capacity)
        self.version: Callable[[], int | None] | None = None
        self._lock = threading.Lock()
        self._held: int | None = None
        self._asked = threading.local()

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the result of a query as the tables are now."""
        if self.version is None:
            return super().get(key, default)
        now = self._asked.version = self.version()
        with self._lock:
            if now is None:
                return default
            if now != self._held:
                self.cache.clear()
                self._held = now
            return super().get(key, default)

    def set(self, key: Any, value: Any) -> None:
        """Keep the result of a query that this thread asked for last."""
        if self.version is None:
            super().set(key, value)
            return
        asked = getattr(self._asked, "version", None)
        with self._lock:
            if asked is not None and asked == self._held and asked == self.version():
                super().set(key, value)

    def clear(self) -> None:
        """Forget all results."""
        with self._lock:
            self.cache.clear()
