"""Influence × interest, drawn: stakeholders in the cells of a grid, each with the stance now and needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from textual.content import Content

from facilitator.insight.stakeholders import CHECK, Quadrant, by_gap, placement
from facilitator.model.stakeholder import Stakeholder
from facilitator.ui import safe
from facilitator.wording.stakeholders import steps_drawn

SCORES = (1, 2, 3, 4, 5)

CELL = 14
"""Cells a step of interest takes: the cursor and a name of twelve letters."""

_NAME = 12
_LABEL = 7
_LABEL_SHORT = 5
_HEAD = 11
_MOST = 5
"""So many are named of those who have no place yet; the others are counted."""

Cell = tuple[int, int]
"""A place: influence and interest; of who has none yet both are 0."""

NOWHERE: Cell = (0, 0)


class Grid(msgspec.Struct, frozen=True):
    """All stakeholders by their place, in each cell those with the largest gap first."""

    cells: Mapping[Cell, tuple[Stakeholder, ...]]

    @property
    def every(self) -> tuple[Stakeholder, ...]:
        """All of them, cell by cell: as one reads, who has no place last."""
        order = sorted(self.cells, key=lambda cell: (-cell[0], cell[1]))
        return tuple(each for cell in order for each in self.cells[cell])

    def cell_of(self, id: str) -> Cell | None:
        """Return the place of the one with that id."""
        return next((cell for cell, some in self.cells.items() if any(each.id == id for each in some)), None)

    def beside(self, id: str, *, up: int = 0, right: int = 0) -> str:
        """Return the id of who stands that way; up and down go through a cell first, then to the next."""
        here = self.cell_of(id)
        if here is None:
            return next((each.id for each in self.every), "")
        own = [each.id for each in self.cells[here]]
        at = own.index(id) - up
        if up and 0 <= at < len(own):
            return own[at]
        there = self._next_cell(here, up=up, right=right)
        if there is None:
            return id
        some = self.cells[there]
        return (some[-1] if up > 0 else some[0]).id

    def _next_cell(self, here: Cell, *, up: int, right: int) -> Cell | None:
        def away(cell: Cell) -> tuple[int, int]:
            return (cell[0] - here[0]) * up, (cell[1] - here[1]) * right

        if up:
            ahead = [cell for cell in self.cells if away(cell)[0] > 0]
            return min(ahead, key=lambda cell: (abs(cell[1] - here[1]), away(cell)[0]), default=None)
        ahead = [cell for cell in self.cells if away(cell)[1] > 0 and cell != NOWHERE]
        return min(ahead, key=lambda cell: (away(cell)[1], abs(cell[0] - here[0]), cell[0]), default=None)


def grid_of(stakeholders: Sequence[Stakeholder]) -> Grid:
    """Return the grid as it stands."""
    cells: dict[Cell, list[Stakeholder]] = {}
    for each in _in_order(stakeholders):
        placed = placement(each.influence, each.interest) is not None
        cell = (each.influence or 0, each.interest or 0) if placed else NOWHERE
        cells.setdefault(cell, []).append(each)
    return Grid({cell: tuple(some) for cell, some in cells.items()})


def _in_order(stakeholders: Sequence[Stakeholder]) -> tuple[Stakeholder, ...]:
    first = by_gap(stakeholders)
    rest = [each for each in stakeholders if each not in first]
    return (*first, *sorted(rest, key=lambda each: (each.name.casefold(), each.id)))


def handle_of(stakeholder: Stakeholder) -> str:
    """Return what one is called where there is little room."""
    return stakeholder.short or stakeholder.name


def width_of(*, wide: bool) -> int:
    """Return how many cells the grid takes."""
    return (_LABEL if wide else _LABEL_SHORT) + len(SCORES) * CELL


def drawn_steps(stakeholder: Stakeholder) -> Content:
    """Draw the stance now and needed among the five there are."""
    return safe.text(*((sign, "private" if tells else "faint") for sign, tells in steps_drawn(stakeholder)))


def draw_grid(grid: Grid, in_hand: str, *, wide: bool, tall: int) -> list[Content]:
    """Draw the grid with its names at the edges, each step of influence *tall* lines high."""
    label = _LABEL if wide else _LABEL_SHORT
    head = safe.cell(("influence", "muted"), _HEAD)
    lines = [safe.text(head, *_edge(Quadrant.SATISFY, Quadrant.ENGAGE, less=_HEAD - label))]
    for influence in reversed(SCORES):
        cells = [_cell(grid, (influence, interest), in_hand, tall) for interest in SCORES]
        for number in range(tall):
            said = str(influence) if number == 0 else ""
            if influence == CHECK and number == 1:
                said = "check" if wide else "chk"
            before = safe.cell((f"{said} ", "muted"), label, right=True)
            lines.append(safe.text(before, *(cell[number] for cell in cells)))
    numbers = [safe.cell((f"  {score}", "muted"), CELL) for score in SCORES[:-1]]
    last = safe.row(CELL, safe.text(("  5", "muted")), safe.text(("interest", "muted")))
    below = safe.text(safe.cell("", label), *_edge(Quadrant.WATCH, Quadrant.INFORM))
    axis = safe.text(safe.cell("", label), *numbers, last)
    return [*lines, *((below, axis) if wide else (axis, below)), *_nowhere(grid, in_hand, label)]


def _edge(left: Quadrant, right: Quadrant, *, less: int = 0) -> list[Content]:
    wide = 2 * CELL
    return [
        safe.cell((f"{' ' * (CELL // 2 - less)}{left.value}", "muted"), wide - less),
        safe.cell(("   check", "muted"), CELL),
        safe.cell((f"{' ' * (CELL // 2)}{right.value}", "muted"), wide),
    ]


def _cell(grid: Grid, at: Cell, in_hand: str, tall: int) -> list[Content]:
    """Draw a cell: as many as fit, the one in hand among them, and how many more there are."""
    some = grid.cells.get(at, ())
    room = tall // 2
    here = next((number for number, each in enumerate(some) if each.id == in_hand), 0)
    first = max(0, min(here - room + 1, len(some) - room))
    shown = some[first : first + room]
    more = len(some) - len(shown)
    lines: list[Content] = []
    for number, each in enumerate(shown):
        rest = f" +{more}" if more and tall % 2 and room == 1 else ""
        lines += _drawn(each, in_hand=each.id == in_hand, rest=rest)
        if number == len(shown) - 1 and more and not rest:
            lines.append(safe.cell((f"  +{more}", "muted"), CELL))
    lines += [safe.cell("", CELL)] * (tall - len(lines))
    ground = "lift" if CHECK in at else ""
    return [safe.text(line, pen=ground) if ground else line for line in lines[:tall]]


def _drawn(stakeholder: Stakeholder, *, in_hand: bool, rest: str) -> list[Content]:
    name = safe.cell((handle_of(stakeholder), "bold" if in_hand else ""), _NAME)
    marker = ("► ", "mark") if in_hand else "  "
    first = safe.cell(safe.text(marker, name), CELL)
    second = safe.cell(safe.text("  ", drawn_steps(stakeholder), (rest, "muted")), CELL)
    return [safe.text(line, pen="select") for line in (first, second)] if in_hand else [first, second]


def _nowhere(grid: Grid, in_hand: str, label: int) -> list[Content]:
    """Name who has no place yet, the one in hand among them."""
    some = grid.cells.get(NOWHERE, ())
    if not some:
        return []
    here = next((number for number, each in enumerate(some) if each.id == in_hand), 0)
    first = max(0, here - _MOST + 1)
    pieces: list[safe.Piece] = [("Nowhere yet: ", "muted")]
    for each in some[first : first + _MOST]:
        name = safe.text(handle_of(each)).truncate(_NAME, ellipsis=True)
        pieces += [
            ("►" if each.id == in_hand else " ", "mark"),
            safe.text((name.plain, "select" if each.id == in_hand else "")),
            " ",
        ]
    if len(some) > _MOST:
        pieces.append((f"+{len(some) - _MOST}", "muted"))
    return [safe.cell(safe.text(*pieces), label + len(SCORES) * CELL)]
