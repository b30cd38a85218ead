"""The storage: one writer or many followers over the files that the module `journal` draws."""

from __future__ import annotations

import contextlib
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from tinydb.storages import Storage

from facilitator.errors import NotSaved
from facilitator.files.private import make_folder
from facilitator.store.findings import Finding
from facilitator.store.journal.disk import Disk, why
from facilitator.store.journal.files import Files
from facilitator.store.journal.follower import Follower
from facilitator.store.journal.lines import Op
from facilitator.store.journal.pending import Batch, OpEncoder, PendingTable
from facilitator.store.journal.recovery import recover
from facilitator.store.journal.store_writer import StoreWriter
from facilitator.store.journal.tables import LiveTables, Tables, plain

LONG = 64 * 1024 * 1024
"""Bytes of a journal that is compacted when it is opened; reading as much takes about a second."""

MODES = ("r", "rb", "r+", "rb+")


class ReadOnly(NotSaved, OSError):
    """The file is open for reading only; an `OSError` as well, for TinyDB's own storage raises that."""


class JournalStorage(Storage):
    """A TinyDB storage whose every write is on the disk when it returns. Threads may share it.

    *path* is the TinyDB file, made if it is not there unless *lazy*: then nothing is written before the
    first change. *access_mode* without `+` is for reading only. *json_kwargs* go to `json.dumps`; they
    shape the file at rest. Raises `Damaged` for what is no TinyDB file, and `OSError` as TinyDB does.
    """

    disk: ClassVar[Disk] = Disk()
    long: ClassVar[int] = LONG

    def __init__(
        self,
        path: str | Path,
        create_dirs: bool = False,
        access_mode: str = "r+",
        *,
        lazy: bool = False,
        **json_kwargs: Any,
    ) -> None:
        super().__init__()
        if access_mode not in MODES:
            warnings.warn(
                "Using an `access_mode` other than 'r', 'rb', 'r+' or 'rb+' can cause data loss",
                stacklevel=2,
            )
        self.path = Path(path)
        self.read_only = access_mode in ("r", "rb")
        self.files = Files(path)
        if not lazy:
            self._make_or_find(create_dirs)
        self._encoder = OpEncoder(json_kwargs)
        self.lock = threading.RLock()
        self._batch: Batch | None = None
        self._closed = False
        found = recover(self.files, self.disk, follower=self.read_only)
        self.report: tuple[Finding, ...] = tuple(found.report)
        self._live = LiveTables(found.tables)
        self._writer = StoreWriter(self.files, self.disk, self._live, found, json_kwargs, self._find)
        self._follower = Follower(self.files, self.disk, found)
        if not self.read_only and self._writer.journal.length > self.long:
            self._compact_quietly()

    @property
    def locked(self) -> bool:
        """Whether the caller holds the lock: whatever else changes the files is no program of ours then."""
        return self._writer.locked

    @locked.setter
    def locked(self, locked: bool) -> None:
        """Say whether the caller holds the lock."""
        self._writer.locked = locked

    def keep_beside_as(self, beside: Callable[[bytes], bytes]) -> None:
        """Set the filter for states kept beside the file: *beside* returns what may be kept."""
        self._writer.beside = beside

    def _make_or_find(self, create_dirs: bool) -> None:
        if create_dirs and not self.read_only:
            make_folder(self.files.folder)
        with self.files.snapshot.open("rb" if self.read_only else "ab"):
            pass

    # Reading

    def read(self) -> Tables | None:
        """Return a copy of all tables, None while the file is empty. A table reads without copying."""
        with self.lock:
            if self._batch is not None:
                return self._batch.tables()
            return plain(self._live.tables) if self._live.began else None

    def view(self, name: str) -> Mapping[str, dict[str, Any]]:
        """Return one table to read; in a batch, its own thread sees what it changed."""
        batch = self._own_batch()
        return batch.view(name) if batch else self._live.view(name)

    @property
    def plain(self) -> bool:
        """Whether the files, as they were read, surely hold nothing that `door` would refuse or clean."""
        return self._follower.plain

    @property
    def sure(self) -> bool:
        """Whether the files surely are as a program left them: `plain`, and what their checksums say."""
        return self._follower.plain and self._follower.known

    @property
    def tables(self) -> Tables:
        """Everything that is durable, to look at without changing it."""
        return self._live.tables

    def version(self) -> int | None:
        """Return a number that grows with each change; None to the thread whose batch is open."""
        return None if self._own_batch() else self._live.version

    def last_number(self, name: str) -> int:
        """Return the highest document number of a table so far, in this thread's batch as well."""
        number = self._live.last_number(name)
        if self._batch is None or (batch := self._own_batch()) is None:
            return number
        return max(number, batch.last.get(name, 0))

    def _own_batch(self) -> Batch | None:
        return self._batch if self._batch is not None and self._owner == threading.get_ident() else None

    # Writing

    def write(self, data: Tables) -> None:
        """Let *data* be all there is. Raises `NotSaved`; then nothing changed."""
        with self.lock:
            self._commit_or_gather([("all", data)])

    def change(self, name: str, updater: Callable[[Any], None], number: Callable[[str], Any] = int) -> None:
        """Let *updater* change a table, seen as documents by *number*, and make that durable.

        Raises `NotSaved`, or whatever *updater* raises; then nothing changed.
        """
        with self.lock:
            draft = PendingTable(self._batch.view(name) if self._batch else self._live.table(name), number)
            updater(draft)
            self._commit_or_gather(draft.ops(name))

    def _commit_or_gather(self, ops: list[Op]) -> None:
        texts, taken = [], []
        for op in ops:
            text, values = self._encoder.take(op)
            texts.append(text)
            taken.append(values)
        if self._batch is not None:
            self._batch.add(texts, taken)
        else:
            self._commit(texts, taken)

    def prepare(self) -> None:
        """Get ready to write: afterwards the first change costs what any other does. Raises `NotSaved`."""
        with self.lock:
            self._require_open()
            try:
                self._writer.journal.prepare()
            except OSError as error:
                raise _not_saved(error) from None

    def _require_open(self) -> None:
        if self.read_only:
            raise ReadOnly("Not saved: this file is open for reading only.", "Open it for writing first.")
        if self._closed:
            raise ValueError("I/O operation on closed file.")

    @contextlib.contextmanager
    def batch(self, *, trace: bool = True) -> Iterator[None]:
        """Let several changes become one line, so all of them durable or none. Raises `NotSaved` at its end.

        If anything fails inside, none of them was. A batch in a batch belongs to the outer one. Other
        threads read what was before until it is durable. Without *trace* it becomes a new snapshot instead
        of a line, and no file of the store keeps any earlier state.
        """
        with self.lock:
            if self._batch is not None:
                yield
                return
            self._owner = threading.get_ident()
            self._batch = batch = Batch(self._live)
            try:
                yield
            finally:
                self._batch = None
            if trace:
                self._commit(batch.texts, batch.ops)
            else:
                self._commit_without_trace(batch.ops)

    def _commit(self, texts: list[str], ops: list[Op]) -> None:
        if not ops:
            return
        self._require_open()
        try:
            self._writer.append(texts)
        except OSError as error:
            raise _not_saved(error) from None
        self._live.apply(ops)

    def _commit_without_trace(self, ops: list[Op]) -> None:
        """Empty the journal first: its lines would bring back on the new snapshot what they say."""
        self._require_open()
        try:
            self._writer.compact(keep_previous=False)
            before = plain(self._live.tables) if self._live.began else None
            self._live.apply(ops)
            try:
                self._writer.compact(keep_previous=False)
            except BaseException:
                self._live.become(before)
                raise
        except OSError as error:
            raise _not_saved(error) from None  # no journal holds the change

    # The files

    def compact(self, *, keep_previous: bool = True) -> None:
        """Write a new snapshot and empty the journal. Raises `NotSaved`; then nothing is lost.

        With *keep_previous* false, no earlier state is left in any file of the store.
        """
        with self.lock:
            self._require_open()
            try:
                self._writer.compact(keep_previous=keep_previous)
            except OSError as error:
                raise NotSaved(
                    f"{self.path.name} cannot be tidied up: {why(error)}.",
                    "Everything is safe in its journal. Make room, then try again.",
                ) from None

    def _find(self, found: Finding) -> None:
        if found not in self.report:
            self.report = (*self.report, found)

    def _compact_quietly(self) -> None:
        try:
            self.compact()
        except NotSaved as error:
            self._find(Finding(error.happened))

    def close(self) -> None:
        """Write the snapshot, delete the journal and close. A failure loses nothing; see `report`."""
        with self.lock:
            if self._closed:
                return
            if not self.read_only and not self._writer.journal.at_rest:
                self._compact_quietly()
            self._closed = True
            try:
                self._writer.journal.close(remove=self._writer.journal.finished)
            except OSError as error:
                self._find(Finding(f"The empty journal stays: {why(error)}."))

    # Following

    def follow(self) -> bool:
        """Bring a file that is open for reading only up to date; tell whether anything changed.

        Raises `Damaged`; what was read before then stays.
        """
        with self.lock:
            return self._follower.follow(self._live)


def _not_saved(error: OSError) -> NotSaved:
    return NotSaved(
        f"Not saved: {why(error)}.",
        "What was saved before is safe. Make room or choose another folder, then try again.",
    )
