"""Home: what now? Carry on, late promises, whom to hear next and why, coverage."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.insight.coverage import coverage
from facilitator.insight.hear_next import HearNext, Suggestion, hear_next
from facilitator.insight.waiting import Waiting
from facilitator.language import words
from facilitator.model.session import SessionStatus
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.late_calls import Late
from facilitator.ui.maps.map import Landscape
from facilitator.ui.maps.pane import KEYS as MAP_KEYS
from facilitator.ui.maps.pane import Maps
from facilitator.ui.place import Place
from facilitator.ui.places.carry_on import CarryOn, NextStep, next_step
from facilitator.ui.places.due import open_due
from facilitator.ui.places.due_pane import DuePane
from facilitator.ui.widgets.bare import blank_lines
from facilitator.ui.widgets.lines import KeyLine, TopLine
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row
from facilitator.wording import hear_next as hear_words
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.undo import Scope
from facilitator.workspace.waiting import what_waits

_AROUND = 5
"""Cells left and right of the map, while no scroll bar takes another one."""

_OTHER_WIDE, _OTHER_NARROW = 11, 8
"""Lines of Home besides the purpose, the rows of what waits and the maps."""

_LEAST_WIDE, _LEAST_NARROW = 10, 5
"""Rows of what waits that are shown at least, however large the maps are."""

_BESIDE_WIDE, _BESIDE_NARROW = 54, 34
"""Cells that whom to hear next takes beside what waits."""

KEYS = Context(
    "home",
    "Home",
    (
        command("open", "enter", "open", "open what the cursor is on", palette=False),
        command("carry_on", "c", "carry on", "carry on with the session in progress"),
        command("app.place('pulse')", "u", "pulse", "go to the pulse"),
    ),
)


def _keys_of(step: NextStep, *, at_it: bool) -> Context:
    """Return the keys of Home: what Enter does *at it*, the next step; with no session none to carry on."""
    kept = [each for each in KEYS.commands if each.name != "carry_on" or step.in_hand]
    enter = msgspec.structs.replace(kept[0], short=step.verb if at_it else kept[0].short)
    return Context(KEYS.name, KEYS.title, (enter, *kept[1:]))


class _Column(Late, Vertical):
    """Parts one below the other."""

    render_lines = blank_lines


class _Body(Late, VerticalScroll):
    """All parts."""

    render_lines = blank_lines


class Home(Place):
    """The first screen of a programme."""

    place = "home"
    first_parts = (_Body, _Column, TopLine, KeyLine, CarryOn, DuePane, RowList, Maps)
    keys = KEYS
    render_lines = blank_lines
    _landscape: Landscape | None = None
    _waiting = Waiting(())
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    DEFAULT_CSS = """
    Home > VerticalScroll { padding: 1 2 0 1; scrollbar-size: 1 1; }
    Home #purpose { color: $muted; margin-bottom: 1; padding-left: 2; height: auto; max-height: 2; }
    Home #purpose.-none { display: none; }
    Home:ansi #purpose { text-style: dim; }
    Home #lists { height: auto; layout: horizontal; }
    Home #hear {
        height: auto; max-height: 12; scrollbar-size-vertical: 0;
        border-left: vkey $line; padding-left: 2; width: 52;
    }
    Home #coverage { margin-top: 2; padding-left: 2; height: auto; text-wrap: nowrap; }
    Home.-narrow #purpose { display: none; }
    Home.-narrow CarryOn { margin-bottom: 1; }
    Home.-narrow DuePane { margin-right: 1; }
    Home.-narrow #hear { max-height: 6; width: 33; padding-left: 1; }
    Home.-narrow #coverage { margin-top: 1; }
    Home.-low #hear { display: none; }
    """

    def compose_body(self) -> ComposeResult:
        """Lay out the parts."""
        with _Body(can_focus=False):
            yield Static(id="purpose")
            yield CarryOn()
            with _Column(id="lists"):
                yield DuePane()
                yield RowList(id="hear", shy=True)
            yield Maps(id="coverage")

    @property
    def scope(self) -> Scope:
        """What became of promises, in whichever session: nothing else is changed here."""
        from facilitator.workspace.follow_up import (
            is_follow_up,
        )  # here: asked for at ^Z, long after the start

        folder = self.program.folder
        return Scope((folder.file, *folder.sessions), is_follow_up)

    @on(events.Mount)
    def _begin(self) -> None:
        """Start with what comes next."""
        self.query_one(CarryOn).focus()

    def show_records(self) -> None:
        """Fill every part from the records."""
        folder = self.program.folder
        files, practices = folder.sessions, tuple(folder.catalogue.practices.values())
        grid = coverage(folder.file, files, practices, folder.today(), folder.zone)
        self._landscape = Landscape(folder, grid)
        self._waiting = what_waits(folder, folder.today())
        purpose = folder.programme.purpose
        self.query_one("#purpose", Static).set_class(not purpose, "-none")
        self.query_one("#purpose", Static).update(safe.text(f"“{purpose}”"))
        self.query_one(CarryOn).show(folder)
        self._show_hear(hear_next(folder.file, files, grid, folder.today(), folder.zone))
        self._show_maps()
        self._show_due()
        self._show_damaged(folder)

    @on(events.Resize)
    def _fit(self) -> None:
        """Draw the parts again where they have another size now."""
        self.call_after_refresh(self._fit_maps)

    def _fit_maps(self) -> None:
        if self._landscape is not None and self._maps_width() != self._drawn_width:
            self._show_maps()
        self._show_due()

    def _maps_width(self) -> int:
        """Return the cells a map may take; before anything is laid out, those it most likely will have."""
        return self.query_one(Maps).size.width or self.app.size.width - _AROUND

    @property
    def _wide(self) -> bool:
        return self.app.size.width >= 100

    def _show_due(self) -> None:
        """List all that waits, in the lines that the other parts leave free."""
        wide, size = self._wide, self.app.size
        other = _OTHER_WIDE + 2 * bool(self.program.folder.programme.purpose) if wide else _OTHER_NARROW
        room = max(_LEAST_WIDE if wide else _LEAST_NARROW, size.height - other - self.query_one(Maps).lines)
        beside = 0 if self.has_class("-low") else _BESIDE_WIDE if wide else _BESIDE_NARROW
        self.query_one(DuePane).show_waiting(
            self._waiting,
            self.program.folder.today(),
            wide=wide,
            width=size.width - beside - _AROUND,
            room=room,
        )

    def _show_hear(self, hear: HearNext) -> None:
        never = words.count(hear.never_heard, "team") + " never heard" if hear.never_heard else ""
        head = safe.text(("Hear next", "bold"), "   ", (never if self._wide else "", "muted"))
        today = self.program.folder.today()
        longest = max(
            (len(hear_words.short_reason(each.reason, today)) for each in hear.suggestions), default=0
        )
        rows = [self._hear_row(number, each, longest) for number, each in enumerate(hear.suggestions, 1)]
        hear_rows = self.query_one("#hear", RowList)
        hear_rows.empty = safe.text(hear_words.nobody_next(hear), pen="muted")
        hear_rows.show(rows, head=(head, safe.NOTHING) if self._wide else (head,))

    def _hear_row(self, number: int, suggestion: Suggestion, longest: int) -> Row:
        """Return the row of a team; in a narrow window its name takes what the *longest* reason leaves."""
        wide, team = self._wide, suggestion.team
        say = hear_words.reason if wide else hear_words.short_reason
        why = say(suggestion.reason, self.program.folder.today())

        def draw(width: int) -> list[Content]:
            bold = "bold" if number == 1 else ""
            if wide:
                name = safe.text((f"{number}  ", "muted"), (team.name, bold))
                reason = safe.wrap(safe.text((why, "muted")), width - 3)
                return [safe.cell(name, width), *(safe.text("   ", line) for line in reason)]
            name = safe.cell((team.short_name or team.name, bold), max(11, width - longest - 3))
            return [safe.cell(safe.text((f"{number} ", "muted"), name, " ", (why, "muted")), width)]

        return Row(team.id, draw)

    def _show_maps(self) -> None:
        if self._landscape is None:
            return
        self._drawn_width = width = self._maps_width()
        self.query_one(Maps).show(self._landscape, width, wide=self._wide, mono=self.program.mono)

    def _show_damaged(self, folder: ProgrammeFolder) -> None:
        self.call_after_refresh(self.program.tell_findings)
        if folder.damaged:
            first = next(iter(folder.damaged.values()))
            self.call_after_refresh(self.program.say, first.happened)

    # Keys

    def on_carry_on_chosen(self) -> None:
        """Take the next step: carry on, open, review; where there is no session, plan one."""
        file, navigation = next_step(self.program.folder).file, self.program.navigation
        if file is None:
            navigation.plan_session()
        elif file.session.status is SessionStatus.CAPTURED:
            navigation.open_review(file)
        else:
            navigation.open_session(file)

    def action_open(self) -> None:
        """Take the next step, where no part has the keys; each part opens its own."""
        self.on_carry_on_chosen()

    def action_carry_on(self) -> None:
        """Open the session in hand, or say that there is none."""
        file = next_step(self.program.folder).in_hand
        if file is None:
            self.program.say("No session is paused. a starts one now, n plans one.")
        else:
            self.program.navigation.open_session(file)

    def on_carry_on_left(self) -> None:
        """Go on to the rows below."""
        self.query_one("#promises").focus()

    @on(Maps.Opened)
    def _open_tile(self, event: Maps.Opened) -> None:
        """List what was said there; where nothing was, open the session that asked."""
        from facilitator.ui.dialogs.said_about import show_said

        show_said(self.program, event.tile.team, event.tile.practice, event.tile.session)

    @on(Maps.OverTime)
    def _open_changes(self, event: Maps.OverTime) -> None:
        """Show what changed for the team of the tile."""
        self.program.navigation.open_changes(event.team)

    def active_contexts(self) -> tuple[Context, ...]:
        """On the map its keys, then those of Home; Enter says what it does to what comes next."""
        step, at_it = next_step(self.program.folder), self.query_one(CarryOn).has_focus
        own = tuple(
            _keys_of(step, at_it=at_it) if each is KEYS else each for each in super().active_contexts()
        )
        return (MAP_KEYS, *own) if self.query_one(Maps).has_focus else own

    @on(events.DescendantFocus)
    def _show_keys(self) -> None:
        """The keys below are those of the part in focus."""
        self.query_one(KeyLine).show_keys()

    @on(RowList.Chosen)
    def _choose(self, event: RowList.Chosen) -> None:
        """Go to the promise, or plan a session with the team."""
        if event.rows.id == "hear":
            self.program.navigation.plan_session(team=event.key)
        else:
            open_due(self.program, event.key, self.show_records)
