"""What a purge is about, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from facilitator.model.retention import TALLIES
from facilitator.workspace.erasure.retention_due import Due


def all_due(due: Iterable[Due]) -> str:
    """Return how many of what are due, in all sessions together: "12 notes, 1 debrief"."""
    counts: Counter[str] = Counter()
    for each in due:
        counts[each.kind] += each.number
    return ", ".join(number_of(kind, number) for kind, number in counts.items())


def number_of(kind: str, number: int) -> str:
    """Return so many of a kind as people say it: "1 note"."""
    what = "notes" if kind == "observations" else kind
    return f"{number} {what.removesuffix('s') if number == 1 and kind != TALLIES else what}"
