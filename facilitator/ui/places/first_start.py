"""First start: three ways in, nothing leaves this computer."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator.errors import BadInput, FacilitatorError
from facilitator.model.team import Team, TeamKind
from facilitator.ui import safe
from facilitator.ui.dialogs.base import AskLine
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.program import Program
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets.block_letters import BlockLetters
from facilitator.ui.widgets.fields import Field
from facilitator.ui.widgets.lines import KeyLine
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.paths import typed

_WAYS = (
    (
        "demo",
        "Look around first",
        "A made-up university, one real-looking session, every screen filled.",
        "Nothing you do there is kept.",
    ),
    (
        "new",
        "Start a programme",
        "Three questions: its name, your organisation, the first team.",
        "You can change all of it later.",
    ),
    ("open", "Open a folder", "A workspace from another computer or a colleague.", ""),
)


KEYS = Context(
    "first_start",
    "First start",
    (command("app.leave", "q", "leave", "leave the program", palette=False),),
)


class FirstStart(ProgramScreen, Screen[None]):
    """Shown while the workspace holds no programme."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    CSS = """
    FirstStart { align: center middle; }
    FirstStart > Vertical { width: 86; max-width: 100%; height: auto; padding: 0 2; }
    FirstStart BlockLetters { height: auto; margin: 0 0 2 2; }
    FirstStart .lead { height: auto; padding-left: 2; margin-bottom: 1; }
    FirstStart RowList { height: auto; max-height: 14; }
    FirstStart.-narrow BlockLetters { margin: 0 0 1 2; }
    """

    def active_contexts(self) -> tuple[Context, ...]:
        """Its own keys."""
        return (KEYS, EVERYWHERE)

    def compose(self) -> ComposeResult:
        """Lay out the welcome and the three ways."""
        with Vertical():
            yield BlockLetters("Good to see you")
            yield Static(
                safe.text(
                    "Listen to teams, keep what they say safe, and show them what came of it.\n",
                    ("Everything stays in a folder on this computer. No account, no network.", "muted"),
                ),
                classes="lead",
            )
            yield RowList()
        yield KeyLine()

    def on_mount(self) -> None:
        """Offer the three ways."""
        rows = self.query_one(RowList)
        rows.show([_way(*way) for way in _WAYS])
        rows.focus()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go that way."""
        app = self.program
        if event.key == "demo":
            try:
                workspace, folder = open_demo()
            except FacilitatorError as error:
                app.complain(error)
                return
            app.workspace = workspace
            app.open_programme(folder)
        elif event.key == "new":
            start_programme(app)
        else:
            question = "Type the folder, such as ~/Documents/Facilitator."
            app.push_screen(AskLine("Open a folder", question, check=_has_programme), self._open)

    def _open(self, line: str | None) -> None:
        if line is not None:
            app = self.program
            app.workspace = Workspace(typed(line))
            app.open_programme(app.workspace.programme())


def _way(key: str, title: str, first: str, second: str) -> Row:
    def draw(width: int) -> list[Content]:
        lines = [safe.text((title, "bold")), safe.text((first, "muted")), safe.text((second, "muted"))]
        return [*(safe.cell(line, width) for line in lines[: 3 if second else 2]), safe.NOTHING]

    return Row(key, draw)


def _has_programme(line: str) -> None:
    if not line:
        raise BadInput("No folder was typed.", "Type where the workspace lies.")
    try:
        workspace = Workspace(typed(line))
        paths = workspace.programme_paths()
    except (OSError, BadInput):  # a folder nobody may look into, or one that no disk can have
        paths = ()
    if not paths:
        raise BadInput(
            f"There is no programme in {line[:200]}.", "Type the folder that has “sessions” in it."
        )
    workspace.programme()


def start_programme(app: Program) -> None:
    """Ask the three questions and open the new programme."""
    fields = (
        Field("name", "Programme", help="such as Better Together", required=True),
        Field("organisation", "Organisation", help="who it is for", required=True),
        Field("team", "First team", help="the team you hear first", required=True),
    )

    made: list[ProgrammeFolder] = []

    def save(values: dict[str, str]) -> None:
        folder = app.workspace.new_programme(values["name"], values["organisation"])
        folder.file.put(Team(name=values["team"], kind=TeamKind.TECHNICAL))
        made.append(folder)

    def after(values: dict[str, str] | None) -> None:
        if values is not None:
            app.open_programme(made[-1])

    lead = "Three questions. All of it can change later."
    app.push_screen(FormDialog("Start a programme", lead, fields, save), after)
