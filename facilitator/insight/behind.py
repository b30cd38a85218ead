"""Which papers that left are behind, and whether a "You said, we did" has anything to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, tzinfo

from facilitator.insight.held_sessions import day_of
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Audience, Worded, may_see, partners
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.observation import Observation
from facilitator.model.records import SessionRecords
from facilitator.model.said_in import said_in
from facilitator.model.session import RELEASED, ListeningSession, SessionStatus
from facilitator.model.trail import Issued

Tracked = Action | ImprovementIdea | Commitment | Observation | InterfaceSide
"""A record whose changes a paper tells."""

TRACKED: dict[str, tuple[type[Tracked], ...]] = {
    "action-plan": (Action, ImprovementIdea, Commitment, Observation),
    "you-said": (Action, ImprovementIdea, Commitment),
    "interface-report": (Action, InterfaceSide),
    "technical-brief": (Action,),
}
"""The records whose changes a paper tells, by its key: then who has it wants it again."""


def changed_since(records: SessionRecords, issued: Issued) -> bool:
    """Tell whether a record of a session that the readers of a paper may see changed after it was issued."""
    readers = Audience(issued.audience, frozenset(issued.teams))
    kinds = TRACKED.get(issued.document, ())
    return any(
        each.changed > issued.created and _may_read(each, records, readers)
        for kind in kinds
        for each in records.all(kind)
    )


def papers_behind(
    left: Sequence[Issued], sessions: Iterable[SessionRecords], zone: tzinfo = UTC
) -> Iterator[tuple[ListeningSession, str]]:
    """Yield the papers that left and say less than their readers may know by now, each with its session.

    Once its teams met again, the papers of that session go on from there; a session that is closed is over.
    """
    released = [each for each in sessions if each.session.status in RELEASED]
    by_id = {each.session.id: each for each in released}
    told: set[tuple[str, str]] = set()
    for session, document, issued in _left_last(left):
        records = by_id.get(session)
        if records is None or (session, document) in told or not changed_since(records, issued):
            continue
        if records.session.status is not SessionStatus.CLOSED and not _met_again(records, released, zone):
            told.add((session, document))
            yield records.session, document


def _left_last(left: Sequence[Issued]) -> Iterator[tuple[str, str, Issued]]:
    """Yield which paper left last of each session, for each of its teams."""
    last: dict[tuple[str, str, str], Issued] = {}
    for each in left:
        if each.document in TRACKED and each.sessions:
            for team in each.teams or ("",):
                last[each.sessions[0], each.document, team] = each
    for (session, document, _), issued in last.items():
        yield session, document, issued


def _met_again(records: SessionRecords, released: Iterable[SessionRecords], zone: tzinfo) -> bool:
    """Tell whether the teams of a session had a later one whose papers may leave."""
    day, teams = day_of(records.session, zone), set(records.session.teams)
    return any(day < day_of(each.session, zone) and teams <= set(each.session.teams) for each in released)


def says_something(session: ListeningSession, sessions: Iterable[SessionRecords], zone: tzinfo = UTC) -> bool:
    """Tell whether "You said, we did" of a session has a line: something the partners of its teams may
    read, of any of their sessions up to then."""
    day = day_of(session, zone)
    return any(
        _may_read(record, records, partners(team))
        for records in sessions
        if records.session.status in RELEASED and day_of(records.session, zone) <= day
        for team in {*session.teams} & {*records.session.teams}
        for kind in TRACKED["you-said"]
        for record in records.all(kind)
    )


def _may_read(record: Worded, records: SessionRecords, readers: Audience) -> bool:
    return may_see(record, readers, said_in(record, frozenset(records.session.teams)))
