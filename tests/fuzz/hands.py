"""What a pair of hands does at the keyboard: one gesture after the other, the same ones for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from facilitator.ui.keys.command import Context, commands_of
from facilitator.ui.keys.registry import contexts
from tests.hostile import NAUGHTY

CONTEXTS = contexts()
COMMANDS = commands_of(CONTEXTS.values())
LEAVE = "ctrl+q"
WALKING = ("up", "down", "left", "right", "tab", "shift+tab", "home", "end", "pageup", "pagedown")
EDITING = ("backspace", "delete", "ctrl+u", "ctrl+k", "ctrl+w", "ctrl+a", "ctrl+e", "space", "insert")
STRAY = ("f2", "f10", "f11", "f12", "ctrl+c", "ctrl+v", "ctrl+x", "ctrl+underscore", "shift+up", "alt+x")
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789#@+-!?/.:"
LINES = (
    "- Board meets Tuesdays #change +5",
    "+ They ring us first @Lee",
    "! Lend each lecturer a spare adapter @Lee due fri",
    "? Who owns the list #service",
    "The form is three pages long",
    "One form for all #change @desk",
    "fri",
    "9 apr 14:00",
    "31 feb",
    "-5",
    "12",
    "0",
    "99999999999999999999",
    "Service Desk",
    "Sam Oduya",
    "sam.oduya@example.org 0121 496 0000",
    "she was shouted at and is off sick",
    "x" * 300,
    "日本語 한국어 العربية 👩🏽‍🔧",
    " ",
)
"""Lines that mean something somewhere, and some that mean nothing anywhere."""

SIZES = ((80, 24), (100, 30), (104, 30), (120, 40), (160, 50), (60, 15), (40, 12), (20, 5), (200, 60))


class Gesture(NamedTuple):
    """One thing that hands do.

    *kind* is "press" (the program rests after each key), "burst" (all keys at once), "type" (*text*, fast),
    "paste" (*text*), "resize" (*size* in cells), "wait" (*seconds* pass), or "elsewhere": another window
    changes the words of a record to *text*; *number* says which, in a file that nobody writes just then.
    """

    kind: str
    keys: tuple[str, ...] = ()
    text: str = ""
    size: tuple[int, int] = (0, 0)
    seconds: float = 0.0
    number: int = 0

    def __str__(self) -> str:
        said = {
            "type": repr(self.text),
            "paste": repr(self.text[:60]),
            "elsewhere": f"{self.number} {self.text!r}",
            "resize": f"{self.size}",
            "wait": f"{self.seconds:g}",
        }
        what = said.get(self.kind, " ".join(self.keys))
        return f"{self.kind} {what}"


class Hands:
    """Makes gestures. *seed* says which."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)
        self._often: tuple[tuple[Callable[[Sequence[str]], Gesture], int], ...] = (
            (self._known_key, 40),
            (self._walk, 14),
            (self._enter, 12),
            (self._escape, 8),
            (self._place, 4),
            (self._line, 12),
            (self._letter, 4),
            (self._burst, 6),
            (self._take_back, 6),
            (self._paste, 2),
            (self._resize, 3),
            (self._wait, 3),
            (self._command, 4),
            (self._any_key, 3),
            (self._elsewhere, 2),
        )

    def next(self, places: Sequence[str]) -> Gesture:
        """Return the next gesture of somebody on a screen where the keys of these *places* work."""
        makers, weights = zip(*self._often, strict=True)
        return self.chance.choices(makers, weights)[0](places)

    def _known_key(self, places: Sequence[str]) -> Gesture:
        keys = _keys_of(places)
        return Gesture("press", (self._but_rarely_leave(keys),))

    def _any_key(self, _places: Sequence[str]) -> Gesture:
        keys = [key for each in COMMANDS for key in each.keys]
        return Gesture("press", (self._but_rarely_leave([*keys, *EDITING, *STRAY]),))

    def _but_rarely_leave(self, keys: Sequence[str]) -> str:
        key = self.chance.choice(keys)
        return key if key != LEAVE or self.chance.random() < 0.1 else "down"

    def _walk(self, _places: Sequence[str]) -> Gesture:
        return Gesture("press", (self.chance.choice(WALKING),) * self.chance.randint(1, 4))

    def _enter(self, _places: Sequence[str]) -> Gesture:
        return Gesture(self.chance.choice(("press", "burst")), ("enter",) * self.chance.choice((1, 1, 1, 2)))

    def _escape(self, _places: Sequence[str]) -> Gesture:
        return Gesture("press", ("escape",))

    def _place(self, _places: Sequence[str]) -> Gesture:
        key = self.chance.choice((*"12345u", "c", "n", "a", "slash"))
        pause = ("ctrl+p", *_typed("pause and go home"), "enter", "down", "enter", "escape")
        return Gesture("press", (*["escape"] * 3, *(pause if self.chance.random() < 0.5 else ()), key))

    def _letter(self, _places: Sequence[str]) -> Gesture:
        return Gesture("type", text=self.chance.choice(LETTERS))

    def _line(self, _places: Sequence[str]) -> Gesture:
        line = self.chance.choice(LINES) if self.chance.random() < 0.9 else self.chance.choice(NAUGHTY)
        shown = "".join(each for each in line if each.isprintable())
        return Gesture("type", text=shown + ("\n" if self.chance.random() < 0.7 else ""))

    def _burst(self, places: Sequence[str]) -> Gesture:
        keys = _keys_of(places)
        pool = [*keys, *WALKING, *EDITING, *LETTERS, *["enter"] * 4, *["escape"] * 2, *["ctrl+z"] * 3]
        chosen = (self.chance.choice(pool) for _ in range(self.chance.randint(3, 30)))
        return Gesture("burst", tuple(key for key in chosen if key != LEAVE))

    def _take_back(self, _places: Sequence[str]) -> Gesture:
        key = self.chance.choice(("ctrl+z", "ctrl+z", "ctrl+y"))
        kind = self.chance.choice(("press", "burst"))
        return Gesture(kind, (key,) * self.chance.choice((1, 1, 2, 3, 8, 25)))

    def _paste(self, _places: Sequence[str]) -> Gesture:
        lines = [self.chance.choice((*LINES, *NAUGHTY)) for _ in range(self.chance.choice((1, 2, 5, 40)))]
        return Gesture("paste", text="\n".join(lines))

    def _resize(self, _places: Sequence[str]) -> Gesture:
        return Gesture("resize", size=self.chance.choice(SIZES))

    def _wait(self, _places: Sequence[str]) -> Gesture:
        return Gesture("wait", seconds=self.chance.choice((1, 2, 11, 60, 400, 4000, 90_000)))

    def _elsewhere(self, _places: Sequence[str]) -> Gesture:
        return Gesture(
            "elsewhere", text=self.chance.choice(LINES).strip(), number=self.chance.randrange(1000)
        )

    def _command(self, _places: Sequence[str]) -> Gesture:
        words = self.chance.choice([each.help for each in COMMANDS if each.help and each.palette])
        return Gesture("press", ("ctrl+p", *_typed(words[:30]), "enter"))


def _keys_of(places: Sequence[str]) -> list[str]:
    """Return the keys of some contexts by their names, in the order of all of them."""
    return [key for name, context in CONTEXTS.items() if name in places for key in _keys(context)]


def _keys(context: Context) -> list[str]:
    return [key for each in context.commands for key in each.keys]


def _typed(words: str) -> tuple[str, ...]:
    """Return the keys of some words."""
    return tuple(each if each != " " else "space" for each in words)
