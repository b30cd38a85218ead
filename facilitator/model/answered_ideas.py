"""An idea as it stands after an answer: what is saved when it is given, and shown before that.

Each returns the steps an idea takes one after the other, as it stands after each. Nothing is stored here.
See docs/field.md, "Ideas".
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from facilitator.errors import BadInput
from facilitator.model.action import Action
from facilitator.model.base import require
from facilitator.model.idea import Benefit, Evidence, IdeaStatus, ImprovementIdea
from facilitator.text import clean_line

Steps = tuple[ImprovementIdea, ...]
"""An idea after each step that an answer takes it; at least one."""


def shaped(idea: ImprovementIdea, title: str, on: date) -> Steps:
    """Return the steps to an idea in its new words; it still waits for its answer."""
    moved = idea if idea.status is IdeaStatus.SHAPED else idea.moved_to(IdeaStatus.SHAPED, on)
    return (msgspec.structs.replace(moved, title=clean_line(title) or idea.title),)


def answered(
    idea: ImprovementIdea,
    actions: Iterable[Action],
    status: IdeaStatus,
    on: date,
    *,
    said: str = "",
    review_on: date | None = None,
) -> Steps:
    """Return the steps to an idea accepted, parked until a day, or declined with the reason sent back.

    An accepted one that one of *actions*, agreed, serves is in action at once. Raises `RuleBroken`, and
    `BadInput` for another status.
    """
    if status not in (IdeaStatus.ACCEPTED, IdeaStatus.PARKED, IdeaStatus.DECLINED):
        raise BadInput("An answer is yes, not now, or no.", "Choose accepted, parked or declined.")
    answer = {"answer": said} if said else {}  # the reason of an earlier no ends with it
    if idea.status is status is IdeaStatus.PARKED:
        return (msgspec.structs.replace(idea, review_on=review_on, **answer),)
    moved = idea.moved_to(status, on, review_on=review_on, **answer)
    served = any(each.agreed and idea.id in each.ideas for each in actions)
    begun = status is IdeaStatus.ACCEPTED and served
    return (moved, moved.moved_to(IdeaStatus.IN_ACTION, on)) if begun else (moved,)


def in_action(idea: ImprovementIdea, on: date) -> Steps:
    """Return the steps to an idea that somebody works on, by the steps in between. Raises `RuleBroken`."""
    if idea.status is IdeaStatus.IN_ACTION:
        return (idea,)
    if idea.status is IdeaStatus.ACCEPTED:
        return (idea.moved_to(IdeaStatus.IN_ACTION, on),)
    accepted = idea.moved_to(IdeaStatus.ACCEPTED, on)
    return (accepted, accepted.moved_to(IdeaStatus.IN_ACTION, on))


def finished(idea: ImprovementIdea, said: str, on: date) -> Steps:
    """Return the steps to an idea that is done, with a word on what came of it. Raises `RuleBroken`."""
    require(bool(said.strip()), "A word on what came of it belongs to it.", "Write it in one line.")
    begun = in_action(idea, on)
    return (*begun, begun[-1].moved_to(IdeaStatus.DONE, on, answer=clean_line(said)))


def confirmed(idea: ImprovementIdea, benefit: Benefit, on: date) -> Steps:
    """Return the step to a done idea with who felt it, and how that is known. Raises `RuleBroken`."""
    require(
        benefit.evidence is not Evidence.ASSUMED,
        "A confirmed benefit was reported, observed or measured.",
        "Say how it is known.",
    )
    benefits = (*(each for each in idea.benefits if each.group != benefit.group), benefit)
    if idea.status is IdeaStatus.BENEFIT_CONFIRMED:
        return (msgspec.structs.replace(idea, benefits=benefits),)
    return (idea.moved_to(IdeaStatus.BENEFIT_CONFIRMED, on, benefits=benefits),)
