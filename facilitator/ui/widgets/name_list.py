"""The names that fit what is typed: a list above the line, one of them chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from facilitator.live.capture.completion import Completion
from facilitator.ui import safe
from facilitator.ui.late_calls import Late
from facilitator.ui.widgets.painting import repaint
from facilitator.ui.widgets.row_list import RowList

_BESIDE = 13
"""Columns of the line beside which the list stands."""


class NameList(Late, Static):
    """Lies over what stands above the line, and opens only while something fits.

    *complete* gives the names that fit a line at a cursor.
    """

    DEFAULT_CSS = """
    NameList { height: auto; background: $raised; margin-left: 11; display: none;
        border-left: outer $mark; padding-left: 1; overlay: screen; offset-y: -100%; }
    """

    def __init__(self, complete: Callable[[str, int], Sequence[Completion]]) -> None:
        super().__init__()
        self._complete = complete
        self._names: tuple[Completion, ...] = ()
        self._at = 0
        self._closed_for = ""
        self._offered_for = ""
        self._height = 0

    @property
    def is_open(self) -> bool:
        """Whether names are offered."""
        return bool(self._names)

    def offer(self, line: Input) -> None:
        """Open, change or close the list for what stands before the cursor of *line*."""
        self._offered_for = line.value
        if line.value == self._closed_for and line.value:
            return
        self._closed_for = ""
        self._names = tuple(self._complete(line.value, line.cursor_position))
        self._at = 0
        self._draw()

    def offer_none_for(self, text: str) -> None:
        """Close the list: nobody typed *text*."""
        self._offered_for = text
        self._names = ()
        self._draw()

    def _catch_up(self, line: Input) -> None:
        """Offer names now if the last key has not led to that yet: a key's letter is shown first."""
        if line.value != self._offered_for:
            self.offer(line)

    def move(self, step: int, line: Input) -> bool:
        """Choose the name *step* rows further; tell whether any is offered."""
        self._catch_up(line)
        if not self._names:
            return False
        self._at = max(0, min(len(self._names) - 1, self._at + step))
        self._draw()
        return True

    def take(self, line: Input) -> bool:
        """Put the chosen name into *line*; tell whether there was one."""
        self._catch_up(line)
        if not self._names:
            return False
        text, cursor = self._names[self._at].apply(line.value)
        self._names = ()
        self._closed_for = text
        line.value = text
        line.cursor_position = cursor
        self._draw()
        return True

    def close(self, line: Input) -> bool:
        """Close the list; tell whether it was open. It stays closed until the line changes."""
        self._catch_up(line)
        if not self._names:
            return False
        self._names = ()
        self._closed_for = line.value
        self._draw()
        return True

    def _draw(self) -> None:
        self.display = bool(self._names)
        beside = self.parent.size.width if isinstance(self.parent, Widget) else 0
        width = max(30, beside - _BESIDE)
        drawn = [_name_line(each, width, chosen=index == self._at) for index, each in enumerate(self._names)]
        repaint(self, Content("\n").join(drawn), layout=self.size.height != len(drawn))
        if len(drawn) != self._height:
            self._height = len(drawn)
            self._uncover()

    def _uncover(self) -> None:
        """Lift what the names lie over, so that the newest stays in sight."""
        top = self.parent.content_region.y - self._height if isinstance(self.parent, Widget) else 0
        for rows in self.screen.query(RowList):
            rows.lift(rows.region.bottom - top if self._height else 0)


def _name_line(name: Completion, width: int, *, chosen: bool) -> Content:
    label = safe.text(name.label)
    for start, length in name.matches:
        label = label.stylize("underline", start, start + length)
    line = safe.text((f"{name.sign} ", "mark"), safe.cell(label, max(28, width // 2)), (name.reason, "muted"))
    return safe.text(safe.cell(line, width), pen="row" if chosen else "")
