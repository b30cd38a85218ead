"""Lines that are piped in: read whole, whichever program they come from, and given back when not saved."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from facilitator.cli.output import tell, tell_lines
from facilitator.errors import BadInput

_LARGEST = 10_000_000
"""Bytes of the lines that are piped in."""


def piped_lines() -> list[str]:
    """Return the lines of standard input. Raises `BadInput` when they never come to an end."""
    data = sys.stdin.buffer.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise BadInput(
            f"More than {_LARGEST // 1_000_000} MB came in; nothing was saved.", "Give the lines in parts."
        )
    return decoded_text(data).splitlines()


def decoded_text(data: bytes) -> str:
    """Return piped bytes as text, whichever program they come from; no byte stops it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def tell_unsaved(lines: Iterable[str]) -> None:
    """Give back every line with words that was not saved."""
    unsaved = [line for line in lines if line.strip()]
    if unsaved:
        tell(f"{'This line was' if len(unsaved) == 1 else 'These lines were'} not saved:")
        tell_lines(unsaved)
