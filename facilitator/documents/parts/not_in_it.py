"""What a paper leaves out because its readers may not read it: for the facilitators, never for the paper.

How many those are, `workspace.release.kept_back` counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator.language.words import count, listed
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Worded
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.observation import Observation

_CALLED: dict[type[Worded], tuple[str, str]] = {
    ImprovementIdea: ("idea", "ideas"),
    Action: ("action", "actions"),
    Commitment: ("promise", "promises"),
    Observation: ("remark", "remarks"),
    InterfaceSide: ("line on what passes", "lines on what passes"),
}


def not_in_it(kept: str, cut: Sequence[str]) -> str:
    """Return how many lines are not in a paper and why: *kept* back, and *cut* for length."""
    shortened = f"Left out for length: {'; '.join(cut)}." if cut else ""
    return " ".join(filter(None, (kept, shortened)))


def stays_behind(number: Mapping[type[Worded], int]) -> str:
    """Return "2 ideas and 1 action that stay with the team" in a sentence, "" where nothing stays behind."""
    parts = [count(n, *_CALLED[kind]) for kind, n in number.items() if n]
    if not parts:
        return ""
    stays = "stays" if sum(number.values()) == 1 else "stay"
    return f"Not in it: {listed(parts)} that {stays} with the team. The room has not let others read more."
