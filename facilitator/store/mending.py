"""Making a record file whole again, for whoever holds it (`holding.take_hold`).

What stands in a file that cannot be read as a whole is read document by document: `compaction` writes
one a line. What a line no longer says is looked for in the state before, and in the journal.
"""

from __future__ import annotations

import contextlib
import difflib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, cast

import msgspec

from facilitator import __version__
from facilitator.errors import Damaged
from facilitator.model.base import ENTITIES, FileKind, Record, entities_of
from facilitator.store.compaction import as_text
from facilitator.store.files import Files, unfinished
from facilitator.store.history import TABLE as HISTORY
from facilitator.store.journal import open_tinydb
from facilitator.store.lines import Mark, operations, read_marks, split
from facilitator.store.migrations import META, SCHEMA
from facilitator.store.syncing import Disk, write_whole
from facilitator.store.tables import Tables, apply, are_tables

_HEAD = re.compile(r"[{,]?\"(.*)\": \{")
_NUMBER = re.compile(r" \"(\d+)\": ")
_decoder = json.JSONDecoder(strict=False)


class Salvaged(NamedTuple):
    """What can be read of a file: *records*, how many; *from_before*, how many of them only in the state
    before; *lost*, how many cannot be read anywhere.
    """

    tables: Tables
    records: int
    from_before: int
    lost: int


def write_anew(path: Path) -> None:
    """Write the file as it is at rest; damaged pieces of its journal go to `.bad`.

    Raises `Damaged` or `NotSaved`.
    """
    db = open_tinydb(path)
    try:
        db.storage.compact()
    finally:
        db.close()


def put_together(path: Path, kind: FileKind) -> Salvaged:
    """Let the file hold what `salvage` finds. Raises `Damaged`, `NotSaved` or `OSError`."""
    found = salvage(path, kind)
    if found is None:
        raise Damaged(f"Too little of {path.name} can be read.", "Put back a copy of it.")
    files, disk = Files(path), Disk()
    write_whole(disk, unfinished(files.snapshot), as_text(found.tables, {}))
    disk.replace(unfinished(files.snapshot), files.snapshot)
    disk.sync_folder(files.folder)
    write_anew(path)
    return found


def salvage(path: Path, kind: FileKind) -> Salvaged | None:
    """Return what can be read of a damaged file. Changes nothing.

    None when there is no sign of damage (another program or a person may have meant it so), when the
    file is of another kind or version, or when not even its session or programme can be read.
    """
    files, disk = Files(path), Disk()
    try:
        text, before = disk.read(files.snapshot) or b"", _tables(disk.read(files.previous) or b"")
        journal = split(disk.read(files.journal) or b"")
        marks = read_marks(disk.read(files.checksum) or b"")
    except OSError:
        return None
    whole = _tables(text)
    if whole is not None and any(mark.same_text(Mark.of(text, 0)) for mark in marks or [Mark.of(text, 0)]):
        return None
    read, gone = (_renamed(whole, kind), _Gone()) if whole is not None else _by_lines(text, kind)
    tables = read or before or {}
    with contextlib.suppress(ValueError, TypeError, AttributeError, LookupError, RecursionError):
        for ops in operations(journal.commits):
            apply(tables, ops)
            gone.drop(ops)
    return _valid(tables, before or {}, gone, kind)


class _Gone:
    """The places whose documents cannot be read: (table, number), and how many have lost even that."""

    def __init__(self) -> None:
        self.places: set[tuple[str, str]] = set()
        self.unknown = 0

    def drop(self, ops: list[Any]) -> None:
        """Forget places that operations say anew."""
        self.places -= {(op[1], op[2]) for op in ops if op[0] in ("put", "del")}


def _tables(text: bytes) -> Tables | None:
    try:
        tables = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return cast(Tables, tables) if are_tables(tables) else None


def _by_lines(text: bytes, kind: FileKind) -> tuple[Tables, _Gone]:
    """Read each document by itself; a byte that is no letter becomes one that says so (U+FFFD)."""
    tables: Tables = {}
    gone = _Gone()
    name = ""
    for line in text.decode("utf-8", "replace").split("\n"):
        if line[:1] != " " and line.endswith("{"):
            head = _HEAD.fullmatch(line)
            name = _meant(head[1] if head else line, kind)
        elif line[:1] == " ":
            document = _document(line)
            number = _NUMBER.match(line)
            if document is not None and name:
                tables.setdefault(name, {}).update(document)
            elif number is not None and name:
                gone.places.add((name, number[1]))
            else:
                gone.unknown += 1
    return tables, gone


def strange_tables(tables: Iterable[str], kind: FileKind) -> list[str]:
    """Return the names of tables that this version does not know in such a file."""
    return [name for name in tables if name not in _known(kind)]


def _known(kind: FileKind) -> list[str]:
    return [META, HISTORY, *(ENTITIES[each].table for each in entities_of(kind))]


def _meant(name: str, kind: FileKind) -> str:
    return next(iter(difflib.get_close_matches(name, _known(kind), n=1, cutoff=0.7)), "")


def _renamed(tables: Tables, kind: FileKind) -> Tables:
    """Return the tables, those under a damaged name under the one that was meant."""
    names = {name: _meant(name, kind) for name in strange_tables(tables, kind)}
    return {
        meant if (meant := names.get(name)) and meant not in tables else name: table
        for name, table in tables.items()
    }


def _document(line: str) -> dict[str, Any] | None:
    try:
        document = _decoder.decode("{" + line.rstrip(",") + "}")
    except (ValueError, RecursionError):
        return None
    return document if are_tables({"": document}) and len(document) == 1 else None


def _valid(tables: Tables, before: Tables, gone: _Gone, kind: FileKind) -> Salvaged | None:
    """Keep the documents that are records; for the others take those of the state before, if there."""
    meta = next(iter((tables.get(META) or before.get(META) or {}).values()), {})
    if meta.get("kind", kind) != kind or not _is_known(meta.get("schema", SCHEMA)):
        return None
    kept: Tables = {META: {"1": {"schema": SCHEMA, "kind": kind, "written_by": __version__} | meta}}
    seen: set[str] = set()
    from_before = lost = 0
    for each in entities_of(kind):
        name = ENTITIES[each].table
        documents = tables.get(name, {})
        numbers = {*documents, *(number for table, number in gone.places if table == name)}
        for number in sorted(numbers, key=int):
            versions = (documents.get(number), before.get(name, {}).get(number))
            found = next((doc for doc in versions if _is_record(each, doc, seen)), None)
            if found is None:
                lost += 1
                continue
            seen.add(found["id"])
            kept.setdefault(name, {})[number] = found
            from_before += found is not versions[0]
    if not any(kept.get(name) for name in ("programmes", "sessions")):
        return None
    others = {name: table for name, table in tables.items() if name not in kept and name != HISTORY}
    known = {ENTITIES[each].table for each in entities_of(kind)}
    kept |= {name: table for name, table in others.items() if name not in known}
    return Salvaged(kept, len(seen), from_before, lost + gone.unknown)


def _is_known(schema: object) -> bool:
    """Tell whether this version reads files of that layout; an older one stands in them as it was."""
    return type(schema) is int and 1 <= schema <= SCHEMA


def _is_record(kind: type[Record], document: dict[str, Any] | None, seen: set[str]) -> bool:
    if document is None:
        return False
    try:
        record = msgspec.convert(document, kind)
    except (msgspec.ValidationError, UnicodeError):
        return False
    return bool(record.id) and record.id not in seen
