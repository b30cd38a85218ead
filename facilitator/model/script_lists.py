"""The lists a script names: what a loop goes through, and what dots are put on.

`ideas`, `notes`, `notes:topic` (those of one kind), `groups` (the named groups, then the lines in none),
`questions` (those of the script), `people:8` (so many seats), `top:3` (what a vote before put first), or the
items themselves, written out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

IDEAS, NOTES, QUESTIONS, PEOPLE, TOP, WRITTEN = "ideas", "notes", "questions", "people", "top", "written"
GROUPS = "groups"

WORDS = ("ideas", "notes", "notes:KIND", "groups", "questions", "people:8", "top:3")
"""How a list can be named, for whoever writes a script."""

MOST_ITEMS = 30
"""Items a script may write out, seats it may name, and places it may take from a vote."""

_NAMED = re.compile(r"(?P<source>ideas|notes|groups|questions)|notes:(?P<kind>[a-z][a-z0-9_]*)")
_NUMBERED = re.compile(r"(?P<source>people|top):(?P<number>[1-9][0-9]?)")


class ScriptList(msgspec.Struct, frozen=True):
    """A list by its name: of notes only those of `kind`, of seats and of places in a vote so many."""

    source: str
    kind: str = ""
    number: int = 0
    items: tuple[str, ...] = ()


def list_named(written: str | Sequence[str]) -> ScriptList | None:
    """Return the list that a script names or writes out; None for no word of a list."""
    if not isinstance(written, str):
        return ScriptList(WRITTEN, items=tuple(written))
    if found := _NAMED.fullmatch(written):
        return ScriptList(found["source"] or NOTES, kind=found["kind"] or "")
    if found := _NUMBERED.fullmatch(written):
        return ScriptList(found["source"], number=int(found["number"]))
    return None


def grows_by(each: str | Sequence[str], kind: str) -> bool:
    """Tell whether a line of that kind becomes one more item of a list while it is gone through."""
    named = list_named(each) if each else None
    return named is not None and named.source == NOTES and named.kind in ("", kind)
