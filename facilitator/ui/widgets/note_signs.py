"""The marks of a note or an idea as they are typed: its practice, how strongly it was felt, other teams."""

from __future__ import annotations

from facilitator.live.session import LiveSession
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation


def signs_of(live: LiveSession, record: Observation | ImprovementIdea, *, practice: bool = True) -> str:
    """Return the marks of a note or an idea such as "#Change enablement !! @Desk"; "" for none.

    The *practice* is left out where it stands under its name.
    """
    known, teams = live.desk.practices, live.desk.teams
    strength = record.intensity or 0 if isinstance(record, Observation) else 0
    keys = record.practices if isinstance(record, ImprovementIdea) else (record.practice,)
    under = [f"#{known[key].short_name}" for key in keys if practice and key in known]
    named = [teams[id].short_name or teams[id].name for id in record.counterparts if id in teams]
    return " ".join(filter(None, (*under, "!" * strength, *(f"@{name}" for name in named))))
