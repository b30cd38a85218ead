"""The matrix champion × service: who meets whom, changed in place, with what it asks for beside it."""

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
from facilitator.insight.champion_care import care_findings
from facilitator.insight.contacts import Contacts, contacts
from facilitator.insight.smo import Finding, Gap, champion_findings
from facilitator.language import words
from facilitator.model.practice import CapabilityLevel
from facilitator.model.service import Service
from facilitator.model.smo import Champion, Specialism
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.place import PART_KEYS, PLACE_KEYS, Place
from facilitator.ui.roles.matrix_list import MatrixList
from facilitator.ui.widgets.rows import GUTTER
from facilitator.wording import smo
from facilitator.wording.names import person_name
from facilitator.wording.roles.parts.champions import CONTACT_SIGNS
from facilitator.workspace import contacts as cells
from facilitator.workspace import nominations
from facilitator.workspace.undo import Scope

KEYS = Context(
    "matrix",
    "Who meets whom",
    (
        command("contact", "space", "contact", "go on: none yet, occasional, regular"),
        command("topic", "e", "topic", "what they are about at the moment"),
        command("met", "t", "met today", "note that they met today"),
        command("person", "enter", "champion", "go to the champion", palette=False),
        command("add", "n", "new champion", "name somebody as champion, with their yes or before it"),
        command("app.place('nominations')", "o", "nominate", "who was nominated and waits for the question"),
        command("sitting", "s", "", "the agenda of a sitting of half an hour, from who has met whom"),
        command("charter", "p", "", "the charter of the service management office, on one page"),
    ),
)

_TAKEN_BACK = frozenset({cells.ABOUT, nominations.ABOUT, "specialism"})
_NO_ALARM = frozenset({Gap.NEW_HERE, Gap.EMPTY_LEVEL, Gap.SOLE_COVER})
_SIDE = 32
_AROUND = 18
"""Lines above the grid and below it, with who carries what at each level."""


