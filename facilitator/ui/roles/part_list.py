"""The parts of People with how much stands in each; in a narrow window in two columns."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from textual.actions import SkipAction
from textual.content import Content

from facilitator.ui import safe
from facilitator.ui.roles.signs import PENS, SIGNS
from facilitator.ui.widgets.cell_list import CellList
from facilitator.ui.widgets.rows import Row
from facilitator.wording.roles.part import Need, Part, Sign
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


class Standing(msgspec.Struct, frozen=True):
    """A part, how much is in it, and how much of it needs somebody, by its gravest sign."""

    place: str
    title: str
    count: int
    sign: Sign | None
    asking: int


def standing_of(part: Part, folder: ProgrammeFolder, needs: Sequence[tuple[Part, Need]]) -> Standing:
    """Return how a part stands among all that needs somebody."""
    signs = [need.sign for of, need in needs if of.place == part.place]
    gravest = next((each for each in Sign if each in signs), None)
    return Standing(part.place, part.title, part.count(folder), gravest, sum(s is gravest for s in signs))


class PartList(CellList):
    """The parts; ← and → go to the one beside where they stand in two columns."""

    last_column = 1
    _wide = True

    def fill(self, standings: Sequence[Standing], *, wide: bool) -> None:
        """Show these parts, one a line where it is *wide*, else two."""
        self._wide = wide
        if wide:
            self.show([self._row((each,)) for each in standings])
            return
        half = (len(standings) + 1) // 2
        pairs = [
            tuple(filter(None, (one, *standings[half + at : half + at + 1])))
            for at, one in enumerate(standings[:half])
        ]
        self.show([self._row(pair) for pair in pairs])

    def show_part(self, place: str) -> None:
        """Put the cursor on the part at a place; "" leaves it where it is."""
        if place:
            self.go_to([place])
            self.column = next(
                (row.key.split(" ").index(place) for row in self.rows if place in row.key.split(" ")), 0
            )

    @property
    def in_hand(self) -> str:
        """The place of the part in hand."""
        places = (self.key or "").split(" ")
        return places[min(self.column, len(places) - 1)]

    @property
    def _marks_row(self) -> bool:
        """The part on the right is marked itself, not the row: without colours nothing else tells."""
        return super()._marks_row and not self._is_right_in_hand

    @property
    def _is_right_in_hand(self) -> bool:
        return not self._wide and self.column > 0 and " " in (self.key or "")

    def column_at(self, x: int, width: int) -> int | None:
        """Return the column at a cell of a row."""
        return None if self._wide else int(x >= width // 2)

    def _action_column(self, step: int) -> None:
        """Go to the part beside; where there is none, the key is for what stands beside the list."""
        if self._wide:
            raise SkipAction
        super()._action_column(step)

    def action_choose(self) -> None:
        """Go to the part in hand."""
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    def _row(self, standings: Sequence[Standing]) -> Row:
        def draw(width: int) -> list[Content]:
            if self._wide:
                return [_drawn(standings[0], width)]
            half, in_hand = width // 2, self.in_hand if self.has_focus else ""
            cells: list[tuple[str, str] | Content] = []
            for each in standings:
                drawn = _drawn(each, half - 4, "place" if in_hand == each.place else "")
                mark = "► " if cells and in_hand == each.place else "  "
                cells += [(mark, "mark"), safe.cell(drawn, half - 2)]
            return [safe.text(*cells[1:])]

        return Row(" ".join(each.place for each in standings), draw)


def _drawn(standing: Standing, width: int, pen: str = "") -> Content:
    sign = standing.sign
    asking = safe.text((f"{SIGNS[sign]} {standing.asking}", PENS[sign])) if sign else safe.NOTHING
    right = safe.text((str(standing.count), "muted"), safe.cell(asking, 6, right=True))
    return safe.row(width, safe.text((standing.title, pen)), right)
