"""What is asked before the clock of a session begins: is it the day, and how many people has the team."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from facilitator.errors import BadInput
from facilitator.language import words
from facilitator.language.numbers import read_number
from facilitator.model.team import UNSAID, Team
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.base import Ask, Dialog
from facilitator.ui.runner.begin_dialog import begin_alone
from facilitator.ui.runner.desk import Desk
from facilitator.workspace.records.kinds import TEAM


class Beginning:
    """Asks what is to be asked, each once, and then begins."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked: set[str] = set()

    def begin(self, begin: Callable[[], object]) -> None:
        """Call *begin* once all is asked. Escape, and the answer that says no, begin nothing."""
        self._ask_day(lambda: self._ask_people(lambda: self._begin_alone(begin)))

    def _begin_alone(self, begin: Callable[[], object]) -> None:
        begin_alone(self._desk.program, self._desk.file, begin)

    def _ask_day(self, then: Callable[[], object]) -> None:
        """Ask whether a session that is planned for another day begins today."""
        folder, session = self._desk.program.folder, self._desk.file.session
        planned, today = folder.local(session.planned_start), folder.today()
        if planned.date() == today:
            then()
            return

        def answered(answer: str | None) -> None:
            if answer == "yes":
                then()

        day = words.day(planned.date(), today)
        verb = "is" if planned.date() > today else "was"
        question = f"{session.short_id} {verb} planned for {day}, {words.time(planned)}."
        answers = (("no", "Leave it planned"), ("yes", "Begin it now"))
        self._ask(Ask("Begin today?", question, answers), answered)

    def _ask_people(self, then: Callable[[], object]) -> None:
        """Ask how many people the team has where nobody has said; Enter alone leaves it open."""
        team = self._desk.program.folder.teams.get(self._desk.file.session.teams[0])
        if team is None or team.headcount != UNSAID or team.id in self._asked:
            then()
            return
        self._asked.add(team.id)

        def answered(line: str | None) -> None:
            if line is None:
                return
            if line:
                self._save(team, _people(line))
            then()

        title = f"How many people are in {team.name}?"
        question = "All of them, not only who is here. Enter alone leaves it open."
        self._ask(AskLine(title, question, check=_people), answered)

    def _ask(self, dialog: Dialog[str | None], answered: Callable[[str | None], None]) -> None:
        """Ask once the session stands behind the question; a session that begins at once is not drawn yet."""
        program = self._desk.program
        program.call_after_refresh(lambda: program.push_screen(dialog, answered))

    def _save(self, team: Team, people: int) -> None:
        counted = msgspec.structs.replace(team, headcount=people)
        self._desk.live.desk.teams[team.id] = TEAM.put(self._desk.program.folder, counted)


def _people(line: str) -> int:
    """Return the number of people typed, `UNSAID` for none. Raises `BadInput`."""
    number = read_number(line) if line.strip() else UNSAID
    if number is None or number < 1:
        raise BadInput(f"“{line}” is not a number of people.", "Type a number, such as 9.")
    return number
