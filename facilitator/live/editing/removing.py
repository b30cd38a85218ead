"""Taking a record out of a session, together with what points at it.

Undo takes it back for some seconds; then the words go from every file (`live.editing.take_outs`).
"""

from __future__ import annotations

import msgspec

from facilitator.live.base import label_of
from facilitator.live.editing.take_outs import TakeOuts
from facilitator.model.action import Action, ActionStatus
from facilitator.model.base import Record
from facilitator.model.idea import DotVote, IdeaStatus, ImprovementIdea
from facilitator.model.registry import ENTITIES, entities_of


class Removing(TakeOuts):
    """Removal that leaves nothing pointing at what is gone."""

    def remove(self, record: Record) -> None:
        """Take a record out, with the originals merged into it and the dots on it.

        What else points at it lets go; an idea whose last action goes is accepted again. What holds words is
        erased from every file when undo can no longer bring it back.
        """
        record = self._newest(record)
        with self._change(f"{label_of(record)} taken out"):
            derived = list(self._derived_from(record))
            self._erase_later(self._remove(record), derived)

    def _remove(self, record: Record) -> list[Record]:
        """Take it out; return what went with it, itself the last."""
        gone: list[Record] = []
        table = ENTITIES[type(record)].table
        for kind in entities_of("session"):
            for other in self.records.all(kind):
                if other.id != record.id:
                    gone += self._let_go(other, table, record.id)
        if isinstance(record, Action):
            self._without_action(record)
        self.records.remove(record)
        return [*gone, record]

    def _let_go(self, other: Record, table: str, id: str) -> list[Record]:
        if isinstance(other, DotVote) and id in other.dots:
            dots = {item: count for item, count in other.dots.items() if item != id}
            self.records.put(msgspec.structs.replace(other, dots=dots))
            return []
        fields = {field for field, aimed, target in other.references() if (aimed, target) == (table, id)}
        if "merged_into" in fields:
            return self._remove(other)
        changes: dict[str, object] = {}
        for field in fields:
            value = getattr(other, field)
            many = isinstance(value, tuple)
            changes[field] = tuple(each for each in value if each != id) if many else None
        if changes:
            self.records.put(msgspec.structs.replace(other, **changes))
        return []

    def _without_action(self, action: Action) -> None:
        """Move the ideas that only this action served back to accepted."""
        others = [
            each
            for each in self.records.all(Action)
            if each.id != action.id and each.status is not ActionStatus.DROPPED
        ]
        for id in action.ideas:
            idea = self.records.find(ImprovementIdea, id)
            served = any(id in other.ideas for other in others)
            if idea is not None and idea.status is IdeaStatus.IN_ACTION and not served:
                self.records.put(idea.moved_to(IdeaStatus.ACCEPTED, self.today))
