"""The storage: one writer or many followers over the files that the module `journal` draws."""

from __future__ import annotations

import contextlib
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from tinydb.storages import Storage

from facilitator.errors import Damaged, NotSaved
from facilitator.files.private import make_folder
from facilitator.store.findings import Finding, FromOutside
from facilitator.store.journal.compaction import as_text, keep_beside, replace_snapshot
from facilitator.store.journal.disk import Disk, why
from facilitator.store.journal.files import Files
from facilitator.store.journal.follower import Follower
from facilitator.store.journal.journal_file import ForeignChange, JournalFile
from facilitator.store.journal.lines import Lines, Mark, Op
from facilitator.store.journal.pending import Batch, Draft, Writer
from facilitator.store.journal.recovery import Recovered, parse, recover
from facilitator.store.journal.tables import LiveTables, Tables, plain
from facilitator.store.removals import TABLE as REMOVALS
from facilitator.store.removals import digest, ids_in

LONG = 64 * 1024 * 1024
"""Bytes of a journal that is compacted when it is opened; reading as much takes about a second."""

_ELSEWHERE = "another program has changed the file; close and open it again"

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
        self._options = json_kwargs
        self._writer = Writer(json_kwargs)
        self.lock = threading.RLock()
        self._batch: Batch | None = None
        self._closed = False
        found = recover(self.files, self.disk, follower=self.read_only)
        self.report: tuple[Finding, ...] = tuple(found.report)
        self.held = False
        """Whether the caller holds the lock: whatever else changes the files is no program of ours then."""
        self.beside: Callable[[bytes], bytes] = bytes
        """Returns what may be kept beside the file of a state that gives way."""
        self._stray, self._replaced = found.stray, found.replaced
        self._live = LiveTables(found.tables)
        self._journal = JournalFile(self.files, self.disk, found)
        self._follower = Follower(self.files, self.disk, found)
        if not self.read_only and self._journal.length > self.long:
            self._compact_quietly()

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
            draft = Draft(self._batch.view(name) if self._batch else self._live.table(name), number)
            updater(draft)
            self._commit_or_gather(draft.ops(name))

    def _commit_or_gather(self, ops: list[Op]) -> None:
        texts, taken = [], []
        for op in ops:
            text, values = self._writer.take(op)
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
                self._journal.prepare()
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
            self._append(texts)
        except OSError as error:
            raise _not_saved(error) from None
        self._live.apply(ops)

    def _commit_without_trace(self, ops: list[Op]) -> None:
        """Empty the journal first: its lines would bring back on the new snapshot what they say."""
        self._require_open()
        try:
            self._compact(keep_previous=False)
            before = plain(self._live.tables) if self._live.began else None
            self._live.apply(ops)
            try:
                self._compact(keep_previous=False)
            except BaseException:
                self._live.become(before)
                raise
        except OSError as error:
            raise _not_saved(error) from None  # no journal holds the change

    def _append(self, texts: list[str]) -> None:
        try:
            self._journal.append(texts)
        except ForeignChange:
            self._take_over()
            self._journal.append(texts)

    def _take_over(self) -> bool:
        """Go on if another program only tidied the files; `ForeignChange` if it changed what they hold.

        While the files are `held`, what they hold now is kept beside, and the file is written anew: that is
        told by the answer.
        """
        try:
            found = recover(self.files, self.disk)
        except Damaged as error:
            found, happened = None, error.happened
        same = found is not None and (found.tables or {}) == self._live.tables
        if self.held and not (same and found and found.stray is None):
            self._take_back(found)
            return True
        if found is None or not same:
            raise ForeignChange(0, happened if found is None else _ELSEWHERE)
        self._stray = found.stray or self._stray
        self._journal.close()
        self._journal = JournalFile(self.files, self.disk, found)
        return False

    def _take_back(self, found: Recovered | None) -> None:
        """Keep beside what something else made of the files, and let them hold what they held again."""
        text = self.disk.read(self.files.snapshot) or b""
        if found is not None and not self._journal.journal_is_ours:
            text = as_text(found.tables or {}, {})
        self._keep_beside(text)
        if found is None:
            journal = self.disk.read(self.files.journal) or b""
            lines = Lines() if self._journal.journal_is_ours else Lines(tail=journal)
            mark = Mark.of(text, self._journal.mark.generation + 1)
            found = Recovered(None, mark, self.disk.stamp(self.files.snapshot), lines, len(journal), [])
        self._journal.close()
        self._journal = JournalFile(self.files, self.disk, found)
        self._write_snapshot(keep_previous=True)

    def _lacking(self) -> bytes | None:
        """Return the state before when it has records that are not here, and that nobody took out."""
        text = self.disk.read(self.files.previous) or b""
        try:
            tables = parse(self.files, text) or {}
        except Damaged:
            return None
        here, removed = set(ids_in(self._live.tables)), self._live.table(REMOVALS).values()
        known = {str(each.get("id")) for each in removed}
        gone = any(id not in here and digest(id) not in known for id in ids_in(tables))
        return text if gone else None

    def _keep_beside(self, text: bytes) -> None:
        if text:
            kept = keep_beside(self.disk, self.files, self.beside(text))
            what = f"Something else was put in the place of {self.files.name}; it is kept as {kept.name}"
            self._find(FromOutside(f"{what}."))

    def _find(self, *found: Finding) -> None:
        self.report = (*self.report, *(each for each in found if each not in self.report))

    # The files

    def compact(self, *, keep_previous: bool = True) -> None:
        """Write the file anew and empty the journal. Raises `NotSaved`; that costs nothing.

        With *keep_previous* false, no earlier state is left in any file of the store.
        """
        with self.lock:
            self._require_open()
            try:
                self._compact(keep_previous)
            except OSError as error:
                raise NotSaved(
                    f"{self.path.name} cannot be tidied up: {why(error)}.",
                    "Everything is safe in its journal. Make room, then try again.",
                ) from None

    def _compact(self, keep_previous: bool) -> None:
        try:
            self._journal.require_ours()
        except ForeignChange:
            if not self.held:
                raise
            if self._take_over() and keep_previous:
                return
        self._write_snapshot(keep_previous)

    def _write_snapshot(self, keep_previous: bool) -> None:
        if self._stray and keep_previous:
            self._keep_beside(self._stray)
        if self._replaced and keep_previous and (text := self._lacking()):
            keep_beside(
                self.disk, self.files, self.beside(text)
            )  # or the state before would give way to what is not ours
        self._stray, self._replaced = None, False
        self._journal.stay_empty()  # or lines of long ago might come back on the new snapshot
        self._journal.begin_emptying()
        if keep_previous:
            self._journal.put_aside(tail_only=False)
        text = as_text(self._live.tables, self._options) if self._live.began else b""
        marks, before = self._journal.marks, self._journal.before
        mark = replace_snapshot(self.disk, self.files, text, marks, before, keep_previous=keep_previous)
        self._journal.start_over(mark)
        if not keep_previous:
            self._journal.stay_empty()
            if self.disk.stamp(self.files.bad):
                self.disk.unlink(self.files.bad)
                self.disk.sync_folder(self.files.folder)

    def _compact_quietly(self) -> None:
        try:
            self.compact()
        except NotSaved as error:
            self._find(Finding(error.happened))

    def close(self) -> None:
        """Write the file as it is at rest and let go of it. What fails is in `report`; it costs nothing."""
        with self.lock:
            if self._closed:
                return
            if not self.read_only and not self._journal.at_rest:
                self._compact_quietly()
            self._closed = True
            try:
                self._journal.close(remove=self._journal.finished)
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
