"""Undo and redo over the changes of one file."""

from __future__ import annotations

from facilitator.model.records import Change


class History:
    """The changes made since a file was opened, and those taken back."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def did(self, change: Change) -> None:
        """Remember a change; what was taken back before can no longer be done again."""
        self._done.append(change)
        self._undone.clear()

    @property
    def last_done(self) -> Change | None:
        """The change `undo` would take back."""
        return self._done[-1] if self._done else None

    @property
    def last_undone(self) -> Change | None:
        """The change `redo` would do again."""
        return self._undone[-1] if self._undone else None

    def undid(self) -> None:
        """Move the last change to those taken back."""
        self._undone.append(self._done.pop())

    def redid(self) -> None:
        """Move the last change taken back to those made."""
        self._done.append(self._undone.pop())
