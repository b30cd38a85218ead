"""A TinyDB file seen as typed records: the only place where records become documents and back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import msgspec
from tinydb.table import Document

from facilitator import __version__, identity
from facilitator.errors import Damaged, NewerFile, NotFound, RuleBroken
from facilitator.model.base import (
    ENTITIES,
    UNSTAMPED,
    FileKind,
    R,
    Record,
    entities_of,
    require,
    validated,
)
from facilitator.model.changes import check_change
from facilitator.model.records import Change
from facilitator.model.rules import broken_rules
from facilitator.model.session import ListeningSession
from facilitator.store.history import TABLE as HISTORY
from facilitator.store.history import History, places, read_history
from facilitator.store.storage import RecordTable, open_tinydb

SCHEMA = 1
"""The version of the file layout; a higher one is opened read-only."""

Pair = tuple[Record | None, Record | None]

Remember = Callable[[], tuple[dict[int, dict[str, Any]], list[int]]]
"""Takes a step in the history; returns the documents to store and the numbers of those to remove."""

_LAST = sys.maxsize


def _nothing_to_remember() -> tuple[dict[int, dict[str, Any]], list[int]]:
    return {}, []


class RecordFile:
    """A programme file or a session file: typed records to read, and to write through rules.

    Implements `model.records.Records`. Reading costs no disk access; each write, or `group` of
    writes, is checked by the rules, saved as one, remembered for undo and told to listeners.

    *clock* and *ids* give the times and ids of new records.
    """

    def __init__(
        self,
        path: Path,
        kind: FileKind,
        *,
        clock: Callable[[], datetime] = identity.utc_now,
        ids: Callable[[], str] = identity.new_id,
    ) -> None:
        self.path = path
        self.kind = kind
        self._clock = clock
        self._ids = ids
        self._history = History()
        self._listeners: list[Callable[[Change], None]] = []
        self._group: list[Pair] | None = None
        self._records: dict[type[Record], dict[str, Record]] = {each: {} for each in entities_of(kind)}
        self._doc_ids: dict[type[Record], dict[str, int]] = {each: {} for each in self._records}
        self._db = open_tinydb(path)
        self.newer = self._check_meta()
        self._load()

    # Reading

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return every record of a type, oldest first."""
        return tuple(cast("dict[str, R]", self._records.get(kind, {})).values())

    def find(self, kind: type[R], id: str) -> R | None:
        """Return the record of that id, or None."""
        return cast("dict[str, R]", self._records.get(kind, {})).get(id)

    # Writing

    def put(self, record: R) -> R:
        """Save a new record or a new state of one; return it with id and times set.

        Raises `RuleBroken` or `NotSaved`; then nothing changed.
        """
        self._require_place(record)
        before = self.find(type(record), record.id)
        now = self._clock()
        created = before.created if before else record.created
        stamped = validated(
            msgspec.structs.replace(
                record,
                id=record.id or self._ids(),
                created=now if created == UNSTAMPED else created,
                changed=now,
            )
        )
        self._do(type(record).__name__, (before, stamped))
        return stamped

    def remove(self, record: Record) -> None:
        """Take a record out. Raises `NotFound`, `RuleBroken` or `NotSaved`; then nothing changed."""
        before = self.find(type(record), record.id)
        if before is None:
            raise NotFound("That record is not there any more.", "Look at the list again.")
        self._do(type(record).__name__, (before, None))

    def _require_place(self, record: Record) -> None:
        if type(record) not in self._records:
            raise TypeError(f"a {type(record).__name__} does not belong in a {self.kind} file")
        for kind, records in self._records.items():
            require(
                record.id not in records or kind is type(record),
                "Another record has that id already.",
                "Leave the id out; a new record gets its own.",
            )

    @contextmanager
    def group(self, label: str, *, undoable: bool = True) -> Iterator[None]:
        """Let all writes inside become one change: saved together, undone together, or none at all.

        What is not *undoable* (a half-typed line, a clock set right) is saved, and undo passes over it.
        """
        if self._group is not None:
            yield
            return
        pairs: list[Pair] = []
        self._group = pairs
        kept = {kind: dict(records) for kind, records in self._records.items()}
        try:
            yield
            self._group = None
            self._check(pairs)
            change = Change(label, tuple(pairs))
            self._save(pairs, (lambda: self._history.did(change)) if undoable else _nothing_to_remember)
        except BaseException:
            self._records = kept
            raise
        finally:
            self._group = None
        if pairs:
            self._tell(change)

    def _do(self, label: str, pair: Pair) -> None:
        with self.group(label):
            cast("list[Pair]", self._group).append(pair)
            self._apply([pair])

    def _check(self, pairs: list[Pair]) -> None:
        session = self._session_before(pairs)
        for before, after in pairs:
            check_change(before, after, session)
        touched = frozenset(type(record) for pair in pairs for record in pair if record is not None)
        for sentence in broken_rules(self, touched):
            raise RuleBroken(sentence, "Nothing was changed.")

    def _session_before(self, pairs: list[Pair]) -> ListeningSession | None:
        """Return the session as it was before these changes; None in a file that had none."""
        for before, after in pairs:
            if isinstance(after, ListeningSession):
                return cast("ListeningSession | None", before)
        return next(iter(self.all(ListeningSession)), None)

    def _apply(self, pairs: list[Pair]) -> None:
        for before, after in pairs:
            if after is not None:
                self._put_in_place(after)
            elif before is not None:
                self._records[type(before)].pop(before.id, None)

    def _put_in_place(self, record: Record) -> None:
        """Put a record where it was; one that was taken out returns to its old place, not to the end."""
        records, doc_ids = self._records[type(record)], self._doc_ids[type(record)]
        returns = record.id in doc_ids and record.id not in records
        records[record.id] = record
        if returns:
            in_order = sorted(records.values(), key=lambda each: doc_ids.get(each.id, _LAST))
            self._records[type(record)] = {each.id: each for each in in_order}

    # Undo and redo

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back, in words."""
        return self._history.last_done.label if self._history.last_done else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again, in words."""
        return self._history.last_undone.label if self._history.last_undone else None

    def undo(self) -> Change | None:
        """Take the last change back and return it, or None when there is none. Raises `NotSaved`."""
        change = self._history.last_done
        if change is None:
            return None
        self._replay([(after, before) for before, after in reversed(change.pairs)], self._history.undid)
        self._tell(change)
        return change

    def redo(self) -> Change | None:
        """Do again what was last taken back and return it, or None when there is none. Raises `NotSaved`."""
        change = self._history.last_undone
        if change is None:
            return None
        self._replay(list(change.pairs), self._history.redid)
        self._tell(change)
        return change

    def forget_history(self) -> None:
        """Let nothing that was done so far be taken back or done again, here or after a restart."""
        with self._db.storage.batch():  # type: ignore[attr-defined]  # our storage has it
            self._db.drop_table(HISTORY)
        self._history = History()

    def _replay(self, pairs: list[Pair], remember: Remember) -> None:
        if self._group is not None:
            raise RuntimeError("a group is one change; it cannot be undone while it is being made")
        kept = {kind: dict(records) for kind, records in self._records.items()}
        try:
            self._apply(pairs)
            self._save(pairs, remember)
        except BaseException:
            self._records = kept
            raise

    # Listeners

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call *listener* after each change; return the function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)

    # The file

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _save(self, pairs: list[Pair], remember: Remember) -> None:
        """Make a change and its step of history durable together; on failure neither happened."""
        if not pairs:
            return
        if self.newer:
            raise NewerFile(
                f"{self.path.name} was written by a newer version and is open for reading only.",
                "Update the program to change it.",
            )
        doc_ids = {kind: dict(known) for kind, known in self._doc_ids.items()}
        history = self._history.copy()
        try:
            with self._db.storage.batch():  # type: ignore[attr-defined]  # our storage has it
                if not len(self._db.table("meta")):
                    meta = {"schema": SCHEMA, "kind": self.kind, "written_by": __version__}
                    self._table("meta").replace(1, meta)
                for before, after in pairs:
                    self._save_one(before, after)
                self._save_history(*remember())
        except BaseException:
            self._doc_ids = doc_ids
            self._history = history
            raise

    def _save_one(self, before: Record | None, after: Record | None) -> None:
        record = cast(Record, after or before)
        table = self._table(ENTITIES[type(record)].table)
        doc_ids = self._doc_ids[type(record)]
        if after is None:
            table.remove(doc_ids=[doc_ids[record.id]])
            return
        # The number of a record that was taken out stays its own, so that it can return to its place.
        doc_id = doc_ids.setdefault(record.id, max(doc_ids.values(), default=0) + 1)
        table.replace(doc_id, msgspec.to_builtins(after))

    def _save_history(self, documents: dict[int, dict[str, Any]], dropped: list[int]) -> None:
        table = self._table(HISTORY)
        numbers = {ENTITIES[kind].table: known for kind, known in self._doc_ids.items()}
        for number, document in documents.items():
            for pair in document["pairs"]:
                pair.append(numbers[pair[0]][pair[1]])
            table.replace(number, document)
        if dropped:
            table.remove(doc_ids=dropped)

    def _table(self, name: str) -> RecordTable:
        return cast(RecordTable, self._db.table(name))

    def _check_meta(self) -> bool:
        """Tell whether the file is from a newer version; raises `Damaged` for another kind of file."""
        meta: Any = next(iter(self._db.table("meta").all()), {"schema": SCHEMA, "kind": self.kind})
        if meta.get("kind") != self.kind:
            raise Damaged(f"{self.path.name} is not a {self.kind} file.", "Move it to where it belongs.")
        schema = meta.get("schema")
        if not isinstance(schema, int):
            raise Damaged(f"{self.path.name} does not say which version wrote it.", "It is left as it is.")
        return schema > SCHEMA

    def _load(self) -> None:
        for kind in entities_of(self.kind):
            documents = self._db.table(ENTITIES[kind].table).all()
            for document in sorted(documents, key=lambda each: each.doc_id):
                record = self._read_one(kind, document)
                self._records[kind][record.id] = record
                self._doc_ids[kind][record.id] = document.doc_id
        steps = {document.doc_id: dict(document) for document in self._db.table(HISTORY).all()}
        if steps and not self.newer:
            self._history = read_history(steps, self.find)
            for kind, id, number in places(steps):
                self._doc_ids.get(kind, {}).setdefault(id, number)

    def _read_one(self, kind: type[Record], document: Document) -> Record:
        known = {
            name: value
            for name, value in document.items()
            if not self.newer or name in kind.__struct_fields__
        }
        try:
            record = msgspec.convert(known, kind)
        except msgspec.ValidationError as error:
            if self.newer:
                raise NewerFile(
                    f"{self.path.name} was written by a newer version and cannot be shown here.",
                    "Update the program to open it. It is left as it is.",
                ) from None
            where = f"{ENTITIES[kind].table} {document.doc_id}"
            raise Damaged(
                f"{self.path.name} cannot be read at {where}: {error}.",
                "It is left as it is. Put back a copy of it, or correct that place.",
            ) from None
        if not record.id or any(record.id in known for known in self._doc_ids.values()):
            raise Damaged(
                f"{self.path.name} has a record without an id of its own in {ENTITIES[kind].table}.",
                "It is left as it is.",
            )
        return record
