"""Coming into a session: it is taken hold of, or looked on; after a pause everything is still there."""

from __future__ import annotations

import contextlib

from facilitator.errors import FacilitatorError, InUse
from facilitator.language import words
from facilitator.ui import safe
from facilitator.ui.runner.desk import Desk
from facilitator.ui.runner.line import SessionLine

FOLLOW = 0.25
"""Seconds between two looks at a session another window writes."""


class Arrival:
    """Comes into the session of one runner, and says so on its line."""

    def __init__(self, desk: Desk, line: SessionLine) -> None:
        self._desk = desk
        self._line = line

    def take_hold(self) -> bool:
        """Take hold of the session; if another window has it, say so and return False."""
        file = self._desk.file
        try:
            file.hold()
        except InUse as error:
            self._line.warn(f"{error.happened} You look on; nothing can be changed here.", stays=True)
            return False
        except FacilitatorError:
            pass  # told at the first change
        for found in file.report:
            self._line.tell(safe.text((found, "warn")))
        return True

    def follow(self) -> None:
        """Show what the other window writes; done every `FOLLOW` seconds."""
        if self._desk.file.is_held:
            return
        with contextlib.suppress(FacilitatorError):
            self._desk.file.follow()

    def welcome_back(self) -> None:
        """Go on after a pause, a crash or a closed window, and say that everything is there."""
        live = self._desk.live
        self._line.attempt(live.course.recover)
        live.choices.take_up(live.room.on_screen)
        if live.course.is_paused:
            notes = words.count(len(live.notes.all), live.session.script.line_word)
            safe_ones = (("✓ Everything was safe.", "good"), f" {notes}.   ")
            self._line.tell(safe.text(*safe_ones, ("F5", "key"), " goes on"))
