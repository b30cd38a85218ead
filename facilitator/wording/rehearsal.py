"""What came out of a rehearsal, in lines: each part, the harvest, and what nothing takes up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator.language.words import count
from facilitator.rehearsal import Rehearsal, Step


def told(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield it line by line, for a screen or a terminal; an empty line parts one thing from the next."""
    for number, step in enumerate(rehearsal.steps, 1):
        yield f"{number} {step.title}, {count(step.minutes, 'minute')}: {_came_out(step)}"
    yield ""
    yield f"The harvest: {_counts(rehearsal.harvest) or 'nothing'}."
    yield ""
    yield from rehearsal.unused or ("Everything is used.",)


def _came_out(step: Step) -> str:
    parts = f"{count(len(step.parts), 'item')}, one after the other; " if step.parts else ""
    refused = f" It broke off: {step.refused}" if step.refused else ""
    return f"{parts}{_counts(step.yields) or 'nothing is written down'}.{refused}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items())
