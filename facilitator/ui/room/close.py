"""What the room sees at the close: the hands on its own time."""

from __future__ import annotations

from facilitator.language import words
from facilitator.ui.room.drawing import Drawing, Frame, Moment, head
from facilitator.ui.widgets.hands import draw_hands
from facilitator.ui.widgets.rows import line_row
from facilitator.workspace.release.release import Released, ReleasedRecords


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now."""
    roti = records.session.roti
    if roti is None:
        return Frame(head("Was this a good use of your time?", "1 wasted, 5 excellent"), ())
    row = line_row("roti", draw_hands(roti.hands, 1))
    return Frame(head("Was this a good use of your time?", words.count(roti.total, "hand")), (row,))


DRAWING = Drawing(draw=draw)
