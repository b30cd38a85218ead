"""The grid of stakeholders: who stands where, placed by arrows, with where the work is beside it.

For the facilitators only: it is on no paper, and the room view never shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.errors import FacilitatorError
from facilitator.insight.stakeholders import by_gap, to_check
from facilitator.language import words
from facilitator.model.stakeholder import Stakeholder, Stance
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.place import PART_KEYS, PLACE_KEYS, Place
from facilitator.ui.roles.grid_map import Grid, draw_grid, drawn_steps, grid_of, handle_of
from facilitator.ui.roles.stakeholder_fields import ask_stakeholder
from facilitator.wording.names import person_name
from facilitator.wording.stakeholders import (
    NEEDED,
    NOW,
    gap_in_words,
    place_in_words,
    stances,
    until_in_words,
)
from facilitator.workspace.records.stakeholders import STAKEHOLDER, renew, shift
from facilitator.workspace.undo import Scope

KEYS = Context(
    "stakeholder_grid",
    "Stakeholders on the grid",
    (
        command("who", "up down left right", "who", "go to who stands there", palette=False, with_key=True),
        command(
            "shift",
            "shift+up shift+down shift+left shift+right",
            "place",
            "place them: influence up, interest right",
            palette=False,
            with_key=True,
        ),
        command("app.place('stakeholders')", "g", "list", "the same as a list"),
        command("open", "enter", "open", "go to all that is known of them", palette=False),
        command("add", "n", "new", "name a group first, then a role or a person"),
        command("idea", "i", "idea", "make an idea of what they see and we do not"),
        command("renew", "r", "renew", "keep them for another 90 days"),
        command("app.place('sponsor_acts')", "w", "sponsor", "what the sponsor does in sight of others"),
    ),
)

_WAYS = {"up": (1, 0), "down": (-1, 0), "left": (0, -1), "right": (0, 1)}
"""By key: so much influence, so much interest."""

_SIDE = 36
_TALL, _HIGH = 38, 5
"""From so many lines of the window on a step of influence is five high, else three."""

_LOW = 3
_FIRST = 6
"""So many gaps are named, the others counted."""


class StakeholderGrid(Place):
    """Stakeholders by influence and interest."""

    place = "stakeholder_grid"
    keys = KEYS
    _stands_in = "roles"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    DEFAULT_CSS = f"""
    StakeholderGrid #main {{ width: 1fr; padding: 1 0 0 2; }}
    StakeholderGrid #legend {{ padding: 1 0 0 1; height: auto; }}
    StakeholderGrid #detail {{ display: none; height: 2; padding: 0 2; }}
    StakeholderGrid #side {{ width: {_SIDE}; height: 1fr; padding: 1 1 0 2; border-left: vkey $line; }}
    StakeholderGrid.-narrow #main {{ padding: 0 0 0 2; }}
    StakeholderGrid.-narrow #side, StakeholderGrid.-narrow #legend {{ display: none; }}
    StakeholderGrid.-narrow #detail {{ display: block; }}
    """

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._in_hand = at
        self._grid = Grid({})

    def compose_body(self) -> ComposeResult:
        """Lay out the heading, the grid, and beside it who is in hand; in a narrow window below."""
        yield Static(id="head")
        with Horizontal():
            with Vertical(id="main"):
                yield Static(id="grid")
                yield Static(id="legend")
            yield Static(id="side")
        yield Static(id="detail")

    @property
    def scope(self) -> Scope:
        """What was changed of stakeholders."""
        return Scope(
            (self.program.folder.file,), lambda change: change.about.split(" ")[0] == STAKEHOLDER.name
        )

    def active_contexts(self) -> tuple[Context, ...]:
        """Its own keys, then those of all places."""
        return (KEYS, PART_KEYS, PLACE_KEYS, EVERYWHERE)

    @property
    def _wide(self) -> bool:
        return self.app.size.width >= 100

    @property
    def _one(self) -> Stakeholder | None:
        return next((each for each in self._grid.every if each.id == self._in_hand), None)

    # What is shown

    def show_records(self) -> None:
        """Draw the grid from the records."""
        every = STAKEHOLDER.all(self.program.folder)
        self._grid = grid_of(every)
        if self._one is None:
            self._in_hand = next((each.id for each in (*by_gap(every), *self._grid.every)), "")
        self._draw()

    def _draw(self) -> None:
        width = self.app.size.width
        every = self._grid.every
        checks = sum(map(to_check, every))
        facts = ", ".join(
            filter(None, (str(len(every)), f"{words.some(checks)} to check again" if checks else ""))
        )
        left = safe.text(("Stakeholders", "bold"), "   ", (facts, "muted"))
        private = safe.text(("facilitators only", "private"))
        self.query_one("#head", Static).update(safe.row(width - 6, left, private))
        tall = _HIGH if self.app.size.height >= _TALL else _LOW
        lines = draw_grid(self._grid, self._in_hand, wide=self._wide, tall=tall)
        if not every:
            lines = [safe.text(("Nobody placed yet. n names a group first, then a person.", "muted"))]
        self.query_one("#grid", Static).update(Content("\n").join(lines))
        self.query_one("#legend", Static).update(Content("\n").join(_legend() if every else ()))
        one = self._one
        self.query_one("#side", Static).update(Content("\n").join(self._about(one) if one else ()))
        self.query_one("#detail", Static).update(
            Content("\n").join(self._in_short(one, width - 4) if one else ())
        )

    def _in_short(self, one: Stakeholder, width: int) -> list[Content]:
        """Say in two lines who is in hand, for a narrow window."""
        stance = stances(one.stance, one.needed)
        cause = ": ".join(
            filter(None, (one.cause.label if one.cause else "", one.loss.label if one.loss else ""))
        )
        said = safe.text(("( ", "private"), (stance, "private"), "   ", (cause, "muted"))
        first = safe.text((handle_of(one), "bold"), "   ", said if stance or cause else "")
        reached = person_name(self.program.folder, one.reached_by)
        by = f"   best reached by {reached}" if reached else ""
        signs = (f"{NOW} now  {NEEDED} needed   opposed … driving{by}", "muted")
        return [safe.cell(first, width), safe.cell(signs, width)]

    def _about(self, one: Stakeholder) -> list[Content]:
        """Say all that is known of who is in hand, and where the work is."""
        width = _SIDE - 4
        place = f"influence {one.influence}, interest {one.interest}" if one.influence else ""
        lines = [safe.cell((one.name, "bold"), width)]
        lines += [safe.text((each, "muted")) for each in (place, place_in_words(one)) if each]
        lines += [safe.NOTHING, safe.text(("( Only you see what follows", "private bold")), safe.NOTHING]
        for title, said, pen in self._short_facts(one):
            lines += safe.beside((title, "muted"), (said, pen), 14, width)
        for title, said in self._long_facts(one):
            lines += [safe.NOTHING, safe.text((title, "muted")), *safe.wrap(said, width)]
        return [*lines, *self._gaps(width), safe.NOTHING, *self._until(one, width)]

    def _short_facts(self, one: Stakeholder) -> list[tuple[str, str, str]]:
        facts = [
            ("Stance now", f"{NOW} {one.stance.label}" if one.stance else "", "private"),
            ("Needed", f"{NEEDED} {one.needed.label}" if one.needed else "", "private bold"),
            ("Cause", one.cause.label if one.cause else "", ""),
            ("Kind of loss", one.loss.label if one.loss else "", ""),
            ("Dimension", one.dimension.label if one.dimension else "", ""),
            ("Change agent", "adapts early, sees the gain" if one.change_agent else "", ""),
            ("Bridge", "listened to on both sides" if one.bridge else "", ""),
        ]
        if one.next_contact is None:
            facts.append(("Next contact", "not set", "warn"))
        else:
            today = self.program.folder.today()
            facts.append(("Next contact", words.due(one.next_contact, today, weekday=False), ""))
        return [each for each in facts if each[1]]

    def _long_facts(self, one: Stakeholder) -> list[tuple[str, str]]:
        reached = person_name(self.program.folder, one.reached_by)
        facts = (
            ("Fears losing", one.fears),
            ("What they gain", one.gain),
            ("What they see, and we do not", one.sees),
            ("What the sponsor is needed for", one.sponsor_need),
            ("Who reaches them best", reached),
        )
        return [each for each in facts if each[1]]

    def _gaps(self, width: int) -> list[Content]:
        every = self._grid.every
        found = by_gap(every)
        if not found:
            return []
        lines = [safe.NOTHING, safe.text(("Largest gap first", "bold")), safe.NOTHING]
        for each in found[:_FIRST]:
            name = safe.cell((handle_of(each), "bold" if each.id == self._in_hand else ""), 14)
            lines.append(
                safe.cell(safe.text(name, drawn_steps(each), "   ", (gap_in_words(each), "muted")), width)
            )
        more, none = len(found) - _FIRST, len(every) - len(found)
        rest = [f"{more} more" if more > 0 else "", f"{none} without a gap" if none else ""]
        return [*lines, safe.text((", ".join(filter(None, rest)), "muted"))]

    def _until(self, one: Stakeholder, width: int) -> list[Content]:
        return safe.wrap((until_in_words(self.program.folder, one), "muted"), width)

    @on(events.Resize)
    def _fit(self) -> None:
        """Draw it for the window as it is now."""
        self.call_after_refresh(self.show_records)

    # Keys

    def action_who(self, key: str) -> None:
        """Go to who stands that way."""
        up, right = _WAYS[key]
        self._in_hand = self._grid.beside(self._in_hand, up=up, right=right)
        self._draw()

    def action_shift(self, key: str) -> None:
        """Place who is in hand one step further that way."""
        up, right = _WAYS[key.removeprefix("shift+")]
        folder = self.program.folder
        self._change(lambda one: shift(folder, one, influence=up, interest=right))

    def action_renew(self) -> None:
        """Keep who is in hand for another 90 days, and say until when."""
        folder = self.program.folder
        self._change(lambda one: renew(folder, one))
        if self._one is not None:
            self.program.say(until_in_words(folder, self._one))

    def action_idea(self) -> None:
        """Make an idea of what who is in hand sees and we do not."""
        from facilitator.ui.roles.stakeholder_idea import ask_idea

        if self._one is not None:
            ask_idea(self.program, self._one, self.show_records)

    def action_open(self) -> None:
        """Open all that is known of who is in hand; Escape goes to the list, and from there back."""
        self.program.navigation.go_to_place("stakeholder_form", at=self._in_hand)

    def action_add(self) -> None:
        """Name somebody new; without a place they stand nowhere until they are placed."""
        known = {each.id for each in self._grid.every}

        def done() -> None:
            new = (each.id for each in STAKEHOLDER.all(self.program.folder) if each.id not in known)
            self._in_hand = next(new, self._in_hand)
            self.show_records()

        ask_stakeholder(self.program, done)

    def _change(self, verb: Callable[[Stakeholder], object]) -> None:
        one = self._one
        if one is None:
            self.program.say("Nobody yet. n names a group first")
            return
        try:
            verb(one)
        except FacilitatorError as error:
            self.program.complain(error)
            return
        self.show_records()

    def _action_back(self) -> None:
        """Go to People."""
        self.program.navigation.go_to_place("roles", at="stakeholders")


def _legend() -> list[Content]:
    signs = ((NOW, "stance now"), (NEEDED, "stance needed"), (f"{NOW}━{NEEDED}", "the gap is the work"))
    first = [piece for sign, said in signs for piece in ((sign, "private"), (f" {said}   ", "muted"))]
    order = ", ".join(each.label for each in Stance)
    return [safe.text(*first), safe.text(("·····", "faint"), (f"  from left to right: {order}", "muted"))]
