"""Promises: what is open, who keeps it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.insight.promises import Promise, Timeliness, promises
from facilitator.ui import safe
from facilitator.ui.dialogs.settle_promise import settle
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.place import Place
from facilitator.ui.widgets import list_filter
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading
from facilitator.wording.promises import detail, owner, subject, when
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.follow_up import is_follow_up
from facilitator.workspace.undo import Scope

_GROUPS = (
    (Timeliness.LATE, "Late", "▲", "bad"),
    (Timeliness.TODAY, "Today", "►", "warn"),
    (Timeliness.AHEAD, "Ahead", "·", "muted"),
    (Timeliness.NOW, "To be said", "►", "warn"),
    (Timeliness.UNDATED, "Without a day", "·", "muted"),
)


KEYS = Context(
    "promises",
    "Promises",
    (command("open", "enter", "change", "say what became of it", palette=False),),
)


class Promises(Place):
    """Every open promise of the programme."""

    place = "promises"
    keys = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS, list_filter.KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._filter: list_filter.ListFilter = list_filter.ListFilter(self.show_records)

    def compose_body(self) -> ComposeResult:
        """Lay out heading and list."""
        yield Static(id="head")
        yield self._filter
        yield RowList()

    @property
    def scope(self) -> Scope:
        """What became of promises, in whichever session."""
        folder = self.program.folder
        return Scope((folder.file, *folder.sessions), is_follow_up)

    @on(events.Mount)
    def _start(self) -> None:
        """Start in the list."""
        self.query_one(RowList).focus()

    def show_records(self) -> None:
        """List what is open: late first."""
        folder = self.program.folder
        due = promises(folder.file, folder.sessions, folder.today(), folder.zone)
        fitting = [each for each in due.items if self._filter.fits(*_words(folder, each))]
        late = f", {due.late} late" if due.late else ""
        self.show_head("Promises", f"{self._filter.count(len(fitting), due.open)} open{late}")
        rows: list[Row] = []
        for standing, title, glyph, pen in _GROUPS:
            group = [promise for promise in fitting if promise.standing is standing]
            if group:
                rows.append(heading(safe.text(title, pen="muted")))
                rows += [_row(promise, glyph, pen) for promise in group]
        listed = self.query_one(RowList)
        listed.empty = self._filter.nothing("Nothing is promised and open.")
        listed.show(rows)

    @on(RowList.Chosen)
    def _choose(self, event: RowList.Chosen) -> None:
        """Say what became of the promise."""
        session, record = event.key.split(" ")
        settle(self.program, session, record, self.show_records)

    def action_open(self) -> None:
        """Say what became of the promise under the cursor."""
        self.query_one(RowList).action_choose()


def _words(folder: ProgrammeFolder, promise: Promise) -> Iterator[str]:
    """Yield what a promise can be filtered by: its words, owner, day, state, session and teams."""
    yield from (subject(promise), owner(promise), detail(promise), when(promise))
    yield from (title for standing, title, _, _ in _GROUPS if promise.standing is standing)
    session = folder.session(promise.session).session
    yield session.short_id
    for team in (folder.teams[id] for id in session.teams if id in folder.teams):
        yield from (team.name, team.short_name)


def _row(promise: Promise, glyph: str, pen: str) -> Row:
    def draw(width: int) -> list[Content]:
        who = "  ".join(filter(None, (owner(promise), detail(promise))))
        head = safe.text(safe.cell((f"{glyph} {when(promise)}", pen), 16), subject(promise))
        return [safe.cell(head, width), safe.cell(safe.text(" " * 16, (who, "muted")), width)]

    return Row(f"{promise.session} {promise.record}", draw)
