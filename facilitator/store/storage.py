"""The TinyDB storage the records lie on.

`open_tinydb` returns a TinyDB whose file always holds a whole, plain TinyDB document: it writes a
new file beside the old one, flushes it to the disk and puts it in the old one's place. Stock TinyDB
opens the same file.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from facilitator.errors import Damaged, NotSaved

Tables = dict[str, dict[str, Any]]

_json = json.JSONEncoder(ensure_ascii=False).encode


class WholeFileStorage(Storage):
    """Keeps the tables in memory and replaces the whole file at each write.

    Inside `batch` writes wait, and the file is replaced once at its end. A write that fails leaves
    the file and the memory as they were.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        super().__init__()
        self.path = Path(path)
        self.read_only = read_only
        self._saved = self._read_file()
        self._tables = self._parse(self._saved)
        self._waiting = False

    def _read_file(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise Damaged(
                f"{self.path.name} cannot be opened: {error.strerror}.", "Check the folder."
            ) from None

    def _parse(self, text: bytes) -> Tables | None:
        if not text.strip():
            return None
        try:
            tables = json.loads(text)
        except (ValueError, RecursionError):
            raise Damaged(
                f"{self.path.name} breaks off or is not a session file.",
                "It is left as it is. Put back a copy of it, or move it out of the folder.",
            ) from None
        if not _are_tables(tables):
            raise Damaged(
                f"{self.path.name} holds something else than tables of records.",
                "It is left as it is. Put back a copy of it, or move it out of the folder.",
            )
        return cast(Tables, tables)

    def read(self) -> Tables | None:
        """Return the live tables, or None while there are none."""
        return self._tables

    def write(self, data: Tables) -> None:
        """Make *data* durable. Raises `NotSaved`; the file and the memory then hold what they held."""
        self._tables = data
        if not self._waiting:
            with self._all_or_nothing():
                self._save()

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """Let several writes become one; if anything fails inside or at its end, none of them was."""
        self._waiting = True
        try:
            with self._all_or_nothing():
                yield
                self._save()
        finally:
            self._waiting = False

    @contextlib.contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            # TinyDB changes documents in place, so only what was written last is sure to be whole.
            self._tables = self._parse(self._saved)
            raise

    def _save(self) -> None:
        text = _as_text(self._tables or {}).encode()
        beside = self.path.with_name(f".{self.path.name}.new")
        try:
            if self.read_only:
                raise PermissionError(0, "this file is open for reading only")
            with beside.open("wb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, self.path)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise NotSaved(
                f"Not saved: {error.strerror or error}.",
                "What was saved before is safe. Make room or choose another folder, then try again.",
            ) from None
        self._saved = text
        _sync_folder(self.path.parent)


def _are_tables(tables: Any) -> bool:
    """Tell whether that is what TinyDB writes: tables of documents by their number."""
    return isinstance(tables, dict) and all(
        isinstance(table, dict)
        and all(id.isascii() and id.isdecimal() and isinstance(doc, dict) for id, doc in table.items())
        for table in tables.values()
    )


def _as_text(tables: Tables) -> str:
    """Return the file's text: plain JSON with one document a line, so that people can read and compare it."""
    parts = []
    for name, table in tables.items():
        documents = ",\n".join(f' "{id}": {_json(document)}' for id, document in table.items())
        parts.append(f"{_json(name)}: {{\n{documents}\n}}")
    return "{" + ",\n".join(parts) + "}\n"


def _sync_folder(folder: Path) -> None:
    """Make the new name durable, where folders can be flushed at all; the file itself is safe already."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class RecordTable(Table):
    """A TinyDB table that can also put a whole document in a place."""

    def replace(self, doc_id: int, document: Mapping[str, Any]) -> None:
        """Let *document* be the one of that number, whether there was one or not.

        TinyDB's own `upsert` merges: a field that went back to its default would keep its old value.
        """

        def put(table: dict[int, Mapping[str, Any]]) -> None:
            table[doc_id] = dict(document)

        self._update_table(put)
        self._next_id = None


class RecordDB(TinyDB):
    """A TinyDB of such tables."""

    table_class = RecordTable


def open_tinydb(path: str | Path, *, read_only: bool = False) -> RecordDB:
    """Open a TinyDB file. Raises `Damaged` when it cannot be read as one."""
    return RecordDB(path, storage=WholeFileStorage, read_only=read_only)
