"""The one small interface through which everything is written (design: records and rules).

A `Records` is a programme file or a session file seen as typed records. `store` provides it; `live`
uses it without knowing that a file is behind it.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

import msgspec

from facilitator.model.base import R, Record
from facilitator.model.session import ListeningSession


class Change(msgspec.Struct, frozen=True):
    """What just became durable: a label people understand, and every record before and after.

    *at* is when it was done, taken back or done again; None for one that an older version of the program
    remembered.
    """

    label: str
    pairs: tuple[tuple[Record | None, Record | None], ...]
    at: datetime | None = None
    about: str = ""

    @property
    def types(self) -> frozenset[type[Record]]:
        """The record types that were touched."""
        return frozenset(type(record) for pair in self.pairs for record in pair if record is not None)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the records that were touched."""
        return frozenset(record.id for pair in self.pairs for record in pair if record is not None)


Owns = Callable[[Change], bool]
"""Tells of a change whether it belongs to whoever asks, such as the screen on which ^Z is pressed."""

Amend = Callable[[Record, "Record | None"], Record]
"""Returns a record that comes back as it is to be stored, given the state it replaces, None for none."""


class RecordView(Protocol):
    """Records to read."""

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return every record of a type, oldest first."""
        ...

    def find(self, kind: type[R], id: str) -> R | None:
        """Return the record of that id, or None."""
        ...

    def has(self, kind: type[Record], field: str, value: str) -> bool:
        """Tell whether *field* has that value, not its default, in a record of a type.

        Records that are unread are not read for it.
        """
        ...


class SessionRecords(RecordView, Protocol):
    """The records of one listening session to read."""

    @property
    def session(self) -> ListeningSession:
        """The session itself."""
        ...


class Records(RecordView, Protocol):
    """Records to read and write. Every write is checked by the rules before it is saved."""

    def put(self, record: R) -> R:
        """Save a new record, or a new state of one; return it with id and times set."""
        ...

    def remove(self, record: Record) -> None:
        """Take a record out."""
        ...

    def group(
        self, label: str, *, undoable: bool = True, trace: bool = True, about: str = ""
    ) -> AbstractContextManager[None]:
        """Let all writes inside become one change: saved together and, if *undoable*, undone together.

        Without *trace* no file tells an earlier state of these records afterwards. *about* as in `Change`.
        """
        ...

    def undo(self, owns: Owns | None = None, amend: Amend | None = None) -> Change | None:
        """Take the last change back, or the last that is one's own; return what it was, or None.

        What comes back is stored as *amend* returns it.
        """
        ...

    def redo(self, owns: Owns | None = None, amend: Amend | None = None) -> Change | None:
        """Do again what was last undone, or the last of one's own; return it, or None.

        What comes back is stored as *amend* returns it.
        """
        ...

    def last_done(self, owns: Owns | None = None) -> Change | None:
        """What `undo` would take back."""
        ...

    def last_undone(self, owns: Owns | None = None) -> Change | None:
        """What `redo` would do again."""
        ...

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back, in words."""
        ...

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again, in words."""
        ...

    def forget_history(self) -> None:
        """Forget all steps of undo and redo."""
        ...

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call *listener* after each change; return the function that ends it."""
        ...
