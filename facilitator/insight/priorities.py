"""Which idea comes first: energy (dots) and judgement (impact and effort).

See docs/field.md, "Which idea first".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from facilitator.model.base import Scale
from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject

GREAT_HELP = 4
"""An idea with this impact or more is worth planning for."""

SMALL_EFFORT = 2
"""An idea with this effort or less is easy."""


class Placement(Scale):
    """Where impact and effort put an idea."""

    QUICK_WIN = "quick_win", "quick win", "impact 4 or more, effort 2 or less"
    PLAN = "plan", "one to plan", "impact 4 or more, effort 3 or more"
    IF_EASY = "if_easy", "if easy", "impact 3 or less, effort 2 or less"
    LEAVE = "leave", "your choice", "impact 3 or less, effort 3 or more"


def placement(impact: int | None, effort: int | None) -> Placement | None:
    """Return where impact and effort put an idea, or None while one of them is missing."""
    if impact is None or effort is None:
        return None
    if impact >= GREAT_HELP:
        return Placement.QUICK_WIN if effort <= SMALL_EFFORT else Placement.PLAN
    return Placement.IF_EASY if effort <= SMALL_EFFORT else Placement.LEAVE


def ice(impact: int | None, confidence: int | None, effort: int | None) -> int | None:
    """Return impact × confidence × ease, with ease = 6 − effort: 1 to 125; None while one is missing.

    It ranks within one list only.
    """
    if impact is None or confidence is None or effort is None:
        return None
    return impact * confidence * (6 - effort)


def groups_benefiting(idea: ImprovementIdea) -> int:
    """Return how many stakeholder groups gain from *idea*."""
    return len({benefit.group for benefit in idea.benefits})


class RankedIdea(msgspec.Struct, frozen=True):
    """An idea in its place: what put it there stands beside it.

    `merged` are the originals it was merged from, each with dots of its own. `adds_up` says that all of
    them put it in its place: the vote was open.
    """

    idea: ImprovementIdea
    dots: int
    merged: tuple[RankedIdea, ...] = ()
    adds_up: bool = False

    @property
    def placement(self) -> Placement | None:
        """Where impact and effort put it."""
        return placement(self.idea.impact, self.idea.effort)

    @property
    def counts(self) -> tuple[int, ...]:
        """Its own dots, then those of every original."""
        return (self.dots, *(count for original in self.merged for count in original.counts))

    @property
    def weight(self) -> int:
        """The dots that put it in its place."""
        return sum(self.counts) if self.adds_up else self.dots

    @property
    def ice(self) -> int | None:
        """Its ICE score."""
        return ice(self.idea.impact, self.idea.confidence, self.idea.effort)


def newest_vote(votes: Iterable[DotVote]) -> DotVote | None:
    """Return the newest vote on ideas, or None."""
    on_ideas = [vote for vote in votes if vote.subject is VoteSubject.IDEAS]
    return on_ideas[-1] if on_ideas else None


def rank_voted(ideas: Iterable[ImprovementIdea], vote: DotVote | None) -> tuple[RankedIdea, ...]:
    """Return the ideas in the order of a vote: what was merged counts together only while it is open."""
    return rank_ideas(ideas, vote.dots, adds_up=vote.open) if vote is not None else rank_ideas(ideas, {})


def rank_ideas(
    ideas: Iterable[ImprovementIdea], dots: Mapping[str, int], *, adds_up: bool = False
) -> tuple[RankedIdea, ...]:
    """Return the ideas in the order the room gave them.

    Dots first; ties go to more groups benefiting, then to smaller effort (unplaced last), then to the
    older. An original that was merged into another idea stands with that idea, not in the list.
    """
    ideas = tuple(ideas)
    known = {idea.id for idea in ideas}
    originals: dict[str, list[ImprovementIdea]] = {}
    heads = []
    for idea in ideas:
        if idea.merged_into in known:
            originals.setdefault(str(idea.merged_into), []).append(idea)
        else:
            heads.append(idea)

    def ranked(idea: ImprovementIdea) -> RankedIdea:
        merged = tuple(ranked(original) for original in sorted(originals.get(idea.id, ()), key=_age))
        return RankedIdea(idea, dots.get(idea.id, 0), merged, adds_up)

    return tuple(sorted(map(ranked, heads), key=_place))


def _place(ranked: RankedIdea) -> tuple[object, ...]:
    idea = ranked.idea
    effort = 6 if idea.effort is None else idea.effort
    return (-ranked.weight, -groups_benefiting(idea), effort, *_age(idea))


def _age(idea: ImprovementIdea) -> tuple[object, ...]:
    return (idea.created, idea.number, idea.id)
