"""What may be shown of a closed wave: computed once, at its closing, and all that is kept.

`insight.pulse_keeping` makes it; the words of a `mood` are those of `insight.pulse.Mood`.

See docs/field.md, "The culture pulse".
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from facilitator.model.base import Count, TeamId, require
from facilitator.model.tally import SCALE

LEAST_OUTSIDE = 3
"""Answers outside the largest band before a group's counts are told (`insight.pulse_guard`)."""


class KeptFigure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is told of one statement: bands (disagree, neither, agree) and lower median, or a word alone."""

    item: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
    mood: Annotated[str, Meta(pattern=r"^[a-z_]+$")]
    bands: tuple[Count, Count, Count] | None = None
    median: Annotated[int, Meta(ge=1, le=SCALE)] | None = None

    def __post_init__(self) -> None:
        require(
            (self.bands is None) == (self.median is None)
            and (self.bands is None or sum(self.bands) - max(self.bands) >= LEAST_OUTSIDE),
            f"Counts are told where {LEAST_OUTSIDE} or more differ from the most, with the middle answer.",
            "Keep the word alone.",
        )


class KeptGroup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How many of a group were invited, how many answered where that is told, and its figures."""

    invited: Count
    responses: Count | None = None
    figures: tuple[KeptFigure, ...] = ()


class KeptTeam(KeptGroup, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What may be shown of one team."""

    team: TeamId


class KeptWave(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What may be shown of a wave: of each team, of all *others* together, and of all together.

    Who the others are differs by statement: the teams that have no figure of their own there.
    """

    teams: tuple[KeptTeam, ...] = ()
    others: tuple[KeptFigure, ...] = ()
    total: KeptGroup

    @property
    def items(self) -> frozenset[str]:
        """The keys of the statements of which something is told."""
        groups = (self.others, self.total.figures, *(team.figures for team in self.teams))
        return frozenset(figure.item for figures in groups for figure in figures)
