"""Which renewals of what people hold are due: Home counts them.

Nothing is stored. See docs/field.md, "Skills and learning".
"""

from __future__ import annotations

from datetime import date, timedelta

from facilitator.model.learning import Learning, LearningAnswer
from facilitator.model.records import RecordView

AHEAD = timedelta(days=90)
"""So long before it is due a renewal is told."""


def renewals_due(programme: RecordView, today: date) -> tuple[date, ...]:
    """Return the days of the renewals that are due within `AHEAD`, or were, the first first."""
    days = (each.renew_by for each in programme.all(Learning) if each.answer is LearningAnswer.HELD)
    return tuple(sorted(day for day in days if day is not None and day <= today + AHEAD))
