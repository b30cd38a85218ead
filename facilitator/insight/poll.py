"""What a poll found: the hands for each question, the word for it now, and that of last time.

Never an average, no sum over questions and no order of them: each stands for itself.
See docs/field.md, "Polls".
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import msgspec

from facilitator.model.programme import LEAST_GROUP
from facilitator.model.script import Polled, QuestionSpec, ScaleSpec, Script, Segment
from facilitator.model.session import ListeningSession

SPLIT = "split"
"""The word for a room of which each end has a third or more."""


class Change(Enum):
    """How the word now stands to that of last time."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class Answered(msgspec.Struct, frozen=True):
    """A question with its hands by answer; `people` are in the room, None while nobody counted them."""

    question: QuestionSpec
    scale: ScaleSpec
    hands: Mapping[str, int]
    shown: bool = False
    before: Mapping[str, int] | None = None
    people: int | None = None

    @property
    def total(self) -> int:
        """How many hands there are."""
        return sum(self.hands.values())

    @property
    def is_counted(self) -> bool:
        """Whether every answer was counted, and there was a hand."""
        return self.total > 0 and all(answer in self.hands for answer in self.scale.answers)

    @property
    def is_small(self) -> bool:
        """Whether so few are here that hands are told in words only."""
        return (self.total if self.people is None else self.people) < LEAST_GROUP

    @property
    def now(self) -> str:
        """The word for now: an answer, `SPLIT`, or "" before all were counted."""
        return word_of(self.scale, self.hands) if self.is_counted else ""

    @property
    def then(self) -> str:
        """The word for last time, "" where it was not asked."""
        return word_of(self.scale, self.before) if self.before else ""

    @property
    def change(self) -> Change | None:
        """How now stands to then; None where one of them is missing or split."""
        order = self.scale.answers
        if self.then not in order or self.now not in order:
            return None
        rose = order.index(self.then) - order.index(self.now)
        return Change.BETTER if rose > 0 else Change.WORSE if rose < 0 else Change.SAME

    def means(self, answer: str) -> str:
        """Return what an answer sounds like to this question: its ends are told, what lies between is not."""
        if answer == self.scale.answers[0]:
            return self.question.good
        return self.question.poor if answer == self.scale.answers[-1] else self.scale.between


def word_of(scale: ScaleSpec, hands: Mapping[str, int]) -> str:
    """Return the answer with most hands, the worse one on a tie; `SPLIT` if each end has a third."""
    total = sum(hands.get(answer, 0) for answer in scale.answers)
    if not total:
        return ""
    best, worst = hands.get(scale.answers[0], 0), hands.get(scale.answers[-1], 0)
    if 3 * min(best, worst) >= total:
        return SPLIT
    return max(reversed(scale.answers), key=lambda answer: hands.get(answer, 0))


def answered_in(
    session: ListeningSession, segment: Segment, before: Mapping[str, Polled] | None = None
) -> tuple[Answered, ...]:
    """Return the questions of a segment's poll with what was counted; *before* is by question."""
    said = {each.question: each for each in session.polled if each.segment == segment.key}
    scales = {scale.key: scale for scale in session.script.scales}
    found = []
    for question in session.script.polled_in(segment):
        scale, here = scales.get(question.scale), said.get(question.key)
        if scale is None or not scale.answers:
            continue
        then = (before or {}).get(question.key)
        found.append(
            Answered(
                question=question,
                scale=scale,
                hands={each: here.hands[each] for each in scale.answers if each in here.hands}
                if here
                else {},
                shown=here is not None and here.shown,
                before=then.hands if then is not None else None,
                people=session.attendance,
            )
        )
    return tuple(found)


def poll_at(script: Script, key: str) -> Segment | None:
    """Return the segment of that key if it has a poll, else the first that has one; None without any."""
    polls = [segment for segment in script.segments if script.polled_in(segment)]
    return next((each for each in polls if each.key == key), polls[0] if polls else None)
