"""TinyDB files as typed records: one programme file a folder, one file a listening session."""

from facilitator.store.journal.journal import JournalStorage, JournalTable, open_tinydb

__all__ = ["JournalStorage", "JournalTable", "open_tinydb"]
