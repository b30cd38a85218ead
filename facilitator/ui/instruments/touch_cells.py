"""The cells of the touch map: what stands in each column of a practice, beside it the rung of last time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from facilitator.insight.last_time import Former
from facilitator.model.interaction import Interaction, TouchRole
from facilitator.model.ladder import Agreement
from facilitator.ui import safe


class Layout(NamedTuple):
    """How wide the answers are; `last` is the room for the rung of last time, 0 where there was none.

    Where the rung is not `named`, it is a digit.
    """

    widths: tuple[int, int, int, int, int]
    last: int = 0
    named: bool = True

    @property
    def grid(self) -> int:
        """The cells all answers take."""
        return sum(self.widths) + self.last

    def name(self, width: int) -> int:
        """Return the cells of the practice's name in a row of *width* cells."""
        return max(14, min(40, width - self.grid))


_FIRST = Layout((15, 10, 8, 5, 20))
_AGAIN = Layout((15, 11, 8, 5, 20), last=5)
_AGAIN_NARROW = Layout((14, 11, 8, 5, 9), last=5, named=False)
_AGREED = (Agreement.CONSENSUS, Agreement.MAJORITY)
_ROOMY = 84
"""Cells in which the rung of last time and the name of the one now find room."""


def layout_for(width: int, *, again: bool) -> Layout:
    """Return how the answers stand in a row of *width* cells; *again* where the team was asked before."""
    if not again:
        return _FIRST
    return _AGAIN if width >= _ROOMY else _AGAIN_NARROW


def answers(heard: Interaction | None, former: Former | None, *, named: bool) -> list[tuple[str, str]]:
    """Return the words and pen of each column.

    While nobody said anything of a practice it shows role and frequency of last time, each with a question
    mark; a rung that is not *named* is a digit.
    """
    if heard is None:
        then = former.interaction if former is not None else None
        role = f"{then.role.label}?" if then is not None and then.role is not TouchRole.UNKNOWN else "·"
        often = then.frequency if then is not None and then.role.touches else None
        return [(role, "faint"), (f"{often.label}?" if often else "·", "faint"), *[("·", "faint")] * 3]
    rung = "·"
    if heard.rung is not None:
        rung = f"{int(heard.rung)} {heard.rung.label}" if named else str(int(heard.rung))
    again = former is not None and former.rung is not None
    if named and heard.rung is not None and (again or heard.agreement in _AGREED):
        rung = f"{int(heard.rung)} {heard.rung.label.split()[0]}"  # more stands beside it
    if heard.agreement is Agreement.SPLIT:
        rung = f"{int(heard.rung or 0)} split"
    return [
        (heard.role.label if heard.role is not TouchRole.UNKNOWN else "·", "muted"),
        (heard.frequency.label if heard.frequency else "·", "muted" if heard.frequency else "faint"),
        (str(heard.importance or "·"), "" if heard.importance else "faint"),
        (str(heard.ease or "·"), "" if heard.ease else "faint"),
        (rung, ("warn" if heard.agreement is Agreement.SPLIT else "") if heard.rung is not None else "faint"),
    ]


def beside_rung(heard: Interaction | None, former: Former | None, *, here: bool) -> list[tuple[str, str]]:
    """Return what stands beside the rung: that the room is split, else how far it lies from last time's.

    Behind it stands how many of the room agreed, where that was said.
    """
    if heard is None or heard.rung is None:
        return []
    if heard.agreement is Agreement.SPLIT:
        return [(" ", ""), ("split", "warn")] if here else []
    then = former.rung if former is not None else None
    rose = int(heard.rung) - int(then) if then is not None else 0
    change = [(f" {rose:+d}", "good" if rose > 0 else "muted")] if rose else []
    agreed = [(f" {heard.agreement.label}", "muted")] if heard.agreement in _AGREED else []
    return [*change, *agreed]


def with_others(name: str, others: Sequence[str], room: int) -> Content:
    """Draw a practice's name in *room* cells, behind it the other side; a mark where that is long."""
    if not others:
        return safe.cell(name, room)
    whole = "  " + " ".join(f"@{each}" for each in others)
    behind = whole if len(name) + len(whole) <= room else " @"
    return safe.cell(
        safe.text(safe.text(name).truncate(room - len(behind), ellipsis=True), (behind, "muted")), room
    )


def remarks(heard: Interaction | None, former: Former | None) -> Iterator[str]:
    """Yield what is said below the ladder: which rung it was last time, and that the room is split."""
    then = former.rung if former is not None else None
    if then is not None:
        moved = heard is not None and heard.rung is not None and heard.rung is not then
        asks = " What changed, and for whom?" if moved else ""
        yield f"Last time {int(then)} {then.label}.{asks}"
    if heard is not None and heard.agreement is Agreement.SPLIT:
        yield "The room is split, so the lower rung is kept and all counts with it."
