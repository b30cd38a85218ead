"""Where each team stands in the three stages, and the signs that it may be ready to look back.

Advice, never a lock: nothing asks this before a session is planned. See docs/field.md, "The idea behind it".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import Enum

import msgspec

from facilitator.insight.held_sessions import day_of, hears, sessions_held
from facilitator.insight.session_change import session_change
from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.audience import countable
from facilitator.model.curiosity import Curiosity
from facilitator.model.idea import Evidence, IdeaStatus, ImprovementIdea
from facilitator.model.interaction import Interaction
from facilitator.model.programme import Programme
from facilitator.model.records import RecordView, SessionRecords
from facilitator.model.script import Stage
from facilitator.model.team import Team, going_teams

RAISED = 2
"""So many rungs raised in a later session are a sign."""

_FOLLOW_UP = timedelta(weeks=4)
"""So long after a session its follow-up is on time where no day was agreed."""


class Sign(Enum):
    """The signs that a team may be ready to look back at how it works."""

    HELPED = "helped"
    RAISED = "raised"
    ASKED = "asked"
    ON_TIME = "on_time"


class Signal(msgspec.Struct, frozen=True):
    """One sign: whether it is there, and how much of it. `due` is when a follow-up is still to come.

    `compares` tells whether there was a second session to raise anything in.
    """

    sign: Sign
    there: bool
    some: int = 0
    due: datetime | None = None
    compares: bool = True


class TeamStage(msgspec.Struct, frozen=True):
    """Where a team stands: the furthest stage it met in, None for none yet; and its signs, in their order."""

    team: Team
    stage: Stage | None
    last: date | None
    signals: tuple[Signal, ...]

    @property
    def ready(self) -> int:
        """How many of the signs are there."""
        return sum(each.there for each in self.signals)

    @property
    def may_look_back(self) -> bool:
        """Whether all signs are there and it has not looked back yet: a question for the team, no more."""
        return self.stage is not Stage.REVIEW and self.ready == len(Sign)


class Gifts(msgspec.Struct, frozen=True):
    """What each stage gives the next, counted: a purpose and promises, what helped, and looks back."""

    purpose: bool
    promises: int
    heard: int
    helped: int
    looked_back: int


def team_stages(
    programme: RecordView, sessions: Iterable[SessionRecords], today: date, zone: tzinfo = UTC
) -> tuple[TeamStage, ...]:
    """Return where each team stands on *today*: those with the most signs first."""
    held = sessions_held(sessions, today, zone)
    asked = [each for each in programme.all(Curiosity) if each.on <= today]
    rows = [_of(team, held, asked, today, zone) for team in going_teams(programme.all(Team))]
    return tuple(sorted(rows, key=lambda each: (-each.ready, each.team.name.casefold(), each.team.id)))


def gifts(
    programme: RecordView, sessions: Iterable[SessionRecords], today: date, zone: tzinfo = UTC
) -> Gifts:
    """Return what each stage gave the next by *today*."""
    held = sessions_held(sessions, today, zone)
    stages = [each.stage for each in team_stages(programme, held, today, zone)]
    return Gifts(
        any(each.purpose.strip() for each in programme.all(Programme)),
        sum(len(countable(each.all(Commitment))) for each in held),
        sum(each in (Stage.LISTEN, Stage.REVIEW) for each in stages),
        sum(_helped(each) for each in held),
        sum(each is Stage.REVIEW for each in stages),
    )


def _of(
    team: Team, held: Sequence[SessionRecords], asked: Sequence[Curiosity], today: date, zone: tzinfo
) -> TeamStage:
    own = [each for each in held if team.id in each.session.teams]
    met = {each.session.stage for each in own if each.session.stage is not Stage.LISTEN or hears(each)}
    order = list(Stage)
    helped = sum(_helped(each) for each in own)
    questions = sum(each.team == team.id for each in asked)
    signals = (
        Signal(Sign.HELPED, helped > 0, helped),
        _raised(team.id, own, today, zone),
        Signal(Sign.ASKED, questions > 0, questions),
        _on_time(own, zone),
    )
    last = max((day_of(each.session, zone) for each in own), default=None)
    return TeamStage(team, max(met, key=order.index, default=None), last, signals)


def _helped(records: SessionRecords) -> int:
    """Return how many actions were done, and ideas confirmed, of which somebody said that they helped."""
    actions = sum(
        each.status is ActionStatus.DONE
        and any(found.evidence is not Evidence.ASSUMED for found in each.benefits)
        for each in countable(records.all(Action))
    )
    ideas = countable(records.all(ImprovementIdea))
    served = {idea for each in records.all(Action) if each.benefits for idea in each.ideas}
    confirmed = [each for each in ideas if each.status is IdeaStatus.BENEFIT_CONFIRMED]
    return actions + sum(each.id not in served for each in confirmed)


def _raised(team: str, own: Sequence[SessionRecords], today: date, zone: tzinfo) -> Signal:
    told = (each.practice for records in own for each in records.all(Interaction) if each.team == team)
    found = session_change(own, team, tuple(dict.fromkeys(told)), today, zone)
    raised = sum(each.change > 0 for each in found.trails)
    return Signal(Sign.RAISED, raised >= RAISED, raised, compares=found.compares)


def _on_time(own: Sequence[SessionRecords], zone: tzinfo) -> Signal:
    """Look at the follow-up of the newest session that has one, held or to come."""
    for records in reversed(own):
        session = records.session
        told, agreed = session.follow_up, session.next_meeting
        if told is not None and told.held_on is not None:
            last = agreed.astimezone(zone).date() if agreed else day_of(session, zone) + _FOLLOW_UP
            return Signal(Sign.ON_TIME, told.held_on <= last, 1)
        if told is None and agreed is not None:
            return Signal(Sign.ON_TIME, there=False, due=agreed)
    return Signal(Sign.ON_TIME, there=False)
