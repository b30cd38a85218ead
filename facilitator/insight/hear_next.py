"""Which team to hear next, and why: those nobody asked, those others point at, those who wait.

A suggestion comes with reasons, each read off the records: a team is worth hearing because somebody
named it, because ideas hang on it, because it was promised an answer, or because nothing is known
of it. The order is that of `Why`; within it larger counts first.

See docs/field.md, "Before and after a session".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, tzinfo
from enum import IntEnum

import msgspec

from facilitator.insight.coverage import Coverage, TeamRow
from facilitator.insight.follow_through import had_by
from facilitator.insight.held_sessions import day_of, sessions_held
from facilitator.insight.promises import PromiseKind, promises, unanswered
from facilitator.model.action import Action
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import Interaction, InterfaceSide
from facilitator.model.records import RecordView, SessionRecords
from facilitator.model.session import SessionStatus
from facilitator.model.team import Team, TeamKind

_PLANNED = frozenset({SessionStatus.DRAFT, SessionStatus.INVITED})


class Why(IntEnum):
    """Why to hear a team, weightiest first."""

    SORE = 1
    """Teams heard name it on practices with pain 16 or more."""
    NAMED = 2
    """Teams heard name it as counterpart, and it was not asked."""
    IDEAS_WAIT = 3
    """Ideas of other teams concern it and have no answer."""
    NO_LINK = 4
    """Nobody named it, and nobody knows whom it works with."""
    NEVER = 5
    """It was never heard."""
    LONG_AGO = 6
    """It was last heard more than six months ago."""
    UNANSWERED = 7
    """It was heard and waits for answers past the target."""
    PLANNED = 8
    """A session with it is planned already."""


class Reason(msgspec.Struct, frozen=True):
    """One reason, as facts; `wording.hear_next` says it.

    `count` is how much stands behind it: teams that name the team, ideas that wait. `of` is how many teams
    were heard, `names` are those of the teams that name it, `day` is that of a session planned or held
    last. `never` says that the team was never heard, `decides` that leaders decide on the ideas that wait.
    """

    why: Why
    count: int = 1
    of: int = 0
    names: tuple[str, ...] = ()
    day: date | None = None
    never: bool = False
    decides: bool = False


class Suggestion(msgspec.Struct, frozen=True):
    """A team and why to hear it, weightiest reason first; a session planned already stands before all."""

    team: Team
    reasons: tuple[Reason, ...]

    @property
    def reason(self) -> Reason:
        """The one to show."""
        return self.reasons[0]


class HearNext(msgspec.Struct, frozen=True):
    """The suggestions, best first, and how many teams nobody has listened to yet.

    `meeting` are the names of those of them that sit in a session now, and so are not suggested. `teams` is
    how many the programme has.
    """

    suggestions: tuple[Suggestion, ...]
    never_heard: int
    meeting: tuple[str, ...] = ()
    teams: int = 0


def hear_next(
    programme: RecordView,
    sessions: Iterable[SessionRecords],
    heard: Coverage,
    today: date,
    zone: tzinfo = UTC,
) -> HearNext:
    """Return which teams to hear next, judged on *today*; *heard* is the coverage of that day.

    Teams never heard or not within six months come first, then teams that wait for an answer, then
    those with a session planned. A team in session now is left out.
    """
    files = tuple(sessions)
    evidence = _Evidence(programme, files, heard, today, zone)
    found = [
        Suggestion(row.team, reasons)
        for row in heard.going
        if row.live is None and (reasons := tuple(evidence.reasons(row)))
    ]
    meeting = tuple(_name(row.team) for row in heard.going if row.live is not None and row.never)
    return HearNext(tuple(sorted(found, key=_order)), heard.never_heard, meeting, heard.teams)


def _order(suggestion: Suggestion) -> list[tuple[int, int]]:
    """Sort by the weightiest reason, then by how much stands behind it; the next reason breaks ties."""
    return [*((reason.why, -reason.count) for reason in suggestion.reasons), (len(Why) + 1, 0)]


class _Evidence:
    """What the records hold about teams to hear."""

    def __init__(
        self,
        programme: RecordView,
        sessions: Sequence[SessionRecords],
        heard: Coverage,
        today: date,
        zone: tzinfo,
    ) -> None:
        past = sessions_held(sessions, today, zone)
        self._heard = [row for row in heard.rows if row.heard]
        self._sides = [side for each in past for side in each.all(InterfaceSide)]
        self._ideas = [
            (frozenset(had_by(idea, each.session)), idea)
            for each in past
            for idea in each.all(ImprovementIdea)
            if unanswered(idea, each.all(Action))
        ]
        self._late = [
            promise
            for promise in promises(programme, past, today, zone).items
            if promise.kind is PromiseKind.ANSWER and promise.late
        ]
        self._owed_to = {
            idea.id: had_by(idea, each.session) for each in past for idea in each.all(ImprovementIdea)
        }
        self._planned = [
            (day_of(each.session, zone), each.session)
            for each in sessions
            if each.session.status in _PLANNED and day_of(each.session, zone) >= today
        ]

    def reasons(self, row: TeamRow) -> Iterable[Reason]:
        """Yield why to hear a team; nothing when there is no reason."""
        found = list(self._unanswered(row.team) if row.heard else self._unheard(row))
        if found and (planned := self._plan(row.team)):
            yield planned
        yield from found

    def _unheard(self, row: TeamRow) -> Iterable[Reason]:
        interaction = [reason for reason in (self._sore(row), self._named(row), self._waiting(row)) if reason]
        yield from interaction
        if row.last_heard is not None:
            yield Reason(Why.LONG_AGO, day=row.last_heard)
        elif not interaction:
            yield self._unknown(row)
        yield from self._unanswered(row.team)

    def _plan(self, team: Team) -> Reason | None:
        days = [day for day, session in self._planned if team.id in session.teams]
        if not days:
            return None
        return Reason(Why.PLANNED, day=min(days))

    def _sore(self, row: TeamRow) -> Reason | None:
        """Tell how many of the teams heard name the team where it hurts most (pain 16 or more)."""
        namers = [
            other
            for other in self._heard
            if any(cell.sore and row.team.id in _named_on(cell.interaction) for cell in other.cells)
        ]
        if not namers:
            return None
        names = tuple(_name(other.team) for other in namers)
        return Reason(Why.SORE, len(namers), of=len(self._heard), names=names)

    def _named(self, row: TeamRow) -> Reason | None:
        """Tell which of the teams heard name the team as counterpart, on a practice or an interface."""
        namers = [other for other in self._heard if row.team.id in self._counterparts(other)]
        if not namers:
            return None
        names = tuple(_name(other.team) for other in namers)
        return Reason(Why.NAMED, len(namers), names=names, never=row.never)

    def _counterparts(self, row: TeamRow) -> frozenset[str]:
        """Return the teams a team named, on its practices as they stand now and on its interfaces."""
        on_practices = {team for cell in row.cells for team in _named_on(cell.interaction)}
        return frozenset(on_practices | {s.counterpart for s in self._sides if s.team == row.team.id})

    def _waiting(self, row: TeamRow) -> Reason | None:
        """Tell how many unanswered ideas of other teams concern the team; leaders decide on theirs."""
        team = row.team
        count = sum(team.id in idea.counterparts and team.id not in own for own, idea in self._ideas)
        if not count:
            return None
        return Reason(Why.IDEAS_WAIT, count, decides=team.kind is TeamKind.LEADERSHIP)

    def _unknown(self, row: TeamRow) -> Reason:
        linked = bool(row.team.counterparts) or any(side.counterpart == row.team.id for side in self._sides)
        return Reason(Why.NEVER if linked else Why.NO_LINK)

    def _unanswered(self, team: Team) -> Iterable[Reason]:
        """Yield how many ideas of the team wait past the target, which is a promise.

        See docs/field.md, "Promises kept visibly".
        """
        late = [promise for promise in self._late if team.id in self._owed_to[promise.record]]
        if late:
            yield Reason(Why.UNANSWERED, len(late))


def _named_on(interaction: Interaction | None) -> tuple[str, ...]:
    return interaction.counterparts if interaction else ()


def _name(team: Team) -> str:
    return team.short_name or team.name
