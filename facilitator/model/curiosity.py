"""That somebody asked about another team's work: a sign a facilitator marks when it happens.

See docs/field.md, "The idea behind it".
"""

from datetime import date
from typing import Annotated

from facilitator.model.base import Record, TeamId, asked, require, words


class Curiosity(Record, frozen=True, kw_only=True):
    """Somebody of a team asked about the work of another; nobody is named. Only the facilitators see it."""

    team: Annotated[TeamId, asked("Team that asked")]
    other: Annotated[TeamId | None, asked("Whose work")] = None
    on: Annotated[date, asked("On", past=True)]
    about: Annotated[str, words("What they asked about", "no names", remark=True)] = ""

    def __post_init__(self) -> None:
        require(
            self.team != self.other,
            "It is the work of another team that somebody asked about.",
            "Name the other team, or leave it empty.",
            field="other",
        )
