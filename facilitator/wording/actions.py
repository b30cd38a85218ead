"""An action in a few words: when it is due, and how it stands."""

from __future__ import annotations

from facilitator.language import words
from facilitator.model.action import Action, ActionStatus


def due(action: Action) -> str:
    """Return its date, and the first one beside one that was moved: "due 30 Apr, first 31 Mar"."""
    if action.due_date is None:
        return "no date yet"
    first = (
        f", first {words.day(action.due, weekday=False)}"
        if action.due and action.due != action.due_date
        else ""
    )
    return f"due {words.day(action.due_date)}{first}"


def standing(action: Action) -> str:
    """Return how it stands: "waits for their yes", "blocked: supplier", "done", "open"."""
    match action.status:
        case ActionStatus.PROPOSED:
            return "waits for their yes" if action.owner else "waits for an owner"
        case ActionStatus.BLOCKED:
            return f"blocked: {action.blocked_by}"
    return action.status.label
