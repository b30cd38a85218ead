"""What a field is filled in with: a line, one choice, several ticks, lines of text, names to pick from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import TextArea

from facilitator.text import clean, clean_line
from facilitator.ui import safe
from facilitator.ui.forms.field import Field
from facilitator.ui.late_calls import Late
from facilitator.ui.widgets.fields import Choice, TextLine
from facilitator.workspace.records.targets import Target, last_part, suggested

MOST_NAMES = 5
"""A list of names to pick from shows at most this many."""

_MOST_LINES = 4


class Switches(Late, Widget, can_focus=True):
    """Several words, each on or off: arrows go along, Space switches, a letter jumps as in a choice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("space", "switch", show=False),
    ]
    DEFAULT_CSS = """
    Switches { height: auto; width: 1fr; padding: 0 1; }
    """
    index: reactive[int] = reactive(0)
    picked: reactive[tuple[str, ...]] = reactive(())

    class Changed(Message):
        """Something was switched."""

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.choices = tuple(choices)

    @property
    def value(self) -> str:
        """The stored values of what is on, with commas between, in the order shown."""
        return ", ".join(key for key, _ in self.choices if key in self.picked)

    def take(self, value: str) -> None:
        """Switch on what stands in *value*, and nothing else."""
        self.picked = tuple(part.strip() for part in value.split(",") if part.strip())

    def moves(self, step: int) -> bool:
        """Go to the word below or above; False at the last one."""
        inside = 0 <= self.index + step < len(self.choices)
        self.index += step if inside else 0
        return inside

    def action_step(self, step: int) -> None:
        """Go to the next or previous word."""
        self.index = (self.index + step) % len(self.choices)

    def action_switch(self) -> None:
        """Switch the word in hand."""
        key = self.choices[self.index][0]
        on = key in self.picked
        self.picked = tuple(each for each in self.picked if each != key) if on else (*self.picked, key)
        self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """Let no letter do anything else here."""
        if event.is_printable and event.character != " ":
            event.stop()
            event.prevent_default()

    def on_click(self) -> None:
        """Take the focus."""
        self.focus()

    def render(self) -> Content:
        """Draw one word a line, a sign before what is on."""
        return Content("\n").join(
            safe.text(
                ("✓ " if key in self.picked else "○ ", "good" if key in self.picked else "muted"),
                (words, "place" if self.has_focus and i == self.index else ""),
            )
            for i, (key, words) in enumerate(self.choices)
        )


class LinesArea(Late, TextArea):
    """Several lines, each a value of its own; Tab leaves it, an arrow beyond the first or last line, too."""

    DEFAULT_CSS = """
    LinesArea, LinesArea:focus { border: none; padding: 0 1; width: 1fr; height: 4; background: $lift; }
    LinesArea:focus { background: $select; }
    """

    def __init__(self) -> None:
        super().__init__(tab_behavior="focus", soft_wrap=True, highlight_cursor_line=False)

    @property
    def value(self) -> str:
        """What stands in it."""
        return clean(self.text)

    def take(self, value: str) -> None:
        """Let this stand in it."""
        self.text = value
        self.styles.height = max(2, min(_MOST_LINES, value.count("\n") + 2))

    def moves(self, step: int) -> bool:
        """Go a line down or up; False at the last one."""
        if self.cursor_at_last_line if step > 0 else self.cursor_at_first_line:
            return False
        if step > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()
        return True

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert(clean(event.text))


class LineControl(TextLine):
    """A line of text; what stands in it is replaced by typing unless it *mends*, or mended after an arrow.

    Backspace mends it, too: it takes the last letter. Delete empties the line.
    """

    def __init__(self, help: str = "", *, mends: bool = False) -> None:
        super().__init__(placeholder=help, select_on_focus=not mends)
        self._found_so = False

    def _on_focus(self, event: events.Focus) -> None:  # called besides Input's own
        self._found_so = self.select_on_focus
        if not self.select_on_focus:
            self.cursor_position = len(self.value)

    def _on_blur(self, event: events.Blur) -> None:  # called besides Input's own
        if self.app.app_focus:
            self.cursor_position = 0  # of words longer than the line one reads how they begin

    def action_select_all(self) -> None:
        """Select all that stands in it: the next key is about all of it."""
        self._found_so = False
        super().action_select_all()

    def action_delete_left(self) -> None:
        """Take the last letter of what was found in it, else what Input takes."""
        if self._found_so and self.selection == (0, len(self.value)):
            self.action_end()
        self._found_so = False
        super().action_delete_left()

    def take(self, value: str) -> None:
        """Let this stand in it."""
        self.value = clean_line(value)
        if not self.has_focus:
            self.cursor_position = 0

    def moves(self, step: int) -> bool:
        """There is nothing to go along."""
        return False


