"""Who was heard, about what: the grid of teams × practices behind the home screen.

See docs/field.md, "Coverage".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, tzinfo
from enum import Enum
from functools import cached_property

import msgspec

from facilitator.insight.held_sessions import day_of, hears, sessions_held
from facilitator.language.calendar import months_after
from facilitator.model.interaction import Interaction, TouchRole, pain
from facilitator.model.ladder import Rung
from facilitator.model.practice import Practice, PracticeDecision
from facilitator.model.records import RecordView, SessionRecords
from facilitator.model.session import LIVE, SessionStatus
from facilitator.model.team import Team

HEARD_MONTHS = 6
"""A team counts as heard for this many months."""

SORE = 16
"""Pain from here on is marked on every map."""

LEAST_TEAMS = 2
"""A practice is covered once at least this many teams told how it goes."""


class Heard(Enum):
    """What one team told about one practice."""

    NOT_ASKED = "not_asked"
    NOT_TOUCHED = "not_touched"
    TOUCHED = "touched"
    RATED = "rated"


class Cell(msgspec.Struct, frozen=True):
    """One team × one practice, as the newest session heard it.

    `session` is the id of that session; it and `interaction` are None while nobody asked.
    """

    team: str
    practice: str
    interaction: Interaction | None = None
    session: str | None = None

    @property
    def state(self) -> Heard:
        """Not asked, asked and not touched, touched without a rung, or rated.

        Who was asked and could not say counts as not asked: nothing is known, so ask again.
        """
        told = self.interaction
        if told is None or told.role is TouchRole.UNKNOWN:
            return Heard.NOT_ASKED
        if not told.role.touches:
            return Heard.NOT_TOUCHED
        return Heard.TOUCHED if told.rung is None else Heard.RATED

    @property
    def rung(self) -> Rung | None:
        """The step of the ladder, once rated."""
        return self.interaction.rung if self.interaction else None

    @property
    def pain(self) -> int | None:
        """Importance × (6 − ease), or None while one of them is missing."""
        return pain(self.interaction.importance, self.interaction.ease) if self.interaction else None

    @property
    def sore(self) -> bool:
        """Whether the pain is 16 or more."""
        return (self.pain or 0) >= SORE

    @property
    def touched(self) -> bool:
        """Whether the team meets the practice, rated or not."""
        return self.state in (Heard.TOUCHED, Heard.RATED)


class TeamRow(msgspec.Struct, frozen=True):
    """One team: a cell for each practice shown, and when it was heard.

    `last_heard` is the day of the newest session that heard it, None if it was never heard. `live` is the
    status of a session going on now, running or paused. `heard` tells whether it counts as heard by now.
    """

    team: Team
    cells: tuple[Cell, ...]
    last_heard: date | None = None
    live: SessionStatus | None = None
    heard: bool = False

    @property
    def never(self) -> bool:
        """Whether nobody has listened to the team yet."""
        return self.last_heard is None


class Coverage(msgspec.Struct, frozen=True, dict=True):
    """The grid: practices in catalogue order without hidden ones, and a row for each team.

    A team that is no more has its row for what it told, and counts for no team; never heard, it has none.
    """

    practices: tuple[Practice, ...]
    rows: tuple[TeamRow, ...]

    @property
    def teams(self) -> int:
        """How many teams the programme has, without those that are no more."""
        return len(self.going)

    @cached_property
    def teams_heard(self) -> int:
        """How many of them were heard within the last six months."""
        return sum(row.heard for row in self.going)

    @cached_property
    def never_heard(self) -> int:
        """How many of them nobody has listened to yet."""
        return sum(row.never for row in self.going)

    @cached_property
    def cells_touched(self) -> int:
        """How many cells have a role that meets the practice."""
        return sum(cell.touched for cell in self._cells())

    @cached_property
    def cells_rated(self) -> int:
        """How many of the touched cells carry a rung."""
        return sum(cell.state is Heard.RATED for cell in self._cells())

    @cached_property
    def practices_covered(self) -> int:
        """How many practices at least two teams told about: told by a rung, not by a role alone."""
        told = Counter(cell.practice for cell in self._cells() if cell.state is Heard.RATED)
        return sum(teams >= LEAST_TEAMS for teams in told.values())

    @cached_property
    def going(self) -> tuple[TeamRow, ...]:
        """The rows of the teams that are not retired."""
        return tuple(row for row in self.rows if row.team.retired is None)

    def row(self, team: str) -> TeamRow | None:
        """Return the row of the team with that id, or None."""
        return next((row for row in self.rows if row.team.id == team), None)

    def _cells(self) -> Iterator[Cell]:
        return (cell for row in self.rows for cell in row.cells)


def coverage(
    programme: RecordView,
    sessions: Iterable[SessionRecords],
    practices: Sequence[Practice],
    today: date,
    zone: tzinfo = UTC,
) -> Coverage:
    """Return who was heard about what, up to *today*.

    *practices* come in the order they are shown; hidden ones leave (docs/field.md, "Practices"). Of several
    sessions the newest answer of a team counts, all are kept.
    """
    hidden = {decision.practice for decision in programme.all(PracticeDecision) if decision.hidden}
    shown = tuple(each for each in practices if not each.hidden and each.key not in hidden)
    past = sessions_held(sessions, today, zone)
    current = _current_cells(past)
    rows = (
        _row(
            team,
            tuple(current.get((team.id, practice.key), Cell(team.id, practice.key)) for practice in shown),
            [each for each in past if team.id in each.session.teams],
            today,
            zone,
        )
        for team in programme.all(Team)
    )
    return Coverage(shown, tuple(row for row in rows if row.team.retired is None or not row.never))


def _current_cells(past: Sequence[SessionRecords]) -> dict[tuple[str, str], Cell]:
    return {
        (told.team, told.practice): Cell(told.team, told.practice, told, each.session.id)
        for each in past
        for told in each.all(Interaction)
    }


def _row(
    team: Team, cells: tuple[Cell, ...], own: Sequence[SessionRecords], today: date, zone: tzinfo
) -> TeamRow:
    live = next((each.session.status for each in reversed(own) if each.session.status in LIVE), None)
    heard = [each for each in own if hears(each)]
    if not heard:
        return TeamRow(team, cells, live=live)
    last = day_of(heard[-1].session, zone)
    return TeamRow(team, cells, last, live, last >= months_after(today, -HEARD_MONTHS))
