"""What a purge is about, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from facilitator.language.words import count
from facilitator.model.registry import ENTITIES
from facilitator.model.retention import TALLIES
from facilitator.workspace.erasure.retention_due import Due


def all_due(due: Iterable[Due]) -> str:
    """Return how many of what are due, in all sessions together: "12 notes, 1 debrief"."""
    counts: Counter[str] = Counter()
    for each in due:
        counts[each.kind] += each.number
    return ", ".join(number_of(kind, number) for kind, number in counts.items())


_NAMES = {row.table: row.name for row in ENTITIES.values()} | {TALLIES: "tally by team"}
_MANY = {"people": "people", TALLIES: TALLIES, "handle_keys": "keys of handles"}
"""What more than one is called where that is not the name with the plural's ending."""


def number_of(kind: str, number: int) -> str:
    """Return so many of a kind as people say it: "1 note", "2 people"; *kind* is a table or a `Due.kind`."""
    key = kind if kind == TALLIES else kind.replace(" ", "_")
    return count(number, _NAMES[key], _MANY.get(key, ""))
