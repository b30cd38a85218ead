"""A paper on the screen: the same tree the other formats are written from, in lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.ui import safe
from facilitator.ui.late_calls import Late

if TYPE_CHECKING:
    from facilitator.documents.tree.html_subset import Element
    from facilitator.documents.tree.paper import Paper

_WIDEST = 96
_GAP = 2
_DATE = 11
"""Cells of the longest date; a longer word is broken."""
_LEAST_COLUMN = 8
"""A column is made no narrower than this to give others room."""
_STATUS_PENS = {"settled": "good", "partly": "good", "waiting": "warn", "stuck": "bad", "aside": "muted"}
_ROLE_PENS = {"meta": "muted", "note": "muted", "limits": "muted"}


def draw_paper(paper: Paper, width: int) -> list[Content]:
    """Draw a paper in lines of at most *width* cells, below what its maker should know of it."""
    lines: list[Content] = []
    for notice in paper.notices:
        lines += [*safe.wrap((notice, "warn"), width), safe.NOTHING]
    if paper.not_in_it:
        lines += [*safe.wrap((paper.not_in_it, "muted"), width), safe.NOTHING]
    if paper.watermark:
        lines += [*safe.wrap((paper.watermark, "warn bold"), width), safe.NOTHING]
    for block in paper.body:
        lines += _block(block, width)
    return lines


def _block(block: Element, width: int) -> list[Content]:
    if block.tag == "table":
        return [*_table(block, width), safe.NOTHING]
    if block.tag in ("ul", "ol"):
        return [*_items(block, width), safe.NOTHING]
    content = _inline(block)
    if block.tag == "h1":
        return [*safe.wrap(safe.text(content, pen="mark bold"), width), safe.NOTHING]
    if block.tag == "h2":
        rule = safe.text(("─" * width, "line"))
        return [rule, *safe.wrap(safe.text(content, pen="bold"), width), safe.NOTHING]
    if block.tag == "h3":
        return [*safe.wrap(safe.text(content, pen="bold"), width), safe.NOTHING]
    if block.tag == "blockquote":
        return [safe.text(("▌ ", "mark"), line) for line in safe.wrap(content, width - 2)] + [safe.NOTHING]
    pen = _ROLE_PENS.get(block.attributes.get("data-role", ""), "")
    return [*safe.wrap(safe.text(content, pen=pen), width), safe.NOTHING]


def _inline(element: Element) -> Content:
    """Draw the words inside a block; emphasis becomes bold or quiet, a line break a blank."""
    pieces: list[safe.Piece] = []
    for child in element.children:
        if isinstance(child, str):
            pieces.append(child)
        elif child.tag == "br":
            pieces.append("\n")
        else:
            pieces.append(safe.text(_inline(child), pen="bold" if child.tag == "strong" else "muted"))
    return safe.text(*pieces)


def _items(block: Element, width: int) -> Iterator[Content]:
    for number, item in enumerate(block.named("li"), 1):
        mark = "• " if block.tag == "ul" else f"{number}. "
        for index, line in enumerate(safe.wrap(_inline(item), width - len(mark))):
            yield safe.text((mark if index == 0 else " " * len(mark), "muted"), line)


def _table(table: Element, width: int) -> Iterator[Content]:
    for caption in table.named("caption"):
        yield from safe.wrap(safe.text(_inline(caption), pen="muted"), width)
    rows = [row for part in table.named("thead", "tbody") for row in part.named("tr")]
    columns = _widths(table, rows, width)
    heads = {id(row) for part in table.named("thead") for row in part.named("tr")}
    for row in rows:
        yield from _row(row, columns, width, head=id(row) in heads)


def _widths(table: Element, rows: Sequence[Element], width: int) -> list[int]:
    """Return the width of each column: the template's shares, or equal ones."""
    count = max((len(row.named("td", "th")) for row in rows), default=1)
    cols = [
        int(col.attributes.get("data-width", "0"))
        for part in table.named("colgroup")
        for col in part.named("col")
    ]
    shares = cols if len(cols) == count and all(cols) else [100 // count] * count
    room = width - _GAP * (count - 1)
    least = _least_widths(rows, count)
    widths = [max(least[index], room * share // sum(shares)) for index, share in enumerate(shares)]
    widths[-1] += max(0, room - sum(widths))
    while sum(widths) > room and (widest := max(widths)) > _LEAST_COLUMN:
        widths[widths.index(widest)] -= 1
    return widths


def _least_widths(rows: Sequence[Element], count: int) -> list[int]:
    """Return how wide each column must be so that no word and nothing as short as a date is broken."""
    least = [3] * count
    for row in rows:
        cells = row.named("td", "th")
        for index, cell in enumerate(cells if len(cells) == count else ()):
            words = _inline(cell).plain
            parts = [words] if len(words) <= _DATE else words.split()
            longest = max((safe.text(part).cell_length for part in parts), default=0)
            least[index] = max(least[index], min(longest, _DATE))
    return least


def _row(row: Element, columns: list[int], width: int, *, head: bool) -> Iterator[Content]:
    cells = row.named("td", "th")
    if len(cells) == 1:
        yield from safe.wrap(safe.text(_inline(cells[0]), pen="mark bold"), width)
        return
    drawn = [
        safe.wrap(safe.text(_inline(cell), pen=_cell_pen(cell, head=head)), columns[index])
        for index, cell in enumerate(cells[: len(columns)])
    ]
    for number in range(max(map(len, drawn), default=0)):
        pieces: list[safe.Piece] = []
        for index, lines in enumerate(drawn):
            line = lines[number] if number < len(lines) else safe.NOTHING
            pieces += [" " * _GAP if index else "", safe.cell(line, columns[index])]
        yield safe.text(*pieces)
    if head:
        yield safe.text(("─" * width, "line"))


def _cell_pen(cell: Element, *, head: bool) -> str:
    if head:
        return "muted"
    return _STATUS_PENS.get(cell.attributes.get("data-status", ""), "")


class PaperView(Late, VerticalScroll, can_focus=True):
    """A paper on a lifted ground; arrows scroll it, and the letters that move in lists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
    ]
    DEFAULT_CSS = """
    PaperView { background: $lift; padding: 1 3; scrollbar-size: 1 1; scrollbar-gutter: stable; }
    PaperView > Static { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._paper: Paper | None = None

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield Static(id="paper")

    def show(self, paper: Paper) -> None:
        """Show a paper from its beginning."""
        self._paper = paper
        self._draw()
        self.scroll_home(animate=False)

    def say(self, content: Content) -> None:
        """Show a sentence instead of a paper."""
        self._paper = None
        self.query_one("#paper", Static).update(content)

    def on_resize(self) -> None:
        """Draw again for the new width."""
        self._draw()

    def _draw(self) -> None:
        if self._paper is not None:
            width = max(30, min(_WIDEST, self.scrollable_content_region.width))
            self.query_one("#paper", Static).update(Content("\n").join(draw_paper(self._paper, width)))
