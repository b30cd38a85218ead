"""Nominations of champions that wait for a yes: in memory alone, and for the facilitators' eyes."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.errors import FacilitatorError
from facilitator.language.words import count
from facilitator.model.smo import Specialism
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.place import PART_KEYS, PLACE_KEYS, Place
from facilitator.ui.records.unsaved import forget
from facilitator.ui.roles.nomination_fields import KIND, ask_nomination
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row
from facilitator.workspace.nominations import Nomination, let_go, nominations, said_yes
from facilitator.workspace.records.champions import CHAMPION

KEYS = Context(
    "nominations",
    "Nominations",
    (
        command("change", "enter e", "change", "change it", palette=False),
        command("add", "n", "nominate", "nominate somebody as champion"),
        command("yes", "y", "said yes", "they said yes: now they are a champion, and stored"),
        command("remove", "x", "let go", "they said no, or it was not meant: it is forgotten"),
    ),
)


class Nominations(Place):
    """Who was nominated and not asked yet, or thinks about it."""

    place = "nominations"
    keys = KEYS
    _stands_in = "roles"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    DEFAULT_CSS = """
    Nominations #about { height: auto; padding: 0 3 1 3; }
    """

    def compose_body(self) -> ComposeResult:
        """Lay out heading, what it is, and list."""
        yield Static(id="head")
        words = "Only you see this. It is in memory alone and in no file, until they said yes; then it goes."
        yield Static(safe.text((words, "private")), id="about")
        yield RowList()

    def active_contexts(self) -> tuple[Context, ...]:
        """Its own keys, then those of all places."""
        return (KEYS, PART_KEYS, PLACE_KEYS, EVERYWHERE)

    @on(events.Mount)
    def _start(self) -> None:
        """Start in the list."""
        self.query_one(RowList).focus()

    def show_records(self) -> None:
        """List what waits."""
        waiting = nominations(self.program.folder)
        self.show_head("Nominations", str(len(waiting)))
        rows = self.query_one(RowList)
        rows.empty = safe.text(
            "Nobody waits for a question. n nominates somebody, by heart and skill.", pen="muted"
        )
        rows.show([self._row(each) for each in waiting.values()])

    def _row(self, each: Nomination) -> Row:
        area = self.program.folder.file.find(Specialism, each.specialism)
        chosen = count(len(each.qualities), "quality", "qualities") if each.qualities else ""
        about = "   ".join(filter(None, (area.name if area else "", chosen)))

        def draw(width: int) -> list[Content]:
            return [safe.row(width, safe.text(("( ", "private"), each.who), safe.text((about, "muted")))]

        return Row(each.key, draw)

    # Keys

    def _in_hand(self, otherwise: str) -> Nomination | None:
        """Return the nomination in hand; where there is none, say what else."""
        found = nominations(self.program.folder).get(self.query_one(RowList).key or "")
        if found is None:
            self.program.say(otherwise)
        return found

    def action_add(self) -> None:
        """Nominate somebody."""
        self._ask(None)

    def action_change(self) -> None:
        """Change the nomination in hand."""
        if (found := self._in_hand("Nobody is nominated. n nominates somebody")) is not None:
            self._ask(found)

    def on_row_list_chosen(self) -> None:
        """Change the nomination in hand."""
        self.action_change()

    def _ask(self, before: Nomination | None) -> None:
        ask_nomination(self.program, before, self.show_records)

    def action_yes(self) -> None:
        """Make a champion of whoever said yes."""
        folder = self.program.folder
        found = self._in_hand("Nobody was asked yet. n nominates somebody")
        if found is None:
            return
        try:
            made = said_yes(folder, found.key)
        except FacilitatorError as error:
            self.program.complain(error)
            return
        forget(folder, KIND, found.key)
        self.program.navigation.go_to_place("champions", at=made.id)
        self.program.say(f"{CHAMPION.label_of(folder, made)} is champion   ^Z takes it back")

    def action_remove(self) -> None:
        """Forget the nomination in hand."""
        found = self._in_hand("There is nothing to let go")
        if found is not None:
            let_go(self.program.folder, found.key)
            forget(self.program.folder, KIND, found.key)
            self.show_records()
            self.program.say("Let go; nothing of it is anywhere")

    def _action_back(self) -> None:
        """Go back to the champions."""
        self.program.action_place("champions")
