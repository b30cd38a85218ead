"""Welcome: the agreement in plain words; does the room agree, how many are here, does the lead stay."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.documents.papers.agreement import points
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import load_words
from facilitator.errors import BadInput
from facilitator.language import words
from facilitator.language.numbers import read_number
from facilitator.model.session import LeadPresent
from facilitator.ui import safe
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.instruments.base import FactsPane
from facilitator.ui.keys.command import Context, bindings, command

_LEAD = (LeadPresent.ALL, LeadPresent.PART, LeadPresent.NO)


KEYS = Context(
    "agreement",
    "Welcome",
    (
        command("agree", "y", "they agree", "the room agrees to start on this basis"),
        command("disagree", "n", "not yet", "the room does not agree yet"),
        command("more", "plus", "one more", "one more person is here"),
        command("less", "minus", "one less", "one person fewer"),
        command("paper", "p", "", "the agreement in plain words, to read out"),
        command("lead", "l", "team lead", "how long the team lead stays"),
        command("to_capture", "tab escape q", "note", "to the line", palette=False, always=True),
    ),
)


class AgreementPane(FactsPane):
    """Three facts and how to set them; where there is room, under them the agreement as its paper has it."""

    keys = KEYS
    step_words = "how many"
    prompt_lines = 8
    prompt_lines_high = 7  # so that all points of the agreement can be read out
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    DEFAULT_CSS = """
    AgreementPane #points { margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._points: list[View] = []

    def compose(self) -> ComposeResult:
        """Lay out the facts."""
        yield Static(id="facts")
        yield Static(id="points")

    def on_mount(self) -> None:
        """Fetch the words of the agreement, in the language of the programme's papers."""
        program = self.program
        programme = program.folder.programme
        words_of_papers = load_words(Shelf(program.workspace.templates_dir), programme.language)
        self._points = points(words_of_papers, programme)

    def show_records(self) -> None:
        """Draw the facts, and below them the agreement: all of it where it fits, else what its points are."""
        facts = (
            ("Agreed to start", self._agreed()),
            ("Here", self._here()),
            ("Team lead is here", self._lead()),
        )
        lines = [safe.text(safe.cell((title, "muted"), 20), fact) for title, fact in facts]
        lines.append(safe.text("Only how many, never who: nobody is listed.", pen="muted"))
        width = self.size.width - 3
        points = [line for point in self._points for line in safe.wrap(_point(point), width)]
        if len(lines) + 1 + len(points) > self.size.height:
            titles = ". ".join(point["title"] for point in self._points)
            read_out = (self.keys_from_here, ("p", "key"), " in plain words")
            points = safe.wrap(safe.text((f"{titles}.   ", "muted"), *read_out), width)
        gap = "\n\n" if 2 * len(lines) + len(points) <= self.size.height else "\n"
        self.query_one("#facts", Static).update(Content(gap).join(lines))
        self.query_one("#points", Static).update(Content("\n").join(points))

    def on_resize(self) -> None:
        """Draw what fits now."""
        self.show_records()

    def _agreed(self) -> Content:
        agreement = self.live.session.agreement
        if agreement is None:
            return safe.text(
                *(("not asked yet", "warn"), "   ", self.keys_from_here),
                *(("y", "key"), " they agree   ", ("n", "key"), " not yet"),
            )
        at = words.time(self.program.folder.local(agreement.at))
        answer = ("✓ yes", "good") if agreement.agreed else ("not yet", "warn")
        return safe.text(answer, (f"   {at}", "muted"))

    def _here(self) -> Content:
        session = self.live.session
        people = "not counted yet"
        if session.attendance is not None:
            team = self.live.desk.teams.get(session.teams[0])
            people = words.count(session.attendance, "person", "people")
            people += f", {session.remote} of them remote" if session.remote else ""
            if team and len(session.teams) == 1 and team.is_as_many_as(session.attendance):
                people += f" of {team.headcount}"
        return safe.text(
            (people, "" if session.attendance else "warn"),
            *("   ", self.keys_from_here, ("+ -", "key"), " count   ", ("F8", "key"), " type it"),
        )

    def _lead(self) -> Content:
        present = self.live.session.lead_present
        said = (present.label, "") if present else ("not asked yet", "warn")
        return safe.text(said, "   ", self.keys_from_here, ("l", "key"), " change")

    def answer_to(self, character: str) -> str:
        """Say where a number of people is typed."""
        return "F8 types how many are here." if character.isdecimal() else ""

    def step(self) -> bool:
        """Type how many are here."""

        def save(line: str | None) -> None:
            if line is not None:
                in_room, remote = _counted(line)
                self.attempt(lambda: self.live.frame.set_attendance(in_room + remote, remote))

        session = self.live.session
        value = "" if session.attendance is None else str(session.attendance - session.remote)
        if session.remote:
            value += f" + {session.remote}"
        question = "A number. With people remote: in the room + remote, such as 6 + 2."
        self.app.push_screen(AskLine("How many are here?", question, value, _counted), save)
        return True

    def action_paper(self) -> None:
        """Show the agreement in plain words, all of it."""
        self.program.navigation.preview_paper(self.runner.file, "agreement")

    def action_agree(self) -> None:
        """The room agrees."""
        self.attempt(lambda: self.live.frame.agree(True))

    def action_disagree(self) -> None:
        """The room does not agree yet."""
        self.attempt(lambda: self.live.frame.agree(False))

    def action_more(self) -> None:
        """One more person is here."""
        self._count(1)

    def action_less(self) -> None:
        """One person fewer."""
        self._count(-1)

    def _count(self, by: int) -> None:
        session = self.live.session
        here = max(session.remote, (session.attendance or 0) + by)
        self.attempt(lambda: self.live.frame.set_attendance(here, session.remote))

    def action_lead(self) -> None:
        """The team lead stays all the time, part of it, or is not there."""
        now = self.live.session.lead_present
        following = _LEAD[(_LEAD.index(now) + 1) % len(_LEAD)] if now else _LEAD[0]
        self.attempt(lambda: self.live.frame.set_lead_present(following))


def _counted(line: str) -> tuple[int, int]:
    """Return how many are in the room and how many remote. Raises `BadInput`."""
    numbers = [read_number(part) for part in line.split("+")] if line.count("+") < 2 else []
    in_room, remote = [*numbers, 0][:2] if numbers else (None, 0)
    if in_room is None or remote is None:
        raise BadInput(f"“{line}” is not a number of people.", "Type a number, such as 6, or 6 + 2.")
    return in_room, remote


def _point(point: View) -> Content:
    return safe.text((f"{point['title']}. ", "bold"), (point["text"], "muted"))


PANE = AgreementPane
