"""The impact and effort matrix, drawn: ideas by their numbers, quick wins at the top left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content

from facilitator.insight.priorities import Placement
from facilitator.ui import safe

STEP = 8
"""Cells a step of effort takes."""

WIDTH = 4 + 5 * STEP + 1
"""Cells the matrix takes."""


class Placed(NamedTuple):
    """An idea on the matrix: its number, scores of 1–5, and whether it is in hand."""

    number: int
    impact: int
    effort: int
    in_hand: bool = False


def draw_matrix(ideas: Iterable[Placed], *, tall: bool) -> list[Content]:
    """Draw rows of impact 5 to 1 over columns of effort 1 to 5; *tall* leaves a row between."""
    placed: dict[tuple[int, int], list[Placed]] = {}
    for idea in ideas:
        placed.setdefault((idea.impact, idea.effort), []).append(idea)
    lines = [safe.text(("Impact", "muted")), _corner(Placement.QUICK_WIN, Placement.PLAN)]
    for impact in (5, 4, 3, 2, 1):
        lines.append(_row(impact, placed))
        if impact == 4:
            half = "─" * (2 * STEP)
            lines.append(safe.text("    ", (f"{half}┼{'─' * (3 * STEP)}", "line")))
        elif tall and impact > 1:
            lines.append(safe.text(" " * (4 + 2 * STEP), ("│", "line")))
    lines.append(_corner(Placement.IF_EASY, Placement.LEAVE))
    scale = safe.text(*(safe.cell((str(effort), "muted"), STEP) for effort in (1, 2)), " ")
    more = safe.text(*(safe.cell((str(effort), "muted"), STEP) for effort in (3, 4, 5)))
    return [*lines, safe.text("     ", scale, more), safe.text("     ", ("Effort: easy to hard", "muted"))]


def _corner(left: Placement, right: Placement) -> Content:
    return safe.text(
        "    ", safe.cell((left.label, "bold"), 2 * STEP), ("│ ", "line"), (right.label, "muted")
    )


def _row(impact: int, placed: dict[tuple[int, int], list[Placed]]) -> Content:
    pieces: list[safe.Piece] = [safe.cell((str(impact), "muted"), 4)]
    for effort in (1, 2, 3, 4, 5):
        here = placed.get((impact, effort), [])
        pieces.append(_cell(here) if here else safe.cell((" ·", "faint"), STEP))
        if effort == 2:
            pieces.append(("│", "line"))
    return safe.text(*pieces)


def _cell(here: list[Placed]) -> Content:
    """Draw the numbers of one cell; what does not fit is counted."""
    pieces: list[safe.Piece] = []
    for index, idea in enumerate(here):
        if index == 2 and len(here) > 3:
            pieces.append((f"+{len(here) - 2}", "muted"))
            break
        pieces.append(
            (f"{idea.number}" if len(here) > 2 else f" {idea.number}", "in-hand" if idea.in_hand else "bold")
        )
        pieces.append(" ")
    return safe.cell(safe.text(*pieces), STEP)
