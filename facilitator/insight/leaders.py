"""What leaders promised and whether they kept it, and what there is to ask them.

Nothing is stored; a finding goes when its cause does. See docs/field.md, "Leaders and stakeholders".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

import msgspec

from facilitator.insight.finding_order import due, in_order
from facilitator.model.action import OWED, Commitment, CommitmentStatus
from facilitator.model.leader import Leader
from facilitator.model.message import Message
from facilitator.model.records import RecordView


class LeaderGap(Enum):
    """What a finding is about, those that matter most first: only the first is due, the others are told."""

    LATE = "late"
    BROKEN = "broken"
    AHEAD = "ahead"
    NO_ADVANTAGE = "no_advantage"
    NO_STORY = "no_story"


class LeaderFinding(msgspec.Struct, frozen=True):
    """One thing found, as facts; `wording.leaders` says it.

    `record` is the id of the leader, called `role`; `promise` are the words of a promise, `day` is its day.
    """

    gap: LeaderGap
    record: str
    role: str
    promise: str = ""
    day: date | None = None


def promises_of(
    leader: Leader, sessions: Iterable[RecordView], messages: Iterable[Message] = ()
) -> tuple[Commitment, ...]:
    """Return what a leader promised in any session, by role or by name, and in *messages* they sent.

    Those with the nearest day come first.
    """
    role = leader.role.strip().casefold()
    signed = (each for each in messages if leader.person is not None and each.sender == leader.person)
    found = [_made_in(each, leader) for each in signed if each.promised]
    found += [
        each
        for session in sessions
        for each in session.all(Commitment)
        if each.role.strip().casefold() == role
        or (leader.person is not None and each.person == leader.person)
    ]
    return tuple(sorted(found, key=lambda each: (each.by or date.max, each.text, each.id)))


def _made_in(message: Message, leader: Leader) -> Commitment:
    """Return what a message promises as a promise of the leader who sent it."""
    return Commitment(
        id=message.id,
        text=message.promise,
        role=leader.role,
        person=message.sender,
        to=message.audience,
        by=message.promise_by,
        status=message.promise_status,
    )


def leader_findings(
    programme: RecordView, sessions: Iterable[RecordView], today: date
) -> tuple[LeaderFinding, ...]:
    """Return what asks for somebody among leaders on *today*, the same whatever the order of the records.

    What messages promise is asked for among messages.
    """
    files = tuple(sessions)
    found = [
        finding
        for leader in programme.all(Leader)
        for finding in (*_promised(leader, files, today), *_unsaid(leader))
    ]
    return in_order(found, lambda each: (due(each.day), each.role.casefold(), each.promise, each.record))


def _promised(leader: Leader, sessions: Iterable[RecordView], today: date) -> Iterator[LeaderFinding]:
    for each in promises_of(leader, sessions):
        gap = _standing(each, today)
        if gap is not None:
            yield LeaderFinding(gap, leader.id, leader.role, each.text, each.by)


def _standing(promise: Commitment, today: date) -> LeaderGap | None:
    if promise.status is CommitmentStatus.BROKEN:
        return LeaderGap.BROKEN
    if promise.status not in OWED:
        return None
    return LeaderGap.LATE if promise.by is not None and promise.by < today else LeaderGap.AHEAD


def _unsaid(leader: Leader) -> Iterator[LeaderFinding]:
    if not leader.advantage.strip():
        yield LeaderFinding(LeaderGap.NO_ADVANTAGE, leader.id, leader.role)
    if not leader.stories:
        yield LeaderFinding(LeaderGap.NO_STORY, leader.id, leader.role)
