"""What the room sees of impact and effort."""

from __future__ import annotations

from textual.content import Content

from facilitator.model.idea import ImprovementIdea
from facilitator.ui import safe
from facilitator.ui.room.drawing import Drawing, Frame, Moment, head, ideas_of, item_row
from facilitator.workspace.release.release import Released, ReleasedRecords


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now."""

    def scores(idea: ImprovementIdea) -> Content:
        if not (idea.impact and idea.effort):
            return safe.NOTHING
        return safe.text(("help ", "muted"), str(idea.impact), ("  effort ", "muted"), str(idea.effort))

    rows = [item_row(idea.id, str(idea.number), idea.title, scores(idea)) for idea in ideas_of(records)]
    return Frame(head("How much help, how much effort", "1 small, 5 large"), tuple(rows))


DRAWING = Drawing(draw=draw)
