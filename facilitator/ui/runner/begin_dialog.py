"""The question before the clock of a session begins while that of another session runs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from facilitator.errors import FacilitatorError
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.program import Program
from facilitator.workspace.folder.running_sessions import running_beside
from facilitator.workspace.folder.session_files import SessionFile


def begin_alone(program: Program, own: SessionFile, begin: Callable[[], object]) -> None:
    """Call *begin* for the session *own*; first ask while another runs: the room view follows one of them.

    What another window wrote is read first. Escape, or the first answer, begins nothing.
    """
    folder, this = program.folder, own.session.short_id
    with suppress(FacilitatorError):
        folder.follow()
    other = running_beside(folder, own)
    if other is None:
        begin()
        return

    def answered(answer: str | None) -> None:
        if answer == "yes":
            begin()

    whom = f"{other.session.short_id} with {folder.team_names(other.session)}"
    question = f"{whom} is running. The room view would leave it and follow {this}, which begins last."
    answers = (("no", f"Leave {this} as it is"), ("yes", f"Begin {this} as well"))
    program.push_screen(Ask("Another session is running", question, answers), answered)
