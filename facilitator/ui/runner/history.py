"""^Z and ^Y while a session runs: each segment keeps its half line, and what happened is said on the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.errors import FacilitatorError
from facilitator.model.records import Change, Owns
from facilitator.ui import safe
from facilitator.ui.undo import ScreenHistory, SessionSteps, session_scope
from facilitator.workspace.undo import Found

if TYPE_CHECKING:
    from facilitator.ui.runner.segments import MovingStage


class _Steps(SessionSteps):
    """A step after which each segment has its own half line again."""

    def __init__(self, runner: MovingStage) -> None:
        super().__init__(runner.live)
        self._runner = runner

    def undo(self, found: Found, owns: Owns) -> Change | None:
        """Take it back."""
        with self._runner.own_lines():
            return super().undo(found, owns)

    def redo(self, found: Found, owns: Owns) -> Change | None:
        """Do it again."""
        with self._runner.own_lines():
            return super().redo(found, owns)


class _Voice:
    """Says it on the read-back line, and why not above the line."""

    def __init__(self, runner: MovingStage) -> None:
        self._runner = runner

    def undone(self, label: str) -> None:
        """Say what was taken back, and the way back."""
        self._runner.tell(safe.text(("Undone: ", "bold"), label, "     ", ("^Y", "key"), " brings it back"))

    def redone(self, label: str) -> None:
        """Say what is there again."""
        self._runner.tell(safe.text(("Back again: ", "bold"), label))

    def nothing(self, sentence: str) -> None:
        """Say that there is nothing."""
        self._runner.tell(safe.text(sentence, pen="muted"))

    def refused(self, error: FacilitatorError) -> None:
        """Say why it cannot be."""
        self._runner.warn(str(error))


def make_history(runner: MovingStage) -> ScreenHistory:
    """Return what ^Z and ^Y do in the runner, once its session is open."""
    return ScreenHistory(
        runner, lambda: session_scope(runner.file), steps=_Steps(runner), voice=_Voice(runner)
    )
