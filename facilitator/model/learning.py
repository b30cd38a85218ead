"""What people learn, as they want it; no exam that went wrong has a place here.

See docs/field.md, "Skills and learning".
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta

from facilitator.model.base import PersonId, Record, Scale, TeamId, asked, ref, require

ModuleKey = Annotated[str, ref("modules", "Module")]
"""The key of a module with that of its scheme before it, such as "itil4/cds"."""


class LearningAnswer(Scale):
    """What somebody says of a module, or, without one, of modules as such. Enough is an answer to respect."""

    HELD = "held"
    PLANNED = "planned"
    INTERESTED = "interested"
    NOT_INTERESTED = "not_interested", "not interested"
    ENOUGH = "enough", "enough for me"


class Learning(Record, frozen=True, kw_only=True):
    """What one person says of one module, or without one of all of them. Interest comes first.

    What is held may have to be renewed by a day. What is planned may have a day.
    """

    person: PersonId
    module: Annotated[ModuleKey | None, asked("Module", "left empty: all of them")] = None
    answer: Annotated[LearningAnswer, asked("Their answer", required=True)] = LearningAnswer.INTERESTED
    awarded: Annotated[date | None, asked("Awarded on", past=True)] = None
    renew_by: Annotated[date | None, asked("Renew by", "worked out where the scheme says so")] = None
    planned_for: Annotated[date | None, asked("Planned for")] = None

    def __post_init__(self) -> None:
        named = self.answer not in (LearningAnswer.HELD, LearningAnswer.PLANNED) or self.module is not None
        require(named, "Which one is not said.", "Name the module.", field="module")
        held = self.answer is LearningAnswer.HELD
        require(
            held or (self.awarded is None and self.renew_by is None),
            "Only what is held was awarded, and is renewed.",
            "Say that it is held, or leave the days empty.",
            field="answer",
        )
        require(
            self.awarded is None or self.renew_by is None or self.awarded <= self.renew_by,
            "It is renewed after it was awarded.",
            "Use a later day.",
            field="renew_by",
        )


class Course(Record, frozen=True, kw_only=True):
    """A plan to let people of a team learn a module together."""

    team: TeamId
    module: ModuleKey
    people: Annotated[int, Meta(title="People", description="how many of them", ge=1, le=9999)] = 1
    planned_for: Annotated[date | None, asked("Planned for", "a day, or the first of a month")] = None
