"""The facilitators' own look back in words: what its fields ask, and how long it is kept."""

from __future__ import annotations

from datetime import date, tzinfo

from facilitator.language import words
from facilitator.model.debrief import Debrief
from facilitator.model.programme import Programme
from facilitator.model.retention import kept_until

ABOUT = {
    "mood": "How the room felt at the start and at the end.",
    "dynamics": "Who spoke after whom, what made it easy or hard. About the room, not about a person.",
    "missed_voices": "Whose side was not heard, as a role, and how to hear it.",
    "self_review": "What you did that helped, and what you would do otherwise.",
    "next_time": "What to keep in mind before the next session.",
}
"""What each field asks, by its name."""


def kept_for(programme: Programme, debrief: Debrief, today: date, zone: tzinfo) -> str:
    """Return who sees it, and when it is deleted."""
    days = words.count(programme.private_days, "day")
    until: date | None = kept_until(debrief, programme, today, zone)
    end = f", until {words.day(until, today)}" if until else ""
    return f"Only the facilitators ever see this. It is kept for {days}{end}, then it is deleted."
