"""Change over sessions: for one team, each rung then and now, and what became of what was agreed."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.insight.session_change import Kept, SessionChange, Trail, session_change
from facilitator.model.action import ActionStatus
from facilitator.model.ladder import Rung
from facilitator.model.team import Team, going_teams
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.place import Place
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading
from facilitator.wording import session_change as change_words

KEYS = Context(
    "session_changes",
    "Change over sessions",
    (
        command("team", "left right", "team", "another team", palette=False, with_key=True),
        command("open", "enter", "what was said", "what was said about the practice in hand", palette=False),
    ),
)

_STEP = 3
"""Cells from a rung to the next on the line."""

_LINE = _STEP * (len(Rung) - 1) + 1
_NUMBER = 6
_MOVED = 8

_SIGNS = {ActionStatus.DONE: ("✓ ", "good"), ActionStatus.BLOCKED: ("» ", "warn")}


class SessionChanges(Place):
    """What changed for a team from session to session; ← → go to another team."""

    place = "session-changes"
    keys = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    DEFAULT_CSS = """
    SessionChanges #head { height: auto; }
    SessionChanges #about { height: auto; padding: 1 3 0 3; max-height: 8; }
    SessionChanges.-narrow #about { padding: 0 3; }
    """

    def __init__(self, team: str = "") -> None:
        super().__init__()
        self._team = team
        self._change: SessionChange | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out the heading, the rows, and what the row in hand says."""
        yield Static(id="head")
        yield RowList()
        yield Static(id="about")

    @on(events.Mount)
    def _start(self) -> None:
        self.query_one(RowList).focus()

    # What is shown

    @property
    def _teams(self) -> list[Team]:
        return list(going_teams(self.program.folder.teams.values()))

    def _find(self, team: Team) -> SessionChange:
        folder = self.program.folder
        return session_change(
            folder.sessions, team.id, tuple(folder.catalogue.practices), folder.today(), folder.zone
        )

    def _team_in_hand(self) -> Team | None:
        """Return the team asked for, else the first that was heard twice, else the first."""
        teams = self._teams
        known = self.program.folder.teams.get(self._team)
        if known is not None:
            return known
        return next((each for each in teams if self._find(each).compares), next(iter(teams), None))

    def show_records(self) -> None:
        """Show the team in hand."""
        team = self._team_in_hand()
        rows = self.query_one(RowList)
        if team is None:
            self._change = None
            self.show_head("Change over sessions")
            rows.empty = safe.text("No teams yet. n under Teams adds the first.", pen="muted")
            rows.show([])
            return
        self._team = team.id
        self._change = change = self._find(team)
        self._show_title(team, change)
        rows.empty = safe.text(change_words.no_comparison(team, change), pen="muted")
        rows.show(self._rows(change) if change.compares else [])
        self._show_about()

    def _show_title(self, team: Team, change: SessionChange) -> None:
        name = team.name if self.app.size.width >= 100 else team.short_name or team.name
        title = safe.text(("Change over sessions", "bold"), "   ", (name, "bold"))
        when = (f"   {change_words.when(change)}", "muted") if change.compares else ""
        self.query_one("#head", Static).update(safe.text(title, when))

    def _rows(self, change: SessionChange) -> list[Row]:
        rows = [Row("", _scale, heading=True), *(self._trail_row(each) for each in change.trails)]
        if change.not_asked_again:
            names = ", ".join(self._name_of(key) for key in change.not_asked_again)
            rows.append(
                Row(
                    "",
                    lambda width: safe.wrap(safe.text((f"not asked again: {names}", "muted")), width),
                    heading=True,
                )
            )
        if change.actions:
            kept = safe.text(("Actions kept", "bold"), "   ", (change_words.kept(change), "muted"))
            rows.append(heading(kept))
            rows += [self._action_row(each) for each in change.actions]
        return rows

    def _name_of(self, key: str) -> str:
        practice = self.program.folder.catalogue.practices[key]
        return practice.name if self.app.size.width >= 100 else practice.short_name

    def _trail_row(self, trail: Trail) -> Row:
        name = self._name_of(trail.practice)

        def draw(width: int) -> list[Content]:
            then, now = trail.then.rung.value, trail.now.rung.value
            numbers = safe.text(
                safe.cell((str(then), "muted"), _NUMBER, right=True),
                safe.cell((str(now), "bold"), _NUMBER, right=True),
            )
            moved = safe.text(change_words.movement(trail), pen="" if trail.change else "muted")
            room = max(12, width - _LINE - 2 * _NUMBER - _MOVED - 4)
            left = safe.text(safe.cell(name, room), "  ", _line(then, now), numbers)
            return [safe.row(width, left, moved)]

        return Row(f"practice {trail.practice}", draw)

    def _action_row(self, kept: Kept) -> Row:
        became = change_words.became(kept.action, self.program.folder.today())
        sign = _SIGNS.get(kept.action.status, ("· ", "muted"))

        def draw(width: int) -> list[Content]:
            right = safe.text((became, "muted")).truncate(width // 2, ellipsis=True)
            return [safe.row(width, safe.text(sign, kept.action.text), right)]

        return Row(f"action {kept.session.id} {kept.action.id}", draw)

    def on_row_list_moved(self) -> None:
        """Say what was said about the practice in hand."""
        self._show_about()

    def _show_about(self) -> None:
        about, change = self.query_one("#about", Static), self._change
        if change is None or not change.compares:
            about.update(safe.NOTHING)
            return
        kind, _, key = (self.query_one(RowList).key or "").partition(" ")
        trail = next((each for each in change.trails if kind == "practice" and each.practice == key), None)
        said = [*change_words.said(trail), ""] if trail is not None else []
        lines = [safe.text(each) for each in said]
        lines.append(safe.text(("○ then  ● now   ", "muted"), (change_words.limits(change), "muted")))
        about.update(Content("\n").join(lines))

    # Keys

    def _action_team(self, key: str = "right") -> None:
        """Go to the next or the previous team."""
        teams = [each.id for each in self._teams]
        if not teams:
            return
        here = teams.index(self._team) if self._team in teams else 0
        self._team = teams[(here + (1 if key == "right" else -1)) % len(teams)]
        self.show_records()

    def _action_open(self) -> None:
        """Open what stands in hand."""
        self.query_one(RowList).action_choose()

    @on(RowList.Chosen)
    def _open(self, event: RowList.Chosen) -> None:
        """List what was said about a practice, or open an action in its session."""
        from facilitator.ui.dialogs.said_about import show_said

        kind, *ids = event.key.split(" ")
        if kind == "practice":
            show_said(self.program, self._team, ids[0], None)
            return
        change = self._change
        for kept in change.actions if change is not None else ():
            if kept.action.id == ids[-1]:
                self.program.navigation.open_record(self.program.folder.session(ids[0]), kept.action)

    def _action_back(self) -> None:
        """Go back to the teams."""
        self.program.action_place("teams")


def _scale(width: int) -> list[Content]:
    """Draw the numbers of the rungs above the lines, and what the columns are."""
    room = max(12, width - _LINE - 2 * _NUMBER - _MOVED - 4)
    steps = "".join(safe.cell(str(rung.value), _STEP).plain for rung in Rung)[:_LINE]
    columns = safe.text(safe.cell("then", _NUMBER, right=True), safe.cell("now", _NUMBER, right=True))
    return [safe.cell(safe.text(" " * (room + 2), steps, columns, pen="muted"), width)]


def _line(then: int, now: int) -> Content:
    """Draw a rung then and now on the ladder: the gap between them as its length."""
    low, high = sorted((then * _STEP, now * _STEP))
    pieces: list[tuple[str, str]] = []
    for at in range(_LINE):
        if at == now * _STEP:
            pieces.append(("●", ""))
        elif at == then * _STEP:
            pieces.append(("○", ""))
        elif low < at < high:
            pieces.append(("━", "muted"))
        else:
            pieces.append(("·" if at % _STEP == 0 else " ", "faint"))
    return safe.text(*pieces)
