"""Words for messages: where something stands, what stands there, what could stand there instead."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.text import clean_line

_LONGEST_SHOWN = 60
_MOST_LISTED = 20


Where = tuple[str | int, ...]
"""The keys and list places that lead to a value."""


def at(*parts: str | int) -> str:
    """Return the path of a key as it is written; a number is a place in a list, told counted from 1."""
    path = ""
    for part in parts:
        if isinstance(part, int):
            path += f"[{part + 1}]"
        else:
            path += f".{_short(part)}" if path else _short(part)
    return path


def shown(value: object) -> str:
    """Return *value* as a sentence may begin with it: short, on one line, with nothing that acts."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f"“{_short(value)}”"
        case int() | float() if abs(value) < 1e9:
            return str(value)
        case int() | float():
            return "A number of that size"
        case list():
            return "A list"
        case dict():
            return "A table"
    return "A date or a time"


def suggest(word: object, allowed: Iterable[str]) -> str:
    """Return a hint at what is nearest to *word*, and at all that is allowed if that is not much.

    Empty when there is nothing to say: nothing is near, and there is too much to list.
    """
    # Imported here: only a mistake needs it.
    from difflib import get_close_matches

    words = list(allowed)
    near = get_close_matches(_short(word).casefold(), words, n=1) if isinstance(word, str) else []
    hints = [f"Did you mean {near[0]}?"] if near else []
    if 0 < len(words) <= _MOST_LISTED:
        hints.append(f"Use one of: {', '.join(words)}.")
    return " ".join(hints)


def _short(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"
