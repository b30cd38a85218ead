"""Commands as the program prints them: each can be pasted into a shell as it stands.

`command("check", "--take-in", "a (1).json")` gives ``facilitator check --take-in 'a (1).json'``. What was
typed to say which workspace and which programme is meant comes along, so the pasted command means the same.
A sentence that ends with a command has no full stop: it would be pasted as well.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from facilitator.text import clean_line

_given: ContextVar[dict[str, str] | None] = ContextVar("options given", default=None)

_PLAIN = r"[A-Za-z0-9_@%+=:,./-]+"
_PLAIN_ON_WINDOWS = r"[A-Za-z0-9_+=:./\\-]+"


def command(*words: str) -> str:
    """Return the command of these words, such as ``facilitator session list``, for the shell at hand."""
    given = _given.get() or {}
    options = [word for name, value in given.items() if name not in words for word in (name, value)]
    return " ".join(["facilitator", *(quoted(word) for word in (*words, *options))])


def quoted(word: str, *, windows: bool = os.name == "nt") -> str:
    """Return one word as a shell takes it: that of Windows, else one like bash or zsh.

    On Windows it means the same in cmd and in PowerShell, but for names with `%`, `$` or a backtick.
    """
    # Imported here: most commands print none that needs it.
    from shlex import quote

    if windows:
        plain = re.fullmatch(_PLAIN_ON_WINDOWS, word)
        return word if plain else f'"{word.replace(chr(34), chr(92) + chr(34))}"'
    if clean_line(word) != word:  # a message would not keep it
        return f"$'{''.join(map(_as_escape, word))}'"
    return word if re.fullmatch(_PLAIN, word) else quote(word)


def _as_escape(letter: str) -> str:
    if letter in "\\'":
        return f"\\{letter}"
    if "!" <= letter <= "~":
        return letter
    return "".join(f"\\x{byte:02x}" for byte in letter.encode("utf-8", "surrogateescape"))


def remember_option(name: str, value: str) -> None:
    """Let every command that is printed from now on have an option, as the one that runs has it."""
    given = _given.get()
    if given is not None:
        given[name] = value


@contextmanager
def one_command() -> Iterator[None]:
    """Remember options while one command runs, and no longer."""
    token = _given.set({})
    try:
        yield
    finally:
        _given.reset(token)
