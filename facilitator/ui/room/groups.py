"""What the room sees of groups: each name with its lines, then the lines in none."""

from __future__ import annotations

from textual.content import Content

from facilitator.insight.groups import groups_of
from facilitator.language.words import count
from facilitator.model.observation import Observation
from facilitator.ui import safe
from facilitator.ui.room.drawing import Drawing, Frame, Moment, head, item_row
from facilitator.ui.widgets.rows import Row
from facilitator.workspace.release.release import Released, ReleasedRecords


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now."""
    found = groups_of(records)
    if not any(each.lines for each in found.groups):
        return Frame(safe.NOTHING, ())  # all that was said stands below, as without this instrument
    rows: list[Row] = []
    for each in found.groups:
        if each.lines:
            told = safe.text((count(len(each.lines), "line"), "muted"))
            rows.append(item_row(each.group.id, str(each.number), each.group.title, told))
            rows += [_line(line) for line in each.lines]
            rows.append(Row(f"{each.group.id} end", lambda _: [safe.NOTHING]))
    rows += [_line(line) for line in found.single]
    state = f"{count(len(found.single), 'line')} in none yet" if found.single else "every line is in a group"
    return Frame(head("What belongs together", state), tuple(rows), results=len(rows))


def _line(note: Observation) -> Row:
    def draw(width: int) -> list[Content]:
        return [safe.text("     ", line) for line in safe.wrap(safe.text((note.text, "muted")), width - 5)]

    return Row(note.id, draw)


DRAWING = Drawing(draw=draw, holds_notes=True)
