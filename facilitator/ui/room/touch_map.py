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
    then = _rung_of_last_time(released, records, moment)
    rows = []
    for rung in Rung:
        hands = int(interaction.split.get(str(int(rung)), 0)) if interaction else 0
        before = ("last time  " if rung is then else "", "muted")
        tail = safe.text(before, ("●" * hands, "track"), f" {hands}" if hands else "")
        rows.append(item_row(f"rung-{int(rung)}", str(int(rung)), f"“{rung.sounds_like}”", tail))
    heading = head(practice.name, practice.description) if practice else head("Last month")
    return Frame(heading, tuple(rows))


def _rung_of_last_time(released: Released, records: ReleasedRecords, moment: Moment) -> Rung | None:
    """Return the rung the team picked before; two teams in a room are not shown each other’s."""
    before = released.last_time
    teams = records.session.teams
    if before is None or moment.practice is None or len(teams) > 1:
        return None
    former = before.former.get((teams[0], moment.practice))
    return former.rung if former is not None else None


DRAWING = Drawing(draw=draw, names_practice=True)