class NameLine(LineControl):
    """The name of another record, picked by typing: ↑ ↓ go along the list, Enter takes one, Escape none.

    *offer* gives what there is; with *several* a comma begins the next. Where it *adds*, a name nobody has
    yet stands below those that fit.
    """

    at: reactive[int] = reactive(0)

    class Moved(Message):
        """Another name of the list is in hand."""

    def __init__(
        self,
        offer: Callable[[], Sequence[Target]],
        *,
        several: bool = False,
        help: str = "",
        adds: bool = False,
    ) -> None:
        super().__init__(help)
        self._offer = offer
        self._several = several
        self._adds = adds
        self._closed_at: str | None = None

    def _on_focus(self, event: events.Focus) -> None:  # called besides those it inherits
        self._closed_at = None

    def offered(self) -> tuple[Target, ...]:
        """Return the names that fit what is being typed; none once it is a whole name, or without focus."""
        before, begun = last_part(self.value) if self._several else ("", clean_line(self.value))
        if not self.has_focus or self.value == self._closed_at or not (begun or (self._several and before)):
            return ()
        every = self._offer()
        if any(begun.casefold() == target.label.casefold() for target in every):
            return ()
        named = {part.strip().casefold() for part in before.split(",")}
        return suggested(begun, every, [each.id for each in every if each.label.casefold() in named])

    @property
    def new_name(self) -> str:
        """What was typed, where nobody has that name and one can be added; "" else."""
        typed = clean_line(self.value)
        if not (self._adds and self.has_focus and typed) or self.value == self._closed_at:
            return ""
        known = {
            name.casefold() for each in self._offer() for name in (each.id, each.label, *each.names) if name
        }
        return "" if typed.casefold() in known else typed

    @property
    def new_in_hand(self) -> bool:
        """Whether the name nobody has yet is in hand: where no other fits, or below those that do."""
        return bool(self.new_name) and self.at >= min(MOST_NAMES, len(self.offered()))

    def close(self) -> bool:
        """Close the list until something else is typed; False when none is open."""
        is_open = bool(self.offered() or self.new_name)
        self._closed_at = self.value if is_open else self._closed_at
        return is_open

    def moves(self, step: int) -> bool:
        """Go along the list; False when none is open."""
        most = min(MOST_NAMES, len(self.offered())) + bool(self.new_name)
        if most:
            self.at = (self.at + step) % most
            self.post_message(self.Moved())
        return bool(most)

    def take_name(self) -> bool:
        """Finish the name with the one in hand; False when no list is open."""
        offered = self.offered()[:MOST_NAMES]
        if not offered:
            return False
        before, begun = last_part(self.value) if self._several else ("", self.value)
        if not begun and before:  # a comma at the end, and nothing after it: no name was asked for
            self.value = before.rstrip(", ")
            return False
        name = offered[min(self.at, len(offered) - 1)].label
        self.value = f"{before.rstrip()} {name}".strip() if before else name
        self.cursor_position = len(self.value)
        self.at = 0
        return True


class OneOf(Choice):
    """One of several words, shown as all of them or the one taken."""

    def moves(self, step: int) -> bool:
        """↑ ↓ are for the next field."""
        return False


class Ticks(Late, Widget, can_focus=True):
    """Several names, ticked in a list of their own: Space opens it, a letter with what fits the letter."""

    DEFAULT_CSS = """
    Ticks { height: auto; width: 1fr; padding: 0 1; background: $lift; }
    Ticks:focus { background: $select; }
    """
    value: reactive[str] = reactive("", layout=True)

    class Opened(Message):
        """The list is asked for, with what was *typed* so far."""

        def __init__(self, typed: str) -> None:
            super().__init__()
            self.typed = typed

    class Changed(Message):
        """Something was ticked."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field

    def take(self, value: str) -> None:
        """Let these names, with commas between, be ticked, and no others."""
        self.value = ", ".join(filter(None, map(clean_line, value.split(","))))

    def moves(self, step: int) -> bool:
        """↑ ↓ are for the next field."""
        return False

    def on_key(self, event: events.Key) -> None:
        """Open the list."""
        if event.is_printable or event.key == "space":
            event.stop()
            event.prevent_default()
            self.post_message(self.Opened((event.character or "").strip()))

    def on_click(self) -> None:
        """Open the list."""
        self.focus()
        self.post_message(self.Opened(""))

    def to_tick(self) -> tuple[tuple[str, ...], frozenset[str]]:
        """Return the names that can be ticked, first those that are, in their order; and which are."""
        named = [part.strip() for part in self.value.split(",") if part.strip()]
        offered = [each.label for each in self._offered() if each.offered or each.label in named]
        return tuple(dict.fromkeys((*named, *offered))), frozenset(named)

    def _offered(self) -> Sequence[Target]:
        return self._field.names() if self._field.names is not None else ()

    def render(self) -> Content:
        """Draw the names, and how the list opens."""
        hint = (("Space", "key"), (" opens the list", "muted")) if self.has_focus else ()
        if self.value:
            return safe.text(self.value, "   " if hint else "", *hint)
        return safe.text(*hint) if hint else safe.text((self._field.help or "nothing is ticked", "muted"))


Control = LineControl | OneOf | Switches | LinesArea | Ticks


def control_of(field: Field) -> Control:
    """Return what a field is filled in with."""
    if field.names is not None:
        if field.several:
            return Ticks(field)
        return NameLine(field.names, help=field.help, adds=field.adds is not None)
    if field.choices:
        return Switches(field.choices) if field.several else OneOf(field.choices, field.value)
    return LinesArea() if field.lines else LineControl(field.help, mends=field.mends)
