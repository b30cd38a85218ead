"""The question before the clock of a session begins while that of another session runs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from facilitator.errors import FacilitatorError
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.room.moment import team_names
from facilitator.workspace.folder.running_sessions import running_beside

if TYPE_CHECKING:
    from facilitator.ui.runner.stage import Stage


def begin_alone(stage: Stage, begin: Callable[[], object]) -> None:
    """Call *begin*, after a question while another session runs: the room view follows one of them.

    What another window wrote is read first. Escape, or the first answer, begins nothing.
    """
    folder, own = stage.program.folder, stage.file.session.short_id
    with suppress(FacilitatorError):
        folder.follow()
    other = running_beside(folder, stage.file)
    if other is None:
        begin()
        return

    def answered(answer: str | None) -> None:
        if answer == "yes":
            begin()

    whom = f"{other.session.short_id} with {team_names(folder, other)}"
    question = f"{whom} is running. The room view would leave it and follow {own}, which begins last."
    answers = (("no", f"Leave {own} as it is"), ("yes", f"Begin {own} as well"))
    stage.app.push_screen(Ask("Another session is running", question, answers), answered)
