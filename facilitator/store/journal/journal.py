"""TinyDB made durable: what was acknowledged is on the disk, at a cost that never grows.

`open_tinydb` returns a TinyDB of a `JournalStorage` and `JournalTable`s. Stock TinyDB rewrites the whole
file for each change; here a change is one line at the end of a journal, and the file follows later.

The files, and who is in which state:

    at rest     x.json            plain TinyDB JSON, which stock TinyDB opens
                x.json.sum        checksum, size and generation of x.json and of the one before it
                x.json.previous   the one before it

    open        x.json            as it was when the journal began
                x.json.journal    one commit a line (see `lines`); the first line begins with the
                                  generation, checksum and size of the x.json they go on

    ┌─────────┐ first change            ┌────────────┐ a change: one write, one sync,
    │ at rest │ ──────────────────────► │    open    │ then memory, then the caller goes on
    └─────────┘                         └────────────┘ ◄─┐
         ▲                                 │      │  └───┘
         │ close: compaction               │      │ a write fails: the line is cut off again, `NotSaved`;
         └─────────────────────────────────┘      ▼ cannot even that be done, nothing is written until it can
                                        ┌────────────┐
         opening reads x.json and the   │ interrupted│  kill, power cut: x.json and the journal hold all
         good lines; goes on as open ◄─ └────────────┘  that was acknowledged; a torn last line was not

    compaction  x.json.tmp → x.json (see `compaction`); the journal is emptied, so its next first line
                has another generation; on close, on opening a very long journal, never in a commit
    damage      x.json.bad        pieces of a journal that were no good lines, kept for whoever can read them

A follower (`read_only`, or access mode `r`) opens, reads and closes the files and writes none; `follow`
brings it up to date. One writer at a time: whoever opens for writing holds the file's lock, which is not
the concern of this module; a second writer is noticed before it can do harm, and refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tinydb import TinyDB

from facilitator.store.journal.journal_storage import JournalStorage
from facilitator.store.journal.journal_table import JournalTable

__all__ = ["JournalDB", "JournalStorage", "JournalTable", "open_tinydb"]


class JournalDB(TinyDB):
    """A TinyDB of such tables over such a storage."""

    table_class = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment]  # TinyDB says JSONStorage

    @property
    def storage(self) -> JournalStorage:
        """The storage, with `batch`, `compact`, `follow` and `report`."""
        assert isinstance(self._storage, JournalStorage)
        return self._storage

    def table(self, name: str, **options: Any) -> JournalTable:
        """Return the table of that name; see `TinyDB.table`."""
        table = super().table(name, **options)
        assert isinstance(table, JournalTable)
        return table


def open_tinydb(path: str | Path, *, read_only: bool = False) -> JournalDB:
    """Open a TinyDB file durably; nothing is written before the first change.

    Raises `Damaged` when it cannot be read as one. With *read_only* nothing is ever written, and
    `storage.follow()` brings it up to date while another program writes.
    """
    return JournalDB(path, lazy=True, access_mode="r" if read_only else "r+")
