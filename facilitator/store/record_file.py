"""A TinyDB file seen as typed records, read and written through the rules."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, cast

import msgspec

from facilitator import identity
from facilitator.errors import NewerFile, NotFound, NotSaved, RuleBroken
from facilitator.model.base import ENTITIES, UNSTAMPED, FileKind, R, Record, require, validated
from facilitator.model.changes import check_change
from facilitator.model.records import Change
from facilitator.model.retention import check_purge
from facilitator.model.rules import broken_rules
from facilitator.model.session import ListeningSession
from facilitator.store.history import Stored
from facilitator.store.holding import Hold, Holder, holder_of, take_hold
from facilitator.store.migrations import SCHEMA
from facilitator.store.record_tables import Pair, Records, RecordTables
from facilitator.store.saving import Deliver, Saving

__all__ = ["SCHEMA", "Background", "RecordFile"]

_LAST = sys.maxsize


class Background(NamedTuple):
    """How files are saved while the program goes on.

    *deliver* lets a function run on the program's own thread; *watch* is called there when something
    begins to wait for the disk, and when the disk begins or ceases to refuse.
    """

    deliver: Deliver
    watch: Callable[[], None]


class RecordFile:
    """A programme file or a session file: typed records to read, and to write through rules.

    Implements `model.records.Records`. Reading costs no disk access; each write, or `group` of
    writes, is checked by the rules, saved as one, remembered for undo and told to listeners. A file is
    open for reading until it is first written to; from then on, until `close`, nobody else may.

    *clock* and *ids* give the times and ids of new records.
    """

    def __init__(
        self,
        path: Path,
        kind: FileKind,
        *,
        clock: Callable[[], datetime] = identity.utc_now,
        ids: Callable[[], str] = identity.new_id,
        background: Background | None = None,
    ) -> None:
        self.path = path
        self.kind = kind
        self._clock = clock
        self._ids = ids
        self._background = background
        self._saving: Saving | None = None
        self._hold: Hold | None = None
        self._untold: list[Change] = []
        self._listeners: list[Callable[[Change], None]] = []
        self._group: list[Pair] | None = None
        self._tables = RecordTables(path, kind)
        self._records, self._history = self._tables.read()

    # Reading

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return every record of a type, oldest first."""
        return tuple(cast("dict[str, R]", self._records.get(kind, {})).values())

    def find(self, kind: type[R], id: str) -> R | None:
        """Return the record of that id, or None."""
        return cast("dict[str, R]", self._records.get(kind, {})).get(id)

    @property
    def newer(self) -> bool:
        """Whether a newer version of the program wrote the file; then it can only be read."""
        return self._tables.newer

    @property
    def report(self) -> tuple[str, ...]:
        """What was found when the file was opened, a sentence each; nothing when all was well."""
        return self._tables.report

    # Writing

    def put(self, record: R) -> R:
        """Save a new record or a new state of one; return it with id and times set.

        Raises `RuleBroken`, `InUse` or `NotSaved`; then nothing changed.
        """
        with self.group(type(record).__name__):
            return self._put(record)

    def put_without_trace(self, record: R) -> R:
        """Save a state of a record and leave no earlier one in any file; it cannot be undone. As `put`."""
        with self.group(type(record).__name__, trace=False):
            return self._put(record)

    def _put(self, record: R) -> R:
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
        self._do((before, stamped))
        return stamped

    def remove(self, record: Record) -> None:
        """Take a record out. Raises `NotFound`, `RuleBroken`, `InUse` or `NotSaved`; then nothing changed."""
        with self.group(type(record).__name__):
            before = self.find(type(record), record.id)
            if before is None:
                raise NotFound("That record is not there any more.", "Look at the list again.")
            self._do((before, None))

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
    def group(
        self, label: str, *, undoable: bool = True, trace: bool = True, purging: bool = False
    ) -> Iterator[None]:
        """Let all writes inside become one change: saved together, undone together, or none at all.

        What is not *undoable* (a half-typed line, a clock set right) is saved, and undo passes over it.
        Without *trace* no earlier state of these records is left in any file of the store, so it cannot
        be undone, nor can anything else in which they had a part. *Purging* may do what
        `model.retention.check_purge` allows, also in a closed session, and nothing else; it leaves no trace.
        A group in a group belongs to the outer.
        """
        if self._group is not None:
            yield
            return
        self.hold()
        pairs: list[Pair] = []
        self._group = pairs
        kept = {kind: dict(records) for kind, records in self._records.items()}
        try:
            yield
            self._group = None
            self._check(pairs, purging)
            change = Change(label, tuple(pairs))
            trace = trace and not purging and not any(ENTITIES[kind].traceless for kind in change.types)
            if pairs:
                self._save(change, pairs, self._remembering(change, undoable and trace, trace), trace=trace)
        except BaseException:
            self._records = kept
            raise
        finally:
            self._group = None

    def _remembering(self, change: Change, undoable: bool, trace: bool) -> Callable[[], Stored]:
        """Return the step of history that belongs to a change."""
        if undoable:
            return lambda: self._history.did(change)
        ids = [record.id for pair in change.pairs for record in pair if record is not None]
        if not trace and self._history.touches(ids):
            return self._history.forget
        return Stored

    def _do(self, pair: Pair) -> None:
        cast("list[Pair]", self._group).append(pair)
        self._apply([pair])

    def _check(self, pairs: list[Pair], purging: bool) -> None:
        session = self._session_before(pairs)
        for before, after in pairs:
            if purging:
                check_purge(before, after)
            else:
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
        records, numbers = self._records[type(record)], self._tables.numbers[type(record)]
        returns = record.id in numbers and record.id not in records
        records[record.id] = record
        if returns:
            in_order = sorted(records.values(), key=lambda each: numbers.get(each.id, _LAST))
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
        """Take the last change back and return it, None when there is none. Raises `InUse` or `NotSaved`."""
        change = self._history.last_done
        if change is not None:
            back: list[Pair] = [(after, before) for before, after in reversed(change.pairs)]
            self._replay(change, back, lambda: self._history.undid())
        return change

    def redo(self) -> Change | None:
        """Do again what was last taken back; return it, None when there is none. Raises as `undo` does."""
        change = self._history.last_undone
        if change is not None:
            self._replay(change, list(change.pairs), lambda: self._history.redid())
        return change

    def forget_history(self) -> None:
        """Let nothing done so far be taken back or done again, and leave no trace of it on the disk."""
        self.hold()
        self._save(Change("history forgotten", ()), [], lambda: self._history.forget(), trace=False)

    def _replay(self, change: Change, pairs: list[Pair], remember: Callable[[], Stored]) -> None:
        if self._group is not None:
            raise RuntimeError("a group is one change; it cannot be undone while it is being made")
        self.hold()
        kept = {kind: dict(records) for kind, records in self._records.items()}
        try:
            self._apply(pairs)
            self._save(change, pairs, remember, trace=True)
        except BaseException:
            self._records = kept
            raise

    # Saving

    def _save(
        self, change: Change, pairs: list[Pair], remember: Callable[[], Stored], *, trace: bool
    ) -> None:
        """Make a change and its step of history durable together, then tell it.

        In the background that happens soon, and a disk that refuses is tried again. Else a failure is
        raised, and neither happened.
        """
        numbers = {kind: dict(known) for kind, known in self._tables.numbers.items()}
        history = self._history.copy()
        try:
            rows = self._tables.rows(pairs, remember())
            if self._background is None:
                self._tables.save(rows, trace=trace)
        except BaseException:
            self._tables.numbers = numbers
            self._history = history
            raise
        if self._background is None:
            self._tell(change)
            return
        self._untold.append(change)
        self._saver.submit(lambda: self._tables.save(rows, trace=trace), lambda: self._saved(change))
        self._background.watch()

    def _saved(self, change: Change) -> None:
        self._untold.remove(change)
        self._tell(change)

    @property
    def _saver(self) -> Saving:
        if self._saving is None:
            assert self._background is not None
            self._saving = Saving(self.path.name, self._background.deliver, self._background.watch)
        return self._saving

    def save_in_background(self, background: Background) -> None:
        """From now on let writes return at once; listeners hear of them when they are durable."""
        self._background = background

    @property
    def unsaved(self) -> frozenset[str]:
        """The ids of the records whose newest state is not known to be durable yet."""
        pairs = [pair for change in self._untold for pair in change.pairs]
        return frozenset(record.id for pair in pairs for record in pair if record is not None)

    @property
    def waiting(self) -> int:
        """How many changes are not known to be durable yet."""
        return len(self._untold)

    @property
    def waited(self) -> float:
        """For how many seconds the oldest change has been waiting for the disk; 0.0 when none does."""
        return self._saving.waited if self._saving else 0.0

    @property
    def trouble(self) -> NotSaved | None:
        """Why the disk refuses what waits; None when it does not."""
        return self._saving.trouble if self._saving else None

    @property
    def is_saving(self) -> bool:
        """Whether something waits and the disk has not just refused it."""
        return bool(self._untold) and not (self._saving and self._saving.resting)

    def retry(self) -> None:
        """Try again now what the disk refused; it is tried again once a second anyway."""
        if self._saving is not None:
            self._saving.retry()

    def settle(self, timeout: float | None = None) -> bool:
        """Wait at most *timeout* seconds for the disk; tell whether everything is durable."""
        return self._saving.settle(timeout) if self._saving is not None else True

    def keep_copy(self, path: Path) -> None:
        """Write all records as they are now, saved or not, to another place. Raises `NotSaved`."""
        if path.exists():
            raise NotSaved(f"{path} is there already.", "Give the copy another name.")
        copy = RecordFile(path, self.kind)
        try:
            copy._records = self._records
            pairs: list[Pair] = [(None, each) for kind in self._records.values() for each in kind.values()]
            copy.hold()
            copy._save(Change("copy", ()), pairs, Stored, trace=True)
        finally:
            copy.close()

    # Other programs

    @property
    def is_held(self) -> bool:
        """Whether this program has the file open for changes."""
        return self._hold is not None

    @property
    def holder(self) -> Holder | None:
        """The other program that has the file open for changes, if there is one."""
        return None if self.is_held else holder_of(self.path)

    def hold(self) -> None:
        """Keep every other program from changing the file, until `close`.

        What another one wrote since it was read is read first. Raises `InUse`, `NewerFile` or `NotSaved`.
        """
        if self._hold is not None:
            return
        if self.newer:
            raise NewerFile(
                f"{self.path.name} was written by a newer version and is open for reading only.",
                "Update the program to change it.",
            )
        hold = take_hold(self.path, self._clock)
        try:
            self.follow()
            self._tables.open_for_writing()
        except BaseException:
            hold.let_go()
            raise
        self._hold = hold

    def follow(self) -> Change | None:
        """Read and tell what another program changed since; None if it did not. Raises `Damaged`."""
        if self._hold is not None or not self._tables.follow():
            return None
        before = self._records
        self._records, self._history = self._tables.read()
        change = Change("changed elsewhere", tuple(_differences(before, self._records)))
        self._tell(change)
        return change

    # Listeners

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call *listener* after each change; return the function that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)

    def close(self) -> bool:
        """Let go of the file; tell whether all that was written to it is durable."""
        durable = self._saving.close() if self._saving is not None else True
        self._saving = None
        self._tables.close()
        if self._hold is not None:
            self._hold.let_go()
            self._hold = None
        return durable


def _differences(before: Records, after: Records) -> Iterator[Pair]:
    for kind, new in after.items():
        old = before.get(kind, {})
        for id in {**old, **new}:
            if old.get(id) != new.get(id):
                yield old.get(id), new.get(id)
