"""TinyDB files as typed records: one programme file a folder, one file a listening session."""

from facilitator.store.storage import open_tinydb

__all__ = ["open_tinydb"]
