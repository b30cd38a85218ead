"""Copies of record files: what redaction takes out of them, or why they must go as a whole.

Copies are backups, what repairs kept, sessions that were removed, what folder sync left, and the same
programme restored under another name. They are found by what stands in them, so none is forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from facilitator.errors import Damaged, FacilitatorError
from facilitator.model.base import Record
from facilitator.model.redaction import redacted
from facilitator.model.session import Draft
from facilitator.store.journal.disk import Disk
from facilitator.store.journal.files import Files
from facilitator.store.journal.tables import Tables
from facilitator.store.records.history import TABLE as HISTORY
from facilitator.store.records.scrubbing import at_rest, changed_tables, read_tables, write_without_trace
from facilitator.workspace.erasure.text_search import Sought
from facilitator.workspace.integrity.manifest import MANIFEST, kept_as, read_manifest, seal_anew
from facilitator.workspace.integrity.sidecar_files import record_file_of


class Scrub:
    """What is taken out of copies: the words of the records *ids*, and half-typed lines that hold them."""

    def __init__(self, sought: Sought, ids: frozenset[str]) -> None:
        self.sought = sought
        self.ids = ids

    def tables(self, path: Path) -> Tables | None:
        """Return what a record file is to hold; None when there is nothing to take out of any file of it.

        Raises `Damaged` for one that cannot be read.
        """
        tables = read_tables(path)
        new = changed_tables(tables, self._document, self._in(tables.get(HISTORY)))
        beside = any(map(self.sought.in_file, Files(path).all()[1:]))
        return new if new != tables or beside else None

    def _in(self, table: Any) -> bool:
        return bool(table) and self.sought.in_text(json.dumps(table, ensure_ascii=False))

    def _document(self, kind: type[Record], document: dict[str, Any]) -> dict[str, Any] | None:
        half = kind is Draft and self.sought.in_line(str(document.get("text", "")))
        if document.get("id") not in self.ids and not half:
            return document
        try:
            record = redacted(msgspec.convert(document, kind))
        except (msgspec.ValidationError, UnicodeError) as error:
            raise Damaged(f"A record of it cannot be read: {error}.", "Delete that copy.") from None
        return None if record is None else msgspec.to_builtins(record)


def sort_copies(hits: Iterable[Path], scrub: Scrub) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the record files in which words can be replaced, and what must be deleted as a whole.

    *hits* are files with something to take out. Of a backup that is not as it was kept, that is all of it.
    Files that are no part of any record file are in neither.
    """
    change: dict[Path, None] = {}
    gone: dict[Path, None] = {}
    for path in hits:
        store = path if path.suffix == ".json" else record_file_of(path)
        if store is None and ".json" not in path.name:
            continue
        backup = path.parent if (path.parent / MANIFEST).exists() else None
        try:
            if backup is not None:
                _require_whole(backup, scrub)
            if (
                store is None
                or not store.exists()
                or path not in (*Files(store).all(), Files(store).checksum)
            ):
                gone[path] = None  # an interruption left it, or its file is gone
            elif scrub.tables(store) is not None:
                change[store] = None
        except (FacilitatorError, OSError):
            gone[backup or path] = None
    return tuple(path for path in change if path.parent not in gone), tuple(gone)


def _require_whole(backup: Path, scrub: Scrub) -> None:
    """Raise unless each file is as it was kept, or will be once the words are out of it.

    The second is so after an interruption: the manifest is written first.
    """
    for kept in read_manifest(backup).files:
        path = backup / kept.name
        data = Disk().read(path) or b""
        if kept_as(kept.name, data) != kept:
            tables = scrub.tables(path)
            if tables is None or kept_as(kept.name, at_rest(tables)) != kept:
                raise Damaged(f"{path} is not as it was kept.", "Delete that backup.")


def scrub_copies(paths: Iterable[Path], scrub: Scrub) -> Iterator[Path]:
    """Take the words out of copies whose holds the caller has; yield each that is done.

    Raises `Damaged` or `NotSaved`; then each file is as it was, or without the words.
    """
    new = {path: tables for path in paths if (tables := scrub.tables(path)) is not None}
    for backup in {path.parent for path in new if (path.parent / MANIFEST).exists()}:
        contents = {path.name: at_rest(tables) for path, tables in new.items() if path.parent == backup}
        seal_anew(backup, contents)
    for path, tables in new.items():
        write_without_trace(path, tables)
        yield path
