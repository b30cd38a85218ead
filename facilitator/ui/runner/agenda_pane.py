"""The agenda beside the session: what is done, what runs, what is ahead, in minutes."""

from __future__ import annotations

from functools import lru_cache

from textual.content import Content
from textual.widgets import Static

from facilitator.live.course.agenda import Agenda, AgendaRow, RowState
from facilitator.ui import safe
from facilitator.ui.late_calls import Late
from facilitator.ui.widgets.painting import repaint

WIDTH = 25
"""Cells a line of the agenda takes."""

_MARKS = {
    RowState.DONE: ("✓", "good"),
    RowState.RUNNING: ("►", "mark"),
    RowState.SKIPPED: ("–", "muted"),
    RowState.AHEAD: (" ", ""),
}


def draw_agenda(agenda: Agenda, parts: dict[str, list[str]], in_hand: int | None) -> Content:
    """Draw one line a segment; *parts* are the practices of the running segment's deep dives.

    Of these the one *in hand* is counted from 0; None where it is another one, or none.
    """
    lines = [safe.text(safe.cell(("Agenda", "bold"), WIDTH - 7), ("min", "muted")), safe.NOTHING]
    for row in agenda.rows:
        lines.append(_line(row.title, row.state, row.planned, row.difference))
        if row.state is RowState.RUNNING:
            lines += [
                _part_line(row, index, name, in_hand) for index, name in enumerate(parts.get(row.key, []))
            ]
    return Content("\n").join(lines)


@lru_cache(maxsize=256)
def _line(title: str, state: RowState, planned: int, difference: int) -> Content:
    glyph, pen = _MARKS[state]
    own = "bold" if state is RowState.RUNNING else "muted"
    number = str(0 if state is RowState.SKIPPED else planned)
    change = _change(difference)
    return safe.text(
        *((glyph, pen), " ", safe.cell((title, own), 17)),
        safe.cell((number, own), 2, right=True),
        *(" ", (change, "muted")),
    )


def _change(difference: int) -> str:
    """Minutes more or fewer than planned: spent ones for what is over, re-planned ones ahead."""
    return f"{difference:+d}".replace("-", "−") if difference else ""


def _part_line(row: AgendaRow, index: int, name: str, in_hand: int | None) -> Content:
    here = index == in_hand
    glyph = ("►", "mark") if here else ("✓", "good") if index < row.part else (" ", "")
    return safe.text("  ", glyph, " ", safe.cell((name, "" if here else "muted"), WIDTH - 4))


class AgendaPane(Late, Static):
    """The left column of the runner."""

    DEFAULT_CSS = """
    AgendaPane { width: 29; padding: 1 0 0 3; height: 1fr; border-right: vkey $line; }
    AgendaPane:ansi { border-right: none; }
    """

    def show(self, agenda: Agenda, parts: dict[str, list[str]], in_hand: int | None) -> None:
        """Draw the agenda; of *parts* the one *in hand* is marked."""
        repaint(self, draw_agenda(agenda, parts, in_hand), layout=False)
