"""Which records were taken out of a file, without their words: so that no older state brings them back.

    "removals": {"1": {"id": "9f3a…"}}     one document a record: a digest of its id

A record that returns, by undo, takes its document away again. `meta` says with `FLAG` that a file keeps
them: what an older file with that flag holds, and this one neither holds nor names here, was lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.model.base import Record
from facilitator.model.registry import ENTITIES

TABLE = "removals"
"""The TinyDB table they lie in."""

FLAG = "removals"
"""The field of `meta` that says a file keeps them."""

_DIGITS = 16


def short_digest(id: str) -> str:
    """Return the digest that stands for the id of a removed record: 16 digits of its SHA-256."""
    import hashlib  # here: it takes longer than reading a session, and seldom is anything removed

    return hashlib.sha256(id.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


class Removals:
    """The digests of removed records and the numbers of their documents."""

    def __init__(self, numbers: Mapping[str, int] | None = None) -> None:
        self._numbers = dict(numbers or {})
        self._last = max(self._numbers.values(), default=0)

    def __contains__(self, id: object) -> bool:
        return short_digest(str(id)) in self._numbers

    def copy(self) -> Removals:
        """Return a copy, to go back to when a change cannot be saved."""
        return Removals(self._numbers)

    def follow(self, before: Record | None, after: Record | None) -> tuple[int, dict[str, Any] | None] | None:
        """Return the document that is to be written for a change, by number; None when there is none.

        Of a traceless record there is no older state that could come back.
        """
        record = after or before
        if record is None or ENTITIES[type(record)].traceless:
            return None
        if after is not None and (before is not None or not self._numbers):
            return None  # by far the most changes
        digest = short_digest(record.id)
        if after is None and digest not in self._numbers:
            self._last += 1
            self._numbers[digest] = self._last
            return self._last, {"id": digest}
        if after is not None and digest in self._numbers:
            return self._numbers.pop(digest), None
        return None


def read_removals(documents: Mapping[Any, Mapping[str, Any]]) -> Removals:
    """Return what the documents of the table say; what cannot be read is passed over."""
    return Removals(
        {
            str(document["id"]): int(number)
            for number, document in documents.items()
            if isinstance(document.get("id"), str)
        }
    )


def ids_in(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[str]:
    """Yield the id of every record in tables."""
    for name, table in tables.items():
        if name != TABLE:
            yield from (str(document["id"]) for document in table.values() if "id" in document)
