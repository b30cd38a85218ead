"""Taking a record out of a session, together with what points at it."""

from __future__ import annotations

import msgspec

from facilitator.insight.follow_through import ideas_moved
from facilitator.live.desk import SessionDesk
from facilitator.model.action import Action
from facilitator.model.base import Record
from facilitator.model.idea import DotVote, ImprovementIdea
from facilitator.model.registry import ENTITIES, entities_of


def remove(desk: SessionDesk, record: Record) -> list[Record]:
    """Take a record out, and whatever cannot be without it; return what went, itself the last.

    What else points at it lets go; an idea whose last action goes is accepted again.
    """
    gone: list[Record] = []
    table = ENTITIES[type(record)].table
    for kind in entities_of("session"):
        for other in desk.records.all(kind):
            if other.id != record.id:
                gone += _let_go(desk, other, table, record.id)
    if isinstance(record, Action):
        _without_action(desk, record)
    desk.records.remove(record)
    return [*gone, record]


def _let_go(desk: SessionDesk, other: Record, table: str, id: str) -> list[Record]:
    if isinstance(other, DotVote) and id in other.dots:
        dots = {item: count for item, count in other.dots.items() if item != id}
        desk.records.put(msgspec.structs.replace(other, dots=dots))
        return []
    fields = {field for field, aimed, target in other.references() if (aimed, target) == (table, id)}
    if "merged_into" in fields:
        return remove(desk, other)
    changes: dict[str, object] = {}
    for field in fields:
        value = getattr(other, field)
        many = isinstance(value, tuple)
        changes[field] = tuple(each for each in value if each != id) if many else None
    if changes:
        desk.records.put(msgspec.structs.replace(other, **changes))
    return []


def _without_action(desk: SessionDesk, action: Action) -> None:
    """Move the ideas that only this action served back to accepted."""
    others = [each for each in desk.records.all(Action) if each.id != action.id]
    ideas = filter(None, (desk.records.find(ImprovementIdea, id) for id in action.ideas))
    for moved in ideas_moved(ideas, others, desk.today):
        desk.records.put(moved)
