"""Columns: several kinds side by side, the one in hand marked; in a narrow window one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from facilitator.insight.columns import Column, columns_of
from facilitator.language import words
from facilitator.live.session import LiveSession
from facilitator.model.audience import Visibility
from facilitator.model.observation import Observation
from facilitator.model.script import MOST_COLUMNS
from facilitator.ui import safe
from facilitator.ui.instruments.base import Instrument
from facilitator.ui.instruments.note_list import SIDE_KEYS, NoteList, Sideways
from facilitator.ui.late_calls import Late
from facilitator.ui.widgets.capture_line import KIND_WIDTH
from facilitator.ui.widgets.column_rows import draw_column_head, draw_in_column
from facilitator.ui.widgets.note_rows import behind_words
from facilitator.ui.widgets.note_signs import signs_of
from facilitator.ui.widgets.rows import GUTTER, Row
from facilitator.ui.widgets.sides import marked, whose

_SIDE_BY_SIDE = 100
"""Columns of a window from which kinds stand beside each other."""


class ColumnsPane(Instrument):
    """The kinds of a segment side by side, each with its lines from the top."""

    keys = SIDE_KEYS
    step_words = "next question"
    DEFAULT_CSS = """
    ColumnsPane > Horizontal { height: 1fr; }
    ColumnsPane > Horizontal > Vertical { width: 1fr; margin-right: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, tuple[object, Row]] = {}

    def compose(self) -> ComposeResult:
        """Lay out room for as many columns as a script may have, and the list of them all."""
        with Horizontal():
            for number in range(MOST_COLUMNS):
                with Vertical(id=f"column-{number}"):
                    yield ColumnHead()
                    yield NoteList(shy=True, gives_way=True)
        yield NoteList(id="stacked", shy=True, gives_way=True)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns as they are now."""
        return columns_of(self.live.session.script, self.live.position.key, self.live.notes.all)

    @property
    def is_wide(self) -> bool:
        """Whether the columns stand beside each other."""
        return self.app.size.width >= _SIDE_BY_SIDE

    @property
    def lists(self) -> list[NoteList]:
        """The lists that are shown, from the left."""
        return [each for each in self.query(NoteList) if all(part.display for part in _up_to(each, self))]

    def about(self, live: LiveSession) -> str:
        """Say which column is in hand."""
        here = live.position
        columns = columns_of(live.session.script, here.key, live.notes.all)
        return next((each.heading for each in columns if each.kind.key == here.kind), "")

    def detail(self, live: LiveSession) -> str | None:
        """Say which question it is, and how many lines there are."""
        here = live.position
        lines = sum(len(each.lines) for each in columns_of(live.session.script, here.key, live.notes.all))
        asks = len(here.segment.ask) if here.segment is not None else 0
        which = f"question {here.question + 1} of {asks}   " if asks > 1 else ""
        return f"{which}{words.count(lines, 'line')}"

    def focus_part(self) -> None:
        """Take the keyboard, at the last line of the column in hand."""
        kinds = [each.kind.key for each in self.columns]
        here, lists = self.live.position.kind, self.lists
        at = kinds.index(here) if here in kinds and len(lists) > 1 else 0
        if lists:
            lists[at].focus()
            lists[at].action_last()

    def step(self) -> bool:
        """Go to the next question, and with it to its column."""
        return self.runner.next_question()

    @on(Sideways)
    def _go_aside(self, event: Sideways) -> None:
        """Go to the column beside; where they stand below each other, to its last line."""
        event.stop()
        if self.is_wide:
            lists = self.lists
            at = lists.index(event.notes) + event.step if event.notes in lists else -1
            if 0 <= at < len(lists):
                lists[at].focus()
            return
        filled, key = [each.lines for each in self.columns if each.lines], event.notes.key
        here = next((i for i, lines in enumerate(filled) if any(n.id == key for n in lines)), -event.step)
        if 0 <= here + event.step < len(filled):
            event.notes.show(event.notes.rows, select=filled[here + event.step][-1].id)

    def show_records(self) -> None:
        """Draw the columns; a line that did not change is not drawn again."""
        here = self.live.position
        self.step_words = "first question" if here.at_last_question else "next question"
        columns, wide = self.columns, self.is_wide
        self.query_one(Horizontal).display = wide
        self.query_one("#stacked").display = not wide
        if not wide:
            self._stack(columns)
            return
        for number in range(MOST_COLUMNS):
            part = self.query_one(f"#column-{number}", Vertical)
            part.display = number < len(columns)
            if part.display:
                self._show_column(part, columns[number])

    def _show_column(self, part: Vertical, column: Column) -> None:
        in_hand = column.kind.key == self.live.position.kind
        part.query_one(ColumnHead).show(column, in_hand=in_hand)
        rows = part.query_one(NoteList)
        rows.empty = _nothing(column)
        last = rows.key is None or not rows.has_focus
        drawn = [self._row(note, wide=True) for note in column.lines]
        rows.show(drawn, select=column.lines[-1].id if column.lines and last else None)

    def _stack(self, columns: Sequence[Column]) -> None:
        """Draw one column below the other; where there is no room, those not in hand show their newest."""
        here, rows = self.live.position.kind, self.query_one("#stacked", NoteList)
        spare = max(rows.size.height, 8) - len(columns) * 2
        in_hand = next((len(each.lines) for each in columns if each.kind.key == here), 0)
        fits = sum(len(each.lines) for each in columns) <= max(rows.size.height, 8) - len(columns)
        drawn: list[Row] = []
        for column in columns:
            own = column.kind.key == here
            rest = max(1, (spare - in_hand) // max(1, len(columns) - 1))
            before = 0 if fits or own or rows.has_focus else max(0, len(column.lines) - rest)
            right = f"{before} earlier" if before else str(len(column.lines) or "")
            drawn.append(_heading(column, right, in_hand=own))
            drawn += [self._row(note, wide=False) for note in column.lines[before:]]
            if not column.lines:
                drawn.append(_line(_nothing(column)))
        newest = self.live.notes.last
        at_end = rows.key is None or not rows.has_focus
        rows.show(drawn, select=newest.id if newest is not None and at_end else None)

    def _row(self, note: Observation, *, wide: bool) -> Row:
        """Return the row of a line: the very same one as long as nothing about it changes."""
        saved = note.id not in self.runner.file.unsaved
        look = (note, saved, wide)
        known, row = self._known.get(note.id, (None, None))
        if row is None or known != look:
            side, signs = whose(self.live, note), signs_of(self.live, note)
            behind = behind_words(note, signs) if saved else safe.text(("not saved", "bad bold"))
            pen = "private" if note.visibility is Visibility.FACILITATOR else ""
            mark = marked(side, safe.NOTHING)

            def draw(width: int) -> list[Content]:
                if wide:
                    lines = draw_in_column(note, width, behind, pen)
                    return [safe.text(mark, lines[0]), *lines[1:], safe.NOTHING]
                nods = (f"+{note.nods}" if note.nods else "", "")
                room = width - KIND_WIDTH + GUTTER - 5
                said = safe.text(mark, (note.text.replace("\n", " "), pen), behind)
                return [
                    safe.text(
                        " " * (KIND_WIDTH - GUTTER), safe.cell(said, room), safe.cell(nods, 5, right=True)
                    )
                ]

            row = Row(note.id, draw)
            self._known[note.id] = (look, row)
        return row


class ColumnHead(Late, Widget):
    """Sign, heading and count of a column, and the line below them."""

    DEFAULT_CSS = """
    ColumnHead { height: 3; padding-left: 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Column, bool] | None = None

    def show(self, column: Column, *, in_hand: bool) -> None:
        """Draw the head of a column if it changed."""
        if self._shown != (column, in_hand):
            self._shown = column, in_hand
            self.refresh()

    def render(self) -> Content:
        """Draw its lines."""
        if self._shown is None:
            return safe.NOTHING
        column, in_hand = self._shown
        count = str(len(column.lines) or "")
        drawn = draw_column_head(column, self.size.width, in_hand=in_hand, right=count)
        return safe.text("\n").join(drawn)


def _nothing(column: Column) -> Content:
    return safe.text(f"Nothing under {column.heading} yet.", pen="muted")


def _heading(column: Column, right: str, *, in_hand: bool) -> Row:
    def draw(width: int) -> list[Content]:
        return draw_column_head(column, width, in_hand=in_hand, right=right, rule=False)

    return Row("", draw, heading=True)


def _line(content: Content) -> Row:
    return Row("", lambda width: [safe.text(" " * (KIND_WIDTH - GUTTER), content)], heading=True)


def _up_to(part: Widget, above: Widget) -> list[Widget]:
    """Return a widget and those around it, up to and without *above*."""
    around: list[Widget] = [part]
    for each in part.ancestors:
        if each is above:
            break
        if isinstance(each, Widget):
            around.append(each)
    return around


PANE = ColumnsPane
