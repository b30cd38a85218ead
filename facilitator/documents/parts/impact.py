"""Impact and effort on papers: whether ideas were placed at all; where, their rows say."""

from __future__ import annotations

from facilitator.documents.parts.block import Block
from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View


def plan(reading: Reading) -> View:
    """Return what the action plan says of it."""
    rated = any(idea.impact or idea.effort for idea in reading.own_ideas)
    return {"rated": rated, "placed_by": reading.words("plan.placed_by") if rated else ""}


BLOCK = Block(plan=plan)
