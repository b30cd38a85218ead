"""Teams: who there is, what kind of team, whom they work with."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.insight.coverage import TeamRow, coverage
from facilitator.language import words
from facilitator.model.programme import Team
from facilitator.ui import safe
from facilitator.ui.dialogs.team_form import edit_team
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.place import Place
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row
from facilitator.workspace.undo import Scope

if TYPE_CHECKING:
    pass


KEYS = Context(
    "teams",
    "Teams",
    (
        command("add_team", "t", "add a team", "add a team"),
        command("edit", "enter e", "change", "change the team"),
        command("app.place('pulse')", "u", "pulse", "go to the pulse"),
    ),
)


class Teams(Place):
    """The teams of the programme."""

    place = "teams"
    keys = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    CSS = """
    Teams > #head { height: 3; }
    Teams.-narrow > #head { height: 1; }
    """

    def compose_body(self) -> ComposeResult:
        """Lay out heading and list."""
        yield Static(id="head")
        yield RowList(empty=safe.text("No teams yet. t adds the first.", pen="muted"))

    @property
    def scope(self) -> Scope:
        """What was changed of teams."""
        return Scope((self.program.folder.file,), lambda change: change.types == {Team})

    def on_mount(self) -> None:
        """Start in the list."""
        self.query_one(RowList).focus()

    def show_records(self) -> None:
        """List the teams with what is known of each."""
        folder = self.program.folder
        practices = tuple(folder.catalogue.practices.values())
        grid = coverage(folder.file, folder.sessions, practices, folder.today(), folder.zone)
        self.show_head("Teams", words.count(grid.teams, "team"))
        self.query_one(RowList).show([self._row(row) for row in grid.rows])

    def _row(self, row: TeamRow) -> Row:
        folder = self.program.folder
        names = [folder.teams[id] for id in row.team.counterparts if id in folder.teams]
        with_whom = ", ".join(team.short_name or team.name for team in names)
        heard = (
            "never heard" if row.last_heard is None else f"heard {words.day(row.last_heard, folder.today())}"
        )

        def draw(width: int) -> list[Content]:
            name = max(24, min(44, width - 46))
            people = words.count(row.team.headcount, "person", "people")
            first = safe.text(
                safe.cell((row.team.name, ""), name),
                *(" ", safe.cell((row.team.kind.label, "muted"), 17), safe.cell((people, "muted"), 11)),
                (heard, "muted"),
            )
            lines = [safe.cell(first, width)]
            if self.app.size.width >= 100:
                works_with = f"works with {with_whom}" if with_whom else "no counterparts named yet"
                lines.append(safe.cell((works_with, "muted"), width))
            return lines

        return Row(row.team.id, draw)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Change the team."""
        edit_team(self.program, self.program.folder.teams[event.key], self.show_records)

    def action_add_team(self) -> None:
        """Add a team."""
        edit_team(self.program, None, self.show_records)

    def action_edit(self) -> None:
        """Change the team under the cursor."""
        key = self.query_one(RowList).key
        if key is not None:
            edit_team(self.program, self.program.folder.teams[key], self.show_records)
