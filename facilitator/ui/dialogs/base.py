"""Dialogs: a notice, a question with choices, a list to choose from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from facilitator.language.widths import cut
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets.filtered_list import FilteredList
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, line_row

T = TypeVar("T")

_FEW = 4
"""Of more rows than that it is said that letters leave what fits them."""

_LONGEST = 600
"""A notice shows at most this many characters of what happened."""

_MOST_QUOTED = 60
_LONG_QUOTE = re.compile(rf"“([^”]{{{_MOST_QUOTED + 1},}})”")

DIALOG_KEYS = Context(
    "dialog",
    "Questions",
    (
        command("cancel", "escape q", "", "back without an answer", palette=False),
        command("app.help", "f1", "", "what the field in hand is, then these keys", palette=False),
    ),
)


class Dialog(ProgramScreen, ModalScreen[T]):
    """A raised box with an accent bar; Escape goes back without an answer."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical { width: 76; max-width: 100%; height: auto; max-height: 100%; background: $raised;
        border-left: outer $mark; padding: 1 3 1 1; }
    Dialog RowList { background: $raised; height: auto; max-height: 16; }
    Dialog RowList:focus { background: $raised; }
    Dialog Static.dialog-title { text-style: bold; height: auto; padding-left: 2; }
    Dialog Static.dialog-text { height: auto; margin-bottom: 1; padding-left: 2; }
    Dialog Static.-none { height: 0; }
    Dialog Static.dialog-keys { height: auto; margin-top: 1; padding-left: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DIALOG_KEYS)]

    def active_contexts(self) -> tuple[Context, ...]:
        """Only the dialog's own keys work."""
        return (DIALOG_KEYS,)

    @property
    def has_typed(self) -> bool:
        """Whether something was typed that would be lost."""
        return False

    def action_cancel(self) -> None:
        """Go back without an answer; when something was typed, ask first."""
        if not self.has_typed:
            self.let_go()
            return

        def answered(answer: str | None) -> None:
            if answer == "leave":
                self.let_go()

        answers = (("stay", "Go on with it"), ("leave", "Leave it unsaved"))
        self.program.push_screen(Ask("Leave this?", "What you typed is not saved.", answers), answered)

    def let_go(self) -> None:
        """Go back without an answer, whatever was typed."""
        self.dismiss(None)


def _shortened(sentence: str) -> str:
    """Return a sentence that fits a dialog; one that quotes a damaged file can be very long."""
    return sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST]}…"


def below_title(words: str, *, id: str) -> Static:
    """Draw what a dialog says below its title; nothing takes no room."""
    return Static(safe.text((words, "muted")), classes="dialog-text" if words else "dialog-text -none", id=id)


def say_below(shown: Static, words: str) -> None:
    """Say it below the title; of what was typed, only so much is said again that the field stays in sight."""
    sentence = _LONG_QUOTE.sub(lambda quote: f"“{cut(quote[1], _MOST_QUOTED)}”", words)
    shown.remove_class("-none")
    shown.update(safe.text((sentence, "warn")))


def keys_in_words(*pairs: tuple[str, str]) -> Content:
    """Return keys, each with what it does."""
    return safe.text(*(piece for key, words in pairs for piece in ((key, "key"), f" {words}    ")))


def dialog_keys(*pairs: tuple[str, str]) -> Static:
    """Draw the keys of a dialog, each with what it does there."""
    return Static(keys_in_words(*pairs), classes="dialog-keys")


class Notice(Dialog[None]):
    """Something happened: what, and what to do. Any of Enter and Escape goes on."""

    def __init__(self, title: str, happened: str, todo: str = "") -> None:
        super().__init__()
        self._words = (title, happened, todo)

    def compose(self) -> ComposeResult:
        """Lay out the three parts."""
        title, happened, todo = self._words
        with Vertical():
            yield Static(safe.text((title, "bad bold")), classes="dialog-title")
            yield Static(safe.text(_shortened(happened)), classes="dialog-text")
            if todo:
                yield Static(safe.text((todo, "muted")), classes="dialog-text")
            yield dialog_keys(("Enter", "go on"))

    def on_key(self, event: events.Key) -> None:
        """Go on; the screen below never sees the key."""
        if event.key == "enter":
            event.stop()
            self.dismiss(None)


