"""The side in hand of a session of two teams: whose words and scores are written now.

See docs/field.md, "Sessions". In a session of one team there is no side to choose: all of it is theirs.
"""

from __future__ import annotations

from facilitator.live.desk import SessionDesk
from facilitator.model.base import TeamId, require
from facilitator.model.session import OnScreen

FIRST, SECOND, BOTH = "○", "●", "◐"
"""What stands before the words of the first team, the second, and both: told by shape, not by colour."""


class Sides:
    """The two teams of a session, and which of them is in hand; both until one is taken.

    The choice is of the moment and no record. What the facilitator's window is about is written down for the
    room; from there it comes back after a crash.
    """

    def __init__(self, desk: SessionDesk) -> None:
        self._desk = desk
        kept = next(iter(desk.records.all(OnScreen)), None)
        self._taken: TeamId | None = kept.team if kept else None

    @property
    def teams(self) -> tuple[TeamId, ...]:
        """The two teams; none in a session of one."""
        teams = self._desk.session.teams
        return teams if len(teams) > 1 else ()

    @property
    def in_hand(self) -> TeamId | None:
        """The team that speaks; None for both, and in a session of one team."""
        return self._taken if self._taken in self.teams else None

    @property
    def scoring(self) -> TeamId:
        """The team whose map is in hand: a score is one team's, so with both it is the first."""
        return self.in_hand or self._desk.session.teams[0]

    @property
    def speaking(self) -> tuple[str, ...]:
        """The names of who has the word: the only team, the one in hand, or both."""
        ids = (self.in_hand,) if self.in_hand else self._desk.session.teams
        return tuple(self._desk.teams[id].name for id in ids if id in self._desk.teams)

    def take(self, team: TeamId | None) -> None:
        """Let one team speak, None for both. Raises `RuleBroken` for one that is not there."""
        require(
            team is None or team in self._desk.session.teams,
            "That team is not in this session.",
            "Take one of the two, or both.",
        )
        self._taken = team

    def turn(self, *, scores: bool = False) -> TeamId | None:
        """Take the next of first, second and both, and return it; of *scores* the other team's."""
        if scores:
            self.take(self.after(self.scoring) or self._desk.session.teams[0])
        else:
            self.take(self.after(self.in_hand))
        return self.in_hand

    def after(self, team: TeamId | None) -> TeamId | None:
        """Return what comes after a side: the first team, the second, both (None), the first again."""
        order = (None, *self.teams)
        return order[(order.index(team) + 1) % len(order)] if team in order else None

    def mark(self, team: TeamId | None) -> str:
        """Return the mark of a side, "" in a session of one team."""
        if not self.teams:
            return ""
        return BOTH if team not in self.teams else (FIRST, SECOND)[self.teams.index(team)]

    def name(self, team: TeamId | None) -> str:
        """Return the name of a side in short, "both teams" for both, "" in a session of one team."""
        if not self.teams:
            return ""
        if team not in self.teams:
            return "both teams"
        found = self._desk.teams.get(team)
        return (found.short_name or found.name) if found else "another team"
