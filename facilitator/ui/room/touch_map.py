"""What the room sees of the touch map: the six sentences of the ladder."""

from __future__ import annotations

from facilitator.model.interaction import Interaction
from facilitator.model.ladder import Rung
from facilitator.ui import safe
from facilitator.ui.room.drawing import Drawing, Frame, Moment, head, item_row
from facilitator.workspace.release.release import Released, ReleasedRecords


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now."""
    practice = released.catalogue.practices.get(moment.practice or "")
    interaction = next((each for each in records.all(Interaction) if each.practice == moment.practice), None)
    rows = []
    for rung in Rung:
        hands = int(interaction.split.get(str(int(rung)), 0)) if interaction else 0
        tail = safe.text(("●" * hands, "track"), f" {hands}" if hands else "")
        rows.append(item_row(f"rung-{int(rung)}", str(int(rung)), f"“{rung.sounds_like}”", tail))
    heading = head(practice.name, practice.description) if practice else head("Last month")
    return Frame(heading, tuple(rows))


DRAWING = Drawing(draw=draw, names_practice=True)
