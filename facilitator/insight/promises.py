"""What was promised and is still open: for the home screen and the list of promises.

Actions, answers to ideas, follow-up meetings and commitments, each with who keeps it and by when.
Nothing is stored; a promise leaves the list when its record says that it is kept or settled.

See docs/field.md, "Promises kept visibly".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import Enum

import msgspec

from facilitator.insight.follow_through import had_by, is_answered
from facilitator.insight.held_sessions import day_of, sessions_held
from facilitator.insight.named import names_of
from facilitator.insight.needs import open_needs
from facilitator.model.action import OWED, Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.programme import Programme
from facilitator.model.records import RecordView, SessionRecords
from facilitator.model.session import LIVE, ListeningSession
from facilitator.model.team import Team

SOON = timedelta(days=7)
"""A parked idea comes back, and what may be deleted is told, from a week before the day on."""


class PromiseKind(Enum):
    """What kind of promise it is.

    `YES` is an action that waits for its owner, or for one. `LOOK_AGAIN` is a parked idea that comes back on
    its day, `OUTCOME` one all of whose actions are over: what came of it is still to be said. `NEED` is what
    a team needs of leaders or of the facilitators, while nobody promised anything for it.
    """

    ACTION = "action"
    YES = "yes"
    ANSWER = "answer"
    LOOK_AGAIN = "look_again"
    OUTCOME = "outcome"
    NEED = "need"
    FOLLOW_UP = "follow_up"
    COMMITMENT = "commitment"


class Timeliness(Enum):
    """How a promise stands against its day; what can be said now has none."""

    LATE = "late"
    TODAY = "today"
    AHEAD = "ahead"
    NOW = "now"
    UNDATED = "undated"


class Promise(msgspec.Struct, frozen=True):
    """One thing somebody promised, as facts; `wording.promises` says them.

    `subject` is what was promised in the words of whoever wrote it: the text of an action, a commitment or a
    need, the title of an idea; "" for a meeting. `who` is the name or the role that keeps it, "" when the
    facilitators do or nobody is named; `person` the id behind a name. `due` is the day that counts now
    and `at` the hour of a meeting, in the programme's zone. `days` are calendar days until `due`,
    negative when late, None without a day. `session` and `record` are ids. Of an action or a commitment
    `status` says how it stands, `blocked_by` what holds it up and `first_due` the day before it was moved, if
    it was; of an idea or a need there are its `number` and its `age` in days. `teams` are the names of those
    of a meeting, and of an idea of a session of two teams those that had it. A promise made in a message has
    no session; `to` says who reads it.
    """

    kind: PromiseKind
    subject: str
    who: str
    due: date | None
    days: int | None
    session: str
    record: str
    person: str | None = None
    at: datetime | None = None
    status: ActionStatus | CommitmentStatus | None = None
    blocked_by: str = ""
    first_due: date | None = None
    number: int = 0
    age: int = 0
    teams: tuple[str, ...] = ()
    to: str = ""

    @property
    def by_facilitators(self) -> bool:
        """Whether the facilitators keep it: all that is neither somebody's action nor their promise, and what
        a message promises that nobody signs."""
        if self.kind is PromiseKind.COMMITMENT:
            return bool(self.to) and not self.who
        return self.kind is not PromiseKind.ACTION

    @property
    def standing(self) -> Timeliness:
        """Late, today, ahead, now, or without a day."""
        if self.days is None:
            return Timeliness.NOW if self.kind is PromiseKind.OUTCOME else Timeliness.UNDATED
        if self.days == 0:
            return Timeliness.TODAY
        return Timeliness.LATE if self.days < 0 else Timeliness.AHEAD

    @property
    def late(self) -> bool:
        """Whether its day has passed."""
        return self.standing is Timeliness.LATE

    @property
    def days_late(self) -> int:
        """How many calendar days it is late; 0 when it is not."""
        return max(0, -(self.days or 0))


class OpenPromises(msgspec.Struct, frozen=True):
    """Every open promise: late first and the latest of them on top, then today, then by date."""

    items: tuple[Promise, ...]

    @property
    def open(self) -> int:
        """How many are open, late ones included; what came of an idea is no promise."""
        return sum(promise.kind is not PromiseKind.OUTCOME for promise in self.items)

    @property
    def late(self) -> int:
        """How many are late."""
        return sum(promise.late for promise in self.items)


def promises(
    programme: RecordView, sessions: Iterable[SessionRecords], today: date, zone: tzinfo = UTC
) -> OpenPromises:
    """Return what is promised and open on *today*."""
    past = sessions_held(sessions, today, zone)
    view = _View(programme, today, zone)
    met = [each.session for each in past]
    found = [
        promise
        for place, each in enumerate(past, 1)
        for promise in (*view.of_session(each), *view.follow_up(each.session, met[place:]))
    ]
    return OpenPromises(tuple(sorted(found, key=_order)))


def _order(promise: Promise) -> tuple[date, bool, datetime]:
    """Sort by day, undated last; on one day the hour decides, whole days after meetings."""
    hour = promise.at.astimezone(UTC) if promise.at else datetime.max.replace(tzinfo=UTC)
    return promise.due or date.max, promise.at is None, hour


class _View:
    """The programme as seen on one day."""

    def __init__(self, programme: RecordView, today: date, zone: tzinfo) -> None:
        self._today = today
        self._zone = zone
        self._teams = {team.id: team for team in programme.all(Team)}
        self._names = names_of(programme)
        self._programme = next(iter(programme.all(Programme)), None)

    def of_session(self, records: SessionRecords) -> Iterator[Promise]:
        """Yield what the records of a session promise.

        What one of the facilitators has still to decide about is left out: others may see the list.
        """
        yield from self._actions(records)
        yield from self._ideas(records)
        yield from self._commitments(records)
        yield from self._needs(records)

    def _needs(self, records: SessionRecords) -> Iterator[Promise]:
        """Yield what the team needs and nobody promised, once the meeting is over: in the days of an idea."""
        if records.session.status in LIVE:
            return
        heard_on = day_of(records.session, self._zone)
        due = answer_due(heard_on, self._programme) if self._programme else None
        for need in open_needs(records):
            yield Promise(
                PromiseKind.NEED,
                need.text,
                "",
                due,
                self._days(due),
                records.session.id,
                need.id,
                number=need.number,
                age=(self._today - heard_on).days,
            )

    def _actions(self, records: SessionRecords) -> Iterator[Promise]:
        for action in records.all(Action):
            if action.going and not action.undecided:
                yield Promise(
                    PromiseKind.ACTION if action.agreed else PromiseKind.YES,
                    action.text,
                    self._names.get(action.owner or "", ""),
                    action.due_date,
                    self._days(action.due_date),
                    records.session.id,
                    action.id,
                    person=action.owner,
                    status=action.status,
                    blocked_by=action.blocked_by,
                    first_due=action.due if action.due != action.due_date else None,
                )

    def _ideas(self, records: SessionRecords) -> Iterator[Promise]:
        """Yield the ideas that wait: for an answer, for the day they come back, for what came of them."""
        actions, heard_on = records.all(Action), day_of(records.session, self._zone)
        for idea in records.all(ImprovementIdea):
            if idea.merged_into is not None or idea.undecided:
                continue
            if unanswered(idea, actions):
                due = answer_due(heard_on, self._programme) if self._programme else None
                # While the meeting goes on the room may still answer it.
                if records.session.status not in LIVE or self._is_soon(due):
                    age = (self._today - heard_on).days
                    yield self._idea(PromiseKind.ANSWER, idea, records, due, age)
            elif idea.status is IdeaStatus.PARKED:
                if self._is_soon(idea.review_on):
                    yield self._idea(PromiseKind.LOOK_AGAIN, idea, records, idea.review_on)
            elif is_over(idea, actions):
                yield self._idea(PromiseKind.OUTCOME, idea, records, None)

    def _idea(
        self,
        kind: PromiseKind,
        idea: ImprovementIdea,
        records: SessionRecords,
        due: date | None,
        age: int = 0,
    ) -> Promise:
        return Promise(
            kind,
            idea.title,
            "",
            due,
            self._days(due),
            records.session.id,
            idea.id,
            number=idea.number,
            age=age,
            teams=self._had_by(idea, records.session),
        )

    def _had_by(self, idea: ImprovementIdea, session: ListeningSession) -> tuple[str, ...]:
        """Return the names of the teams an idea of a session of two is owed to."""
        if len(session.teams) == 1:
            return ()
        return tuple(self._teams[id].name for id in had_by(idea, session) if id in self._teams)

    def follow_up(self, session: ListeningSession, later: Sequence[ListeningSession]) -> Iterator[Promise]:
        """Yield the next meeting a session agreed, unless one of the *later* ones settled it."""
        if session.next_meeting is None or session.follow_up is not None:
            return
        if self._settled(session, session.next_meeting, later):
            return
        at = session.next_meeting.astimezone(self._zone)
        yield Promise(
            PromiseKind.FOLLOW_UP,
            "",
            "",
            at.date(),
            self._days(at.date()),
            session.id,
            session.id,
            at=at,
            teams=self._names_of(session),
        )

    def _settled(
        self, session: ListeningSession, agreed: datetime, later: Sequence[ListeningSession]
    ) -> bool:
        """Tell whether the team met again on the agreed day or after, or agreed another day since."""
        day = agreed.astimezone(self._zone).date()
        return any(
            set(session.teams) & set(other.teams)
            and (other.next_meeting is not None or day_of(other, self._zone) >= day)
            for other in later
        )

    def _commitments(self, records: SessionRecords) -> Iterator[Promise]:
        for commitment in records.all(Commitment):
            if commitment.status in OWED and not commitment.undecided:
                yield Promise(
                    PromiseKind.COMMITMENT,
                    commitment.text,
                    commitment.role,
                    commitment.by,
                    self._days(commitment.by),
                    records.session.id,
                    commitment.id,
                    person=commitment.person,
                    status=commitment.status,
                    teams=self._names_of(records.session),
                )

    def _names_of(self, session: ListeningSession) -> tuple[str, ...]:
        return tuple(self._teams[team].name for team in session.teams if team in self._teams)

    def _is_soon(self, due: date | None) -> bool:
        return due is not None and due <= self._today + SOON

    def _days(self, due: date | None) -> int | None:
        return None if due is None else (due - self._today).days


def unanswered(idea: ImprovementIdea, actions: Iterable[Action]) -> bool:
    """Tell whether the team still waits for a first answer; a merged idea is answered with its whole.

    *actions* are those of its session.
    """
    return idea.merged_into is None and not is_answered(idea, actions)


def is_over(idea: ImprovementIdea, actions: Iterable[Action]) -> bool:
    """Tell whether all *actions* that serve an idea are over and one was done, so that it may be, too.

    A person confirms it with a word on what came of it (docs/field.md, "Ideas").
    """
    serving = [each for each in actions if idea.id in each.ideas]
    done = any(each.status is ActionStatus.DONE for each in serving)
    waits = idea.status not in (IdeaStatus.DONE, IdeaStatus.BENEFIT_CONFIRMED, IdeaStatus.DECLINED)
    return waits and done and not any(each.going for each in serving)


def answer_due(heard_on: date, programme: Programme) -> date:
    """Return the day by which an idea is promised an answer: so many working days after it was heard."""
    return programme.working_days.after(heard_on, programme.answer_days)
