"""Rows of a filled sheet that count the hands for a question of a poll."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.live.capture.naming import CaptureContext
from facilitator.live.instruments.poll import Polls
from facilitator.live.paper_entry.counted import NOT_ON_PAPER, read_count
from facilitator.live.paper_entry.facts import Fact
from facilitator.live.paper_entry.sheet import Row
from facilitator.model.base import require
from facilitator.model.script import QuestionSpec, Script, Segment

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession

POLL = "poll"
"""How such a row begins; then the key of the question, or its name, and a number an answer."""


@dataclass(frozen=True)
class Counted:
    """The hands for a question, by answer; an answer that is not on the paper is missing."""

    segment: Segment
    question: QuestionSpec
    hands: Mapping[str, int]
    what: str = "poll"

    def words(self, known: CaptureContext) -> str:
        """Return "Pace: 3 good, 0 mixed, 5 poor"."""
        hands = ", ".join(f"{count} {answer}" for answer, count in self.hands.items())
        return f"{self.question.title}: {hands or 'no hands'}"

    def enter(self, live: LiveSession) -> None:
        """Count the hands."""
        polls = Polls(live.desk)
        for answer, count in self.hands.items():
            asked = next(each for each in polls.answered(self.segment) if each.question == self.question)
            polls.put_hands(self.segment, asked, answer, count)


class PollLines:
    """Reads them for the questions that a script asks."""

    def __init__(self, script: Script | None) -> None:
        self._asked = tuple(_asked(script)) if script is not None else ()

    def names(self, said: str) -> bool:
        """Tell whether words are the name of a question and nothing else."""
        return any(said.casefold() in _names(question) for _, question, _ in self._asked)

    def row(self, said: str) -> Fact | None:
        """Return the hands for a question, None where it names none. Raises `RuleBroken` for no counts."""
        for segment, question, answers in self._asked:
            for name in _names(question):
                if said.casefold().startswith(f"{name} "):
                    return Counted(segment, question, _hands(question, answers, said[len(name) :].split()))
        return None


def poll_rows(script: Script) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Yield the heading and the rows of each poll of a script, to be filled in."""
    for segment in script.segments:
        asked = [(question, answers) for each, question, answers in _asked(script) if each is segment]
        if asked:
            rows = (
                Row(f"{POLL} {question.key}", f"hands for {', '.join(answers)}: {question.title}")
                for question, answers in asked
            )
            yield segment.title, tuple(rows)


def _asked(script: Script) -> Iterator[tuple[Segment, QuestionSpec, tuple[str, ...]]]:
    scales = {scale.key: scale.answers for scale in script.scales}
    for segment in script.segments:
        for question in script.polled_in(segment):
            yield segment, question, scales.get(question.scale, ())


def _names(question: QuestionSpec) -> tuple[str, str]:
    return question.title.casefold(), question.key


def _hands(question: QuestionSpec, answers: tuple[str, ...], words: list[str]) -> Mapping[str, int]:
    counts = {answer: read_count(word) for answer, word in zip(answers, words, strict=False)}
    told = {answer: word for answer, word in zip(answers, words, strict=False) if word != NOT_ON_PAPER}
    require(
        len(words) <= len(answers) and all(counts[answer] is not None for answer in told),
        f"{question.title} has a number for each of: {', '.join(answers)}.",
        f"Type {POLL} {question.key} {' '.join('3' for _ in answers)}.",
    )
    return {answer: count for answer in told if (count := counts[answer]) is not None}
