"""A list of rows with a cursor, for keyboard and mouse."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from facilitator.ui import safe
from facilitator.ui.widgets.rows import Row, RowsView


class RowList(RowsView, can_focus=True):
    """Rows with a cursor. Posts `Chosen` on Enter or click, `Moved` when the cursor moves.

    Without focus the cursor stays visible but quiet, unless *shy*; a *plain* list shows none at all.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("enter", "choose", show=False),
    ]
    DEFAULT_CSS = """
    RowList { height: 1fr; scrollbar-size: 1 1; overflow-x: hidden; background: $paper; }
    """

    cursor: reactive[int] = reactive(-1)

    class Chosen(Message):
        """A row was chosen with Enter or the mouse."""

        def __init__(self, rows: RowList, key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> RowList:
            """The list it happened in."""
            return self.rows

    class Moved(Message):
        """The cursor moved to another row."""

        def __init__(self, rows: RowList, key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> RowList:
            """The list it happened in."""
            return self.rows

    def __init__(
        self,
        *,
        id: str | None = None,
        classes: str | None = None,
        empty: Content = safe.NOTHING,
        from_below: bool = False,
        shy: bool = False,
        plain: bool = False,
        gives_way: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes, empty=empty, from_below=from_below, gives_way=gives_way)
        self._shy = shy
        self._plain = plain
        self._marked: set[str] = set()
        self._awaited: Collection[str] = ()

    # What is in it

    def show(self, rows: Sequence[Row], *, select: str | None = None) -> None:
        """Show these rows; the cursor stays on the row of the same key, or goes to *select*."""
        wanted = select if select is not None else self.key
        before = self.cursor
        self._rows = tuple(rows)
        self._is_stale = True
        self._draw()
        found = next((i for i, row in enumerate(self._rows) if row.key == wanted and not row.heading), None)
        choices = self._choices()
        nearest = next((i for i in reversed(choices) if i <= before), choices[0] if choices else -1)
        self.cursor = nearest if found is None else found
        self.go_to(self._awaited)
        self.refresh(layout=self.styles.is_auto_height)
        self.call_after_refresh(self._scroll_to_cursor)

    def go_to(self, ids: Collection[str]) -> None:
        """Put the cursor on the first row about one of these records, unless it is on such a row already.

        When there is none yet, because the disk is slow, this is done as soon as one is shown.
        """
        about = [i for i in self._choices() if any(part in ids for part in self._rows[i].key.split(" "))]
        self._awaited = () if about else ids
        if about and self.cursor not in about:
            self.cursor = about[0]

    @property
    def marked(self) -> tuple[str, ...]:
        """The keys of the marked rows, in the order shown."""
        return tuple(row.key for row in self._rows if row.key in self._marked)

    def toggle_mark(self) -> None:
        """Mark the row under the cursor, or take its mark off, and go on."""
        if self.key is not None:
            self._marked ^= {self.key}
            self._move(1)
            self.refresh()

    def clear_marks(self) -> None:
        """Take all marks off."""
        self._marked.clear()
        self.refresh()

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor."""
        return self._rows[self.cursor].key if 0 <= self.cursor < len(self._rows) else None

    def _choices(self) -> list[int]:
        return [index for index, row in enumerate(self._rows) if not row.heading]

    # Moving

    def _move(self, step: int) -> None:
        choices = self._choices()
        self._awaited = ()
        if not choices:
            return
        here = self._row_in_hand(step)
        place = max((number for number, each in enumerate(choices) if each <= here), default=0)
        self.cursor = choices[max(0, min(len(choices) - 1, place + step))]

    def _row_in_hand(self, step: int) -> int:
        """Return the row steps start from: the cursor's, or where none is seen the last one in view."""
        if not self._plain or not self._lines:
            return self.cursor
        edge = int(self.scroll_offset.y) + (self.size.height - 1 if step > 0 else 0)
        return self._lines[max(0, min(len(self._lines) - 1, edge))][0]

    def action_cursor_up(self) -> None:
        """Move one row up."""
        self._move(-1)

    def action_cursor_down(self) -> None:
        """Move one row down."""
        self._move(1)

    def action_page(self, direction: int) -> None:
        """Move as far as the row in hand stays in view, however many rows that are."""
        first = {index: line for line, (index, _) in reversed([*enumerate(self._lines)])}
        last = {index: line for line, (index, _) in enumerate(self._lines)}
        here = self._row_in_hand(direction)
        edge = first.get(here, 0) + direction * (self.size.height - 1)
        if direction > 0:
            there = max((each for each in self._choices() if last.get(each, 0) <= edge), default=here)
        else:
            there = min((each for each in self._choices() if first.get(each, 0) >= edge), default=here)
        if there == self.cursor or (there - here) * direction <= 0:
            self._move(direction)
        else:
            self.cursor = there

    def action_first(self) -> None:
        """Go to the first row."""
        self._move(-len(self._rows))

    def action_last(self) -> None:
        """Go to the last row."""
        self._move(len(self._rows))

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    def watch_cursor(self, before: int, after: int) -> None:
        """Keep the cursor in view and tell who listens."""
        self._scroll_to_cursor()
        self.refresh()
        if self.key is not None and before != after:
            self.post_message(self.Moved(self, self.key))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click chooses."""
        line = int(self.scroll_offset.y) + event.y - self._offset()
        if 0 <= line < len(self._lines):
            index = self._lines[line][0]
            if index in self._choices():
                again = index == self.cursor and event.chain > 1
                self.cursor = index
                if again:
                    self.action_choose()

    # Drawing

    def on_resize(self) -> None:
        """Draw again for the new width."""
        self._draw()
        self._scroll_to_cursor()

    def on_focus(self) -> None:
        """Show the cursor as ours."""
        self.refresh()

    def on_blur(self) -> None:
        """Let the cursor rest."""
        self.refresh()

    def _scroll_to_cursor(self) -> None:
        numbers = [number for number, (index, _) in enumerate(self._lines) if index == self.cursor]
        if numbers:
            first = max(0, numbers[0] - (1 if self.cursor in self._choices()[:1] else 0))
            self.scroll_to_region(
                Region(0, first, 1, numbers[-1] - first + 1), animate=False, force=True, immediate=True
            )

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        self._draw()
        width = self.scrollable_content_region.width
        if not self._lines:
            return self._strip(self._empty_line(y, width), width, self.visual_style)
        number = int(self.scroll_offset.y) + y - self._offset()
        if not 0 <= number < len(self._lines):
            return self._strip(safe.NOTHING, width, self.visual_style)
        index, line = self._lines[number]
        first = number == 0 or self._lines[number - 1][0] != index
        marked = first and self._rows[index].key in self._marked
        gap = not first and not line.content.cell_length
        if index != self.cursor or gap or self._plain or (self._shy and not self.has_focus):
            return self._paint(line, ("■ ", "mark") if marked else ("  ", ""), "", width)
        marker = "■ " if marked else "► " if first else "  "
        if self.has_focus:
            return self._paint(line, (marker, "mark"), "row", width)
        return self._paint(line, (marker, "muted"), "row-resting", width)
