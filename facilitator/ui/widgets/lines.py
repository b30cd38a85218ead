"""The two lines every screen has: where we are, and which keys work."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from facilitator.language.widths import cut
from facilitator.ui import safe
from facilitator.ui.keys.command import OWN_STEP, Command, commands_of, key_label
from facilitator.ui.keys.everywhere import EVERYWHERE, PLACES
from facilitator.ui.late_calls import Late
from facilitator.ui.screen import ProgramScreen

_LEAST_OF_A_NAME = 6
"""Of a programme's name no fewer cells are drawn: they would say nothing."""


_MOST_OF_A_NAME = 24
_STAMP = 13
"""Cells the day or the clock at the end takes, where both do not fit."""


class TopLine(Late, Widget):
    """The line above: its two ends are drawn by the screen each time it is painted.

    *action_at* tells what a click does at a column of so many: the name of an action, "" for none.
    """

    DEFAULT_CSS = """
    TopLine { height: 1; background: $lift; padding: 0 2; }
    """

    def __init__(
        self,
        draw: Callable[[int], tuple[Content, Content]],
        action_at: Callable[[int, int], str] = lambda column, width: "",
    ) -> None:
        super().__init__()
        self._draw = draw
        self._action_at = action_at
        self._shown = safe.NOTHING

    def on_mount(self) -> None:
        """Let the banner come along to a new screen while the disk refuses."""
        self.program.show_trouble()

    async def on_click(self, event: events.Click) -> None:
        """Do what stands under the mouse."""
        at = event.get_content_offset(self)
        action = self._action_at(at.x, self.size.width) if at is not None else ""
        if action:
            await self.app.run_action(action)

    def renew(self) -> None:
        """Draw the line again if it says something else now."""
        if not self._line().is_same(self._shown):
            self.refresh()

    def _line(self) -> Content:
        width = self.size.width
        return safe.row(width, *self._draw(width))

    def render(self) -> Content:
        """Draw the line."""
        self._shown = self._line()
        return self._shown


def places_line(name: str, here: str, width: int, right: Content) -> tuple[Content, Content]:
    """Draw the top line of a place: the programme, the places with their digits, and *right*.

    In a narrow window the programme stands before *right*, with as much of its name as there is room for.
    """
    begin, gap = _begin_and_gap(name, width)
    pieces: list[safe.Piece] = [safe.cell(safe.text(name, pen="bold"), begin)]
    for digit, (place, title) in enumerate(PLACES, 1):
        pen = "place" if place == here else "muted"
        pieces += [(f"{digit} ", "key" if place == here else "muted"), (title, pen), " " * gap]
    left = safe.text(*pieces)
    if begin:
        return left, right
    room = width - left.cell_length - right.cell_length - 2 * gap
    named = safe.text((cut(name, room), "bold")) if room >= _LEAST_OF_A_NAME else safe.NOTHING
    return left, safe.text(named, " " * gap, right)


def place_at(name: str, column: int, width: int) -> str:
    """Return the place that stands at a column of the line `places_line` draws; "" for none."""
    end, gap = _begin_and_gap(name, width)
    for digit, (place, title) in enumerate(PLACES, 1):
        begin, end = end, end + len(f"{digit} {title}")
        if begin <= column < end:
            return place
        end += gap
    return ""


def _begin_and_gap(name: str, width: int) -> tuple[int, int]:
    """Return the column of the first place, after the name where there is room, and the gap after each."""
    begin, gap = min(len(name), _MOST_OF_A_NAME) + 4, 3
    places = sum(len(f"{digit} {title}") + gap for digit, (_, title) in enumerate(PLACES, 1))
    return (begin, gap) if begin + places + _STAMP <= width else (0, 2)


PlacedKey = tuple[int, Content, Command]
"""A key with its words: the column it begins at, how it is drawn, and its command."""


_MOST_BESIDE = 2 / 3
"""What just happened takes no more of the line than this; what is longer stands above the keys."""

_MOST_LINES = 3


