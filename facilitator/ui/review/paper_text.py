"""The lines of a filled paper being typed, over the rows of the sheet."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.geometry import Offset
from textual.reactive import reactive
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from facilitator.live.paper_entry.sheet import FREE_PART, GAP, HEADING
from facilitator.text import clean
from facilitator.ui.late_calls import Late


class PaperText(Late, TextArea):
    """The lines being typed; undo and redo are those of the typing.

    A row of the sheet nobody filled in ends with a gap; the gap in hand is selected, so that typing fills it.
    """

    DEFAULT_CSS = """
    PaperText, PaperText:focus { width: 36%; background: $lift; border: none; padding: 0 1 0 2; }
    PaperText { scrollbar-size-vertical: 1; }
    """
    cursor_blink = reactive(False, init=False)
    untouched = ""
    """The sheet as it was laid out: while nothing else stands there, what is pasted takes its place."""

    def lay_out(self, text: str) -> None:
        """Begin with the rows of the sheet, the first gap in hand."""
        self.untouched = text
        self.load_text(text)
        self.move_cursor((0, 0))
        self.go_to_gap(range(self.document.line_count))

    def go_on(self, text: str) -> None:
        """Begin with what was typed before: in the gap after it, else at its end."""
        self.load_text(text)
        lines = [self.document.get_line(row) for row in range(self.document.line_count)]
        filled = [row for row, line in enumerate(lines) if line and not _is_gap(line) and line[:3] != HEADING]
        if not self.go_to_gap(range(max(filled, default=0), len(lines))):
            self.move_cursor(self.document.end)
        self.call_after_refresh(self.scroll_cursor_visible, center=True)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor once there is room; while undo turns long text into short, it is nowhere."""
        if self.selection.end[0] >= self.document.line_count or not self.size.height:
            return Offset(0, 0)
        return super().scroll_cursor_visible(center, animate)

    def on_paste(self, event: events.Paste) -> None:
        """Put in what is pasted, without anything that could act on the terminal."""
        event.prevent_default()
        event.stop()
        whole = Selection((0, 0), self.document.end) if self.text == self.untouched else self.selection
        pasted = self.replace(clean(event.text), *whole)
        self.move_cursor(pasted.end_location)

    def action_undo(self) -> None:
        """Take back what was typed last."""
        if not self.history.undo_stack:
            self.program.say("Nothing to undo here")
        super().action_undo()

    def action_redo(self) -> None:
        """Type again what was taken back."""
        if not self.history.redo_stack:
            self.program.say("Nothing to bring back here")
        super().action_redo()

    def rows_of(self, line: int) -> int:
        """Return over how many rows of the screen a line is wrapped."""
        return len(self.wrapped_document.get_offsets(line)) + 1

    # The rows of the sheet

    def on_key(self, event: events.Key) -> None:
        """Go on to the next row of the sheet by Enter where this one is done; else it begins a line."""
        if event.key == "enter" and self._goes_on():
            event.prevent_default()
            event.stop()

    def _goes_on(self) -> bool:
        """Tell whether Enter led to another row: from a gap, an empty line, a row that is done."""
        row, column = self.selection.end
        line, last = self.document.get_line(row), self.document.line_count - 1
        below = self.document.get_line(row + 1) if row < last else ""
        row_ends = _is_gap(below) or (below.startswith(HEADING) and not self._is_free(row))
        done = column == len(line) and row_ends
        return (done or _is_gap(line) or not line) and self.next_gap()

    def _is_free(self, row: int) -> bool:
        """Tell whether a row is in the part where any number of lines may stand."""
        above = (self.document.get_line(each) for each in range(row, -1, -1))
        return next((line for line in above if line.startswith(HEADING)), "") == f"{HEADING}{FREE_PART}"

    def next_gap(self) -> bool:
        """Go to the next row that is not filled in; tell whether there is one."""
        return self.go_to_gap(range(self.selection.end[0] + 1, self.document.line_count))

    def former_gap(self) -> bool:
        """Go to the row before that is not filled in; tell whether there is one."""
        return self.go_to_gap(range(self.selection.end[0] - 1, -1, -1))

    def next_part(self) -> bool:
        """Go to the first row not filled in of the next part; tell whether there is one."""
        below = range(self.selection.end[0] + 1, self.document.line_count)
        heading = next((row for row in below if self.document.get_line(row).startswith(HEADING)), None)
        return heading is not None and self.go_to_gap(range(heading, self.document.line_count))

    def go_to_gap(self, rows: Iterable[int]) -> bool:
        """Take the gap of the first of *rows* that has one in hand."""
        for row in rows:
            line = self.document.get_line(row)
            if _is_gap(line):
                self.selection = Selection((row, len(line) - len(GAP)), (row, len(line)))
                self.scroll_cursor_visible()
                return True
        return False


def _is_gap(line: str) -> bool:
    return line == GAP or line.endswith(f" {GAP}")
