"""How many columns of a terminal, or of a text in letters of one width, words take."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def width_of(text: str) -> int:
    """Return how many columns *text* takes: wide letters two, marks none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def cut(text: str, width: int) -> str:
    """Return *text* shortened to *width* columns, with "…" where something is missing."""
    return text if width_of(text) <= width else _beginning(text, width - 1).rstrip() + "…"


def padded(text: str, width: int) -> str:
    """Return *text* with blanks after it up to *width* columns."""
    return text + " " * (width - width_of(text))


def pieces(word: str, width: int) -> Iterator[str]:
    """Yield a word in pieces of at most *width* columns; a character wider than that is one of its own."""
    begun, used = 0, 0
    for index, character in enumerate(word):
        columns = _columns(character)
        if used + columns > width and index > begun:
            yield word[begun:index]
            begun, used = index, 0
        used += columns
    yield word[begun:]


def _beginning(text: str, width: int) -> str:
    """Return as much of *text* as *width* columns hold, one character at least."""
    return next(pieces(text, width), "")


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
