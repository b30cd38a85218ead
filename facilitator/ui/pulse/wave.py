"""Opening and closing a wave of the pulse, and leaving while answers wait for others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.errors import BadInput, FacilitatorError
from facilitator.language import words
from facilitator.language.due_dates import read_due
from facilitator.live.pulse.intake import PulseIntake, likely_wave, open_wave
from facilitator.model.pulse import Wave
from facilitator.model.team import Team, going_teams
from facilitator.ui import safe
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.base import Ask, Dialog, dialog_keys
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.field import Field
from facilitator.ui.program import Program
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_MOST_PEOPLE = 9999


def _of_a_wave(folder: ProgrammeFolder) -> tuple[Field, ...]:
    return (
        Field(
            "wave",
            "Wave",
            likely_wave(folder.file),
            about="Which of the programme’s surveys it is; waves are compared with each other.",
            choices=tuple((each, each.label) for each in Wave),
            meanings={each: each.meaning for each in Wave},
        ),
        Field(
            "questions",
            "Questions",
            about="What is asked. Only waves with the same questions can be compared.",
            choices=tuple((key, each.title) for key, each in folder.catalogue.pulses.items()),
        ),
        Field(
            "closes",
            "Closes on",
            help="such as fri or 20 feb",
            about="Until when people may answer; you close it yourself. Empty while nobody knows.",
            check=lambda typed: _day(typed, folder.today()),
        ),
    )


def ask_to_open(app: Program, done: Callable[[], None]) -> None:
    """Ask which wave, with which questions, until when and who is invited; then open it."""
    folder = app.folder
    if app.pulse_intake is not None:
        raise BadInput("A wave of the pulse is open already.", "Close it first.")
    if not (teams := going_teams(folder.teams.values())):
        raise BadInput("There is no team to invite yet.", "Add one under Teams.")
    if not folder.catalogue.pulses:
        raise BadInput("There are no questions to ask.", "Look into the folder workshops/pulse.")
    fields = _of_a_wave(folder)

    def check(values: dict[str, str]) -> None:
        """Nothing is saved before it is known who is invited."""

    def invite(values: dict[str, str] | None) -> None:
        if values is None:
            return
        closes = _day(values["closes"], folder.today()) if values["closes"] else None

        def opened(invited: dict[str, int] | None) -> None:
            if invited is None:
                return
            asked = folder.catalogue.pulse(values["questions"])
            try:
                wave = Wave(values["wave"])
                open_wave(folder.file, folder.tallies, wave, asked, invited, folder.today(), closes)
            except FacilitatorError as error:
                app.complain(error)
            else:
                done()

        app.push_screen(Invite(teams), opened)

    lead = "Nobody’s answers are ever stored together, and nothing is shown before the wave closes."
    app.push_screen(FormDialog("Open a wave of the pulse", lead, fields, check), invite)


def _day(typed: str, today: date) -> date:
    """Return the day that was typed, today or later. Raises `BadInput`."""
    day = read_due(typed, today)
    if day is None or day < today:
        raise BadInput(f"“{typed}” is no day from today on.", "Type it like fri, 20 feb or 2026-11-20.")
    return day


class Invite(Dialog[dict[str, int] | None]):
    """Who is invited, and how many of each team: the whole team, unless somebody says otherwise."""

    DEFAULT_CSS = """
    Invite > Vertical { width: 92; }
    """

    def __init__(self, teams: Iterable[Team]) -> None:
        super().__init__()
        self._people = {team.id: team for team in teams}
        self._out: set[str] = set()

    def compose(self) -> ComposeResult:
        """Lay out the teams."""
        with Vertical():
            yield Static(safe.text("Who is invited?"), classes="dialog-title")
            yield Static(id="invited", classes="dialog-text")
            yield RowList()
            yield dialog_keys(
                ("Space", "in or out"), ("+ -", "how many"), ("Enter", "open the wave"), ("Esc", "back")
            )

    def on_mount(self) -> None:
        """Show the teams."""
        self._show()
        self.query_one(RowList).focus()

    def on_key(self, event: events.Key) -> None:
        """Invite the team under the cursor or not, or another number of its people."""
        step = {"+": 1, "-": -1}.get(event.character or "", 0)
        key = self.query_one(RowList).key
        if key is None or not (step or event.key == "space"):
            return
        event.stop()
        if step:
            team = self._people[key]
            self._people[key] = replace(team, headcount=max(1, min(_MOST_PEOPLE, team.headcount + step)))
        else:
            self._out ^= {key}
        self._show()

    def on_row_list_chosen(self) -> None:
        """Open the wave for who is invited."""
        invited = self._invited()
        if invited:
            self.dismiss(invited)

    def _invited(self) -> dict[str, int]:
        return {id: team.headcount for id, team in self._people.items() if id not in self._out}

    def _show(self) -> None:
        invited = self._invited()
        people = words.count(sum(invited.values()), "person", "people")
        said = (
            f"{people} of {words.count(len(invited), 'team')}. Invite whole teams, so that nobody is picked."
        )
        self.query_one("#invited", Static).update(
            safe.text((said if invited else "Invite one team at least.", "muted"))
        )
        self.query_one(RowList).show([self._row(team) for team in self._people.values()])

    def _row(self, team: Team) -> Row:
        out = team.id in self._out

        def draw(width: int) -> list[Content]:
            people = ("not invited", "muted") if out else words.count(team.headcount, "person", "people")
            mark = ("· ", "faint") if out else ("■ ", "track")
            return [safe.text(mark, safe.cell((team.name, "muted" if out else ""), width - 16), people)]

        return Row(team.id, draw)


# Closing -------------------------------------------------------------------------------------------


def ask_to_close(app: Program, intake: PulseIntake, done: Callable[[], None]) -> None:
    """Say what closing means and ask; then close the wave, and ask when the next one is planned."""
    standing = intake.standing()
    question = (
        f"{standing.responses} of {standing.invited} people have answered. Once it is closed the figures can "
        "be read, no answer comes in any more, and nothing opens it again. What may be shown is kept, and "
        "every count behind it is deleted. After that the paper slips go into the shredder."
    )

    def answered(answer: str | None) -> None:
        if answer == "yes":
            _close(app, intake, done)

    answers = (("no", "Not yet"), ("yes", "Close it for good"))
    app.push_screen(Ask("Close this wave?", question, answers), answered)


def _close(app: Program, intake: PulseIntake, done: Callable[[], None]) -> None:
    today = app.folder.today()
    try:
        survey = intake.close(today)
    except FacilitatorError as error:
        app.complain(error)
        return
    done()

    def check(line: str) -> None:
        if line:
            _day(line, today)

    def planned(line: str | None) -> None:
        if line:
            app.folder.file.put_without_trace(replace(survey, next_wave=_day(line, today)))
            done()

    question = "The report says it. Leave it empty while nobody knows."
    app.push_screen(AskLine("When is the next wave?", question, check=check), planned)


def ask_to_forget(app: Program, intake: PulseIntake, leave: Callable[[], None]) -> None:
    """Ask before the program is left with answers that are in memory only."""
    waiting = words.count(intake.waiting(), "person’s answers are", "people’s answers are")
    question = (
        f"{waiting} in no file yet: they wait for others of their team. If you leave now, type those paper "
        "slips in again next time; what was answered at the keyboard is lost. Closing the wave counts all."
    )

    def answered(answer: str | None) -> None:
        if answer == "close":
            ask_to_close(app, intake, lambda: None)
        elif answer == "leave":
            leave()

    answers = (("stay", "Stay"), ("close", "Close the wave"), ("leave", "Leave; I type them in again"))
    app.push_screen(Ask("Answers of the pulse wait", question, answers), answered)
