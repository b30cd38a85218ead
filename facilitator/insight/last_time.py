"""What a team's earlier sessions left for its next one: what was agreed and answered, how practices ran.

Facts of one session, seen from the sessions its teams had before it. Nothing is stored; an action and an idea
stay records of the session in which they came up. What one of the facilitators has still to decide about is
left out, and what is for them alone: the room may see the list.

See docs/field.md, "Last time".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from enum import Enum

import msgspec

from facilitator.insight.follow_through import had_by, is_answered
from facilitator.insight.held_sessions import day_of, sessions_held
from facilitator.insight.promises import answer_due
from facilitator.insight.script_lists import Item, parked_items
from facilitator.model.action import OWED, Action, ActionStatus, Commitment
from facilitator.model.audience import W, countable
from facilitator.model.base import PracticeKey, TeamId
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.interaction import Interaction
from facilitator.model.ladder import Rung
from facilitator.model.programme import Programme
from facilitator.model.records import SessionRecords
from facilitator.model.script import Polled, QuestionSpec, Script
from facilitator.model.session import HEARD, LIVE, ListeningSession


class Agreed(msgspec.Struct, frozen=True):
    """An action of an earlier session.

    `to_ask` are those that were still going when the session in hand began; `asked` of them those of which
    something was said since.
    """

    session: ListeningSession
    action: Action
    to_ask: bool
    asked: bool


class Reply(Enum):
    """What a team was told about an idea of its own."""

    YES = "yes"
    NOT_NOW = "not_now"
    NO = "no"
    OWED = "owed"


class Asked(msgspec.Struct, frozen=True):
    """An idea of an earlier session, the day by which its answer was promised, and what the team was told."""

    session: ListeningSession
    idea: ImprovementIdea
    due: date
    reply: Reply


class Pledged(msgspec.Struct, frozen=True):
    """What somebody else promised the team in an earlier session: a leader, another team, a facilitator."""

    session: ListeningSession
    promise: Commitment


class Former(msgspec.Struct, frozen=True):
    """How a team met a practice when it was asked last, `on` that day; `rated` is its newest with a rung."""

    interaction: Interaction
    on: date
    rated: Interaction | None = None

    @property
    def rung(self) -> Rung | None:
        """The newest rung; None while there is none."""
        return self.rated.rung if self.rated else None


class LastTime(msgspec.Struct, frozen=True):
    """What the sessions before one left. `session` is the newest of them, `day` its day, `count` how many.

    `former` is by team and practice, `polled` by question, of sessions of the very same teams. Actions, ideas
    and what others `pledged` are all there of the newest, of older ones those that still go on or were
    settled since. `parked` is what the room of the newest wanted to talk about another time.
    """

    session: ListeningSession
    day: date
    count: int
    agreed: tuple[Agreed, ...] = ()
    ideas: tuple[Asked, ...] = ()
    pledged: tuple[Pledged, ...] = ()
    former: Mapping[tuple[TeamId, PracticeKey], Former] = {}
    polled: Mapping[str, Polled] = {}
    parked: tuple[Item, ...] = ()

    @property
    def to_ask(self) -> int:
        """How many actions were still going when the session in hand began."""
        return sum(each.to_ask for each in self.agreed)

    @property
    def asked(self) -> int:
        """Of how many of those something was said since."""
        return sum(each.asked for each in self.agreed)

    def replied(self, reply: Reply) -> tuple[Asked, ...]:
        """Return the ideas that got that reply, in the order they came up."""
        return tuple(each for each in self.ideas if each.reply is reply)


def earlier_sessions(
    sessions: Iterable[SessionRecords], own: ListeningSession, today: date, zone: tzinfo = UTC
) -> tuple[SessionRecords, ...]:
    """Return the sessions that a team of *own* had before it, oldest first."""
    before = _place(own) if own.status in HEARD | LIVE else None
    held = (each for each in sessions_held(sessions, today, zone) if each.session.id != own.id)
    met = [each for each in held if set(each.session.teams) & set(own.teams)]
    earlier = [each for each in met if before is None or _place(each.session) < before]
    return tuple(sorted(earlier, key=lambda each: _place(each.session)))


def _place(session: ListeningSession) -> tuple[datetime, int]:
    return session.started_at or session.planned_start, session.number


TakenUp = Callable[[ListeningSession, ImprovementIdea], bool]


def _known_by_its_actions(session: ListeningSession, idea: ImprovementIdea) -> bool:
    return False


def last_time(
    sessions: Iterable[SessionRecords],
    own: ListeningSession,
    today: date,
    zone: tzinfo = UTC,
    *,
    programme: Programme,
    taken_up: TakenUp = _known_by_its_actions,
) -> LastTime | None:
    """Return what the sessions before *own* left, as it stands today; None when it is the first.

    *programme* says by when ideas are promised an answer; *taken_up* of an idea whether it has one in an
    action that is not among the records, since its readers may not read it.
    """
    earlier = earlier_sessions(sessions, own, today, zone)
    if not earlier:
        return None
    newest = earlier[-1].session
    day = day_of(newest, zone)
    return LastTime(
        session=newest,
        day=day,
        count=len(earlier),
        agreed=tuple(_agreed(earlier, own, day, zone)),
        ideas=tuple(_ideas(earlier, own.teams, day, zone, programme, taken_up)),
        pledged=tuple(_pledged(earlier, day, zone)),
        former=_former(earlier, own.teams, zone),
        polled=_polled(earlier, own),
        parked=parked_items(earlier[-1]) if {*newest.teams} == {*own.teams} else (),
    )


def _agreed(
    earlier: Sequence[SessionRecords], own: ListeningSession, day: date, zone: tzinfo
) -> Iterator[Agreed]:
    began = own.started_at
    for records in earlier:
        is_newest = records is earlier[-1]
        for action in _shown(records.all(Action)):
            asked = began is not None and action.changed >= began
            if is_newest or action.going or asked or _settled_on(action, zone) >= day:
                yield Agreed(records.session, action, to_ask=action.going or asked, asked=asked)


def _settled_on(action: Action, zone: tzinfo) -> date:
    if action.status is ActionStatus.DONE and action.done_on is not None:
        return action.done_on
    return action.changed.astimezone(zone).date()


def _pledged(earlier: Sequence[SessionRecords], day: date, zone: tzinfo) -> Iterator[Pledged]:
    for records in earlier:
        for promise in _shown(records.all(Commitment)):
            settled_since = promise.changed.astimezone(zone).date() >= day
            if records is earlier[-1] or promise.status in OWED or settled_since:
                yield Pledged(records.session, promise)


_OVER = (IdeaStatus.DONE, IdeaStatus.BENEFIT_CONFIRMED, IdeaStatus.DECLINED)


def _ideas(
    earlier: Sequence[SessionRecords],
    teams: Sequence[TeamId],
    day: date,
    zone: tzinfo,
    programme: Programme,
    taken_up: TakenUp,
) -> Iterator[Asked]:
    """Yield the ideas of *teams*: what another team had alone, when they met before, is not theirs."""
    for records in earlier:
        actions = records.all(Action)
        due = answer_due(day_of(records.session, zone), programme)
        for idea in _shown(records.all(ImprovementIdea)):
            if not set(teams) & set(had_by(idea, records.session)):
                continue
            told = idea.first_answered
            lives_on = idea.status not in _OVER or (told is not None and told >= day)
            if idea.merged_into is None and (records is earlier[-1] or lives_on):
                yield Asked(
                    records.session, idea, due, _reply(idea, actions, taken_up(records.session, idea))
                )


def _reply(idea: ImprovementIdea, actions: Sequence[Action], taken_up: bool) -> Reply:
    if idea.status is IdeaStatus.PARKED:
        return Reply.NOT_NOW
    if idea.status is IdeaStatus.DECLINED:
        return Reply.NO
    return Reply.YES if taken_up or is_answered(idea, actions) else Reply.OWED


def _former(
    earlier: Iterable[SessionRecords], teams: Sequence[TeamId], zone: tzinfo
) -> Mapping[tuple[TeamId, PracticeKey], Former]:
    found: dict[tuple[TeamId, PracticeKey], Former] = {}
    for records in earlier:
        on = day_of(records.session, zone)
        for each in records.all(Interaction):
            key = each.team, each.practice
            if each.team in teams:
                known = found.get(key)
                rated = each if each.rung is not None else known.rated if known else None
                found[key] = Former(each, on, rated)
    return found


def _polled(earlier: Iterable[SessionRecords], own: ListeningSession) -> Mapping[str, Polled]:
    """Return the newest answers to each question that *own* asks by the same key and answers."""
    found: dict[str, Polled] = {}
    for records in earlier:
        if set(records.session.teams) == set(own.teams):
            script = records.session.script
            asked = {each.key for each in script.questions if _asks_the_same(script, own.script, each)}
            found |= {each.question: each for each in records.session.polled if each.question in asked}
    return found


def _asks_the_same(then: Script, now: Script, question: QuestionSpec) -> bool:
    scales = {scale.key: scale.answers for scale in then.scales}
    wanted = {scale.key: scale.answers for scale in now.scales}
    return any(
        each.key == question.key and scales.get(question.scale) == wanted.get(each.scale)
        for each in now.questions
    )


def _shown(records: Iterable[W]) -> Iterator[W]:
    return (each for each in countable(records) if not each.undecided)
