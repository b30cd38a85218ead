"""When a paper is due: so long before the meeting or after it (docs/field.md, "Before and after a session").

A paper names the rule of its day in its row.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from facilitator.insight.reminders import NEXT_MEETING
from facilitator.language.calendar import WorkingDays


class Days(NamedTuple):
    """The day a session was held, or is planned for, that of the next meeting, if it is known, and the days
    on which people work.
    """

    held: date
    working: WorkingDays
    next_meeting: date | None = None


def working_days_after(days: int) -> Callable[[Days], date]:
    """Return the rule "so many working days after the session", or before it if negative."""
    return lambda session: session.working.after(session.held, days)


def at_next_meeting(session: Days) -> date:
    """Return the day of the next meeting; while it is not known, four weeks after the session."""
    return session.next_meeting or session.held + NEXT_MEETING
