"""The capture line: always ready, saves with Enter, reads back what will be saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from facilitator.live.capture.completion import Completion
from facilitator.text import clean
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.late_calls import Late
from facilitator.ui.widgets.fields import TextLine
from facilitator.ui.widgets.name_list import NameList
from facilitator.ui.widgets.painting import repaint

KIND_WIDTH = 13
"""Columns of the kind before the text, here and in the list of notes."""


KEYS = Context(
    "capture",
    "While you type",
    (
        command("submit", "enter", "", "save the line", palette=False),
        command("leave_line", "tab", "above", "finish a name, or leave the line", palette=False, always=True),
        command("last_note", "up", "", "empty line: go to the last note", palette=False),
        command("list_down", "down", "", "the next name in the list", palette=False),
        command("set_aside", "escape", "", "close the list, then set the line aside", palette=False),
        command("rewrite", "ctrl+x", "", "it names or judges somebody: say it about the work", palette=False),
        command("only_us", "ctrl+k", "", "it names or judges somebody: keep it to yourself", palette=False),
    ),
)


class CaptureInput(TextLine):
    """The line itself. Pasting several lines tells the screen instead of keeping only the first."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    virtual_size = Reactive(Size(0, 0))
    """The line takes one row whatever is typed, so unlike other widgets it lays nothing out anew."""

    @dataclass
    class Pasted(Message):
        """Several lines were pasted."""

        text: str

    class ListClosed(Message):
        """The list of names was closed without taking one."""

    class LeaveLine(Message):
        """Tab, with no name to finish."""

    class LastNote(Message):
        """Up on an empty line."""

    class SetAside(Message):
        """Escape, with no list open."""

    class Rewrite(Message):
        """Say the line about the work."""

    class OnlyUs(Message):
        """Make the line private."""

    def _on_paste(self, event: events.Paste) -> None:
        lines = [line for line in clean(event.text).splitlines() if line.strip()]
        event.stop()
        event.prevent_default()
        if len(lines) > 1:
            self.post_message(self.Pasted(event.text))
        elif lines:
            self.insert_text_at_cursor(lines[0])

    @property
    def _line(self) -> CaptureLine:
        return next(node for node in self.ancestors if isinstance(node, CaptureLine))

    async def action_submit(self) -> None:
        """Save the line."""
        self._line.names.close(self)
        await super().action_submit()

    def action_leave_line(self) -> None:
        """Finish a name from the list, or leave the line."""
        if not self._line.names.take(self):
            self.post_message(self.LeaveLine())

    def action_last_note(self) -> None:
        """Move in the list, or from an empty line to the last note."""
        if not self._line.names.move(-1, self) and not self.value:
            self.post_message(self.LastNote())

    def action_list_down(self) -> None:
        """Move in the list."""
        self._line.names.move(1, self)

    def action_rewrite(self) -> None:
        """Say the line about the work, if there is something to take care with; else cut what is selected."""
        if self._line.is_cautioned:
            self.post_message(self.Rewrite())
        else:
            self.action_cut()

    def action_only_us(self) -> None:
        """Make the line private, if there is something to take care with; else delete to its end."""
        if self._line.is_cautioned:
            self.post_message(self.OnlyUs())
        else:
            self.action_delete_right_all()

    def action_set_aside(self) -> None:
        """Close the list, or set the line aside."""
        self.post_message(self.ListClosed() if self._line.names.close(self) else self.SetAside())


class ReadBackLine(Late, Widget):
    """The line under the capture line: what will be saved, and what is safe."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ends = (safe.NOTHING, safe.NOTHING)

    def show(self, left: Content, right: Content) -> None:
        """Draw both ends if they changed."""
        if not (left.is_same(self._ends[0]) and right.is_same(self._ends[1])):
            self._ends = (left, right)
            self.refresh()

    def render(self) -> Content:
        """Draw the line for the width there is; the right end gives way to a long left one."""
        left, right = self._ends
        both = left.cell_length + right.cell_length + 2 <= self.size.width
        return safe.row(self.size.width, left, right if both else safe.NOTHING)


class CaptureLine(Late, Vertical):
    """Kind, line, and under them what will be saved and what is safe.

    *complete* gives the names that fit at the cursor.
    """

    DEFAULT_CSS = """
    CaptureLine { height: auto; background: $lift; padding: 0 2; border-left: outer $lift; }
    CaptureLine:focus-within { border-left: outer $mark; padding: 1 2; }
    CaptureLine:ansi { border-left: blank; }
    CaptureLine:ansi:focus-within { border-left: outer ansi_default; }
    CaptureLine > Horizontal { height: 1; }
    CaptureLine #kind { width: 13; }
    CaptureLine CaptureInput, CaptureLine CaptureInput:focus { width: 1fr; background: transparent; }
    CaptureLine #below { height: 1; padding-left: 13; display: none; }
    CaptureLine:focus-within #below, CaptureLine.-telling #below { display: block; }
    CaptureLine.-sided #below { display: block; padding-left: 0; }
    CaptureLine.-careful #below { padding-left: 2; background: $raised; border-left: outer $warn; }
    CaptureLine.-elsewhere #below { padding-left: 2; background: $raised; border-left: outer $private; }
    """

    def __init__(self, complete: Callable[[str, int], Sequence[Completion]]) -> None:
        super().__init__()
        self.names = NameList(complete)
        """The names that fit at the cursor."""

    def compose(self) -> ComposeResult:
        """Lay out the names above, then the line, then what will be saved."""
        yield self.names
        with Horizontal():
            yield Static(id="kind")
            yield CaptureInput(
                placeholder="Type what you hear. Enter saves it.",
                id="line",
            )
        yield ReadBackLine(id="below")

    @property
    def input(self) -> CaptureInput:
        """The line itself."""
        return self.query_one(CaptureInput)

    @property
    def value(self) -> str:
        """What is typed."""
        return self.input.value

    def on_descendant_focus(self) -> None:
        """Invite to type."""
        self.input.placeholder = "Type what you hear. Enter saves it."

    def on_descendant_blur(self) -> None:
        """Say how to come back."""
        self.input.placeholder = "Tab to write a note"

    def put(self, text: str) -> None:
        """Put text into the line, cursor at its end; nobody typed it, so no names are offered."""
        with self.input.prevent(Input.Changed):
            self.input.value = text
        self.input.cursor_position = len(text)
        self.names.offer_none_for(text)

    def take_away(self, submitted: str) -> None:
        """Take what was submitted out of the line; what came in behind it meanwhile stays."""
        if self.value.startswith(submitted):
            self.put(self.value.removeprefix(submitted))

    def show(
        self,
        kind: Content,
        left: Content,
        right: Content,
        *,
        telling: bool = False,
        caution: str = "",
        side: str = "",
    ) -> None:
        """Draw the kind and the line below; away from the keyboard that line shows only news.

        *caution* is the pen of the bar beside it when there is something to take care with. *side* is which
        of two teams has the word; it always stands under the kind.
        """
        self.set_class(bool(side), "-sided")
        if side and not caution:
            left = safe.text(safe.cell((side, "bold"), KIND_WIDTH - 1), " ", left)
        self.set_class(telling, "-telling")
        self.set_class(caution == "warn", "-careful")
        self.set_class(caution == "private", "-elsewhere")
        repaint(self.query_one("#kind", Static), kind, layout=False)
        self.query_one(ReadBackLine).show(left, right)

    @property
    def is_cautioned(self) -> bool:
        """Whether the line below says what to take care with, and offers to say it otherwise."""
        return self.has_class("-careful")
