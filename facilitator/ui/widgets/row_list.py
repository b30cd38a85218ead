"""A list of rows with a cursor, for keyboard and mouse."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.late_calls import Late
from facilitator.ui.widgets.rows import GUTTER, DrawnLine, DrawnRows, Marks, Row

KEYS = Context(
    "rows",
    "In every list",
    (
        command("cursor_down", "down j", "", "the next row", palette=False),
        command("cursor_up", "up k", "", "the row before", palette=False),
        command("first", "home g", "", "the first row", palette=False),
        command("last", "end G", "", "the last row", palette=False),
    ),
)


class RowList(Late, ScrollView, can_focus=True):
    """Rows with a cursor. Posts `Chosen` on Enter or click, `Moved` when the cursor moves.

    Without focus the cursor stays visible but quiet, unless *shy*; a *plain* list shows none at all.
    With *from_below* few rows stand at the bottom. What opens over its lower end may lift the rows of a
    list that *gives_way*: they are drawn higher, and nothing is laid out anew.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(KEYS),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("enter", "choose", show=False),
    ]
    DEFAULT_CSS = """
    RowList {
        height: 1fr; scrollbar-size: 1 1; overflow-x: hidden; background: $paper;
        text-wrap: nowrap; text-overflow: clip;
    }
    """

    cursor: reactive[int] = reactive(-1)

    virtual_size = Reactive(Size(0, 0))
    """How much there is to scroll; more of it moves no other widget, so nothing is laid out anew."""

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
        super().__init__(id=id, classes=classes)
        self.empty = empty
        self._drawn = DrawnRows()
        self.marks = Marks(self._drawn)
        self._from_below = from_below
        self._gives_way = gives_way
        self._lifted = 0  # lines the rows stand higher: something lies over the last of them
        self._shy = shy
        self._plain = plain
        self._awaited: Collection[str] = ()
        self._above: Sequence[Content] = ()
        self._below: Sequence[Content] = ()

    # What is in it

    def show(
        self,
        rows: Sequence[Row],
        *,
        select: str | None = None,
        head: Sequence[Content] = (),
        foot: Sequence[Content] = (),
    ) -> None:
        """Show these rows; the cursor stays on the row of the same key, or goes to *select*.

        The lines of *head* and *foot* stay where they are while the rows between them are scrolled.
        """
        self._above, self._below = head, foot
        wanted = select if select is not None else self.key
        before, key = self.cursor, self.key
        self._drawn.put(rows)
        self._draw()
        choices = self._drawn.choices()
        found = next((i for i in choices if self.rows[i].key == wanted), None)
        nearest = next((i for i in reversed(choices) if i <= before), choices[0] if choices else -1)
        self.cursor = nearest if found is None else found
        self.go_to(self._awaited)
        if self.cursor == before and self.key is not None and self.key != key:
            self.post_message(self.Moved(self, self.key))  # another row stands where the cursor is
        self.refresh(layout=self.styles.is_auto_height)
        self.call_after_refresh(self._scroll_to_cursor)

    def go_to(self, ids: Collection[str]) -> None:
        """Put the cursor on the first row about one of these records, unless it is on such a row already.

        When there is none yet, because the disk is slow, this is done as soon as one is shown.
        """
        about = [i for i in self._drawn.choices() if any(part in ids for part in self.rows[i].key.split(" "))]
        self._awaited = () if about else ids
        if about and self.cursor not in about:
            self.cursor = about[0]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._drawn.rows

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor."""
        return self.rows[self.cursor].key if 0 <= self.cursor < len(self.rows) else None

    # Moving

    def _move(self, step: int) -> None:
        choices = self._drawn.choices()
        self._awaited = ()
        if not choices:
            return
        here = self._row_in_hand(step)
        place = max((number for number, each in enumerate(choices) if each <= here), default=0)
        self.cursor = choices[max(0, min(len(choices) - 1, place + step))]

    def _row_in_hand(self, step: int) -> int:
        """Return the row steps start from: the cursor's, or where none is seen the last one in view."""
        if not self._plain or not self._drawn.lines:
            return self.cursor
        edge = int(self.scroll_offset.y) + (self._seen_lines - 1 if step > 0 else 0)
        return self._drawn.lines[max(0, min(len(self._drawn.lines) - 1, edge))][0]

    def _action_cursor_up(self) -> None:
        """Move one row up."""
        self._move(-1)

    def _action_cursor_down(self) -> None:
        """Move one row down."""
        self._move(1)

    def _action_page(self, direction: int) -> None:
        """Move as far as the row in hand stays in view, however many rows that are."""
        here = self._row_in_hand(direction)
        there = self._drawn.reach(here, direction, self._seen_lines - 1)
        if there == self.cursor or (there - here) * direction <= 0:
            self._move(direction)
        else:
            self.cursor = there

    def action_first(self) -> None:
        """Go to the first row."""
        self._move(-len(self.rows))

    def action_last(self) -> None:
        """Go to the last row."""
        self._move(len(self.rows))

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark off, and go on."""
        if self.key is not None:
            self.marks.toggle(self.key)
            self._move(1)
            self.refresh()

    def _watch_cursor(self, before: int, after: int) -> None:
        """Keep the cursor in view and tell who listens."""
        self._scroll_to_cursor()
        self.refresh()
        if self.key is not None and before != after:
            self.post_message(self.Moved(self, self.key))

    @on(events.Click)
    def _point(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click chooses."""
        line = int(self.scroll_offset.y) + event.y - self._offset()
        if 0 <= line < len(self._drawn.lines):
            index = self._drawn.lines[line][0]
            if index in self._drawn.choices():
                again = index == self.cursor and event.chain > 1
                self.cursor = index
                if again:
                    self.action_choose()

    # Drawing

    def redraw(self) -> None:
        """Draw every row again, for rows that depend on more than the records."""
        self._drawn.forget()
        self._draw()
        self.refresh()

    def lift(self, covered: int) -> None:
        """Draw the rows higher if *covered* lines at the lower end cannot be seen; 0 puts them back."""
        below = self.size.height - (len(self._drawn.lines) - int(self.scroll_offset.y)) - self._space_above()
        lifted = max(0, covered - max(0, below)) if self._gives_way and covered else 0
        if lifted != self._lifted:
            self._lifted = lifted
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the rows take, for lists as high as what they hold."""
        rows = self._drawn.height(width - GUTTER) or len(safe.wrap(self.empty, width - GUTTER))
        return rows + self._around

    @property
    def _around(self) -> int:
        """How many lines head and foot take."""
        return len(self._above) + len(self._below)

    @property
    def _seen_lines(self) -> int:
        """How many lines of rows are seen at once."""
        return self.size.height - self._around

    def _draw(self) -> None:
        width = self.scrollable_content_region.width - GUTTER
        if self._drawn.draw(width):
            self.virtual_size = Size(width + GUTTER, len(self._drawn.lines) + self._around)
            self._scroll_update(self.virtual_size)

    def _offset(self) -> int:
        """Return at which line of the screen the first row begins."""
        return self._space_above() - self._lifted + len(self._above)

    def _space_above(self) -> int:
        return max(0, self._seen_lines - len(self._drawn.lines)) if self._from_below else 0

    def _on_resize(self) -> None:
        """Draw again for the new width."""
        self._draw()
        self._scroll_to_cursor()

    def _on_focus(self, event: events.Focus) -> None:
        """Show the cursor as ours."""
        self.refresh()

    def _on_blur(self, event: events.Blur) -> None:
        """Let the cursor rest."""
        self.refresh()

    def _scroll_to_cursor(self) -> None:
        numbers = [number for number, (index, _) in enumerate(self._drawn.lines) if index == self.cursor]
        if numbers:
            first = max(0, numbers[0] - (1 if self.cursor in self._drawn.choices()[:1] else 0))
            self.scroll_to_region(
                Region(0, first, 1, numbers[-1] - first + 1 + self._around),
                animate=False,
                force=True,
                immediate=True,
            )

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        self._draw()
        width = self.scrollable_content_region.width
        if (fixed := self._fixed_line(y)) is not None:
            return self._strip(safe.text("  ", fixed), width, self.visual_style)
        if not self._drawn.lines:
            return self._strip(self._empty_line(y - len(self._above), width), width, self.visual_style)
        number = int(self.scroll_offset.y) + y - self._offset()
        if not 0 <= number < len(self._drawn.lines):
            return self._strip(safe.NOTHING, width, self.visual_style)
        index, line = self._drawn.lines[number]
        first = number == 0 or self._drawn.lines[number - 1][0] != index
        marked = first and self.rows[index].key in self.marks
        gap = not first and not line.content.cell_length
        if index != self.cursor or gap or not self._marks_row:
            return self._paint(line, ("■ ", "mark") if marked else ("  ", ""), "", width)
        marker = "■ " if marked else "► " if first else "  "
        if self.has_focus:
            return self._paint(line, (marker, "mark"), "row", width)
        return self._paint(line, (marker, "muted"), "row-resting", width)

    def _fixed_line(self, y: int) -> Content | None:
        """Return a line of head or foot; None where rows are."""
        if y < len(self._above):
            return self._above[y]
        below = y - self.size.height + len(self._below)
        return self._below[below] if 0 <= below < len(self._below) else None

    @property
    def _marks_row(self) -> bool:
        """Whether the row in hand is marked as a whole."""
        return not (self._plain or (self._shy and not self.has_focus))

    def _paint(self, line: DrawnLine, marker: tuple[str, str], pen: str, width: int) -> Strip:
        """Return the strip of a line; one that was painted like this before is not painted again."""
        look = (marker, pen, width, self.visual_style, self.text_selection)
        if line.look != look:
            style = self.visual_style + Style.parse(f"$pen-{pen}") if pen else self.visual_style
            line.look, line.strip = look, self._strip(safe.text(marker, line.content), width, style)
        return line.strip

    def _empty_line(self, y: int, width: int) -> Content:
        lines = safe.wrap(self.empty, width - GUTTER)
        top = max(0, self._seen_lines - len(lines)) if self._from_below else 0
        return safe.text("  ", lines[y - top]) if 0 <= y - top < len(lines) else safe.NOTHING

    def _strip(self, content: Content, width: int, style: Style) -> Strip:
        strips = Visual.to_strips(self, content, width, 1, style, pad=True)
        return strips[0] if strips else Strip.blank(width, style.rich_style)
