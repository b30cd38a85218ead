"""Commands and their keys: what a row is, where rows belong together, how keys are written for people.

Whoever binds keys declares them beside itself, as one `Context`: a pane, a screen, the line. Bindings, key
line, help, command palette and the README's cheat sheet are made from it; `ui.keys.registry` collects all.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from textual.binding import Binding

GLYPHS = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "space": "Space",
    "slash": "/",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "colon": ":",
    "home": "Home",
    "end": "End",
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "delete": "Del",
    "backspace": "Bksp",
}
"""How keys are written for people; `ctrl+x` is written ^X, a function key F1."""


def key_label(key: str) -> str:
    """Return a Textual key name as people read it."""
    if key in GLYPHS:
        return GLYPHS[key]
    if key.startswith("shift+") and key.removeprefix("shift+") in GLYPHS:
        return "Shift+" + GLYPHS[key.removeprefix("shift+")]
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key


class Command(msgspec.Struct, frozen=True):
    """One thing a key can do.

    `name` is the method `action_<name>` that does it; `short` are the words of the key line ("" keeps it
    out), `help` those of the help screen and the palette. `palette` keeps mere movements out of the command
    palette. What is `always` in the key line stands there however narrow the window is. One `with_key` is
    told which of its keys was pressed.
    """

    name: str
    keys: tuple[str, ...]
    short: str
    help: str
    palette: bool = True
    priority: bool = False
    always: bool = False
    with_key: bool = False

    @property
    def label(self) -> str:
        """The keys as people read them."""
        return " ".join(key_label(key) for key in self.keys)


class Answers(msgspec.Struct, frozen=True):
    """The keys that are values in one column of a grid, each with what it says there; they are no commands.

    `column` is the column's head; "" is for keys that work in all of them.
    """

    column: str
    choices: tuple[tuple[str, str], ...]


class Context(msgspec.Struct, frozen=True):
    """Where some keys work: its name, its heading in the help, its commands in the order they are shown."""

    name: str
    title: str
    commands: tuple[Command, ...]
    answers: tuple[Answers, ...] = ()


OWN_STEP = "…"
"""Stands where the key line shows what the instrument in use does with F8."""


def command(name: str, keys: str, short: str, help: str, **more: bool) -> Command:
    """Return a command; its *keys* are Textual's names with blanks between them, "" for one found by name."""
    return Command(name, tuple(keys.split()), short, help, **more)


def commands_of(contexts: Iterable[Context]) -> tuple[Command, ...]:
    """Return the commands of these contexts, the first one's first."""
    return tuple(each for context in contexts for each in context.commands)


def bindings(*contexts: Context) -> list[Binding]:
    """Return Textual bindings for the commands of these contexts."""
    return [
        Binding(
            key,
            f"{each.name}('{key}')" if each.with_key else each.name,
            each.help,
            show=False,
            priority=each.priority,
        )
        for each in commands_of(contexts)
        for key in each.keys
    ]
