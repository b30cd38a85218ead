"""What changed for a team from session to session: the rungs it gave, and what became of what was agreed.

Facts of one team over the sessions that took place, as the rooms said them. Nothing is averaged, and nothing
is stored. See docs/field.md, "The ladder" and "Follow-through".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, tzinfo

import msgspec

from facilitator.insight.follow_through import OnTime, on_time
from facilitator.insight.held_sessions import day_of, sessions_held
from facilitator.model.action import Action
from facilitator.model.audience import countable
from facilitator.model.base import PracticeKey, TeamId
from facilitator.model.interaction import Interaction
from facilitator.model.ladder import Rung
from facilitator.model.records import SessionRecords
from facilitator.model.session import ListeningSession


class Point(msgspec.Struct, frozen=True):
    """What a team said about a practice in one session, held `on` that day; it has a rung."""

    session: ListeningSession
    on: date
    told: Interaction

    @property
    def rung(self) -> Rung:
        """The step of the ladder; of a split room the lower one."""
        assert self.told.rung is not None
        return self.told.rung


class Trail(msgspec.Struct, frozen=True):
    """Every rung a team gave a practice, the oldest first: two or more of them."""

    practice: PracticeKey
    points: tuple[Point, ...]

    @property
    def then(self) -> Point:
        """The first one."""
        return self.points[0]

    @property
    def now(self) -> Point:
        """The newest one."""
        return self.points[-1]

    @property
    def change(self) -> int:
        """By how many steps it rose since the first time; a fall is negative."""
        return self.now.rung - self.then.rung


class Kept(msgspec.Struct, frozen=True):
    """An action somebody said yes to, with the session it was agreed in."""

    session: ListeningSession
    action: Action


class SessionChange(msgspec.Struct, frozen=True):
    """What changed for one team. `sessions` are those that asked it for rungs, with their days.

    `trails` have those that rose first, then the same, then those that fell. `once` were rated once only:
    before the newest session, so they were `not_asked_again`, or in it. `on_time` counts the `actions`.
    """

    team: TeamId
    sessions: tuple[tuple[ListeningSession, date], ...]
    trails: tuple[Trail, ...]
    not_asked_again: tuple[PracticeKey, ...]
    actions: tuple[Kept, ...]
    on_time: OnTime

    @property
    def compares(self) -> bool:
        """Whether there is a second point to look back from."""
        return len(self.sessions) > 1


def session_change(
    sessions: Iterable[SessionRecords],
    team: TeamId,
    practices: Sequence[PracticeKey],
    today: date,
    zone: tzinfo = UTC,
) -> SessionChange:
    """Return what changed for *team* up to *today*; *practices* come in the order they are shown.

    What one of the facilitators has still to decide about, or is for them alone, is left out.
    """
    own = [each for each in sessions_held(sessions, today, zone) if team in each.session.teams]
    points = [
        Point(each.session, day_of(each.session, zone), told)
        for each in own
        for told in each.all(Interaction)
        if told.team == team and told.rung is not None
    ]
    rated = tuple(dict.fromkeys((each.session.id, each.on) for each in points))
    by_id = {each.session.id: each.session for each in points}
    newest = rated[-1][0] if rated else ""
    by_practice = {key: tuple(each for each in points if each.told.practice == key) for key in practices}
    trails = [Trail(key, found) for key, found in by_practice.items() if len(found) > 1]
    trails.sort(key=lambda each: -each.change)
    again = (key for key, found in by_practice.items() if found and found[-1].session.id != newest)
    actions = tuple(
        Kept(each.session, action)
        for each in own
        if each.session.id != newest
        for action in countable(each.all(Action))
        if action.agreed and not action.undecided
    )
    return SessionChange(
        team,
        tuple((by_id[id], on) for id, on in rated),
        tuple(trails),
        tuple(again),
        actions,
        on_time((each.action for each in actions), today),
    )
