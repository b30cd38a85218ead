"""Input as a terminal sends it, all in one write or key by key, and what it leaves in the files."""

from __future__ import annotations

import re
from itertools import zip_longest

import msgspec
from textual._xterm_parser import XTermParser

from facilitator.model.registry import entities_of
from tests.ui.person import Person

ENTER, TAB, BACKSPACE, ESCAPE = "\r", "\t", "\x7f", "\x1b[27u"
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
HOME, END, PAGE_DOWN, DELETE = "\x1b[H", "\x1b[F", "\x1b[6~", "\x1b[3~"
F2, F4, F5, F6, F7, F8 = "\x1bOQ", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~"

_KEY = re.compile(r"\x1b\[200~.*?\x1b\[201~|\x1b\[[0-9;<]*[A-Za-z~]|\x1bO[A-Z]|.", re.DOTALL)
_LEFT_OUT = {"Draft", "OnScreen"}  # what is half typed, and what the window shows: kept from time to time
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIMES = {"created", "changed"}


def ctrl(letter: str) -> str:
    """What a terminal sends for this letter with Ctrl."""
    return chr(ord(letter) - 96)


def pasted(text: str) -> str:
    """A paste as a terminal with brackets sends it."""
    return f"\x1b[200~{text}\x1b[201~"


def click(column: int, row: int) -> str:
    """A click of the left button, counted from 0."""
    return f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m"


def feed(person: Person, sent: str) -> None:
    """Let everything arrive in one read, and wait for nothing."""
    for event in XTermParser().feed(sent):
        person.app._driver.process_message(event)


async def send(person: Person, sent: str) -> None:
    """Let everything arrive in one read, as after a paste or a stop; then let the program rest."""
    feed(person, sent)
    await person.settle()


async def send_slowly(person: Person, sent: str) -> None:
    """Send key by key, and let the program rest after each."""
    for key in _KEY.findall(sent):
        feed(person, key)
        await person.rest()
    await person.settle()


def written(person: Person) -> dict[str, list[object]]:
    """All records by file and type, without times; instead of its id, what number a record is."""
    records = {
        f"{file.path.stem} {kind.__name__}": file.all(kind)
        for file in (person.folder.file, *person.folder.sessions)
        for kind in entities_of()
        if kind.__name__ not in _LEFT_OUT
    }
    numbers = {each.id: f"{name} {at}" for name, found in records.items() for at, each in enumerate(found)}

    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {plain(key): plain(value[key]) for key in value if key not in _TIMES}
        if isinstance(value, (list, tuple)):
            return [plain(each) for each in value]
        if isinstance(value, str):
            return numbers.get(value, "gone" if _ID.fullmatch(value) else value)
        return value

    return {name: [plain(msgspec.to_builtins(each)) for each in found] for name, found in records.items()}


def told_apart(slow: dict[str, list[object]], quick: dict[str, list[object]]) -> list[str]:
    """What differs, one line a record."""
    return [
        f"{name}\n  slowly: {before}\n  at once: {after}"
        for name in slow
        for before, after in zip_longest(slow[name], quick[name])
        if before != after
    ]
