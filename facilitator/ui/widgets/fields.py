"""What is typed or chosen in: a line of text, and one choice of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from facilitator.text import clean_line
from facilitator.ui import safe
from facilitator.ui.late_calls import Late


class TextLine(Late, Input):
    """A line to type in. Its cursor stands still, and nothing gets in that could act on a terminal.

    Textual would keep only the first line of what is pasted, and drop the joiners that emoji and
    some alphabets need.
    """

    cursor_blink = reactive(False, init=False)

    def __init__(self, value: str = "", **options: Any) -> None:
        super().__init__(clean_line(value), compact=True, **{"select_on_focus": False, **options})

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]  # called besides Input's own
        if event.character in JOINERS:
            self.replace(event.character or "", *self.selection)
            event.stop()
            event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(clean_line(event.text), *self.selection)


JOINERS = ("\u200c", "\u200d")
"""Characters without a shape of their own that join or part the letters beside them."""


class Choice(Late, Widget, can_focus=True):
    """One of several: ← → choose, a letter jumps to the next choice that begins with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
    ]
    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; padding: 0 1; }
    """

    index: reactive[int] = reactive(0)

    class Changed(Message):
        """Another choice was taken."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.choices = tuple(choices)
        self.set_reactive(
            Choice.index, next((i for i, (key, _) in enumerate(self.choices) if key == value), 0)
        )

    @property
    def value(self) -> str:
        """The stored value of the choice taken."""
        return self.choices[self.index][0] if self.choices else ""

    def take(self, value: str) -> None:
        """Show the choice of that stored value, if there is one."""
        for index, (key, _) in enumerate(self.choices):
            if key == value:
                self.index = index

    def action_step(self, step: int) -> None:
        """Take the next or previous choice."""
        if self.choices:
            self.index = (self.index + step) % len(self.choices)

    def watch_index(self) -> None:
        """Tell the form."""
        self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """Jump to the next choice that begins with the letter typed; no letter does anything else here."""
        letter = (event.character or "").casefold()
        if not letter or not event.is_printable:
            return
        event.stop()
        event.prevent_default()
        order = [*range(self.index + 1, len(self.choices)), *range(self.index + 1)]
        for index in order:
            if self.choices[index][1].casefold().startswith(letter):
                self.index = index
                return

    def on_click(self) -> None:
        """Take the next choice."""
        self.focus()
        self.action_step(1)

    def render(self) -> Content:
        """Draw all choices when they fit, else the one taken with arrows."""
        if not self.choices:
            return safe.text("nothing to choose yet", pen="muted")
        on = "place" if self.has_focus else "bold underline"
        every = safe.text(
            *(
                piece
                for i, (_, words) in enumerate(self.choices)
                for piece in ("  " if i else "", (words, on if i == self.index else "muted"))
            )
        )
        if every.cell_length <= self.size.width:
            return every
        words = self.choices[self.index][1]
        place = f"{self.index + 1} of {len(self.choices)}"
        arrows = "key" if self.has_focus else "muted"
        return safe.row(
            self.size.width,
            safe.text(("← ", arrows), (words, on), (" →", arrows)),
            safe.text(place, pen="muted"),
        )
