"""The open journal: appends a line durably or not at all."""

from __future__ import annotations

import contextlib

from facilitator.store.journal.compaction import put_aside
from facilitator.store.journal.disk import Disk
from facilitator.store.journal.files import Files
from facilitator.store.journal.lines import SnapshotMark, at, begin, seal
from facilitator.store.journal.recovery import Recovered


class ForeignChange(OSError):
    """Another program has written to the files since they were read."""


class JournalFile:
    """The journal of one store, made when the first line is appended and held open from then on.

    *length* counts the bytes that are good, so also where the next line goes.
    """

    def __init__(self, files: Files, disk: Disk, found: Recovered) -> None:
        self._files = files
        self._disk = disk
        self._handle: int | None = None
        self.mark, self._begun = found.mark, found.lines.mark
        self.length, self._number = found.lines.length, found.lines.number
        self._on_disk = found.journal_size or 0
        self._surely_empty = found.journal_size != 0
        self._damaged, self._tail = [*found.lines.damaged, *found.lines.astray], found.lines.tail
        self._new = found.stamp is None
        self._stamp = found.stamp
        self._before = found.before
        self._emptied = False
        self._named = bool(found.journal_size)  # no line is written before the name is sure
        self._unsound = False
        self._settled = False

    def append(self, texts: list[str]) -> None:
        """Make operations durable: one line, one write, one sync. Raises `OSError`; then it never was."""
        if not self._settled:
            self.prepare()
        handle = self._handle
        assert handle is not None
        self.require_ours()
        if not self.length:
            texts, self._begun, self._number = [begin(self.mark), *texts], self.mark, 0
        else:
            texts = [at(self._number + 1), *texts]
        line = seal(f"[{','.join(texts)}]".encode("utf-8", "surrogatepass"))
        try:
            self._disk.write(handle, line)
            self._disk.sync(handle)
        except BaseException:
            self._unsound, self._settled = True, False
            with contextlib.suppress(OSError):
                self._roll_back(handle)
            raise
        self.length += len(line)
        self._number += 1
        self._on_disk, self._emptied, self._settled = self.length, False, True

    def prepare(self) -> None:
        """Make the journal and its name durable, so that the first line waits for no more than any other."""
        self._ready()
        if not self._named:
            self._disk.sync_folder(self._files.folder)
            self._named = True

    def _roll_back(self, handle: int) -> None:
        """Take back what a failed write left; until that succeeds nothing more is written."""
        self._disk.truncate(handle, self.length)
        self._on_disk = self.length
        self._unsound = False

    def _ready(self) -> int:
        """Return the handle of a journal that ends with its last good line."""
        handle = self._opened()
        if self._unsound:
            self._roll_back(handle)
        self.require_ours()
        if self._on_disk != self.length:
            self.put_aside(tail_only=True)
            self._roll_back(handle)
        self.stay_empty()  # or older lines might come back behind new ones
        return handle

    def _opened(self) -> int:
        if self._handle is None:
            self.require_ours()
            mode = self._disk.permissions(self._files.snapshot)
            if self._stamp is None:
                # So that whoever looks for the file finds it, though all is in the journal yet.
                self._disk.close(self._disk.open(self._files.snapshot, mode))
                self._stamp = self._disk.stamp(self._files.snapshot)
            self._handle = self._disk.open(self._files.journal, mode)
        return self._handle

    def require_ours(self) -> None:
        """Raise `ForeignChange` when the files are not as this program read or left them."""
        if not (self.journal_is_ours and self._snapshot_is_ours()):
            raise ForeignChange(0, "another program has changed the file since it was opened")

    @property
    def journal_is_ours(self) -> bool:
        """Whether the journal is as this program read or left it."""
        if self._handle is not None:
            return self._disk.size(self._handle) == self._on_disk
        return len(self._disk.read(self._files.journal) or b"") == self._on_disk

    def _snapshot_is_ours(self) -> bool:
        """Tell whether the snapshot holds what this program read or wrote; its stamp alone may differ."""
        stamp = self._disk.stamp(self._files.snapshot)
        if stamp == self._stamp:
            return True
        if stamp is None or not self.mark.same_text(
            SnapshotMark.of(self._disk.read(self._files.snapshot) or b"", 0)
        ):
            return False
        self._stamp = stamp
        return True

    def put_aside(self, *, tail_only: bool) -> None:
        """Keep what was found damaged, before it goes from the journal. Raises `OSError`."""
        put_aside(self._disk, self._files, [self._tail] if tail_only else [*self._damaged, self._tail])
        self._tail = b""
        if not tail_only:
            self._damaged = []

    @property
    def marks(self) -> list[SnapshotMark]:
        """The snapshot that lies there, and the one the journal was begun on if that is another."""
        return [self.mark, *([self._begun] if self._begun and self._begun != self.mark else [])]

    @property
    def at_rest(self) -> bool:
        """Whether there is no journal to speak of: everything is in the snapshot."""
        return not self._on_disk and not self._unsound

    @property
    def finished(self) -> bool:
        """Whether the journal is empty and may go; never one that somebody else may have begun."""
        return self._emptied or (self._handle is not None and self.at_rest)

    @property
    def before(self) -> list[SnapshotMark]:
        """Earlier snapshots, the newest first."""
        known = self.marks
        return [mark for mark in self._before if mark not in known]

    def begin_emptying(self) -> None:
        """Create the journal: a snapshot whose journal is gone was left by another program."""
        if self._handle is None:
            self._handle = self._disk.open(self._files.journal, self._disk.permissions(self._files.snapshot))

    def start_over(self, mark: SnapshotMark) -> None:
        """Empty the journal, now that the snapshot of that mark holds everything. Raises `OSError`.

        If it cannot be emptied it goes on as it is: its lines are in the snapshot, and harmless.
        """
        self._before = [*self.marks, *self.before]
        self.mark, self._stamp = mark, self._disk.stamp(self._files.snapshot)
        if self._handle is None:
            self._handle = self._disk.open(self._files.journal)
        self._disk.sync_folder(self._files.folder)  # or the older snapshot might come back
        self._disk.truncate(self._handle, 0)
        self.length, self._on_disk, self._begun, self._number = 0, 0, None, 0
        self._unsound = self._surely_empty = self._settled = False
        self._emptied = True

    def stay_empty(self) -> None:
        """Make sure that a journal that was emptied is so after a power cut as well. Raises `OSError`."""
        if self._surely_empty:
            return
        if self._handle is None:
            self._handle = self._disk.open(self._files.journal)
        self._disk.sync(self._handle)
        self._surely_empty = True

    def close(self, *, remove: bool = False) -> None:
        """Let go of the journal; take its file away when *remove* asks for that.

        So goes a snapshot that was only made to have a name, if nothing was ever saved.
        """
        if self._handle is not None:
            self._disk.close(self._handle)
            self._handle = None
        if remove:
            self._disk.unlink(self._files.journal)
            if self._new and not self.mark.size:
                self._disk.unlink(self._files.snapshot)

    def __del__(self) -> None:
        with contextlib.suppress(OSError, AttributeError):
            self.close()
