"""When a paper is due: the invitation before, the others so long after the meeting (domain.md §1.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from facilitator.language.calendar import working_day

_FOLLOW_UP = timedelta(weeks=4)

THANKS_WITHIN = 2
PLAN_WITHIN = 5
INVITED_BEFORE = 2
"""Working days."""


class Days(NamedTuple):
    """The day a session was held, or is planned for, and that of the next meeting, if it is known."""

    held: date
    next_meeting: date | None = None


def due_on(document: str, days: Days) -> date | None:
    """Return when the paper of that key is due; None for one that has no day."""
    rule = _RULES.get(document)
    return rule(days) if rule is not None else None


_RULES: Mapping[str, Callable[[Days], date]] = {
    "invitation": lambda days: working_day(days.held, -INVITED_BEFORE),
    "thank-you": lambda days: working_day(days.held, THANKS_WITHIN),
    "action-plan": lambda days: working_day(days.held, PLAN_WITHIN),
    "you-said": lambda days: days.next_meeting or days.held + _FOLLOW_UP,
}
