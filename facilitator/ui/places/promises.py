"""Promises: what is open, who keeps it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.insight.promises import Promise, Timeliness
from facilitator.insight.waiting import Item
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.place import Place
from facilitator.ui.places.due import due_key, mark_of, open_due
from facilitator.ui.widgets import list_filter
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading
from facilitator.wording import due as due_words
from facilitator.wording.due import detail, owner, subject, when
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.follow_up import is_follow_up
from facilitator.workspace.undo import Scope
from facilitator.workspace.waiting import what_waits

_GROUPS = (
    (Timeliness.LATE, "Late"),
    (Timeliness.NOW, "Now"),
    (Timeliness.TODAY, "Today"),
    (Timeliness.AHEAD, "Ahead"),
    (Timeliness.UNDATED, "Without a day"),
)
"""The parts of the list, in the order of `insight.waiting.ORDER`."""


_DAY = 16
"""Cells the day of a row takes."""

KEYS = Context(
    "promises",
    "Promises",
    (command("open", "enter", "open", "say what became of it, or open what it is about", palette=False),),
)


class Promises(Place):
    """All that waits: every open promise of the programme, and what its sessions need."""

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
        waiting, today = what_waits(folder, folder.today()), folder.today()
        fitting = [each for each in waiting.items if self._filter.fits(*_words(folder, each))]
        said = due_words.count(waiting)
        if self._filter.is_on:
            said = f"{self._filter.count(len(fitting), waiting.count)} waiting"
        self.show_head("Promises", said)
        rows: list[Row] = []
        for standing, title in _GROUPS:
            group = [each for each in fitting if each.standing is standing]
            if group:
                rows.append(heading(safe.text(title, pen="muted")))
                rows += [_row(each, today) for each in group]
        listed = self.query_one(RowList)
        listed.empty = self._filter.nothing("Nothing waits.")
        listed.show(rows)

    @on(RowList.Chosen)
    def _choose(self, event: RowList.Chosen) -> None:
        """Say what became of it, or open what it is about."""
        open_due(self.program, event.key, self.show_records)

    def action_open(self) -> None:
        """Open what the cursor is on."""
        self.query_one(RowList).action_choose()


def _words(folder: ProgrammeFolder, item: Item) -> Iterator[str]:
    """Yield what a row can be filtered by: its words, owner, day, state, session and teams."""
    yield from (subject(item), owner(item), detail(item), when(item, folder.today()))
    yield from (title for standing, title in _GROUPS if item.standing is standing)
    if not item.session:
        return
    session = folder.session(item.session).session
    yield session.short_id
    for team in (folder.teams[id] for id in session.teams if id in folder.teams):
        yield from (team.name, team.short_name)


def _row(item: Item, today: date) -> Row:
    glyph, pen = mark_of(item)

    def draw(width: int) -> list[Content]:
        who = "  ".join(filter(None, (owner(item) if isinstance(item, Promise) else "", detail(item))))
        first, *rest = safe.wrap(safe.text(subject(item)), width - _DAY) or [safe.NOTHING]
        below = [*rest, *safe.wrap(safe.text((who, "muted")), width - _DAY)]
        lines = [safe.text(safe.cell((f"{glyph} {when(item, today)}", pen), _DAY), first)]
        return [*lines, *(safe.cell(safe.text(" " * _DAY, line), width) for line in below)]

    return Row(due_key(item), draw)
