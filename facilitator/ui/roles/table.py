"""A project at the table: twelve answers given in place, with seats, early life and success beside them."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.errors import FacilitatorError
from facilitator.insight.at_table import answers_of, check_due
from facilitator.model.project import Answer, Project, TableAnswer
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.place import PART_KEYS, PLACE_KEYS, Place
from facilitator.ui.roles.table_drawing import below, heads, item_rows, short_below, side
from facilitator.ui.roles.table_fields import ask_finder, ask_record
from facilitator.ui.widgets.row_list import RowList
from facilitator.workspace import at_table
from facilitator.workspace.records.kinds import RecordKind
from facilitator.workspace.records.projects import CHECK, CRITERION, PROJECT, SEAT
from facilitator.workspace.undo import Scope

KEYS = Context(
    "table",
    "At the table",
    (
        command(
            "answer",
            "y p n a u",
            "yes, partly, no, n/a, unanswered",
            "answer yes, partly, no, does not apply, or unanswered",
            palette=False,
            with_key=True,
        ),
        command("finder", "enter e", "who and when", "say who finds out, and by when"),
        command("seat", "s", "seat", "note which team has a seat, and since when"),
        command("criterion", "l", "early life", "name when early-life support starts or ends, as a number"),
        command("check", "c", "value check", "write down how success was judged"),
        command("sheet", "w", "page", "the table on one page, for the project and the desk"),
        command("other", "left right", "", "the project before, or the next", palette=False, with_key=True),
    ),
)

_ANSWERS = {
    "y": Answer.YES,
    "p": Answer.PARTLY,
    "n": Answer.NO,
    "a": Answer.NOT_APPLICABLE,
    "u": Answer.UNANSWERED,
}
_TAKEN_BACK = frozenset({at_table.ABOUT, *(each.name.split(" ")[0] for each in (SEAT, CRITERION, CHECK))})
_AROUND = 12
"""Lines above the items and below them, in a wide window."""


class Table(Place):
    """The twelve items of one project; left and right go to the project beside it."""

    place = "table"
    keys = KEYS
    _stands_in = "roles"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    DEFAULT_CSS = """
    Table #main { width: 1fr; }
    Table #table-head { height: auto; padding: 1 3 0 3; }
    Table RowList { margin: 0 1; height: 1fr; }
    Table RowList.-short { height: auto; }
    Table #below { height: auto; padding: 1 3 0 3; }
    Table #side { width: 37; height: 1fr; padding: 1 1 0 2; border-left: vkey $line; }
    Table.-narrow #table-head { padding: 0 3; }
    Table.-narrow #side { display: none; }
    """

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at

    def compose_body(self) -> ComposeResult:
        """Lay out the items with how success stands below them, and beside them seats and early life."""
        with Horizontal():
            with Vertical(id="main"):
                yield Static(id="table-head")
                yield RowList(id="items")
                yield Static(id="below")
            yield Static(id="side")

    @property
    def scope(self) -> Scope:
        """What was answered, and who has a seat, and what was chosen and judged."""
        return Scope((self.program.folder.file,), lambda change: change.about.split(" ")[0] in _TAKEN_BACK)

    def active_contexts(self) -> tuple[Context, ...]:
        """Its own keys, then those of all places."""
        return (KEYS, PART_KEYS, _of_places(), EVERYWHERE)

    @on(events.Mount)
    def _start(self) -> None:
        """Start in the items."""
        self._items.focus()

    @property
    def _items(self) -> RowList:
        return self.query_one(RowList)

    @property
    def _wide(self) -> bool:
        return self.app.size.width >= 100

    @property
    def project(self) -> Project | None:
        """The project that is shown: the one that was asked for, else the next to go live."""
        every = PROJECT.all(self.program.folder)
        return next((each for each in every if each.id == self._at), every[0] if every else None)

    @property
    def _in_hand(self) -> TableAnswer | None:
        project = self.project
        if project is None:
            return None
        answers = answers_of(self.program.folder.file, project.id)
        return next((each for each in answers if each.item == self._items.key), None)

    # What is shown

    def show_records(self) -> None:
        """Draw the table from the records."""
        folder, project, items = self.program.folder, self.project, self._items
        items.empty = safe.text(
            "No projects yet. Esc goes to their list; n adds the first there.", pen="muted"
        )
        if project is None:
            items.show([])
            return
        self._at = project.id  # an answer may move it in the list, and never takes it away from here
        lines = heads(folder, project, self.query_one("#main").size.width - 6, wide=self._wide)
        self.query_one("#table-head", Static).update(Content("\n").join(lines))
        items.show(item_rows(folder, project, wide=self._wide))
        high = sum(len(row.draw(self.app.size.width)) for row in items.rows)
        items.set_class(high + (_AROUND if self._wide else 5) < self.app.size.height, "-short")
        self._show_around()

    def _show_around(self) -> None:
        """Draw what stands below the items and beside them, for the item in hand."""
        project, answer = self.project, self._in_hand
        if project is None:
            return
        folder, width = self.program.folder, max(20, self.query_one("#main").size.width - 6)
        drawn = below(folder, project, width) if self._wide else short_below(folder, project, answer, width)
        self.query_one("#below", Static).update(Content("\n").join(drawn))
        self.query_one("#side", Static).update(Content("\n").join(side(folder, project, answer)))

    def on_row_list_moved(self) -> None:
        """Ask the question of the item in hand in full."""
        self._show_around()

    @on(events.Resize)
    def _fit(self) -> None:
        """Draw it for the room there is now."""
        self.call_after_refresh(self.show_records)

    # Keys

    def action_answer(self, key: str) -> None:
        """Answer the item in hand."""
        project, answer = self.project, self._in_hand
        if project is None or answer is None:
            return
        try:
            at_table.answer_item(self.program.folder, project, answer.item, _ANSWERS[key])
        except FacilitatorError as error:
            self.program.complain(error)
            return
        self.show_records()

    def action_finder(self) -> None:
        """Ask who finds out, and by when."""
        project, answer = self.project, self._in_hand
        if project is not None and answer is not None:
            ask_finder(self.program, project, answer, self.show_records)

    def on_row_list_chosen(self) -> None:
        """Ask who finds out."""
        self.action_finder()

    def action_seat(self) -> None:
        """Ask which team has a seat, and since when."""
        self._ask(SEAT, "A seat at the table", {"since": self._today})

    def action_criterion(self) -> None:
        """Ask for a number of early-life support."""
        self._ask(CRITERION, "Early-life support, as a number")

    def action_check(self) -> None:
        """Ask how success was judged."""
        project = self.project
        due = check_due(self.program.folder.file, project, self.program.folder.today()) if project else None
        self._ask(CHECK, "How it was judged", {"on": self._today} | ({"round": due[0].value} if due else {}))

    @property
    def _today(self) -> str:
        return self.program.folder.today().isoformat()

    def _ask(self, kind: RecordKind, title: str, begun: dict[str, str] | None = None) -> None:
        if (project := self.project) is not None:
            ask_record(self.program, kind, project, title, self.show_records, begun)

    def action_sheet(self) -> None:
        """Show the table on one page."""
        from facilitator.ui.roles.plain_pages import show_table

        if (project := self.project) is not None:
            show_table(self.program, project)

    def action_other(self, key: str) -> None:
        """Go to the project before, or the next."""
        every = [each.id for each in PROJECT.all(self.program.folder)]
        project = self.project
        if project is not None and len(every) > 1:
            step = -1 if key == "left" else 1
            self._at = every[(every.index(project.id) + step) % len(every)]
            self.show_records()

    def _action_back(self) -> None:
        """Go to the list of projects, the cursor on this one."""
        project = self.project
        self.program.navigation.go_to_place("projects", at=project.id if project is not None else "")


def _of_places() -> Context:
    """Return the keys of all places without the one that is an answer here."""
    kept = tuple(each for each in PLACE_KEYS.commands if not set(each.keys) & set(_ANSWERS))
    return msgspec.structs.replace(PLACE_KEYS, commands=kept)
