"""The actions of the teams."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator.documents.exports.tables import (
    BROUGHT,
    ID,
    RECORD,
    STATE,
    STATUS,
    TEAM,
    Cell,
    Column,
    Export,
    Register,
    brought,
    is_own,
    register_of,
)
from facilitator.documents.parts.action_words import owner_of
from facilitator.documents.parts.reading import Reading, numbered, teams_of_session
from facilitator.documents.wording.phrases import Words
from facilitator.model.action import Action
from facilitator.workspace.release.release import Released

COLUMNS = (
    ID,
    Column("action", width=48),
    Column("owner", width=18),
    *(Column(key, "day") for key in ("due", "due_now")),
    STATUS,
    Column("blocked_by", width=32),
    Column("done_on", "day"),
    TEAM,
    *(Column(key, width=32) for key in ("first_step", "help_needed", "reason")),
    BROUGHT,
    Column("ideas", width=12),
    RECORD,
    STATE,
)
"""What one looks for first stands first; on paper there is room for about as much."""


def actions(released: Released, words: Words) -> Register:
    """Return the actions these readers may see, `actions/1`."""
    return register_of("actions", released, words, COLUMNS, _rows)


def _rows(reading: Reading) -> Iterator[Mapping[str, Cell]]:
    own = is_own(reading.released)
    numbers = {idea.id: idea.number for idea in reading.ideas} if own else {}
    for action in sorted(reading.actions, key=lambda each: (each.number, each.id)):
        moved = action.due_now is not None and action.due_now != action.due
        yield {
            "id": numbered(reading, Action, action.number) if own else "",
            "action": action.text,
            "owner": owner_of(action, reading),
            "due": action.due,
            "due_now": action.due_now if moved else None,
            "status": reading.words(f"status.{action.status.value}"),
            "status_key": action.status.value,
            "blocked_by": action.blocked_by,
            "done_on": action.done_on,
            "team": teams_of_session(reading) if own else _owners_team(action, reading),
            "first_step": action.first_step,
            "help_needed": action.help_needed,
            "reason": action.reason,
            "brought": brought(action, reading),
            "ideas": ", ".join(str(numbers[id]) for id in action.ideas if id in numbers),
            "record": reading.released.handle(action),
        }


def _owners_team(action: Action, reading: Reading) -> str:
    """Return the team of who accepted an action; not the one in whose session it was agreed."""
    owner = reading.released.people.get(action.owner or "")
    team = reading.released.teams.get(owner.team or "") if owner else None
    return team.name if team else ""


EXPORT = Export("actions", actions, order=1)
