"""First start: three ways in, nothing leaves this computer."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator.errors import FacilitatorError
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.places.programmes import ask_for_folder, open_path, programme_rows, start_programme
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets.block_letters import BlockLetters
from facilitator.ui.widgets.lines import KeyLine
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading
from facilitator.workspace.folder.demo import open_demo

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
        "Four questions: its name, your organisation, the first team and its kind.",
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
        """Offer the programmes that are there already, then the three ways."""
        rows = self.query_one(RowList)
        there = programme_rows(self.program.workspace)
        rows.show([*there, *([heading(safe.NOTHING)] if there else []), *(_way(*way) for way in _WAYS)])
        rows.focus()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go that way."""
        app = self.program
        if event.key == "demo":
            try:
                workspace, folder = open_demo(lasting=app.workspace)
            except FacilitatorError as error:
                app.complain(error)
                return
            app.navigation.open_programme(workspace, folder)
        elif event.key == "new":
            start_programme(app)
        elif event.key == "open":
            ask_for_folder(app)
        else:
            open_path(app, app.workspace, Path(event.key))


def _way(key: str, title: str, first: str, second: str) -> Row:
    def draw(width: int) -> list[Content]:
        lines = [safe.text((title, "bold")), safe.text((first, "muted")), safe.text((second, "muted"))]
        return [*(safe.cell(line, width) for line in lines[: 3 if second else 2]), safe.NOTHING]

    return Row(key, draw)
