"""A line above a list that leaves only the rows with the words typed: a name, a team, an owner, a state."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from facilitator.language import words
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.late_calls import Late
from facilitator.ui.widgets.fields import TextLine
from facilitator.ui.widgets.lines import KeyLine
from facilitator.ui.widgets.row_list import RowList

KEYS = Context(
    "filter",
    "In a list that can be filtered",
    (command("filter", "f", "filter", "only rows with these words: a name, a team, an owner, a state"),),
)

LINE_KEYS = Context(
    "filter_line",
    "In the filter",
    (
        command("to_rows", "enter down tab", "to the list", "to the list; the filter stays", palette=False),
        command("show_all", "escape", "show all", "show all rows again", palette=False),
    ),
)


class FilterLine(TextLine):
    """The line somebody types in; its keys are told, what they do is for whom it belongs to."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LINE_KEYS)]

    class ToRows(Message):
        """On to the list."""

    class ShowAll(Message):
        """Away with the filter."""

    def action_to_rows(self) -> None:
        """Go to the list; the filter stays."""
        self.post_message(self.ToRows())

    def action_show_all(self) -> None:
        """Show all rows again."""
        self.post_message(self.ShowAll())


class ListFilter(Late, Horizontal):
    """Filters the list of one screen as one types; *show* lists anew what `fits`.

    It is there while somebody types in it or it leaves something out, and takes no room else.
    """

    DEFAULT_CSS = """
    ListFilter { height: 1; padding: 0 3; display: none; }
    ListFilter > Static { width: auto; }
    ListFilter > FilterLine { width: 1fr; }
    ListFilter.-on { display: block; }
    """
    keys = KEYS

    def __init__(self, show: Callable[[], None]) -> None:
        super().__init__()
        self._show = show
        self._wanted: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the label, the line, and how to be rid of it."""
        yield Static(safe.text(("Only  ", "key")))
        yield FilterLine(placeholder="words of a row: a name, a team, an owner, a state")
        yield Static(safe.text(("  Esc", "key"), (" shows all", "muted")))

    @property
    def contexts(self) -> tuple[Context, ...]:
        """The keys of the line while somebody types in it, else the one that leads there."""
        return (LINE_KEYS,) if self.has_focus_within else (KEYS,)

    # What is left out

    @property
    def is_on(self) -> bool:
        """Whether it leaves out whatever does not have its words."""
        return bool(self._wanted)

    def fits(self, *texts: str) -> bool:
        """Tell whether a row with these texts stays: each word typed stands in one of them."""
        whole = "\n".join(texts).casefold()
        return all(word in whole for word in self._wanted)

    def count(self, shown: int, there: int, thing: str = "") -> str:
        """Say how many there are: "37 sessions", and "4 of 37 sessions" while some are left out."""
        total = words.count(there, thing) if thing else str(there)
        return f"{shown} of {total}" if self.is_on else total

    def nothing(self, empty: str) -> Content:
        """Return what stands in an empty list: *empty*, or that nothing has these words."""
        return safe.text("Nothing has these words. Esc shows all." if self.is_on else empty, pen="muted")

    # Keys

    def open(self) -> None:
        """Let words be typed; those that stand there stay."""
        self.add_class("-on")
        field = self.query_one(Input)
        field.focus()
        field.cursor_position = len(field.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what fits, letter by letter."""
        event.stop()
        self._wanted = tuple(event.value.casefold().split())
        self._show()

    @on(FilterLine.ToRows)
    def leave_line(self) -> None:
        """Go to the list; the filter stays while it leaves something out."""
        self.set_class(self.is_on, "-on")
        self.screen.query_one(RowList).focus()

    @on(FilterLine.ShowAll)
    def show_all(self) -> None:
        """Show all rows again, and go to the list."""
        self._wanted = ()
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self._show()
        self.leave_line()

    def on_descendant_focus(self) -> None:
        """Show the keys that work in it."""
        self.screen.query_one(KeyLine).show_keys()

    def on_descendant_blur(self) -> None:
        """Show the keys that work after it."""
        self.call_after_refresh(self.screen.query_one(KeyLine).show_keys)
