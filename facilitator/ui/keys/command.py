"""A key of the registry: how one row of it reads, and how keys are written for people."""

from __future__ import annotations

from typing import NamedTuple

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
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "delete": "Del",
    "backspace": "Bksp",
}
"""How keys are written for people; `ctrl+x` is written ^X, a function key F1."""


def key_label(key: str) -> str:
    """Return a Textual key name as people read it."""
    if key in GLYPHS:
        return GLYPHS[key]
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key


class Action(NamedTuple):
    """One thing a key can do.

    `name` is the method `action_<name>` that does it; `place` is where it works; `short` are the
    words of the key line ("" keeps it out), `help` those of the help screen and the palette.
    `palette` keeps mere movements out of the command palette. What is `always` in the key line
    stands there however narrow the window is.
    """

    place: str
    name: str
    keys: tuple[str, ...]
    short: str
    help: str
    palette: bool = True
    priority: bool = False
    always: bool = False

    @property
    def label(self) -> str:
        """The keys as people read them."""
        return " ".join(key_label(key) for key in self.keys)


OWN_STEP = "…"
"""Stands where the key line shows what the instrument in use does with F8."""