class KeyLine(Late, Widget):
    """The line below: the keys that work here, and at its right end what just happened.

    What happened stands in lines of its own above the keys, for as long, where it would take their place.
    """

    DEFAULT_CSS = """
    KeyLine { height: 1; padding: 0 2; }
    """

    message: reactive[str] = reactive("")
    _fading: Timer | None = None
    _shown: tuple[Command, ...] = ()
    _placed: tuple[PlacedKey, ...] = ()

    def show_keys(self) -> None:
        """Draw the keys again if others work now."""
        if self._commands() != self._shown:
            self.refresh()

    def say(self, message: str, seconds: float = 6) -> None:
        """Show what just happened at the right end, for some seconds or until something else is done."""
        self.forget()
        self.message = message
        self._fading = self.set_timer(seconds, self.forget)

    def forget(self) -> None:
        """Take away what was said: time has passed, or something else is done."""
        if self._fading is not None:
            self._fading.stop()
        self.message = ""

    def render(self) -> Content:
        """Draw the keys of the active contexts, as many as fit."""
        width = self.size.width
        if self._too_small:
            return safe.cell((self.message or self._smallness(), "muted"), width)
        above = self._above(width)
        right = safe.text("" if above else self.message, pen="muted")
        self._shown = self._commands()
        self._placed = fit_keys(self._shown, width - right.cell_length - (3 if right.cell_length else 0))
        left = safe.text(" " * _GAP).join(piece for _, piece, _ in self._placed)
        return safe.text("\n").join((*above, safe.row(width, left, right)))

    def _watch_message(self) -> None:
        """Take as many lines as what happened needs above the keys."""
        self.styles.height = 1 + len(self._above(self.size.width))

    def _above(self, width: int) -> list[Content]:
        """Return the lines above the keys: what just happened, if it is too long to stand beside them."""
        said = safe.text(self.message, pen="muted")
        if self._too_small or said.cell_length <= width * _MOST_BESIDE:
            return []
        lines = safe.wrap(said, width)
        if len(lines) > _MOST_LINES:
            lines = [*lines[: _MOST_LINES - 1], safe.cell(safe.text(lines[_MOST_LINES - 1], " …"), width)]
        return lines

    def on_click(self, event: events.Click) -> None:
        """Press the key that stands under the mouse. Several keys that are values say nothing of which."""
        at = event.get_content_offset(self)
        if at is None or self._too_small or at.y != self.size.height - 1:
            return
        for begin, piece, command in self._placed:
            if begin <= at.x < begin + piece.cell_length and not _is_many(command):
                self.app.simulate_key(command.keys[0])

    @property
    def _too_small(self) -> bool:
        return self.app.size.width < 80 or self.app.size.height < 24

    def _smallness(self) -> str:
        size = self.app.size
        short = f"{size.width} by {size.height}. 80 by 24 shows everything."
        return f"This window is {short}" if size.width > 60 else short

    def _commands(self) -> tuple[Command, ...]:
        """Return the commands that work here; F8 says what it does here, or is left out."""
        screen = self.screen
        if not isinstance(screen, ProgramScreen):
            return EVERYWHERE.commands
        step, commands = screen.step_words, commands_of(screen.active_contexts())
        return tuple(
            msgspec.structs.replace(each, short=step) if each.short == OWN_STEP else each for each in commands
        )


def fit_keys(commands: tuple[Command, ...], width: int) -> tuple[PlacedKey, ...]:
    """Place as many keys with their words as fit into *width*, and those that always stand; each once.

    What a key says first counts, where a later command of the same name says it otherwise.
    """
    shown: dict[str, Command] = {}
    said: dict[tuple[str, str], str] = {}
    for command in commands:
        first = command.keys[:1] and said.setdefault((command.name, command.keys[0]), command.short)
        if command.short and first == command.short:
            same = shown.get(command.short)
            # Of two keys for one thing the one that always stands is shown.
            shown[command.short] = command if same is None or command.always > same.always else same
    pieces = [(_key(command), command) for command in shown.values()]
    kept = sum(piece.cell_length + _GAP for piece, command in pieces if command.always)
    placed: list[PlacedKey] = []
    begin, full = 0, False
    for piece, command in pieces:
        always = command.always
        kept -= piece.cell_length + _GAP if always else 0
        fits = begin + piece.cell_length + (0 if always else kept) <= width
        full = full or not (fits or always)
        if fits and (always or not full):
            placed.append((begin, piece, command))
            begin += piece.cell_length + _GAP
    return tuple(placed)


_GAP = 3
_ARROWS = {"up", "down", "left", "right"}


def _key(command: Command) -> Content:
    return safe.text((_short_keys(command), "key"), " ", (command.short, "muted"))


def _range_of_digits(command: Command) -> bool:
    return sum(key.isdigit() for key in command.keys) > 2


def _is_many(command: Command) -> bool:
    return _range_of_digits(command) or _is_answers(command)


def _is_answers(command: Command) -> bool:
    """Tell whether the keys of a command are letters that say one thing each."""
    return command.with_key and len(command.keys) > 2 and all(each.isalpha() for each in command.keys)


def _short_keys(command: Command) -> str:
    digits = [key for key in command.keys if key.isdigit()]
    if _range_of_digits(command):
        return f"{digits[0]}–{digits[-1]}"
    if set(command.keys) == {"left", "right"}:
        return "← →"
    if set(command.keys) == _ARROWS:
        return "←↑↓→"
    if set(command.keys) == {f"shift+{each}" for each in _ARROWS}:
        return "Shift+←↑↓→"
    return command.label if _is_answers(command) else key_label(command.keys[0])
