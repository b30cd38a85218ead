"""The matrix champion × service as a grid with a cell cursor; what does not fit scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.strip import Strip

from facilitator.insight.contacts import Contacts
from facilitator.language import words
from facilitator.language.widths import width_of
from facilitator.model.service import Service
from facilitator.model.smo import Champion, Contact
from facilitator.ui import safe
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import DrawnLine, Row
from facilitator.wording.roles.parts.champions import CONTACT_SIGNS

HEAD, _WIDEST_HEAD = 20, 32
"""Cells the name of a champion takes at least, and what stands below it at most."""

_CELL = 20
_SMALL = 2
_LEAST = 17
_LEAST_WIDE = 3
"""Cells have words where all of them fit beside a name, or so many whole ones do; else signs alone."""


class MatrixList(RowList):
    """Champions as rows, services as columns; ← and → go along a row and keep their column.

    Where a few services fit with their words, a cell says contact, topic and day; else it is a sign, and who
    listens to `At` says the rest of the cell in hand.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "column(-1)", show=False),
        Binding("right", "column(1)", show=False),
    ]

    class At(Message):
        """Another cell is in hand."""

    def __init__(self, about: Callable[[Champion], tuple[str, str, str]]) -> None:
        super().__init__(id="matrix")
        self._about = about
        self._matrix: Contacts | None = None
        self.column = 0

    def fill(self, matrix: Contacts) -> None:
        """Show the matrix as it stands; the cursor stays where it is."""
        self._matrix = matrix
        self.column = max(0, min(self.column, len(matrix.services) - 1))
        self.show([Row(each.id, self._drawer(each)) for each in matrix.champions])
        self.redraw()

    # What is in hand

    @property
    def service(self) -> Service | None:
        """The service in hand."""
        services = self._matrix.services if self._matrix is not None else ()
        return services[self.column] if self.column < len(services) else None

    @property
    def champion(self) -> Champion | None:
        """The champion in hand."""
        champions = self._matrix.champions if self._matrix is not None else ()
        return next((each for each in champions if each.id == self.key), None)

    # How it is laid out

    def in_words(self, width: int) -> bool:
        """Tell whether cells have words in a grid of that width."""
        return self._cell_size(width) > _SMALL

    def _cell_size(self, width: int) -> int:
        """Return how wide a cell is in a grid of that width."""
        services = len(self._matrix.services) if self._matrix is not None else 0
        if services * _LEAST <= width - HEAD:
            return min(_CELL, (width - self._head(width)) // max(1, services))
        return _CELL if (width - HEAD) // _CELL >= _LEAST_WIDE else _SMALL

    def _head(self, width: int) -> int:
        """Return the cells before the columns: what the words there take, of what the columns leave free."""
        champions, services = (self._matrix.champions, self._matrix.services) if self._matrix else ((), ())
        free = width - HEAD - len(services) * min(_CELL, (width - HEAD) // max(1, len(services)))
        if len(services) * _LEAST > width - HEAD:
            return HEAD
        longest = max((width_of(words) + 2 for each in champions for words in self._about(each)), default=0)
        return max(HEAD, min(longest, _WIDEST_HEAD, HEAD + free))

    def columns(self, width: int) -> range:
        """Return the numbers of the services that are shown, that in hand among them."""
        services = self._matrix.services if self._matrix is not None else ()
        most = max(1, (width - self._head(width)) // self._cell_size(width))
        first = max(0, min(self.column - most // 2, len(services) - most))
        return range(first, min(len(services), first + most))

    def heads(self, width: int, managers: Callable[[Service], str]) -> list[Content]:
        """Draw what stands above the columns: names and managers, or how many there are on each side."""
        if self._matrix is None or not self._matrix.services:
            return [safe.NOTHING]
        shown, services = self.columns(width), self._matrix.services
        if self.in_words(width):
            wide = self._cell_size(width) - 1
            names = [safe.cell((services[at].name, "bold"), wide) for at in shown]
            below = [safe.cell((managers(services[at]), "muted"), wide) for at in shown]
            lead = safe.cell("", self._head(width))
            rule = safe.text(("─" * width, "line"))
            return [safe.text(lead, *_apart(names)), safe.text(lead, *_apart(below)), rule]
        left, right = shown.start, len(services) - shown.stop
        more = (f"‹ {left} " if left else "", f" {right} ›" if right else "")
        count = words.count(len(services), "service")
        return [safe.text(safe.cell((count, "muted"), HEAD), (more[0], "muted"), (more[1], "muted"))]

    def _drawer(self, champion: Champion) -> Callable[[int], Sequence[Content]]:
        def draw(width: int) -> list[Content]:
            matrix = self._matrix
            assert matrix is not None
            cells = [(at, matrix.cell(champion.id, matrix.services[at].id)) for at in self.columns(width)]
            name, area, home = self._about(champion)
            if width_of(area) >= self._head(width):  # the area whole, rather than half of its module
                area = area.rpartition(", ")[0] or area
            if not self.in_words(width):
                signs = [self._small(champion, at, cell.contact) for at, cell in cells]
                return [safe.text(safe.cell((name, "bold"), HEAD - 1), " ", *signs)]
            lines = [
                [(f"{CONTACT_SIGNS[c.contact]} {c.contact.label}", _PENS[c.contact]) for _, c in cells],
                [(cell.topic, "") for _, cell in cells],
                [
                    (words.day(c.last_contact, weekday=False) if c.last_contact else "", "muted")
                    for _, c in cells
                ],
            ]
            heads = ((name, "bold"), (area, ""), (home, "muted"))
            wide, drawn = self._cell_size(width) - 1, []
            for head, line in zip(heads, lines, strict=True):
                pieces = [
                    self._cell(champion, at, one, wide) for (at, _), one in zip(cells, line, strict=True)
                ]
                drawn.append(safe.text(safe.cell(head, self._head(width) - 1), " ", *_apart(pieces)))
            return [*drawn, safe.text(("─" * width, "line"))]

        return draw

    def _is_in_hand(self, champion: Champion, at: int) -> bool:
        return self.has_focus and champion.id == self.key and at == self.column

    def _cell(self, champion: Champion, at: int, piece: tuple[str, str], wide: int) -> Content:
        shown = safe.cell(piece, wide)
        return safe.text((shown.plain, "row")) if self._is_in_hand(champion, at) else shown

    def _small(self, champion: Champion, at: int, contact: Contact) -> Content:
        pen = "row" if self._is_in_hand(champion, at) else _PENS[contact]
        return safe.text((CONTACT_SIGNS[contact], pen), " ")

    def _paint(self, line: DrawnLine, marker: tuple[str, str], pen: str, width: int) -> Strip:
        """Paint a line without the cursor of a whole row: a cell has it."""
        return super()._paint(line, marker, "", width)

    # Moving

    def _watch_cursor(self, before: int, after: int) -> None:
        super()._watch_cursor(before, after)
        self.redraw()
        self.post_message(self.At())

    def _on_focus(self, event: object) -> None:
        """Show the cell cursor, once the focus has changed."""
        self.call_next(self.redraw)

    def _on_blur(self, event: object) -> None:
        """Hide the cell cursor, once the focus has changed."""
        self.call_next(self.redraw)

    def _action_column(self, step: int) -> None:
        """Go to the next service, or the one before."""
        services = self._matrix.services if self._matrix is not None else ()
        self.column = max(0, min(len(services) - 1, self.column + step))
        self.redraw()
        self.post_message(self.At())


_PENS = {Contact.REGULAR: "bold", Contact.OCCASIONAL: "", Contact.NONE_YET: "muted"}


def _apart(cells: Sequence[Content]) -> list[safe.Piece]:
    return [piece for cell in cells for piece in (cell, " ")]
