"""How the room's screen is shared out: the question as large as what is read below it leaves room for."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Size

from facilitator.ui.widgets.block_letters import lay_out

NARROW = 100
"""Columns below which nothing stands at the sides and hardly an empty row between the parts."""

MOST_RESULTS = 7
"""Rows of what the room works on that always stand below the question; a longer list begins there."""

FEWEST_REMARKS = 3
"""Rows of remarks that stand there where the room works on nothing else."""

_CLOCK = 3
_ROOMY, _CLOSE = 11, 4
"""Rows of all other parts beside question, clock and list: with what is empty, and without."""


class Proportions(NamedTuple):
    """Whether question and clock stand in large letters, and whether their lines are close together."""

    question: bool
    clock: bool = True
    close: bool = False


def text_columns(window: Size) -> int:
    """Return the columns there are for words in a window."""
    return window.width - (4 if window.width < NARROW else 12)


def share_out(question: str, window: Size, written: int, *, timed: bool = True) -> Proportions:
    """Return what is large in a window where so many rows are *written*; the clock gives way to the question.

    A question that cannot be drawn, or not beside what has to be read, is bold text.
    """
    narrow = window.width < NARROW
    for close, clock in ((False, True), (True, True), (True, False)):
        around = _CLOSE if close and narrow else _ROOMY
        rows = lay_out(question, text_columns(window), close=close)
        taken = around + written + ((_CLOCK if clock else 1) if timed else 0)
        if rows is not None and len(rows) + taken <= window.height:
            return Proportions(True, clock, close)
    return Proportions(False)
