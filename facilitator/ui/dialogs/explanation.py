"""What the field in hand is, what may stand in it, how it is typed: F1 shows it, F1 again the keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.ui import safe
from facilitator.ui.dialogs.base import Dialog, dialog_keys
from facilitator.ui.forms.explained import Explained

_WIDTH = 68
_WORDS = 24
"""Cells the words that may be chosen take at most, before what they mean."""


class Explanation(Dialog[bool]):
    """Says what a field is. Returns whether the keys are asked for as well."""

    DEFAULT_CSS = """
    Explanation VerticalScroll { height: auto; max-height: 16; padding-left: 2; }
    Explanation VerticalScroll > Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "keys", show=False),  # else it would explain itself
        Binding("enter", "cancel", show=False),
    ]

    def __init__(self, explained: Explained) -> None:
        super().__init__()
        self._explained = explained

    def compose(self) -> ComposeResult:
        """Lay out what is said."""
        with Vertical():
            yield Static(safe.text(self._explained.title), classes="dialog-title")
            with VerticalScroll():
                yield Static(Content("\n").join(self._lines()))
            yield dialog_keys(("Esc", "back to the field"), ("F1", "the keys that work there"))

    def _lines(self) -> Iterator[Content]:
        sentence, allowed, example = self._explained[1:]
        if sentence:
            yield from safe.wrap(sentence, _WIDTH)
        if allowed:
            yield safe.NOTHING
            width = min(_WORDS, max(len(words) for words, _ in allowed)) + 3
            for words, meaning in allowed:
                yield from safe.beside((words, "bold"), (meaning, "muted"), width, _WIDTH)
        if example:
            yield safe.NOTHING
            yield safe.text(("Such as ", "muted"), example)

    def on_mount(self) -> None:
        """Let arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_keys(self) -> None:
        """Go on to the keys."""
        self.dismiss(True)
