"""What a record file holds, in memory: the records, their places in the tables, what can be undone."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from facilitator.model.base import Record
from facilitator.store.records.history import ChangeHistory
from facilitator.store.removals import Removals

Pair = tuple[Record | None, Record | None]
"""A record before and after a change; None where there is none."""

Records = dict[type[Record], dict[str, Record]]
"""Records by type and id, each type in the order of its table."""

Numbers = dict[type[Record], dict[str, int]]
"""The places of records in their tables, by type and id; also of those that may return there."""

_LAST = sys.maxsize


class RecordState:
    """The records of a file in memory; a copy of it is restored when a change is refused."""

    def __init__(
        self, records: Records, numbers: Numbers, history: ChangeHistory, removals: Removals
    ) -> None:
        self.records = records
        self.numbers = numbers
        self.history = history
        self.removals = removals

    def copy(self) -> RecordState:
        """Return a copy, to restore when a change cannot be saved."""
        records = {kind: dict(each) for kind, each in self.records.items()}
        numbers = {kind: dict(each) for kind, each in self.numbers.items()}
        return RecordState(records, numbers, self.history.copy(), self.removals.copy())

    def apply(self, pairs: Iterable[Pair]) -> None:
        """Apply the new state of each record of a change."""
        for before, after in pairs:
            if after is not None:
                self._put_in_place(after)
            elif before is not None:
                self.records[type(before)].pop(before.id, None)

    def _put_in_place(self, record: Record) -> None:
        """Put a record where it was; one that was taken out returns to its old place, not to the end."""
        records, numbers = self.records[type(record)], self.numbers[type(record)]
        returns = record.id in numbers and record.id not in records
        records[record.id] = record
        if returns:
            in_order = sorted(records.values(), key=lambda each: numbers.get(each.id, _LAST))
            self.records[type(record)] = {each.id: each for each in in_order}

    def number(self, record: Record) -> int:
        """Return the place of a record in its table: its own, or a new one.

        The number of a record that was taken out stays its own, so that it can return there.
        """
        numbers = self.numbers[type(record)]
        return numbers.setdefault(record.id, max(numbers.values(), default=0) + 1)

    def differences(self, newer: RecordState) -> Iterator[Pair]:
        """Yield what leads from this state to a newer one."""
        for kind, new in newer.records.items():
            old = self.records.get(kind, {})
            for id in {**old, **new}:
                if old.get(id) != new.get(id):
                    yield old.get(id), new.get(id)
