"""^Z and ^Y while a session runs: each segment keeps its half line, and what happened is said on the line."""

from __future__ import annotations

from facilitator.errors import FacilitatorError
from facilitator.model.records import Change, Owns
from facilitator.ui import safe
from facilitator.ui.runner.course import Steering
from facilitator.ui.runner.desk import Desk
from facilitator.ui.runner.line import SessionLine
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.undo import ScreenHistory, SessionSteps, session_scope
from facilitator.workspace.last_time import EarlierSessions
from facilitator.workspace.undo import FoundChange, Scope


class _Steps(SessionSteps):
    """A step after which each segment has its own half line again."""

    def __init__(self, desk: Desk, course: Steering) -> None:
        super().__init__(desk.live)
        self._course = course
        self._file = desk.file

    def undo(self, found: FoundChange, owns: Owns) -> Change | None:
        """Take it back; what was said of an earlier session's action, in its file."""
        if found.file is not self._file:
            return found.file.undo(owns)
        with self._course.own_lines():
            return super().undo(found, owns)

    def redo(self, found: FoundChange, owns: Owns) -> Change | None:
        """Do it again."""
        if found.file is not self._file:
            return found.file.redo(owns)
        with self._course.own_lines():
            return super().redo(found, owns)


class _Voice:
    """Says it on the read-back line, and why not above the line."""

    def __init__(self, line: SessionLine) -> None:
        self._line = line

    def undone(self, label: str) -> None:
        """Say what was taken back, and the way back."""
        self._line.tell(safe.text(("Undone: ", "bold"), label, "     ", ("^Y", "key"), " brings it back"))

    def redone(self, label: str) -> None:
        """Say what is there again."""
        self._line.tell(safe.text(("Back again: ", "bold"), label))

    def nothing(self, sentence: str) -> None:
        """Say that there is nothing."""
        self._line.tell(safe.text(sentence, pen="muted"))

    def refused(self, error: FacilitatorError) -> None:
        """Say why it cannot be."""
        self._line.warn(str(error))


def make_history(screen: ProgramScreen, desk: Desk, course: Steering, line: SessionLine) -> ScreenHistory:
    """Return what ^Z and ^Y do in the runner."""
    earlier = EarlierSessions(desk.program.folder, desk.file)

    def scope() -> Scope:
        own = session_scope(desk.program, desk.file)
        return own._replace(beside=(*own.beside, earlier.scope))

    return ScreenHistory(screen, scope, steps=_Steps(desk, course), voice=_Voice(line))
