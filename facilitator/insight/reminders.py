"""What waits for the facilitators besides promises: sessions to hold, end and review, and what is not set.

Nothing is stored; a reminder goes when its record says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import Enum

import msgspec

from facilitator.insight.at_table import by_project, check_due
from facilitator.insight.held_sessions import day_of
from facilitator.insight.promises import SOON, Timeliness
from facilitator.insight.renewals import renewals_due
from facilitator.language.calendar import WorkingDays
from facilitator.model.programme import Programme
from facilitator.model.project import Phase, Project
from facilitator.model.records import RecordView, SessionRecords
from facilitator.model.script import Stage
from facilitator.model.session import LIVE, PLANNED, ListeningSession, SessionStatus
from facilitator.model.team import Team, going_teams
from facilitator.model.trail import Issued


class ReminderKind(Enum):
    """What waits."""

    NOT_HELD = "not_held"
    NOT_ENDED = "not_ended"
    REVIEW = "review"
    PAPER = "paper"
    AGAIN = "again"
    SHARE = "share"
    PURGE = "purge"
    VALUE_CHECK = "value_check"
    RENEWALS = "renewals"
    NO_TEAMS = "no_teams"
    NO_END = "no_end"


class Reminder(msgspec.Struct, frozen=True):
    """One thing that waits, as facts; `wording.reminders` says it.

    `session` is the id of the session it is about, "" for the programme, and `short_id` what people call it.
    `day` is the day it was planned for, began, or was held; `teams` are the names of its teams. Of a paper
    that was promised and did not leave `document` is the key and `due` the day; of a review they are those of
    the first paper that waits for it. A paper that left and tells too little by now is to be handed over
    `AGAIN`; `SHARE` is a session all of whose papers are written: that the team has them is still to be said.
    Of a `VALUE_CHECK` `record` is the id of the project and `name` what it is called.
    `RENEWALS` are counted in `number`, nobody is named. `days` are calendar days until `due`, negative when
    late, None without a day.
    """

    kind: ReminderKind
    session: str = ""
    short_id: str = ""
    day: date | None = None
    teams: tuple[str, ...] = ()
    document: str = ""
    due: date | None = None
    days: int | None = None
    record: str = ""
    name: str = ""
    number: int = 0

    @property
    def standing(self) -> Timeliness:
        """Late, to be done now, today, ahead, or without a day as what is not set."""
        if self.kind in (ReminderKind.NO_TEAMS, ReminderKind.NO_END):
            return Timeliness.UNDATED
        late = self.days is not None and self.days < 0
        if self.days is None or (self.kind is ReminderKind.REVIEW and not late):
            return Timeliness.NOW
        if late:
            return Timeliness.LATE
        return Timeliness.AHEAD if self.days else Timeliness.TODAY

    @property
    def late(self) -> bool:
        """Whether its day has passed."""
        return self.standing is Timeliness.LATE


PROMISED = {"thank-you": 2, "action-plan": 5}
"""The papers a room is promised at its close, and within how many working days (docs/field.md, "Before and
after a session")."""

YOU_SAID = "you-said"
"""The paper a team is promised by its next meeting (docs/field.md, "Before and after a session")."""

NEXT_MEETING = timedelta(weeks=4)
"""So long after a session the team meets again, while no day is known."""


def reminders(
    programme: RecordView, sessions: Iterable[SessionRecords], today: date, zone: tzinfo = UTC
) -> tuple[Reminder, ...]:
    """Return what waits on *today*: sessions by their day, then what the programme has not said yet.

    A session that runs or is paused is none while it is the one to carry on with: the one begun last.
    """
    met = [each.session for each in sessions]
    teams = {team.id: team.name for team in programme.all(Team)}
    left = programme.all(Issued)
    working_days = next((each.working_days for each in programme.all(Programme)), WorkingDays())
    found = [
        about(
            each,
            kind,
            teams,
            zone,
            document=document,
            due=_paper_due(each, document, working_days, zone) if document else None,
            today=today,
        )
        for kind, each, document in (
            *_waiting(met, today, zone),
            *_unwritten(met, left),
            *_unsaid(met, left, today, zone),
        )
    ]
    found += _value_checks(programme, today)
    found.sort(key=_by_day)
    return (*found, *_renewals(programme, today), *_unset(programme, bool(going_teams(programme.all(Team)))))


def _by_day(each: Reminder) -> tuple[date, date, int, str]:
    """Sort by the day that counts, then by the day of the session; of one day by its number, L-999 first."""
    day = each.day or date.max
    return each.due or day, day, len(each.short_id), each.short_id


def _value_checks(programme: RecordView, today: date) -> Iterator[Reminder]:
    """Yield the projects whose value is to be asked about, from that day on."""
    own = by_project(programme)
    for each in programme.all(Project):
        due = None if each.phase is Phase.STOPPED else check_due(own(each.id), each, today)
        if due is not None:
            days = (due[1] - today).days
            yield Reminder(ReminderKind.VALUE_CHECK, due=due[1], days=days, record=each.id, name=each.name)


def about(
    session: ListeningSession,
    kind: ReminderKind,
    teams: Mapping[str, str],
    zone: tzinfo,
    *,
    document: str = "",
    due: date | None = None,
    today: date | None = None,
) -> Reminder:
    """Return a reminder of a session; *teams* are names by id, and what is *due* counts from *today*."""
    return Reminder(
        kind,
        session.id,
        session.short_id,
        day_of(session, zone),
        tuple(teams[id] for id in session.teams if id in teams),
        document,
        due,
        (due - today).days if due is not None and today is not None else None,
    )


_Waiting = tuple[ReminderKind, ListeningSession, str]


def _paper_due(session: ListeningSession, document: str, working: WorkingDays, zone: tzinfo) -> date:
    if document in PROMISED:
        return working.after(day_of(session, zone), PROMISED[document])
    return _next_meeting(session, zone)


def _next_meeting(session: ListeningSession, zone: tzinfo) -> date:
    agreed = session.next_meeting
    return agreed.astimezone(zone).date() if agreed else day_of(session, zone) + NEXT_MEETING


def _unsaid(
    met: Sequence[ListeningSession], left: Sequence[Issued], today: date, zone: tzinfo
) -> Iterator[_Waiting]:
    """Yield the sessions whose "You said, we did" is due within a week, or was, and did not leave.

    A later one with the same teams takes it over: it covers all before it.
    """
    shown = (SessionStatus.REVIEWED, SessionStatus.SHARED)
    held = [each for each in met if each.status in shown and each.stage is Stage.LISTEN]
    for each in held:
        day = day_of(each, zone)
        later = any(day < day_of(one, zone) and set(each.teams) <= set(one.teams) for one in held)
        soon = _next_meeting(each, zone) <= today + SOON
        if soon and not later and not _has_got(YOU_SAID, each, left):
            yield ReminderKind.PAPER, each, YOU_SAID


def _has_got(document: str, session: ListeningSession, left: Sequence[Issued]) -> bool:
    """Tell whether a paper of a session left for each of its teams."""
    papers = (one for one in left if one.document == document and session.id in one.sessions)
    return set(session.teams) <= {team for one in papers for team in one.teams}


def _unwritten(met: Iterable[ListeningSession], left: Sequence[Issued]) -> Iterator[_Waiting]:
    """Yield the papers that were promised in a reviewed session and did not leave for each of its teams;
    where all did, that they are to be handed over.

    One that was marked as shared has its papers, unless one of them was issued: then the other is still owed.
    """
    for each in met:
        owed = [document for document in PROMISED if not _has_got(document, each, left)]
        if not owed and each.status is SessionStatus.REVIEWED:
            yield ReminderKind.SHARE, each, ""
        half = each.status is SessionStatus.SHARED and len(owed) < len(PROMISED)
        for document in owed if half or each.status is SessionStatus.REVIEWED else ():
            yield ReminderKind.PAPER, each, document


def _waiting(met: Iterable[ListeningSession], today: date, zone: tzinfo) -> Iterator[_Waiting]:
    met = tuple(met)
    live = [each for each in met if each.status in LIVE]
    in_hand = max(live, key=_began, default=None)
    for each in met:
        if each.status is SessionStatus.CAPTURED:
            yield ReminderKind.REVIEW, each, next(iter(PROMISED))
        elif each.status in PLANNED and day_of(each, zone) < today:
            yield ReminderKind.NOT_HELD, each, ""
        elif each.status in LIVE and each is not in_hand and day_of(each, zone) < today:
            yield ReminderKind.NOT_ENDED, each, ""


def _began(session: ListeningSession) -> datetime:
    return session.started_at or session.planned_start


def _renewals(programme: RecordView, today: date) -> Iterator[Reminder]:
    """Yield how many renewals of what people hold are due, with the first of their days."""
    days = renewals_due(programme, today)
    if days:
        left = max(0, (days[0] - today).days)  # a person may let one rest: that is never late
        yield Reminder(ReminderKind.RENEWALS, due=days[0], days=left, number=len(days))


def _unset(programme: RecordView, has_teams: bool) -> Iterator[Reminder]:
    if not has_teams:
        yield Reminder(ReminderKind.NO_TEAMS)
    if any(each.over_on is None for each in programme.all(Programme)):
        yield Reminder(ReminderKind.NO_END)
