"""Which of the teams in a room said something (docs/field.md, "Who may see what")."""

from __future__ import annotations

from facilitator.model.action import Action
from facilitator.model.base import Record


def said_in(record: Record, teams: frozenset[str]) -> frozenset[str]:
    """Return the teams that said it, of those in the room: the one it names, else everybody there."""
    # The team of an action is its owner's; the action itself was agreed in the room.
    team = None if isinstance(record, Action) else getattr(record, "team", None)
    return frozenset({team}) if team in teams else teams
