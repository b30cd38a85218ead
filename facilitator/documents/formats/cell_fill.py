"""What stands behind a cell: a step of a scale or a status, in the colours of papers."""

from __future__ import annotations

from typing import NamedTuple

from facilitator.documents.branding.style import COOL, HEAT, STATUS
from facilitator.documents.tree.html_subset import Element


class Fill(NamedTuple):
    """The colour behind a cell and whether its letters are white: on the last step only."""

    colour: str
    white: bool


def fill_of(cell: Element) -> Fill | None:
    """Return what stands behind a cell, or None."""
    marks = cell.attributes
    if "data-heat" in marks:
        step = int(marks["data-heat"])
        return Fill(HEAT[step - 1], step == len(HEAT))
    for scale in ("data-rung", "data-band"):
        if scale in marks:
            step = int(marks[scale])
            return Fill(COOL[step], step == len(COOL) - 1)
    return Fill(STATUS[marks["data-status"]], False) if "data-status" in marks else None
