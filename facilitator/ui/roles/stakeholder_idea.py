"""Asking for the words of an idea that comes of what a stakeholder sees, and in which session."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.model.session import RELEASED, SessionStatus
from facilitator.model.stakeholder import Stakeholder
from facilitator.opening import make_idea
from facilitator.ui import safe
from facilitator.ui.dialogs.ask_line import AskLine, require_words
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import line_row
from facilitator.workspace.folder.session_files import SessionFile, short_id


def ask_idea(program: Program, stakeholder: Stakeholder, done: Callable[[], None]) -> None:
    """Ask in which session, where there are several that were not reviewed, then for the words."""
    over = RELEASED | {SessionStatus.CANCELLED}
    files = {each.session.id: each for each in program.folder.sessions if each.session.status not in over}
    if not files:
        program.say("No session is open for it: plan one, then i makes the idea there")
        return
    if len(files) == 1:
        _ask_words(program, stakeholder, next(iter(files.values())), done)
        return

    def answered(id: str | None) -> None:
        if id is not None:
            _ask_words(program, stakeholder, files[id], done)

    rows = [line_row(id, safe.text(_called(program, file))) for id, file in files.items()]
    program.push_screen(Choose("Make an idea", "In which session?", rows), answered)


def _called(program: Program, file: SessionFile) -> str:
    start = program.folder.local(file.session.planned_start).date()
    teams = words.listed(
        [program.folder.teams[id].name for id in file.session.teams if id in program.folder.teams]
    )
    return f"{file.session.short_id}  {teams}, {words.day(start, program.folder.today())}"


def _ask_words(
    program: Program, stakeholder: Stakeholder, file: SessionFile, done: Callable[[], None]
) -> None:
    def answered(title: str | None) -> None:
        if title is None:
            return
        try:
            idea = make_idea(program.folder, file, program.live_clock(), stakeholder, title)
        except FacilitatorError as error:
            program.complain(error)
            return
        done()
        program.say(f"{short_id(file, idea)} is there, for the facilitators only")

    question = f"In words that name nobody. It goes to {_called(program, file)}."
    line = AskLine("Make an idea of what they see", question, stakeholder.sees, require_words, mends=True)
    program.push_screen(line, answered)
