"""Everything that waits for the facilitators, in one list: Home, Promises and the commands show this one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import msgspec

from facilitator.insight.promises import Promise, Timeliness
from facilitator.insight.reminders import Reminder

Item = Reminder | Promise
"""One thing that waits: what a session or the programme needs, or what was promised."""

ORDER = (Timeliness.LATE, Timeliness.NOW, Timeliness.TODAY, Timeliness.AHEAD, Timeliness.UNDATED)
"""What comes first: what is late, then what can be done now, then by its day; what has none comes last."""


class Waiting(msgspec.Struct, frozen=True):
    """All that waits, in the order in which it is to be looked at."""

    items: tuple[Item, ...]

    @property
    def count(self) -> int:
        """How many wait: each row of it."""
        return len(self.items)

    @property
    def late(self) -> int:
        """How many of them are late."""
        return sum(each.late for each in self.items)


def in_order(items: Iterable[Item]) -> Waiting:
    """Return what waits, late first and the latest on top, then what is to be done now, then by day."""
    return Waiting(tuple(sorted(items, key=_order)))


def _order(item: Item) -> tuple[int, date, bool, datetime]:
    """Sort by how it stands, then by day; on one day the hour decides, whole days after meetings."""
    at = item.at if isinstance(item, Promise) else None
    hour = at.astimezone(UTC) if at else datetime.max.replace(tzinfo=UTC)
    day = item.due or (item.day if isinstance(item, Reminder) else None)
    return ORDER.index(item.standing), day or date.max, at is None, hour
