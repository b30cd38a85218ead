"""The room's side of the runner: its view in this window, and what one in another window is told."""

from __future__ import annotations

import contextlib

from facilitator.errors import FacilitatorError
from facilitator.model.session import OnScreen
from facilitator.ui.dialogs.blank import Blank
from facilitator.ui.runner.stage import Stage

LOOK = 0.1
"""Seconds between two looks at what this window is about; every second look at most is written down."""


class RoomStage(Stage):
    """A stage that can be shown to the room, and is followed by a room view in another window."""

    _rests = False

    def on_mount(self) -> None:
        """Look every now and then whether this window is about something else."""
        self.set_interval(LOOK, self._look)

    def action_room(self) -> None:
        """Show the room what it may see, in large letters."""
        self.program.navigation.show_room(self.file, self.live, self._on_screen)

    def _on_screen(self) -> OnScreen:
        live = self.live
        return OnScreen(
            segment=self._segment_key,
            part=live.course.part,
            instrument=self._instrument_name or live.line.instrument,
            question=self._question,
            practice=self.practice_in_hand,
            blanked=isinstance(self.app.screen, Blank),
        )

    def _show_records(self) -> None:
        super()._show_records()
        self.tell_room()

    def _look(self) -> None:
        self._rests = not self._rests and self.tell_room()

    def tell_room(self) -> bool:
        """Write down what this window is about, if that changed and the disk keeps up; tell whether so."""
        if not self.is_attached or not self.file.is_held or self.file.waiting or self._place() != self._shown:
            return False
        with contextlib.suppress(FacilitatorError):  # told where something was said is to be saved
            return self.live.room.show(self._on_screen())
        return False
