"""Where a session stands and what is in hand there, as one value."""

from __future__ import annotations

import msgspec

from facilitator.live.course.agenda import AgendaRow
from facilitator.model.base import PracticeKey
from facilitator.model.instrument import NOTES
from facilitator.model.script import Segment


class Position(msgspec.Struct, frozen=True):
    """Where a session stands: made once a change, and handed to line, head, prompt and room.

    `row` is the agenda's of the current segment, with the seconds spent before the stretch that is still
    going. `question` counts the segment's questions from 0. `kind` is what a plain line becomes: the key of
    a kind, "idea" or "action"; `kinds` are those it may have here. `practice` is the one a note is put under
    unless it names one; `lacks_practice` tells whether one is to be looked at in depth and nobody said which,
    or that it is none. `item` is the key of what a part of a loop is about.
    """

    row: AgendaRow | None = None
    part: int = 0
    instrument: str = NOTES
    question: int = 0
    kinds: tuple[str, ...] = ()
    kind: str = ""
    practice: PracticeKey | None = None
    lacks_practice: bool = False
    item: str = ""

    @property
    def segment(self) -> Segment | None:
        """The current segment of the script; None before the start and after the end."""
        return self.row.segment if self.row else None

    @property
    def key(self) -> str:
        """The key of the current segment; "" without one."""
        return self.row.key if self.row else ""

    @property
    def at_last_question(self) -> bool:
        """Whether the segment has no question after the one in hand."""
        return self.segment is None or self.question + 1 >= len(self.segment.ask)

    @property
    def answer(self) -> str:
        """What becomes of the answer to the question in hand, by the script; "" where that is open."""
        answers = self.segment.answers if self.segment is not None else ()
        return answers[self.question] if self.question < len(answers) else ""

    @property
    def has_next_part(self) -> bool:
        """Whether the current segment has a part after this one."""
        return self.row is not None and self.part + 1 < self.row.parts
