"""Every record type of the program, once: one row says all that is known of it beside its fields.

The store, release, purge, search, short ids, labels, the rules of a closed session and the page that says
what is stored read this table. A record type that is added is its Struct and a row here. Its module is
imported when somebody wants the type itself: the program starts without those that Home does not look at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator.model.base import FileKind, Record
from facilitator.model.entity import Entity
from facilitator.model.programme_entities import PROGRAMME_ENTITIES
from facilitator.model.session_entities import SESSION_ENTITIES

_ROWS = (*SESSION_ENTITIES, *PROGRAMME_ENTITIES)


class _Entities(Mapping[type[Record], Entity]):
    """The rows by type. To go through the types imports them all; `rows_in` goes through the rows alone."""

    def __init__(self, rows: tuple[Entity, ...]) -> None:
        self._by_place = {row.where: row for row in rows}
        self._found: dict[type[Record], Entity] = {}

    def __getitem__(self, kind: type[Record]) -> Entity:
        row = self._found.get(kind)
        if row is None:
            row = self._by_place[f"{kind.__module__.removeprefix('facilitator.model.')}.{kind.__qualname__}"]
            self._found[kind] = row
        return row

    def __iter__(self) -> Iterator[type[Record]]:
        return (row.type for row in self._by_place.values())

    def __len__(self) -> int:
        return len(self._by_place)


ENTITIES: Mapping[type[Record], Entity] = _Entities(_ROWS)
"""Every record type with its row."""


def rows_in(file: FileKind | None = None) -> tuple[Entity, ...]:
    """Return the rows of the types stored in that kind of file, or of all; no type is imported for it."""
    return tuple(row for row in _ROWS if file in (None, row.file))


def entities_of(file: FileKind | None = None) -> tuple[type[Record], ...]:
    """Return the record types stored in that kind of file, or all of them."""
    return tuple(row.type for row in rows_in(file))


def kinds_by_letter() -> dict[str, type[Record]]:
    """Return the record types that have short ids inside a session, by letter."""
    return {row.letter: row.type for row in _ROWS if row.letter}
