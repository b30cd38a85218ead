"""A poll: many questions, each answered by hands (docs/field.md, "Polls")."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec

from facilitator.insight.poll import Answered, answered_in
from facilitator.language.words import count_or_no
from facilitator.live.desk import SessionDesk
from facilitator.model.base import require
from facilitator.model.instrument import InstrumentFacts
from facilitator.model.script import Polled, Segment
from facilitator.model.session import ListeningSession


class Polls:
    """The polls of a session. Hands are counted for the room; nobody's own answer is known."""

    def __init__(self, desk: SessionDesk) -> None:
        self._desk = desk

    @cached_property
    def _before(self) -> Mapping[str, Polled]:
        """What was said last time, by question; looked up once, since it does not change."""
        before = self._desk.last_time()
        return before.polled if before is not None else {}

    def answered(self, segment: Segment) -> tuple[Answered, ...]:
        """Return the questions of a segment with their hands, and with those of last time."""
        return answered_in(self._desk.session, segment, self._before)

    def put_hands(self, segment: Segment, asked: Answered, answer: str, count: int) -> ListeningSession:
        """Count the hands for an answer.

        The worst answer is filled in by itself when all others are counted: those who are left of the people
        here. Raises `RuleBroken` for an answer the question does not have, and below 0.
        """
        answers = asked.scale.answers
        require(answer in answers, f"{asked.question.title} has no answer {answer}.", _one_of(answers))
        require(count >= 0, "Hands count from 0.", "Type how many there are.")
        hands = dict(asked.hands) | {answer: count}
        left = (asked.people or 0) - sum(hands.get(each, 0) for each in answers[:-1])
        if answer != answers[-1] and all(each in hands for each in answers[:-1]) and asked.people is not None:
            hands[answers[-1]] = max(0, left)
        label = f"{count_or_no(count, 'hand')} for {answer}, {asked.question.title}"
        return self._put(segment, asked, label, hands=hands)

    def clear(self, segment: Segment, asked: Answered) -> ListeningSession:
        """Let nothing be counted of a question."""
        return self._put(segment, asked, f"{asked.question.title} not counted", hands={}, shown=False)

    def show(self, segment: Segment, asked: Answered, shown: bool) -> ListeningSession:
        """Show the room how it answered, or cover it again. Raises `RuleBroken` before there is an answer."""
        require(asked.is_counted, "Not every answer is counted yet.", "Count the hands first.")
        state = "shown" if shown else "covered"
        return self._put(segment, asked, f"{asked.question.title} {state}", shown=shown)

    def _put(self, segment: Segment, asked: Answered, label: str, **changes: object) -> ListeningSession:
        session = self._desk.session
        fresh = Polled(segment=segment.key, question=asked.question.key)
        here = (fresh.segment, fresh.question)
        before = next((each for each in session.polled if (each.segment, each.question) == here), fresh)
        others = tuple(each for each in session.polled if each is not before)
        return self._desk.set_session(label, polled=(*others, msgspec.structs.replace(before, **changes)))


def _one_of(answers: tuple[str, ...]) -> str:
    return f"Use one of: {', '.join(answers)}."


FACTS = InstrumentFacts(label="poll", order=7)
