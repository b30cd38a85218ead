"""Three stages: where each team stands, its signs for a look-back, and what each stage gives the next."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.insight.stages import TeamStage, gifts, team_stages
from facilitator.language import words
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.place import PART_KEYS, PLACE_KEYS, Place
from facilitator.ui.records.asking import ask_new
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row
from facilitator.wording.stages import (
    ADVICE,
    given,
    question,
    sign_name,
    signal_in_words,
    signs_in_short,
    stage_name,
)
from facilitator.workspace.records.curiosities import CURIOSITY
from facilitator.workspace.undo import Scope

KEYS = Context(
    "stages",
    "Three stages",
    (
        command("open", "enter", "over sessions", "what changed for the team in hand over sessions"),
        command("asked", "c", "it asked", "note that somebody of it asked about another team's work"),
        command("app.place('curiosities')", "w", "all questions", "what was noted of teams that asked"),
    ),
)

_SIDE = 36
_STAGE = 24
_AROUND = 12
"""Lines above the teams and below them."""


class Stages(Place):
    """Every team with its stage and its signs; it is advice, and nothing asks it."""

    place = "stages"
    keys = KEYS
    _stands_in = "roles"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    DEFAULT_CSS = f"""
    Stages #main {{ width: 1fr; }}
    Stages RowList {{ margin: 0 1; }}
    Stages RowList.-short {{ height: auto; }}
    Stages #signs {{ height: auto; padding: 1 3 1 3; }}
    Stages #side {{ width: {_SIDE + 4}; height: 1fr; padding: 1 1 0 2; border-left: vkey $line; }}
    Stages.-narrow #side {{ display: none; }}
    Stages.-narrow #signs {{ padding: 0 3; }}
    """

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at
        self._found: dict[str, TeamStage] = {}

    def compose_body(self) -> ComposeResult:
        """Lay out the teams with the signs of the one in hand below, and beside them what stages give."""
        with Horizontal():
            with Vertical(id="main"):
                yield Static(id="head")
                yield RowList(id="teams")
                yield Static(id="signs")
            yield Static(id="side")

    @property
    def scope(self) -> Scope:
        """What was noted of teams that asked."""
        return Scope((self.program.folder.file,), lambda change: change.about.split(" ")[0] == CURIOSITY.name)

    def active_contexts(self) -> tuple[Context, ...]:
        """Its own keys, then those of all places."""
        return (KEYS, PART_KEYS, PLACE_KEYS, EVERYWHERE)

    @on(events.Mount)
    def _start(self) -> None:
        """Start in the teams, at the one that was asked for."""
        self._list.focus()
        if self._at:
            self._list.go_to([self._at])

    @property
    def _list(self) -> RowList:
        return self.query_one(RowList)

    @property
    def _wide(self) -> bool:
        return self.app.size.width >= 100

    # What is shown

    def show_records(self) -> None:
        """List the teams as they stand."""
        folder = self.program.folder
        found = team_stages(folder.file, folder.sessions, folder.today(), folder.zone)
        self._found = {each.team.id: each for each in found}
        self.show_head("Three stages", "advice, never a lock")
        self._list.empty = safe.text("No teams yet. Key 4 names them.", pen="muted")
        self._list.show([self._row(each) for each in found])
        self._list.set_class(self._wide and len(found) + _AROUND < self.app.size.height, "-short")
        self._show_signs()

    def _row(self, found: TeamStage) -> Row:
        signs = "".join("●" if each.there else "○" for each in found.signals)
        pen = "muted" if found.stage is None else ""

        def draw(width: int) -> list[Content]:
            right = safe.text(
                safe.cell((stage_name(found), pen or "muted"), _STAGE),
                (signs, "good" if found.ready else "muted"),
            )
            return [safe.row(width, safe.text((found.team.name, pen)), right)]

        return Row(found.team.id, draw)

    def _show_signs(self) -> None:
        """Say how each sign of the team in hand stands, and what each stage gives the next."""
        found = self._found.get(self._list.key or "")
        signs, side = self.query_one("#signs", Static), self.query_one("#side", Static)
        lines = self._signs(found) if found is not None else []
        given_lines = self._given()
        if not self._wide:
            lines += [safe.NOTHING, *given_lines]
        signs.update(Content("\n").join(lines))
        side.update(Content("\n").join(given_lines))

    def _signs(self, found: TeamStage) -> list[Content]:
        folder = self.program.folder
        last = f"   last met {words.day(found.last, folder.today(), weekday=False)}" if found.last else ""
        lines = [safe.text((found.team.name, "bold"), f"   {signs_in_short(found)}", (last, "muted"))]
        for each in found.signals:
            sign = ("● ", "good") if each.there else ("○ ", "muted")
            name = safe.cell(sign_name(each.sign), 42)
            lines.append(
                safe.text(sign, name, (signal_in_words(folder, each), "" if each.there else "muted"))
            )
        if found.may_look_back:
            lines.append(safe.text(("· ", "muted"), question(found)))
        return lines

    def _given(self) -> list[Content]:
        """Draw what each stage gives the next: in a narrow window a line each, else with what it is for."""
        folder = self.program.folder
        rows = given(gifts(folder.file, folder.sessions, folder.today(), folder.zone))
        if not self._wide:
            return [safe.text(safe.cell((which.label, "muted"), 32), what) for which, what, _ in rows]
        lines = [safe.text(("What each stage gives the next", "bold")), safe.NOTHING]
        for which, what, why in rows:
            lines.append(safe.text((which.label.capitalize(), "muted")))
            lines += [*safe.wrap(what, _SIDE), *safe.wrap((f"→ {why}", "muted"), _SIDE), safe.NOTHING]
        return [*lines, *safe.wrap((ADVICE, "muted"), _SIDE)]

    def on_row_list_moved(self) -> None:
        """Say the signs of the team in hand."""
        self._show_signs()

    @on(events.Resize)
    def _fit(self) -> None:
        """Draw it for the room there is now."""
        self.call_after_refresh(self.show_records)

    # Keys

    def action_open(self) -> None:
        """Go to what changed for the team over sessions."""
        if (key := self._list.key) is not None:
            self.program.navigation.open_changes(key)

    def on_row_list_chosen(self) -> None:
        """Go to what changed for the team over sessions."""
        self.action_open()

    def action_asked(self) -> None:
        """Note that somebody of the team asked about the work of another."""
        found = self._found.get(self._list.key or "")
        if found is not None:
            begun = {"on": self.program.folder.today().isoformat()}
            title = f"{found.team.name} asked about another team's work"
            ask_new(self.program, CURIOSITY, {"team": found.team.id}, title, self.show_records, begun)

    def _action_back(self) -> None:
        """Go to People."""
        self.program.navigation.go_to_place("roles", at="stages")
