"""Counted answers of the pulse: they exist while a wave is open, and in no record.

A tally counts, for one team and one statement, how often each answer was given; which answers came together
is known nowhere, so nobody can be recognised by theirs.

See docs/field.md, "The culture pulse".
"""

from __future__ import annotations

from typing import Annotated, Self

import msgspec
from msgspec import Meta

from facilitator.model.base import Count, require

SCALE = 5
"""Answers go from 1, the strongest no, to 5, the strongest yes (docs/field.md, "Statements")."""

NO_ANSWERS = (0,) * SCALE

Counts = tuple[Count, ...]
"""How often 1, 2, 3, 4 and 5 were answered. Who could not say is in none of them."""


class Tally(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How many responded, and by statement how often each answer was given."""

    responses: Count = 0
    answers: dict[str, Counts] = {}

    def __post_init__(self) -> None:
        for counts in self.answers.values():
            require(
                len(counts) == SCALE and min(counts) >= 0 and sum(counts) <= self.responses,
                f"A statement has {SCALE} counts, and no more answers than people who responded.",
                "Count again.",
            )

    def of(self, key: str) -> Counts:
        """Return how often each answer to the statement was given."""
        return self.answers.get(key, NO_ANSWERS)

    def plus(self, more: Tally) -> Self:
        """Return this tally with *more* added. Raises `RuleBroken`."""
        keys = dict.fromkeys((*self.answers, *more.answers))
        answers = {key: tuple(a + b for a, b in zip(self.of(key), more.of(key), strict=True)) for key in keys}
        return msgspec.structs.replace(self, responses=self.responses + more.responses, answers=answers)


# What an older version kept of a wave whose tallies had gone ----------------------------------------


class OlderFigure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What an older version showed of all answers to a statement."""

    item: str
    mood: str = ""
    n: Count | None = None
    bands: tuple[Count, Count, Count] | None = None
    median: Annotated[int, Meta(ge=1, le=SCALE)] | None = None


class OlderTotals(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What an older version showed of all teams together, when their tallies had gone."""

    invited: Count = 0
    responses: Count | None = None
    figures: tuple[OlderFigure, ...] = ()
