"""One field of a form: its label, what it is filled in with, and below what it is for or what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from facilitator.model.field_shapes import AskedField
from facilitator.ui import safe
from facilitator.ui.late_calls import Late
from facilitator.ui.records.controls import MOST_NAMES, Control, NameLine, Switches, control_of
from facilitator.ui.widgets.fields import Choice
from facilitator.workspace.records.targets import Target


class FieldLine(Late, Vertical):
    """A label with its control; the line that has the focus carries the accent bar.

    `kept` is what the record holds, as it would be typed; what stands in the control may differ.
    """

    DEFAULT_CSS = """
    FieldLine { height: auto; margin-bottom: 1; padding-left: 1; border-left: blank; }
    FieldLine:focus-within { border-left: outer $mark; }
    FieldLine > Horizontal { height: auto; }
    FieldLine > Horizontal > Static { color: $muted; }
    FieldLine:ansi > Horizontal > Static { text-style: dim; }
    FieldLine > .below { height: auto; }
    FieldLine > .-none { display: none; }
    """

    def __init__(self, field: AskedField, offer: Callable[[], Sequence[Target]]) -> None:
        super().__init__(id=f"line-{field.name}")
        self.field = field
        self.kept = ""
        self.fault = ""
        self._width = 0
        self._consequence = ""
        self._control = control_of(field, offer)

    def compose(self) -> ComposeResult:
        """Lay out label, control, names to pick from, and the words below."""
        info = self.field.info
        with Horizontal():
            yield Static(safe.text(info.title, pen="private" if info.only_us else ""), classes="label")
            yield self._control
        yield Static(classes="below names -none")
        yield Static(classes="below note")

    def set_label_width(self, width: int) -> None:
        """Let the control, and the words below it, begin after so many columns."""
        if width == self._width:
            return
        self._width = width
        self.query_one(".label").styles.width = width
        for below in self.query(".below"):
            below.styles.padding = (0, 1, 0, width + 1)

    @property
    def control(self) -> Control:
        """What it is filled in with."""
        return self._control

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self._control.value

    @property
    def is_changed(self) -> bool:
        """Whether something else stands in it than the record holds."""
        return self.typed.strip() != self.kept.strip()

    def show(self, kept: str, *, typed: str | None = None, fault: str = "", consequence: str = "") -> None:
        """Show what the record holds, or what was *typed* and could not be kept because of *fault*."""
        self.kept = kept
        self._consequence = consequence
        self._control.take(kept if typed is None else typed)
        self.show_fault(fault)

    def show_fault(self, fault: str) -> None:
        """Say what is wrong with it, "" for nothing; then what it is for."""
        self.fault = fault
        note = self.query_one(".note", Static)
        note.set_class(bool(fault), "-fault")
        words = safe.text(("! ", "warn"), (fault, "warn")) if fault else safe.text((self._help(), "muted"))
        note.set_class(not words.cell_length, "-none")
        note.update(words)

    def _help(self) -> str:
        return " ".join(filter(None, (self._meaning(), self._consequence))) or self.field.info.help

    def _meaning(self) -> str:
        if self.field.scale is None or not isinstance(self._control, Choice) or not self.typed:
            return ""
        return self.field.scale(self.typed).meaning

    def on_choice_changed(self) -> None:
        """Say what the word now chosen means."""
        self.show_fault(self.fault)

    def on_switches_changed(self, event: Switches.Changed) -> None:
        """Nothing to say: the signs show it."""
        event.stop()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the names that fit."""
        event.stop()
        self._show_names()

    def on_name_line_moved(self) -> None:
        """Show which name is in hand."""
        self._show_names()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Close the list of names."""
        self.query_one(".names", Static).add_class("-none")

    def take_name(self) -> bool:
        """Finish the name being typed; False when there is none to finish."""
        return isinstance(self._control, NameLine) and self._control.take_name()

    def _show_names(self) -> None:
        below = self.query_one(".names", Static)
        control = self._control
        offered = control.offered() if isinstance(control, NameLine) else ()
        below.set_class(not offered, "-none")
        if not isinstance(control, NameLine) or not offered:
            return
        shown, more = offered[:MOST_NAMES], len(offered) - MOST_NAMES
        lines = [
            safe.text(
                ("► " if i == control.at else "  ", "mark"), (each.label, "bold" if i == control.at else "")
            )
            for i, each in enumerate(shown)
        ]
        lines += [safe.text((f"  and {more} more", "muted"))] if more > 0 else []
        below.update(Content("\n").join(lines))
        self._come_into_view()

    def on_descendant_focus(self) -> None:
        """Let the words below the control be seen as well."""
        self._come_into_view()

    def _come_into_view(self) -> None:
        self.call_after_refresh(lambda: self.scroll_visible(animate=False))
