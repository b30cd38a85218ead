"""The assessed level of a practice beside the ladder: two things that are never turned into one another.

See docs/field.md, "The ladder".
"""

from __future__ import annotations

from collections import Counter

import msgspec

from facilitator.insight.coverage import Coverage
from facilitator.model.ladder import Rung
from facilitator.model.practice import AssessedLevel
from facilitator.model.records import RecordView

_HIGH = 4
"""From this level on a practice is called tightly run."""

_LOW = Rung.SCRIPTED
"""Up to this rung a team waits, or does not know whom to ask."""


class Beside(msgspec.Struct, frozen=True):
    """What was assessed of a practice last, None for nothing, and on which rungs how many teams stand."""

    assessed: AssessedLevel | None
    rungs: tuple[tuple[Rung, int], ...]

    @property
    def teams(self) -> int:
        """How many teams gave a rung."""
        return sum(number for _, number in self.rungs)

    @property
    def not_felt(self) -> bool:
        """Whether a high level stands beside a low rung: good on paper, not felt there; it asks for talk."""
        high = self.assessed is not None and self.assessed.level >= _HIGH
        return high and any(rung <= _LOW for rung, _ in self.rungs)


def level_beside(programme: RecordView, grid: Coverage, practice: str) -> Beside:
    """Return the newest assessed level of a practice beside the rungs of the teams of *grid*."""
    own = [each for each in programme.all(AssessedLevel) if each.practice == practice]
    newest = max(own, key=lambda each: (each.on, each.changed, each.id), default=None)
    cells = (cell for row in grid.going for cell in row.cells if cell.practice == practice)
    told = Counter(cell.rung for cell in cells if cell.rung is not None)
    return Beside(newest, tuple(sorted(told.items())))
