"""What the room sees of its ideas."""

from __future__ import annotations

from facilitator.language import words
from facilitator.ui import safe
from facilitator.ui.room.drawing import Drawing, Frame, Moment, head, ideas_of, item_row
from facilitator.workspace.release.release import Released, ReleasedRecords


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now."""
    rows = [item_row(idea.id, str(idea.number), idea.title, safe.NOTHING) for idea in ideas_of(records)]
    return Frame(head("Your ideas", words.count(len(rows), "idea")), tuple(rows))


DRAWING = Drawing(draw=draw)
