"""Impact and effort on papers: whether ideas were placed at all; where, their rows say."""

from __future__ import annotations

from facilitator.documents.parts.block import Block
from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View


def plan(reading: Reading) -> View:
    """Return what the action plan says of it."""
    rated = any(idea.impact or idea.effort for idea in reading.own_ideas)
    key = "plan.placed_by" if _has_placing(reading) else "plan.rated"
    return {"rated": rated, "placed_by": reading.words(key) if rated else ""}


def _has_placing(reading: Reading) -> bool:
    """Tell whether the script asks the room to place ideas by impact and effort."""
    return any("impact" in segment.instruments for segment in reading.session.script.segments)


BLOCK = Block(plan=plan)
