"""Find: words in everything that was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from facilitator.language import words
from facilitator.model.base import Record
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Dialog, dialog_keys
from facilitator.ui.widgets.fields import TextLine
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.search import SearchHit, search

_HINT = "Type to find notes, ideas, actions, people, teams."
_NONE = "Nothing. Less exact: nothing either. Try one word."


class Find(Dialog[None]):
    """A line to type; what fits stands below it, what fits less exactly under a heading of its own.

    Enter opens what it stands in, at that line. With *file* only that session is searched, and *found* gets
    the record that was chosen.
    """

    DEFAULT_CSS = """
    Find > Vertical { width: 104; }
    Find RowList { height: 16; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "down", show=False)]

    def __init__(
        self, file: SessionFile | None = None, found: Callable[[Record], None] | None = None
    ) -> None:
        super().__init__()
        self._file = file
        self._found = found

    def compose(self) -> ComposeResult:
        """Lay out line and list."""
        with Vertical():
            yield Static(safe.text("Find", pen="bold"), id="count", classes="dialog-text")
            yield TextLine(placeholder="words, in any order")
            yield RowList(empty=safe.text(_HINT, pen="muted"))
            yield dialog_keys(("↓", "to the list"), ("Enter", "open"), ("Esc", "back"))

    def on_mount(self) -> None:
        """Start typing."""
        self.query_one(Input).focus()
        self._hits: dict[str, SearchHit] = {}

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        folder = self.program.folder
        hits = list(islice(self._fitting(folder, event.value), 200)) if len(event.value.strip()) > 1 else []
        self._hits = {str(number): hit for number, hit in enumerate(hits)}
        self.query_one("#count", Static).update(
            safe.text(("Find", "bold"), "   ", (words.count(len(hits), "place") if hits else "", "muted"))
        )
        rows = self.query_one(RowList)
        rows.empty = safe.text(_HINT if len(event.value.strip()) < 2 else _NONE, pen="muted")
        rows.show(_rows(self._hits))

    def _fitting(self, folder: ProgrammeFolder, typed: str) -> Iterator[SearchHit]:
        hits = search(folder, typed)
        return hits if self._file is None else (hit for hit in hits if hit.file is self._file)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the first place found."""
        event.stop()
        self.query_one(RowList).action_choose()

    def action_down(self) -> None:
        """Go to the list."""
        self.query_one(RowList).focus()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open what it stands in, the cursor on it."""
        hit = self._hits[event.key]
        app = self.program
        self.dismiss(None)
        if self._found is not None:
            self._found(hit.record)
        else:
            app.navigation.open_record(hit.file, hit.record)


def _rows(hits: dict[str, SearchHit]) -> list[Row]:
    exact = [_row(key, hit) for key, hit in hits.items() if not hit.less_exact]
    others = [_row(key, hit) for key, hit in hits.items() if hit.less_exact]
    title = heading(safe.text("Less exact", pen="muted"), space_above=bool(exact))
    return [*exact, title, *others] if others else exact


def _row(key: str, hit: SearchHit) -> Row:
    def draw(width: int) -> list[Content]:
        pen = "private" if hit.only_you else ""
        return [
            safe.cell(
                safe.text(safe.cell((hit.short_id or hit.where, "muted"), 12), " ", (hit.excerpt, pen)), width
            )
        ]

    return Row(key, draw)
