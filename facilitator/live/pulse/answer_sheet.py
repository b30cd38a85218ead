"""What one person answers, statement by statement, until it is counted; it is in no file and not kept."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.model.pulse import PulseItem, Questionnaire


def answer_of(key: str) -> int | None:
    """Return the answer a key stands for, 1 to 5; None for who cannot say."""
    return int(key) if key in "12345" else None


class Sheet:
    """What one person has answered so far, statement by statement."""

    def __init__(self, questions: Questionnaire) -> None:
        """Begin an empty sheet."""
        self.questions = questions
        self._given: list[int | None] = []

    @property
    def items(self) -> Sequence[PulseItem]:
        """The statements."""
        return self.questions.items

    @property
    def at(self) -> int:
        """The place of the statement that is next, counted from 0."""
        return len(self._given)

    @property
    def left(self) -> int:
        """How many statements are still without an answer."""
        return len(self.items) - self.at

    @property
    def answers(self) -> dict[str, int | None]:
        """The answers by statement; None where the person cannot say."""
        return {item.key: answer for item, answer in zip(self.items, self._given, strict=False)}

    def give(self, answer: int | None) -> None:
        """Answer the statement that is next, if there is one."""
        if self.left:
            self._given.append(answer)

    def back(self) -> None:
        """Take the last answer back."""
        if self._given:
            self._given.pop()

    def words_at(self, place: int) -> str:
        """Return what was answered there, in words; "" where nothing was yet."""
        if place >= self.at:
            return ""
        answer = self._given[place]
        return self.questions.cant_say if answer is None else self.questions.answers[answer - 1]

    def digit_at(self, place: int) -> str:
        """Return what was answered there as it was typed."""
        if place >= self.at:
            return ""
        return str(self._given[place] or "–")
