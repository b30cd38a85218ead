"""One field of a form: its label, what it is filled in with, and below what it is for or what is wrong."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from facilitator.language import words as language
from facilitator.ui import safe
from facilitator.ui.forms.controls import MOST_NAMES, Control, NameLine, Switches, Ticks, control_of
from facilitator.ui.forms.explained import Explained
from facilitator.ui.forms.field import Field
from facilitator.ui.late_calls import Late
from facilitator.ui.widgets.fields import Choice
from facilitator.ui.widgets.painting import repaint

_MOST_ALLOWED = 12
"""Of more names than that the explanation says only how many there are."""


class FieldLine(Late, Vertical):
    """A label with its control; the line that has the focus carries the accent bar.

    `kept` is what the record holds, as it would be typed; what stands in the control may differ. ↑ and ↓
    go to the line above and below, unless the control has something to go along.
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

    class Typed(Message):
        """Something was typed into it."""

    class Above(Message):
        """↑ in the first line: whoever has something above the fields may go there."""

    class ListOpened(Message):
        """The list of what can be ticked is asked for, with what was *typed* so far."""

        def __init__(self, line: FieldLine, typed: str) -> None:
            super().__init__()
            self.line = line
            self.typed = typed

    def __init__(self, field: Field) -> None:
        super().__init__(id=f"line-{field.key}")
        self.field = field
        self.kept = ""
        self.fault = ""
        self._faulty = ""  # what stood in it when that was said
        self._asks = False
        self._width = 0
        self._consequence = ""
        self._control = control_of(field)

    def compose(self) -> ComposeResult:
        """Lay out label, control, names to pick from, and the words below."""
        with Horizontal():
            label = safe.text(self.field.label, pen="private" if self.field.private else "")
            yield Static(label, classes="label")
            yield self._control
        yield Static(classes="below names -none")
        yield Static(classes="below note -none")

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

    @property
    def is_missing(self) -> bool:
        """Whether something has to stand in it, and nothing does."""
        return self.field.required and not self.typed.strip()

    # What is said

    def show(self, kept: str, *, typed: str | None = None, fault: str = "", consequence: str = "") -> None:
        """Show what the record holds, or what was *typed* and could not be kept because of *fault*."""
        self.kept = kept
        self._consequence = consequence
        self._control.take(kept if typed is None else typed)
        self.show_fault(fault)

    def check(self) -> bool:
        """Tell whether what stands in it can be; if not, say why, unless just that is being asked."""
        self._asks = self._asks and self.screen is not self.app.screen  # until the dialog has gone
        if self._asks:
            return False
        self.show_fault(self.field.fault_of(self.typed))
        return not self.fault

    def show_fault(self, fault: str) -> None:
        """Say what is wrong with it, "" for nothing; then what it is for."""
        self.fault, self._faulty = fault, self.typed
        note = self.query_one(".note", Static)
        note.set_class(bool(fault), "-fault")
        words = safe.text(("! ", "warn"), (fault, "warn")) if fault else safe.text((self._help(), "muted"))
        note.set_class(not words.cell_length, "-none")
        repaint(note, words)

    def show_missing(self) -> None:
        """Say that nothing stands in it."""
        how = " ← → chooses it." if isinstance(self._control, Choice) else ""
        self.show_fault(f"{self.field.label} is still empty.{how}")

    def _show_typing(self) -> None:
        """Say nothing more of what does not stand in it any more."""
        self._asks = False
        self.show_fault(self.fault if self.typed == self._faulty else "")

    def _help(self) -> str:
        of_now = "" if self.is_changed else self._consequence  # that of what is saved
        meaning = self._meaning()
        stop = "." if meaning and of_now and not meaning.endswith(".") else ""
        return " ".join(filter(None, (meaning + stop, of_now))) or self._day() or self.field.note

    def _day(self) -> str:
        """Return the day that words such as "in two days" stand for, once something else is typed."""
        day = self.field.day_of(self.typed) if self.is_changed else None
        said = language.day(day, self.program.folder.today()) if day else ""
        return "" if self.typed.strip() in said else said

    def _meaning(self) -> str:
        return self.field.meanings.get(self.typed, "") if isinstance(self._control, Choice) else ""

    @property
    def explanation(self) -> Explained:
        """What F1 says of the field in hand."""
        field = self.field
        sentence = " ".join(filter(None, (field.sentence, self._consequence)))
        return Explained(field.label, sentence, tuple(self._allowed()), field.example)

    def _allowed(self) -> Iterable[tuple[str, str]]:
        field = self.field
        if field.names is None:
            yield from ((words, field.meanings.get(key, "")) for key, words in field.choices)
            return
        offered = [each for each in field.names() if each.offered]
        if len(offered) <= _MOST_ALLOWED:
            yield from ((each.label, "") for each in offered)
        else:
            yield f"one of {len(offered)}", "letters leave those that fit"
        if field.takes_new:
            yield "a new name", "of somebody who agreed to it"

    # What happens in it

    def on_key(self, event: events.Key) -> None:
        """Go along what stands in it, else to the next line; Escape first closes a list of names."""
        if event.key == "escape" and isinstance(self._control, NameLine) and self._control.close():
            event.stop()
            event.prevent_default()
            self._show_names()
        step = {"up": -1, "down": 1}.get(event.key)
        if step is None:
            return
        event.stop()
        event.prevent_default()
        if not self._control.moves(step) and not self.go(step) and step < 0:
            self.post_message(self.Above())

    def go(self, step: int) -> bool:
        """Go to the next line that is shown, or the one before; False beyond the last."""
        parent = self.parent
        assert parent is not None
        lines = [line for line in parent.query_children(FieldLine) if line.display]
        there = lines.index(self) + step
        if not 0 <= there < len(lines):
            return False
        lines[there].control.focus()
        return True

    def on_choice_changed(self) -> None:
        """Say what the word now chosen means."""
        self._show_typing()

    def on_switches_changed(self, event: Switches.Changed) -> None:
        """Nothing to say: the signs show it."""
        event.stop()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the names that fit, and tell the form."""
        event.stop()
        self._show_names()
        if self._consequence or self.fault:
            self._show_typing()
        self.post_message(self.Typed())

    def on_name_line_moved(self) -> None:
        """Show which name is in hand."""
        self._show_names()

    def on_ticks_opened(self, event: Ticks.Opened) -> None:
        """Ask who may open a dialog to open the list."""
        event.stop()
        self.post_message(self.ListOpened(self, event.typed))

    @property
    def ticks(self) -> tuple[tuple[str, ...], frozenset[str]]:
        """The names that can be ticked, and those that are."""
        control = self._control
        return control.to_tick() if isinstance(control, Ticks) else ((), frozenset())

    def tick(self, names: Iterable[str]) -> None:
        """Let these names be ticked, and no others."""
        self._control.take(", ".join(names))
        self.check()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Close the list of names."""
        self.query_one(".names", Static).add_class("-none")

    def take_name(self, *, adds: bool = False) -> bool:
        """Finish the name being typed, or with *adds* ask for a new one; False when there is none."""
        control = self._control
        if not isinstance(control, NameLine):
            return False
        if not control.new_in_hand:
            taken = control.take_name()
            if taken and self.fault:
                self.check()
            return taken
        if adds and self.field.adds is not None:
            self.show_fault("")
            self._asks = True
            self.program.say(f"{self.field.label}: not answered yet")
            self.field.adds.ask(self.program, control.new_name, self._take_added)
        return adds

    def _take_added(self, name: str) -> None:
        """Let what was added stand in it, and go on, which saves it."""
        self._asks = False
        self.program.say("")
        self._control.take(name)
        self.check()
        self.go(1)

    def _show_names(self) -> None:
        below = self.query_one(".names", Static)
        control = self._control
        offered = control.offered() if isinstance(control, NameLine) else ()
        new = control.new_name if isinstance(control, NameLine) else ""
        below.set_class(not offered and not new, "-none")
        if not isinstance(control, NameLine) or not (offered or new):
            return
        shown, more = offered[:MOST_NAMES], len(offered) - MOST_NAMES
        rows = [(each.label, "bold", "") for each in shown]
        if new and self.field.adds is not None:
            rows.append((f"add “{new}”, a new {self.field.adds.what}", "bold", "muted"))
        at = min(control.at, len(rows) - 1)
        lines = [
            safe.text(("► " if i == at else "  ", "mark"), (words, inked if i == at else plain))
            for i, (words, inked, plain) in enumerate(rows)
        ]
        lines += [safe.text((f"  and {more} more", "muted"))] if more > 0 else []
        below.update(Content("\n").join(lines))
        self._come_into_view()

    def on_descendant_focus(self) -> None:
        """Show again what fits what stands in it; let the words below the control be seen as well."""
        self._asks = False
        self._show_names()
        self._come_into_view()

    def _come_into_view(self) -> None:
        self.call_after_refresh(lambda: self.scroll_visible(animate=False))
