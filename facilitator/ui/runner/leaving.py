"""The ways out of a running session: it is paused first, after a question, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.language import words
from facilitator.model.session import LIVE
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.runner.desk import Desk
from facilitator.ui.runner.line import SessionLine

_PAUSE, _LEAVE = "Pause the session and leave", "Leave; it stays paused"


class Leaving:
    """Leaves the runner; asks where something is still under way."""

    def __init__(self, desk: Desk, line: SessionLine) -> None:
        self._desk = desk
        self._line = line
        self._asks = False

    def leave(self, go: Callable[[], object]) -> None:
        """Go, after a question where something is still under way."""
        if self._asks:
            return
        file = self._desk.file
        leads = file.is_held or file.waiting
        if leads and self._desk.live.session.status in LIVE:
            waiting = words.count(file.waiting, "change")
            saved = f"Not on the disk yet: {waiting}." if file.waiting else "Everything is saved."
            question = f"{saved} It goes on where you left it."
            rests = self._desk.live.course.is_paused
            title, yes = ("The session is paused", _LEAVE) if rests else ("The session is running", _PAUSE)
            self._ask(title, question, yes, lambda: self._rest_and(go))
        elif self._line.half.strip():
            why = "The session has not started" if file.is_held else "You looked on"
            question = f"{why}, so your line is not kept."
            self._ask("Your line is not saved", question, "Leave without the line", go)
        else:
            go()

    def go_back(self, back: Callable[[], object]) -> None:
        """Go back from a session that is not going on; of one that does, say how it is left."""
        live = self._desk.live
        if live.course.is_live and self._desk.file.is_held and not live.course.is_paused:
            ways = (("F5", "key"), " pauses, then ", ("Esc", "key"), " leaves")
            self._line.tell(safe.text(("The session runs.", "bold"), "   ", *ways))
        else:
            self.leave(back)

    def rest(self) -> None:
        """Keep the half-typed line and let the session rest, without a question: the program is ending."""
        live = self._desk.live
        if live.course.is_live and self._desk.file.is_held:
            self._line.keep_half()
            if not live.course.is_paused:
                live.course.pause()

    def _rest_and(self, go: Callable[[], object]) -> None:
        """Keep the half-typed line, stop the clock and go."""
        if self._line.attempt(self._pause):
            go()

    def _pause(self) -> None:
        live = self._desk.live
        live.drafts.keep(self._line.half)
        if not live.course.is_paused:
            live.course.pause()

    def _ask(self, title: str, question: str, yes: str, go: Callable[[], object]) -> None:
        self._asks = True

        def answered(answer: str | None) -> None:
            self._asks = False
            if answer == "yes":
                go()

        self._desk.program.push_screen(Ask(title, question, (("no", "Stay"), ("yes", yes))), answered)