class Ask(Dialog[str | None]):
    """A question with a few answers; returns the key of the answer or None.

    Where it *scrolls* the question may have many lines; the answers stay below it.
    """

    DEFAULT_CSS = """
    Ask VerticalScroll { height: auto; max-height: 14; }
    """

    def __init__(
        self, title: str, question: str, answers: Sequence[tuple[str, str]], *, scrolls: bool = False
    ) -> None:
        super().__init__()
        self._words = (title, question)
        self._answers = answers
        self._scrolls = scrolls

    def compose(self) -> ComposeResult:
        """Lay out question and answers."""
        title, question = self._words
        with Vertical():
            yield Static(safe.text(title), classes="dialog-title")
            if self._scrolls:
                with VerticalScroll():
                    yield Static(safe.text(question), classes="dialog-text")
            else:
                yield Static(safe.text((question, "muted")), classes="dialog-text")
            yield RowList(id="answers")
            yield dialog_keys(("Enter", "choose"), ("Esc", "back"))

    def on_mount(self) -> None:
        """Offer the answers."""
        rows = self.query_one(RowList)
        rows.show([line_row(key, safe.text(words)) for key, words in self._answers])
        rows.focus()
        if self._scrolls:
            question = self.query_one(VerticalScroll)
            self.watch(question, "show_vertical_scrollbar", self._offer_to_scroll)

    def _offer_to_scroll(self, longer: bool) -> None:
        """Let Tab go to the question while it is longer than its place, and say so."""
        self.query_one(VerticalScroll).can_focus = longer
        scroll = (("Tab", "scroll"),) if longer else ()
        keys = keys_in_words(("Enter", "choose"), *scroll, ("Esc", "back"))
        self.query_one(".dialog-keys", Static).update(keys)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Give the answer."""
        self.dismiss(event.key)


class Choose(Dialog[str | None]):
    """A list to choose one row from, filtered by typing; returns its key or None.

    *about* says below the list what the row in hand is, by its key.
    """

    DEFAULT_CSS = """
    Choose #about { height: auto; margin-top: 1; padding-left: 2; }
    """

    def __init__(
        self,
        title: str,
        question: str,
        rows: Sequence[Row],
        select: str | None = None,
        about: Mapping[str, Content] = MappingProxyType({}),
    ) -> None:
        super().__init__()
        self._words = (title, question)
        self._rows = rows
        self._select = select
        self._about = about

    def compose(self) -> ComposeResult:
        """Lay out question and list."""
        title, question = self._words
        with Vertical():
            yield Static(safe.text(title), classes="dialog-title")
            yield Static(safe.text((question, "muted")), classes="dialog-text", id="question")
            yield FilteredList(empty=safe.text("There is nothing to choose from yet.", pen="muted"))
            if self._about:
                yield Static(id="about")
            types = (("type", "to filter"),) if len(self._rows) > _FEW else ()
            yield dialog_keys(("Enter", "choose"), *types, ("Esc", "back"))

    def on_mount(self) -> None:
        """Show the rows."""
        rows = self.query_one(FilteredList)
        rows.offer(self._rows, select=self._select)
        rows.focus()

    def on_filtered_list_filtered(self) -> None:
        """Show what is typed in the place of the question."""
        rows = self.query_one(FilteredList)
        self.query_one("#question", Static).update(typed_so_far(rows, safe.text((self._words[1], "muted"))))

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Say what the row in hand is."""
        for about in self.query("#about").results(Static):
            about.update(safe.text(self._about.get(event.key, safe.NOTHING)))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Give the row."""
        self.dismiss(event.key)


def typed_so_far(rows: FilteredList, otherwise: Content) -> Content:
    """Draw what is typed and how many rows fit it; while nothing is typed, *otherwise*."""
    if not rows.typed:
        return otherwise
    found = "" if rows.found.endswith(" of 0") else f"   {rows.found}"  # of none there is nothing to find
    return safe.text((rows.typed, "bold"), ("█", "mark"), (found, "muted"))
