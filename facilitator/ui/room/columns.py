"""What the room sees of kinds side by side: the newest lines under each, and how many came before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from textual.content import Content

from facilitator.insight.columns import Column, columns_of
from facilitator.model.observation import Observation
from facilitator.ui import safe
from facilitator.ui.room.drawing import Drawing, Frame, Moment, head
from facilitator.ui.room.proportions import NARROW
from facilitator.ui.widgets.column_rows import draw_column_head, draw_in_column
from facilitator.ui.widgets.rows import Row
from facilitator.workspace.release.release import Released, ReleasedRecords

_LAST = 3
"""Lines of a column the room sees; those before are counted."""

_GAP = 3


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now."""
    script = records.session.script
    if not any(segment.columns for segment in script.segments):
        return Frame(safe.NOTHING, ())  # all that was said stands below, as without this instrument
    columns = columns_of(script, moment.segment, records.all(Observation))
    written = head("What we have written", "nobody’s name is kept")
    row = Row("columns", lambda width: _draw(columns, moment.kind, width))
    return Frame(written, (row,), results=1)


def _draw(columns: Sequence[Column], in_hand: str, width: int) -> list[Content]:
    """Draw columns beside each other, in a narrow window one below the other."""
    if width < NARROW - 4:
        return [line for each in columns for line in _column(each, in_hand, width, gap=False)]
    wide = (width - _GAP * (len(columns) - 1)) // len(columns)
    drawn = [_column(each, in_hand, wide, gap=True) for each in columns]
    lines = zip_longest(*drawn, fillvalue=safe.NOTHING)
    return [safe.text(" " * _GAP).join(safe.cell(part, wide) for part in line) for line in lines]


def _column(column: Column, in_hand: str, width: int, *, gap: bool) -> list[Content]:
    shown, before = column.lines[-_LAST:], max(0, len(column.lines) - _LAST)
    earlier = f"{before} earlier" if before else ""
    drawn = draw_column_head(column, width, in_hand=column.kind.key == in_hand, right=earlier, rule=gap)
    for note in shown:
        drawn += [*draw_in_column(note, width), *([safe.NOTHING] if gap else [])]
    return drawn if gap else [*drawn, safe.NOTHING]


DRAWING = Drawing(draw=draw, holds_notes=True)
