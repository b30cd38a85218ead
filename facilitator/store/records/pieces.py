"""Reading a damaged file piece by piece: `compaction` writes one document a line."""

from __future__ import annotations

import contextlib
import difflib
import json
import re
from collections.abc import Iterable
from typing import Any, cast

import msgspec

from facilitator.model.base import FileKind
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.store.journal.lines import operations
from facilitator.store.journal.tables import Tables, apply, are_tables
from facilitator.store.records.history import TABLE as HISTORY
from facilitator.store.records.migrations import META
from facilitator.store.removals import TABLE as REMOVALS

_HEAD = re.compile(r"[{,]?\"(.*)\": \{")
_NUMBER = re.compile(r" \"(\d{1,15})\": ")
_decoder = json.JSONDecoder(strict=False)

Place = tuple[str, str]
"""A table and the number of a document in it."""


class Pieces(msgspec.Struct):
    """What a file says, as far as it can be read: its *tables*; *whole* when its text was not damaged.

    *places* cannot be read, *unknown* is how many have lost even that. Of its journal: *sealed* are the
    places it says, *deleted* those it empties; with *complete* it says everything there is. *renamed* tells
    that a table had a damaged name.
    """

    tables: Tables = {}
    whole: bool = False
    places: set[Place] = set()
    unknown: int = 0
    sealed: set[Place] = set()
    deleted: set[Place] = set()
    complete: bool = False
    renamed: bool = False


def read_pieces(text: bytes, commits: list[bytes], kind: FileKind) -> Pieces:
    """Return what the text of a snapshot and the lines of a journal on it say. Reads any bytes."""
    tables = _tables(text)
    if tables is None:
        found = _by_lines(text, kind)
    else:
        found = Pieces(_renamed(tables, kind), whole=True)
        found.renamed = found.tables.keys() != tables.keys()
    with contextlib.suppress(ValueError, TypeError, AttributeError, LookupError, RecursionError):
        for ops in operations(commits):
            apply(found.tables, ops)
            for op in ops:
                _note(found, op)
    return found


def _note(found: Pieces, op: Any) -> None:
    if op[0] in ("put", "del"):
        place = (op[1], op[2])
        found.places.discard(place)
        (found.sealed if op[0] == "put" else found.deleted).add(place)
        (found.deleted if op[0] == "put" else found.sealed).discard(place)
    elif op[0] == "all":
        found.places, found.unknown, found.complete = set(), 0, True


def _tables(text: bytes) -> Tables | None:
    try:
        tables = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return cast(Tables, tables) if are_tables(tables) else None


def _by_lines(text: bytes, kind: FileKind) -> Pieces:
    """Read each document by itself; a byte that is no letter becomes one that says so (U+FFFD)."""
    found = Pieces()
    name = ""
    for line in text.decode("utf-8", "replace").split("\n"):
        if line[:1] != " " and line.endswith("{"):
            head = _HEAD.fullmatch(line)
            name = _meant(head[1] if head else line, kind)
        elif line[:1] == " ":
            document = _document(line)
            number = _NUMBER.match(line)
            if document is not None and name:
                found.tables.setdefault(name, {}).update(document)
            elif number is not None and name:
                found.places.add((name, number[1]))
            else:
                found.unknown += 1
    return found


def strange_tables(tables: Iterable[str], kind: FileKind) -> list[str]:
    """Return the names of tables that this version does not know in such a file."""
    return [name for name in tables if name not in _known(kind)]


def _known(kind: FileKind) -> list[str]:
    return [META, HISTORY, REMOVALS, *(ENTITIES[each].table for each in entities_of(kind))]


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
