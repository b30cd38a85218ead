"""Pulse: how far an open wave is, and of a closed one what may be shown, with its limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.errors import BadInput
from facilitator.insight.pulse import PulseResults
from facilitator.language import words
from facilitator.live.pulse.intake import PulseIntake
from facilitator.model.audience import FACILITATORS
from facilitator.model.programme import LEAST_GROUP
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.place import Place
from facilitator.ui.pulse.chart import draw_heads, scales
from facilitator.ui.pulse.results import Looking, changed, statement_rows, told_of, wave_word
from facilitator.ui.widgets.lines import KeyLine
from facilitator.ui.widgets.painting import repaint
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import GUTTER, Row, line_row
from facilitator.wording.pulse import answered, limits
from facilitator.workspace.release.release import for_audience

_ALL = "All teams"
_OTHERS = "others"
"""The place, among the ids of the teams, of all that have no figures of their own."""
_EMPTY = (
    "No pulse yet. People say how far they agree with some statements about how you work together: on paper "
    "slips, at the keyboard, or in a survey tool. Nobody’s answers are stored together, and a group of fewer "
    "than five is never shown.\n\no opens the first wave, the baseline."
)
_WHILE_OPEN = (
    "Nothing is shown before the wave closes; then every count behind what may be shown is deleted. Counts "
    "come in five or more of a team at a time and are in no backup, so a crash may cost up to four slips a "
    "team: keep the paper slips until it is closed."
)


KEYS = Context(
    "pulse",
    "Pulse",
    (
        command("wave", "w", "wave", "another wave"),
        command("open_wave", "o", "open a wave", "open a wave: who is invited, until when"),
    ),
)

FIGURES_KEYS = Context(
    "pulse_figures",
    "A closed wave of the pulse",
    (
        command("team", "left right", "team", "the next team, or all together", palette=False, with_key=True),
        command("paper", "p", "paper", "look at the pulse report"),
    ),
)

OPEN_KEYS = Context(
    "pulse_open",
    "An open wave of the pulse",
    (
        command("slips", "t", "type slips in", "type in paper slips"),
        command("keyboard", "b", "one by one", "let people answer here, one at a time"),
        command("close_wave", "c", "close it", "close the wave and show its figures"),
    ),
)


class Pulse(Place):
    """The waves of the pulse, one at a time, and of each the teams."""

    place = "pulse"
    keys = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS, FIGURES_KEYS, OPEN_KEYS)]
    CSS = """
    Pulse > #head { height: 2; }
    Pulse.-narrow > #head { height: 1; }
    Pulse > #columns { height: 1; padding: 0 1; margin-top: 1; }
    Pulse.-narrow > #columns { margin-top: 0; }
    Pulse > #detail { height: auto; padding: 1 3 0 3; }
    Pulse > #limits { height: auto; padding: 1 3; color: $muted; }
    Pulse.-narrow > #limits { padding: 0 3; }
    Pulse.-narrow > #detail { padding: 0 3; }
    Pulse:ansi > #limits { text-style: dim; }
    """

    _at: int | None = None
    _team: str | None = None
    _waves_shown: Sequence[PulseResults] = ()

    def active_contexts(self) -> tuple[Context, ...]:
        """The keys of what is shown, and those that take answers in while a wave is open."""
        figures = (FIGURES_KEYS,) if self._wave_shown is not None else ()
        taking = (OPEN_KEYS,) if self.program.pulse_intake is not None else ()
        return (*figures, *taking, *super().active_contexts())

    def compose_body(self) -> ComposeResult:
        """Lay out heading, figures, the statement in full, and the limits of what is shown."""
        yield Static(id="head")
        yield Static(id="columns")
        yield RowList(empty=safe.text(_EMPTY))
        yield Static(id="detail")
        yield Static(id="limits")

    @on(events.Mount)
    def _start(self) -> None:
        """Start in the list."""
        self.query_one(RowList).focus()

    # Showing

    def show_records(self) -> None:
        """Show the wave in hand: the newest, until another is asked for."""
        self._waves_shown = for_audience(self.program.folder, FACILITATORS).pulse()
        intake = self.program.pulse_intake
        waves = len(self._waves_shown) + (intake is not None)
        at = waves - 1 if self._at is None else min(self._at, waves - 1)
        if not waves:
            self.show_head("Pulse")
            self._fill(safe.NOTHING, (), safe.NOTHING, safe.NOTHING)
        elif intake is not None and at == len(self._waves_shown):
            self._show_open(intake)
        else:
            self._show_closed(self._waves_shown[at])

    def _fill(self, columns: Content, rows: Sequence[Row], detail: Content, below: Content) -> None:
        for name, content in (("columns", columns), ("detail", detail), ("limits", below)):
            part = self.query_one(f"#{name}", Static)
            repaint(part, content)
            part.display = bool(content.plain)
        self.query_one(RowList).show(rows)
        self.query_one(KeyLine).show_keys()

    @property
    def _is_wide(self) -> bool:
        return self.app.size.width >= 100

    @property
    def _width(self) -> int:
        return self.app.size.width - 2 - GUTTER

    @on(events.Resize)
    def _fit(self) -> None:
        """Draw for the new width."""
        if self.is_mounted and self.is_current:
            self.show_records()

    # An open wave

    def _show_open(self, intake: PulseIntake) -> None:
        survey, standing = intake.survey, intake.standing()
        folder = self.program.folder
        since = (
            f"{survey.wave.label} wave, open since {words.day(survey.opened, folder.today(), weekday=False)}"
        )
        if survey.closes:
            since += f", to close {words.due(survey.closes, folder.today())}"
        self.show_head("Pulse", since)
        waits = f" {standing.waiting} wait for others of their team." if standing.waiting else ""
        said = f"{standing.responses} of {standing.invited} slips are in.{waits}"
        self._fill(safe.text(" "), self._team_rows(), safe.text((said, "bold")), safe.text(_WHILE_OPEN))

    def _team_line(self, team: str, responses: int | None, people: int) -> Content:
        name = safe.cell(self._team_name(team), min(44, self._width - 26))
        if people < LEAST_GROUP:
            return safe.text(name, ("never shown by itself", "muted"))
        if responses is None:
            return safe.text(name, (f"fewer than {LEAST_GROUP} of {people}", "muted"))
        return safe.text(name, f"{responses} of {people}")

    def _team_name(self, team: str | None) -> str:
        if team is None:
            return _ALL
        if team == _OTHERS:
            return "All others"
        known = self.program.folder.teams.get(team)
        return known.name if known else "a team that was removed"

    # A closed wave

    def _looking(self, results: PulseResults) -> Looking:
        if self._team == _OTHERS and results.others:
            return Looking(results, None, None, others=True)
        team = self._team if self._team in results.teams else None
        earlier = [
            each
            for each in self._waves_shown[: self._waves_shown.index(results)]
            if team is None or team in each.teams
        ]
        return Looking(results, team, earlier[-1] if earlier else None)

    def _show_closed(self, results: PulseResults) -> None:
        looking = self._looking(results)
        self._draw_head(looking)
        beside = looking.team is not None and self._is_wide
        scale = scales(looking.group.figures, self._width, wide=self._is_wide, total=beside)
        rows = statement_rows(looking, scale, themes=self._is_wide)
        below = safe.text(" ".join(limits(results)))
        self._fill(safe.text(" " * GUTTER, draw_heads(scale)), rows, safe.text(" "), below)
        self._show_detail()

    def _draw_head(self, looking: Looking) -> None:
        results, today = looking.results, self.program.folder.today()
        wave = f"{results.wave.label}, closed {words.day(results.closed, today, weekday=False)}"
        whose = self._team_name(_OTHERS if looking.others else looking.team)
        who = "teams without figures of their own" if looking.others else answered(looking.group)
        left = safe.text((whose, "bold"), "   ", (wave, "muted"), "   ", (who, "bold"))
        right = safe.text(("never on the room screen", "private")) if self._is_wide else safe.NOTHING
        self.query_one("#head", Static).update(safe.row(self.app.size.width - 6, left, right))

    @on(RowList.Moved)
    def _read_statement(self) -> None:
        """Show the statement under the cursor in full."""
        self._show_detail()

    def _show_detail(self) -> None:
        results = self._wave_shown
        key = self.query_one(RowList).key
        if results is None or key is None or key not in results.questionnaire.keys:
            return
        looking = self._looking(results)
        item = next(each for each in results.questionnaire.items if each.key == key)
        pieces: list[safe.Piece] = [(item.text, "bold"), (f"  {item.theme}\n", "muted")]
        if looking.team is not None or looking.others:
            pieces += [("All teams: ", "muted"), f"{told_of(results.total.figures, key)}.  "]
        if looking.stands_with_others(key):
            pieces += [("All others: ", "muted"), f"{told_of(results.others, key)}.  "]
        if looking.changes is not None and looking.before is not None:
            pieces.append(changed(looking.changes, key, wave_word(looking.before)))
        elif looking.team is None and not looking.others:
            pieces.append(("It is the first wave, so there is nothing to compare yet.", "muted"))
        self.query_one("#detail", Static).update(safe.text(*pieces))

    @property
    def _wave_shown(self) -> PulseResults | None:
        """The closed wave in hand; None while an open one is."""
        at = len(self._waves_shown) if self._at is None else self._at
        if at >= len(self._waves_shown) and self.program.pulse_intake is not None:
            return None
        return self._waves_shown[min(at, len(self._waves_shown) - 1)] if self._waves_shown else None

    # Keys

    def action_team(self, key: str = "right") -> None:
        """Show the next or previous team, or all together."""
        results = self._wave_shown
        if results is None:
            return
        by_name = sorted(results.teams, key=lambda team: self._team_name(team).casefold())
        teams = [None, *by_name, *((_OTHERS,) if results.others else ())]
        place = teams.index(self._team) if self._team in teams else 0
        self._team = teams[(place + (1 if key == "right" else -1)) % len(teams)]
        self.show_records()

    def action_wave(self) -> None:
        """Show the next wave, after the newest the first."""
        waves = len(self._waves_shown) + (self.program.pulse_intake is not None)
        if waves < 2:
            self.program.say("There is no other wave")
            return
        self._at = ((waves - 1 if self._at is None else self._at) + 1) % waves
        self.show_records()

    def action_open_wave(self) -> None:
        """Open a wave."""
        from facilitator.ui.pulse.wave import ask_to_open

        ask_to_open(self.program, self._show_newest)

    def action_close_wave(self) -> None:
        """Close the open wave, after a question."""
        from facilitator.ui.pulse.wave import ask_to_close

        ask_to_close(self.program, self._intake(), self._show_newest)

    def _show_newest(self) -> None:
        self._at = None
        self.show_records()
        self.query_one(RowList).action_first()

    def _intake(self) -> PulseIntake:
        intake = self.program.pulse_intake
        if intake is None:
            raise BadInput("No wave of the pulse is open.", "Open one with o.")
        return intake

    def action_slips(self) -> None:
        """Type in the paper slips of a team."""
        from facilitator.ui.pulse.intake import ask_for_slips

        ask_for_slips(self.program, self._intake(), self._team_rows(), self.query_one(RowList).key)

    def action_keyboard(self) -> None:
        """Let people of a team answer at this keyboard, one at a time."""
        from facilitator.ui.pulse.intake import ask_who_answers

        ask_who_answers(self.program, self._intake(), self._team_rows(), self.query_one(RowList).key)

    def _team_rows(self) -> list[Row]:
        return [
            line_row(team, self._team_line(team, responses, people))
            for team, (responses, people) in self._intake().standing().teams.items()
        ]

    def action_paper(self) -> None:
        """Look at the report of the wave in hand: the team's own edition, or the one for all."""
        results = self._wave_shown
        if results is None:
            raise BadInput("There is no closed wave to report on.", "Close the wave first.")
        self.program.navigation.preview_pulse_report(results.opened, self._looking(results).team)
