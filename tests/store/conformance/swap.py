"""A pytest plugin that puts our storage and table where TinyDB's own tests look for TinyDB's.

Every TinyDB they open is then a `JournalDB` in all but name: `JSONStorage` is `JournalStorage`, and
`MemoryStorage` is a `JournalStorage` on a file of its own, whose `memory` is what would be read back.
"""

import tempfile
from pathlib import Path

import tinydb
import tinydb.database
import tinydb.storages

from facilitator.store.journal.journal import JournalStorage, JournalTable


class OnSomeFile(JournalStorage):
    """A storage that needs no path."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        super().__init__(Path(self._folder.name) / "memory.json", lazy=True)

    @property
    def memory(self):
        return self.read()


tinydb.TinyDB.table_class = JournalTable
tinydb.TinyDB.default_storage_class = JournalStorage
for module in (tinydb, tinydb.database, tinydb.storages):
    module.JSONStorage = JournalStorage
tinydb.storages.MemoryStorage = OnSomeFile
