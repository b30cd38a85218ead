"""What asks for somebody among value chains and stories, and which groups gain by accepted ideas.

Nothing is stored; a finding goes when its cause does. See docs/field.md, "Stories".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

import msgspec

from facilitator.insight.finding_order import in_order
from facilitator.model.audience import countable
from facilitator.model.idea import Evidence, IdeaStatus, ImprovementIdea
from facilitator.model.programme import Programme
from facilitator.model.records import RecordView
from facilitator.model.story import Chain, Story

LONGEST = 90
"""Seconds a story may take to read aloud."""

_WORDS_A_MINUTE = 130

_ACCEPTED = frozenset(
    {IdeaStatus.ACCEPTED, IdeaStatus.IN_ACTION, IdeaStatus.DONE, IdeaStatus.BENEFIT_CONFIRMED}
)


class StoryGap(Enum):
    """What a finding is about, those that matter most first."""

    NUMBER = "number"
    TOO_LONG = "too_long"
    UNSAID = "unsaid"
    NO_CHAIN = "no_chain"
    INSIDE_IT = "inside_it"
    NOBODY_GAINS = "nobody_gains"


class StoryFinding(msgspec.Struct, frozen=True):
    """One thing found, as facts; `wording.stories` says it.

    `record` is the id of a chain or story called `name`; of a group that gains nothing it is "" and `name` is
    the group. `seconds` is how long a story is, `missing` which of its fields say nothing.
    """

    gap: StoryGap
    record: str
    name: str
    seconds: int = 0
    missing: tuple[str, ...] = ()


def has_bare_number(chain: Chain) -> bool:
    """Tell whether a chain tells a number, or calls something measured, without its n and source."""
    told = any(
        each.evidence is Evidence.MEASURED or any(sign.isdigit() for sign in each.text)
        for each in chain.benefits()
    )
    return told and (chain.cases is None or not chain.source.strip())


def spoken(story: Story, chain: Chain | None) -> str:
    """Return the words of a story that are read aloud, in that order."""
    of_chain = (
        (chain.output, chain.outcome, *(each.text for each in chain.benefits())) if chain is not None else ()
    )
    return " ".join((story.title, story.situation, story.change, *of_chain, story.limits)).strip()


def seconds_aloud(text: str) -> int:
    """Return about how many seconds it takes to read a text aloud."""
    return round(len(text.split()) * 60 / _WORDS_A_MINUTE)


def benefit_balance(programme: Programme, sessions: Iterable[RecordView]) -> Mapping[str, int]:
    """Return how many accepted ideas each group of the programme gains by, those of no group left out."""
    counts = dict.fromkeys(programme.stakeholder_groups, 0)
    for session in sessions:
        for idea in countable(session.all(ImprovementIdea)):
            if idea.status in _ACCEPTED:
                for group in {each.group for each in idea.benefits}:
                    counts[group] = counts.get(group, 0) + 1
    return counts


def accepted_ideas(sessions: Iterable[RecordView]) -> int:
    """Return how many ideas were accepted or are further."""
    return sum(idea.status in _ACCEPTED for each in sessions for idea in countable(each.all(ImprovementIdea)))


def story_findings(
    programme: RecordView, balance: Mapping[str, int], accepted: int
) -> tuple[StoryFinding, ...]:
    """Return what asks for somebody, the same whatever the order of the records.

    A group that gains nothing is told only once ideas were *accepted*.
    """
    found = [finding for each in programme.all(Chain) for finding in _of_chain(each)]
    chains = {each.id: each for each in programme.all(Chain)}
    for story in programme.all(Story):
        found += _of_story(story, chains.get(story.chain or ""))
    if accepted:
        found += [
            StoryFinding(StoryGap.NOBODY_GAINS, "", group) for group, count in balance.items() if not count
        ]
    return in_order(found, lambda each: (each.name.casefold(), each.record))


def _of_chain(chain: Chain) -> list[StoryFinding]:
    found = []
    if has_bare_number(chain):
        found.append(StoryFinding(StoryGap.NUMBER, chain.id, chain.output))
    if chain.ends_in_it and not chain.settled:
        found.append(StoryFinding(StoryGap.INSIDE_IT, chain.id, chain.output))
    return found


def _of_story(story: Story, chain: Chain | None) -> list[StoryFinding]:
    found = []
    seconds = seconds_aloud(spoken(story, chain))
    if seconds > LONGEST:
        found.append(StoryFinding(StoryGap.TOO_LONG, story.id, story.title, seconds))
    missing = tuple(name for name in ("cost", "limits", "why") if not getattr(story, name).strip())
    if story.chosen and missing:
        found.append(StoryFinding(StoryGap.UNSAID, story.id, story.title, missing=missing))
    if chain is None:
        found.append(StoryFinding(StoryGap.NO_CHAIN, story.id, story.title))
    return found
