"""What merging two teams changes, said before anybody is asked."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.language.words import count, listed
from facilitator.model.action import Action
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.workspace.team_merge import TeamMerge, counted

_TOLD = ((Observation, "note"), (ImprovementIdea, "idea"), (Action, "action"))


def merge_in_words(plan: TeamMerge) -> Iterator[str]:
    """Yield the sentences: what moves, what stays, what the old name means then."""
    gone, into = plan.gone.name, plan.into.name
    numbers = [(counted(plan, kind), name) for kind, name in _TOLD]
    held = [count(number, name) for number, name in numbers if number]
    if plan.sessions:
        sessions = count(len(plan.sessions), "session")
        yield f"{listed([sessions, *held])} of {gone} will be of {into}, also where a session is closed."
    if plan.elsewhere:
        others = count(plan.elsewhere, "other record")
        yield f"{others} that name{'s' if plan.elsewhere == 1 else ''} {gone} will name {into}."
    yield f"What {gone} may see, {into} may see then."
    if plan.answered:
        yield f"Waves of the pulse stay as they were answered, under {gone}."
    yield f"Papers that were written stay as they are. {gone} is found as {into}."
