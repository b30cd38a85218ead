"""What a field is filled in with: a line, one choice, several switches, lines of text, names to pick from."""

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

from facilitator.model.field_shapes import AskedField, Shape
from facilitator.text import clean, clean_line
from facilitator.ui import safe
from facilitator.ui.late_calls import Late
from facilitator.ui.widgets.fields import Choice, TextLine
from facilitator.workspace.records.targets import Target, last_part, suggested
from facilitator.workspace.records.values import NO, YES

MOST_NAMES = 5
"""A list of names to pick from shows at most this many."""

_MOST_LINES = 4


class Switches(Late, Widget, can_focus=True):
    """Several words, each on or off: ← → go along, Space switches, a letter jumps as in a choice."""

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
    """Several lines, each a value of its own; Tab leaves it."""

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

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert(clean(event.text))


class Line(TextLine):
    """A line of text whose value can be set as that of the other controls."""

    def take(self, value: str) -> None:
        """Let this stand in it."""
        self.value = clean_line(value)


class NameLine(Line):
    """Names of other records, picked by typing: ↑ ↓ go along the list, Enter or Tab takes one.

    *offer* gives what there is; with *several* a comma begins the next.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "along(-1)", show=False),
        Binding("down", "along(1)", show=False),
    ]
    at: reactive[int] = reactive(0)

    class Moved(Message):
        """Another name of the list is in hand."""

    def __init__(self, offer: Callable[[], Sequence[Target]], *, several: bool) -> None:
        super().__init__()
        self._offer = offer
        self._several = several

    def offered(self) -> tuple[Target, ...]:
        """Return the names that fit what is being typed; none once it is a whole name, or without focus."""
        before, begun = last_part(self.value) if self._several else ("", clean_line(self.value))
        if not self.has_focus or not (begun or (self._several and before)):
            return ()
        every = self._offer()
        if any(begun.casefold() == target.label.casefold() for target in every):
            return ()
        named = {part.strip().casefold() for part in before.split(",")}
        return suggested(begun, every, [each.id for each in every if each.label.casefold() in named])

    def action_along(self, step: int) -> None:
        """Go along the list."""
        most = min(MOST_NAMES, len(self.offered()))
        if most:
            self.at = (self.at + step) % most
            self.post_message(self.Moved())

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


Control = Line | Choice | Switches | LinesArea


def control_of(field: AskedField, offer: Callable[[], Sequence[Target]]) -> Control:
    """Return what a field is filled in with."""
    if field.shape in (Shape.REFERENCE, Shape.REFERENCES):
        return NameLine(offer, several=field.shape is Shape.REFERENCES)
    if field.shape is Shape.YES_NO:
        return Choice(((YES, YES), (NO, NO)), "")
    if field.scale is not None:
        words = [(each.value, each.label) for each in field.scale]
        if field.shape is Shape.CHOICES:
            return Switches(words)
        return Choice([*([("", "not said")] if field.optional else []), *words], "")
    return LinesArea() if field.shape is Shape.LINES else Line()
