"""What the facilitator's window is about, written down for a room view in another window."""

from __future__ import annotations

import msgspec

from facilitator.live.course.runs import Runs
from facilitator.live.desk import SessionDesk
from facilitator.model.session import LIVE, OnScreen


class RoomFeed:
    """The one record of the moment. It is no step of undo, and goes when the meeting ends."""

    def __init__(self, desk: SessionDesk, runs: Runs) -> None:
        self._desk = desk
        self._runs = runs

    @property
    def on_screen(self) -> OnScreen | None:
        """What was written down last; None when nothing was, or the session has gone on since."""
        kept = self._kept_on_screen
        progress = self._runs.progress
        here = (progress.segment.key if progress.segment else "", progress.part)
        return kept if kept is not None and (kept.segment, kept.part) == here else None

    @property
    def is_blanked(self) -> bool:
        """Whether the facilitator blanked the screen, wherever the session has gone since."""
        return self._kept_on_screen is not None and self._kept_on_screen.blanked

    def show(self, shown: OnScreen) -> bool:
        """Write down what the room is to see, if that changed; tell whether it did. Raises `NotSaved`."""
        kept = self._kept_on_screen
        if self._desk.session.status not in LIVE or (kept is not None and _same(kept, shown)):
            return False
        with self._desk.change("what the room sees", undoable=False):
            self._desk.records.put(msgspec.structs.replace(shown, id=kept.id if kept else ""))
        return True

    def clear(self) -> None:
        """Write down that the room is to see nothing more. Raises `NotSaved`."""
        kept = self._kept_on_screen
        if kept is not None:
            with self._desk.change("what the room saw", undoable=False):
                self._desk.records.remove(kept)

    @property
    def _kept_on_screen(self) -> OnScreen | None:
        return next(iter(self._desk.records.all(OnScreen)), None)


def _same(kept: OnScreen, shown: OnScreen) -> bool:
    return msgspec.structs.replace(shown, id=kept.id, created=kept.created, changed=kept.changed) == kept
