"""The marks of a note as they are typed: its practice, how strongly it was felt, the other teams."""

from __future__ import annotations

from facilitator.live.session import LiveSession
from facilitator.model.observation import Observation


def signs_of(live: LiveSession, note: Observation, *, practice: bool) -> str:
    """Return the marks of a note such as "#Change enablement !! @Desk"; "" for none.

    *practice* is left out where the note stands under its name.
    """
    known, teams = live.desk.practices.get(note.practice or ""), live.desk.teams
    named = [teams[id].short_name or teams[id].name for id in note.counterparts if id in teams]
    under = f"#{known.short_name}" if practice and known is not None else ""
    return " ".join(filter(None, (under, "!" * (note.intensity or 0), *(f"@{name}" for name in named))))
