"""The room's side of the runner: its view in this window, and what one in another window is told."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from facilitator.errors import FacilitatorError
from facilitator.model.session import OnScreen
from facilitator.ui.dialogs.blank import Blank
from facilitator.ui.runner.desk import Desk
from facilitator.ui.runner.stage import InstrumentStage

LOOK = 0.1
"""Seconds between two looks at what this window is about; every second look at most is written down."""


class WindowFeed:
    """Shows the room what this window is about. *shown* tells which place of the session it shows."""

    def __init__(self, desk: Desk, stage: InstrumentStage, shown: Callable[[], str]) -> None:
        self._desk = desk
        self._stage = stage
        self._shown = shown
        self._rests = False

    def open_view(self) -> None:
        """Show the room what it may see, in large letters."""
        self._desk.program.navigation.show_room(self._desk.file, self._desk.live, self._on_screen)

    def look(self) -> None:
        """Look whether this window is about something else; done every `LOOK` seconds."""
        self._rests = not self._rests and self.tell()

    def tell(self) -> bool:
        """Write down what this window is about, if that changed and the disk keeps up; tell whether so."""
        file, desk = self._desk.file, self._desk
        if not self._stage.is_attached or not file.is_held or file.waiting or desk.place != self._shown():
            return False
        with contextlib.suppress(FacilitatorError):  # told where something was said is to be saved
            return desk.live.room.show(self._on_screen())
        return False

    def _on_screen(self) -> OnScreen:
        here = self._desk.live.position
        return OnScreen(
            segment=here.key,
            part=here.part,
            instrument=self._stage.wanted or here.instrument,
            question=here.question,
            practice=self._stage.practice_in_hand or here.practice,
            team=self._desk.live.sides.in_hand,
            blanked=isinstance(self._desk.program.screen, Blank),
            kind=here.kind,
            under=here.practice,
        )
