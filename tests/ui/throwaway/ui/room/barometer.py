"""What the room sees of the barometer: the words and their hands."""

from __future__ import annotations

from facilitator.model.observation import Observation
from facilitator.ui import safe
from facilitator.ui.room.drawing import Drawing, Frame, Moment, head, item_row
from facilitator.workspace.release.release import Released, ReleasedRecords


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now."""
    said = [note for note in records.all(Observation) if note.kind == "barometer"]
    rows = [item_row(note.id, "☁", note.text, safe.text("●" * (1 + note.nods))) for note in said]
    return Frame(head("How your week was"), tuple(rows))


DRAWING = Drawing(draw=draw)