class Matrix(Place):
    """Every champion against every service."""

    place = "matrix"
    keys = KEYS
    _stands_in = "roles"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    DEFAULT_CSS = f"""
    Matrix #columns {{ height: auto; padding: 1 0 0 2; }}
    Matrix #main {{ width: 1fr; }}
    Matrix #cell {{ height: auto; padding: 0 3; min-height: 2; }}
    Matrix MatrixList.-short {{ height: auto; }}
    Matrix #levels {{ height: auto; padding: 1 3 0 3; }}
    Matrix.-narrow #levels {{ display: none; }}
    Matrix #side {{ height: 1fr; width: {_SIDE}; padding: 1 1 0 2; border-left: vkey $line; }}
    Matrix.-narrow #side {{ display: none; }}
    Matrix.-narrow #columns {{ padding: 0 0 0 2; }}
    """

    def compose_body(self) -> ComposeResult:
        """Lay out the heading, the grid with its columns, and beside it what it asks for."""
        yield Static(id="head")
        with Horizontal():
            with Vertical(id="main"):
                yield Static(id="columns")
                yield MatrixList(self._about)
                yield Static(id="cell")
                yield Static(id="levels")
            yield Static(id="side")

    @property
    def scope(self) -> Scope:
        """How champions and services meet, and who was named here."""
        return Scope((self.program.folder.file,), lambda change: change.about.split(" ")[0] in _TAKEN_BACK)

    def active_contexts(self) -> tuple[Context, ...]:
        """Its own keys, then those of all places."""
        return (KEYS, PART_KEYS, PLACE_KEYS, EVERYWHERE)

    @on(events.Mount)
    def _start(self) -> None:
        """Start in the grid."""
        self._grid.focus()

    @property
    def _grid(self) -> MatrixList:
        return self.query_one(MatrixList)

    def _about(self, champion: Champion) -> tuple[str, str, str]:
        """Return what stands in front of a row: name, area with the module, home team with the hours."""
        folder = self.program.folder
        area = folder.file.find(Specialism, champion.specialism)
        person = folder.people.get(champion.person)
        team = folder.teams.get(person.team or "") if person else None
        hours = f"{champion.hours_per_week} h" if champion.hours_per_week else ""
        home = ", ".join(filter(None, ((team.short_name or team.name) if team else "", hours)))
        about = ", ".join(filter(None, (area.name if area else "", champion.module)))
        return person_name(folder, champion.person), about, home

    # What is shown

    def show_records(self) -> None:
        """Draw the grid from the records, and what it asks for."""
        folder = self.program.folder
        matrix = contacts(folder.file)
        asked = words.count(len(matrix.champions), "champion"), words.count(len(matrix.services), "service")
        self.show_head("Champions and services", ", ".join(asked))
        grid = self._grid
        grid.empty = safe.text(_nothing(matrix), pen="muted")
        grid.fill(matrix if matrix.services else Contacts((), (), {}))
        self._show_cell()
        high = sum(len(row.draw(self.app.size.width)) for row in grid.rows)
        grid.set_class(high + _AROUND < self.app.size.height, "-short")
        wanted = bool(folder.file.all(Specialism))
        self.query_one("#levels").display = wanted and grid.has_class("-short")
        self.query_one("#levels", Static).update(Content("\n").join(self._levels(matrix)))
        found = champion_findings(folder.file, folder.today())
        alarms = [each for each in found if each.gap not in _NO_ALARM]
        known = [
            *care_findings(folder.file, folder.today()),
            *(each for each in found if each.gap in _NO_ALARM),
        ]
        lines = [
            *self._told("Silo alarms", alarms, ("▲ ", "bad")),
            *self._told("Good to know", known, ("· ", "muted")),
        ]
        self.query_one("#side", Static).update(Content("\n").join(lines))

    def _levels(self, matrix: Contacts) -> list[Content]:
        """Draw who carries what at each level, and for what nobody does; below, what the signs say."""
        folder = self.program.folder
        several = len(folder.file.all(Specialism)) > 1  # one alone is at its level, and needs no list
        lines = [safe.text(("By level", "bold")), safe.NOTHING] if several else []
        for level in CapabilityLevel if several else ():
            own = [each for each in folder.file.all(Specialism) if each.level is level]
            taken = {each.id: [c for c in matrix.champions if c.specialism == each.id] for each in own}
            who = [person_name(folder, c.person) for champions in taken.values() for c in champions]
            empty = [each.name for each in own if not taken[each.id]]
            nobody = f"   {', '.join(empty)}: nobody" if empty else ""
            label = safe.cell((level.label.capitalize(), "muted"), 13)
            lines.append(safe.text(label, words.listed(who), (nobody, "warn")))
        signs = "   ".join(f"{sign} {contact.label}" for contact, sign in CONTACT_SIGNS.items())
        lines += [safe.NOTHING] if lines else []
        return [*lines, safe.text((signs, "muted"))]

    def _told(self, title: str, found: list[Finding], sign: tuple[str, str]) -> list[Content]:
        shown = [each for each in found if each.gap is not Gap.WORRIED]  # others may see the screen
        if not shown:
            return []
        alone = [each for each in shown if each.gap is Gap.SOLE_COVER]
        carried = {each.specialism for each in self.program.folder.file.all(Champion)}
        if len(carried) == len(alone) > 1:  # one sentence for what is so of each
            shown = [each for each in shown if each not in alone[1:]]
        lines = [safe.text((title, "bold"), "   ", (str(len(shown)), "muted")), safe.NOTHING]
        for each in shown:
            of_all = each.gap is Gap.SOLE_COVER and len(alone) > 1 and len(carried) == len(alone)
            told = (
                (
                    "Each specialism rests on one person"
                    if of_all
                    else smo.subject(self.program.folder, each),
                    "",
                ),
                (smo.step(self.program.folder, each), "muted"),
            )
            for number, piece in enumerate(told):
                lines += safe.beside(sign if number == 0 else "", piece, 2, _SIDE - 4)
            lines.append(safe.NOTHING)
        return lines

    @on(MatrixList.At)
    def _show_cell(self) -> None:
        """Draw the columns again, and say what stands in the cell in hand where it has no words."""
        grid, folder = self._grid, self.program.folder
        width = grid.scrollable_content_region.width - GUTTER
        heads = grid.heads(width, lambda service: person_name(folder, service.manager) or "–")
        self.query_one("#columns", Static).update(Content("\n").join(heads))
        about = self.query_one("#cell", Static)
        found = self._in_hand()
        if found is None:
            about.update(safe.NOTHING)
            return
        champion, service = found
        cell = contacts(folder.file).cell(champion.id, service.id)
        last = f"last met {words.day(cell.last_contact, folder.today())}" if cell.last_contact else ""
        said = "  ".join(filter(None, (cell.topic, last)))
        first = safe.text((f"{CONTACT_SIGNS[cell.contact]} {cell.contact.label}   ", ""), (said, "muted"))
        name = safe.text((service.name, "bold"), "   ", (person_name(folder, service.manager), "muted"))
        about.display = not grid.in_words(width)
        about.update(Content("\n").join((name, first)))

    @on(events.Resize)
    def _fit(self) -> None:
        """Draw the columns for the width there is now."""
        self.call_after_refresh(self.show_records)

    def _in_hand(self) -> tuple[Champion, Service] | None:
        champion, service = self._grid.champion, self._grid.service
        return (champion, service) if champion is not None and service is not None else None

    # Keys

    def action_contact(self) -> None:
        """Go on to the next word for how they meet."""
        self._change(lambda champion, service: cells.cycle_contact(self.program.folder, champion, service))

    def action_met(self) -> None:
        """Note that they met today."""
        folder = self.program.folder
        self._change(lambda champion, service: cells.note_meeting(folder, champion, service, folder.today()))

    def action_topic(self) -> None:
        """Ask what they are about."""
        from facilitator.ui.dialogs.ask_line import AskLine

        found, folder = self._in_hand(), self.program.folder
        if found is None:
            return
        champion, service = found
        topic = contacts(folder.file).cell(champion.id, service.id).topic

        def answered(typed: str | None) -> None:
            if typed is not None:
                self._change(lambda one, other: cells.change_topic(folder, one, other, typed))

        title = f"{person_name(folder, champion.person)} and {service.name}"
        self.program.push_screen(AskLine(title, "What are they about at the moment?", topic), answered)

    def action_person(self) -> None:
        """Go to the champion in hand."""
        if self._grid.champion is not None:
            self.program.navigation.go_to_place("champions", at=self._grid.champion.id)

    def action_add(self) -> None:
        """Add a champion."""
        from facilitator.ui.roles.nomination_fields import ask_nomination

        ask_nomination(self.program, None, self._show_newest)

    def _show_newest(self) -> None:
        """Show the champions, the cursor on one who was not there before."""
        known = {row.key for row in self._grid.rows}
        self.show_records()
        self._grid.go_to({row.key for row in self._grid.rows} - known)

    def action_sitting(self) -> None:
        """Show the agenda of a sitting."""
        from facilitator.ui.roles.plain_pages import show_sitting

        show_sitting(self.program)

    def action_charter(self) -> None:
        """Show the charter."""
        from facilitator.ui.roles.plain_pages import show_charter

        show_charter(self.program)

    def _change(self, verb: Callable[[Champion, Service], object]) -> None:
        found = self._in_hand()
        if found is None:
            self.program.say(_nothing(contacts(self.program.folder.file)))
            return
        try:
            verb(*found)
        except FacilitatorError as error:
            self.program.complain(error)
            return
        self.show_records()

    def on_row_list_chosen(self) -> None:
        """Go to the champion in hand."""
        self.action_person()

    def _action_back(self) -> None:
        """Go to People."""
        self.program.navigation.go_to_place("roles", at="champions")


def _nothing(matrix: Contacts) -> str:
    if not matrix.champions:
        return "No champions yet. n adds the first, who volunteered or said yes."
    return "No services yet. > goes to Managers and services; n adds the first there."
