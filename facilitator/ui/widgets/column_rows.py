"""A column of lines of one kind, as the facilitator and the room see it."""

from __future__ import annotations

from textual.content import Content

from facilitator.insight.columns import Column
from facilitator.model.observation import Observation
from facilitator.ui import safe
from facilitator.ui.widgets.note_rows import kind_pen


def draw_column_head(
    column: Column, width: int, *, in_hand: bool, right: str = "", rule: bool = True
) -> list[Content]:
    """Draw sign and heading, *right* at its end, and the line below: thick under the one in hand.

    Without a *rule* the one in hand is underlined.
    """
    kind, pen = column.kind, "mark bold" if in_hand else "bold"
    sign = (f"{kind.sign or kind.letter + ':'} ", kind_pen(kind))
    heading = (column.heading, pen if rule or not in_hand else f"{pen} underline")
    count = (right, "mark bold" if in_hand else "muted")
    if not rule:
        return [safe.cell(safe.text(sign, heading, "  ", count), width)]
    below = ("━" * width, "track") if in_hand else ("─" * width, "line")
    return [safe.row(width, safe.text(sign, heading), safe.text(count)), safe.text(below), safe.NOTHING]


def draw_in_column(
    note: Observation, width: int, behind: Content = safe.NOTHING, pen: str = ""
) -> list[Content]:
    """Draw a line in a narrow column: its nods stand after its last word and never alone, then *behind*."""
    nods = f" +{note.nods}" if note.nods else ""
    words = note.text.replace("\n", " ")
    lines = safe.wrap(safe.text((words, pen)), width)
    if nods and lines[-1].cell_length + len(nods) > width:
        first, _, last = lines[-1].plain.rpartition(" ")
        kept = [safe.text((first, pen))] if first else []
        lines = (
            [*lines[:-1], *kept, safe.text((last[: width - len(nods)], pen))]
            if first
            else [*lines, safe.NOTHING]
        )
    lines[-1] = safe.text(lines[-1], (nods if lines[-1].plain else nods.strip(), "muted"))
    if behind.cell_length:
        fits = lines[-1].cell_length + behind.cell_length + 1 <= width
        lines = (
            [*lines[:-1], safe.text(lines[-1], " ", behind)] if fits else [*lines, *safe.wrap(behind, width)]
        )
    return lines
