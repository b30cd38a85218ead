"""Taking words out of a record file that nobody works with: a backup, a copy, a removed session.

For a file that is in use, `RecordFile.group` without a trace does the same.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from facilitator.errors import Damaged
from facilitator.model.base import Record
from facilitator.model.registry import ENTITIES
from facilitator.store.journal.compaction import as_text
from facilitator.store.journal.files import Files
from facilitator.store.journal.journal import JournalStorage, open_tinydb
from facilitator.store.journal.lines import operations, split
from facilitator.store.journal.recovery import recover
from facilitator.store.journal.tables import Tables, apply, are_tables
from facilitator.store.records.history import TABLE as HISTORY

Document = dict[str, Any]
DocumentChange = Callable[[type[Record], Document], Document | None]
"""Returns the document that is to stand in the stead of one; None for none."""


class State(NamedTuple):
    """What a file of a store says, or said, of one record: *fields* as stored, perhaps not all of them."""

    kind: type[Record]
    id: str
    fields: Document


def read_tables(path: Path) -> Tables:
    """Return everything a record file holds now. Raises `Damaged`."""
    return recover(Files(path), JournalStorage.disk).tables or {}


def states_of(path: Path) -> Iterator[State]:
    """Yield every state of every record that any file of the store still tells, the steps of undo as well.

    What cannot be read is passed over.
    """
    files = Files(path)
    with contextlib.suppress(Damaged):
        yield from _states(read_tables(path))
    yield from _states(_tables(files.previous))
    try:
        commits = split(JournalStorage.disk.read(files.journal) or b"").commits
        steps = list(operations(commits))
    except (OSError, ValueError, RecursionError):
        return
    for ops in steps:
        tables: Tables = {}
        with contextlib.suppress(ValueError, TypeError, AttributeError, LookupError):
            apply(tables, [op for op in ops if op[0] != "del"])
        yield from _states(tables)


def _tables(path: Path) -> Tables:
    try:
        return tables_of_snapshot(JournalStorage.disk.read(path) or b"")
    except OSError:
        return {}


def tables_of_snapshot(text: bytes) -> Tables:
    """Return the tables of a snapshot; none of one that cannot be read."""
    try:
        tables = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return tables if are_tables(tables) else {}


def _states(tables: Tables) -> Iterator[State]:
    kinds = {entity.table: kind for kind, entity in ENTITIES.items()}
    for name, table in tables.items():
        for document in table.values():
            if name in kinds and isinstance(document.get("id"), str):
                yield State(kinds[name], document["id"], document)
            elif name == HISTORY:
                yield from _steps(document, kinds)


def _steps(document: Document, kinds: dict[str, type[Record]]) -> Iterator[State]:
    with contextlib.suppress(KeyError, TypeError, ValueError, IndexError):
        for table, id, way, *_ in document["pairs"]:
            if way is not None:
                yield State(kinds[table], id, way["set"])


def undo_steps(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the label of each step of undo that a record file holds, and all it tells. Raises `Damaged`."""
    for step in read_tables(path).get(HISTORY, {}).values():
        yield str(step.get("label", "")), json.dumps(step, ensure_ascii=False)


# Writing -----------------------------------------------------------------------------------------


def changed_tables(tables: Tables, change: DocumentChange, drop_history: bool) -> Tables:
    """Return tables with *change* made to each record: a document in its stead, or None for none."""
    kinds = {entity.table: kind for kind, entity in ENTITIES.items()}
    new: Tables = {}
    for name, table in tables.items():
        if name == HISTORY and drop_history:
            continue
        kind = kinds.get(name)
        rows = table if kind is None else {number: change(kind, row) for number, row in table.items()}
        new[name] = {number: row for number, row in rows.items() if row is not None}
    return new


def at_rest(tables: Tables) -> bytes:
    """Return the bytes of a file at rest with these tables."""
    return as_text(tables, {})


def write_without_trace(path: Path, tables: Tables) -> None:
    """Let a record file hold these tables, and no file of its store anything else. The caller holds it.

    Raises `Damaged` or `NotSaved`; then it holds what it held.
    """
    db = open_tinydb(path)
    try:
        with db.storage.batch(trace=False):
            db.storage.write(tables)
    finally:
        db.close()
