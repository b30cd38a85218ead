"""A list of rows that is filtered by typing: each letter leaves what fits it, Escape brings back all."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from facilitator.text import clean_line
from facilitator.ui import safe
from facilitator.ui.widgets.fitting import fitting
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row

_WIDE = 400
"""A row is searched as it would be drawn in so many cells, so that nothing of it is cut."""


class FilteredList(RowList):
    """Rows to choose from. Posts `Filtered` when other rows are shown because something was typed.

    Where *ticks*, somebody else hears Space: it is a letter only between two words, where another word would
    leave fewer rows.
    """

    class Filtered(Message):
        """Other rows fit."""

    def __init__(self, *, empty: Content = safe.NOTHING, ticks: bool = False) -> None:
        super().__init__(empty=empty)
        self.typed = ""
        self._every: tuple[Row, ...] = ()
        self._last: tuple[Row, ...] = ()
        self._when_empty = empty
        self._ticks = ticks
        self._in_list = True

    def offer(self, rows: Sequence[Row], *, select: str | None = None, last: Sequence[Row] = ()) -> None:
        """Show these rows, or those of them that fit what is typed; below them those that stand *last*."""
        self._every, self._last = tuple(rows), tuple(last)
        self._show(select)

    @property
    def found(self) -> str:
        """How many of all rows are shown, such as "3 of 12"."""
        shown = sum(not row.heading and row not in self._last for row in self.rows)
        return f"{shown} of {sum(not row.heading for row in self._every)}"

    def type(self, letters: str) -> None:
        """Put letters after what is typed."""
        if not self.typed:
            self.styles.min_height = max(1, self.size.height)  # the box stays where it is
        self._put(clean_line(f"{self.typed}{letters}") if letters.strip() else self.typed + letters)

    def clear(self) -> None:
        """Show all rows again."""
        self._put("")

    def on_key(self, event: events.Key) -> None:
        """Take letters; Backspace and Escape take them back."""
        if event.is_printable and event.character and not (event.character == " " and self._is_command):
            self.type(event.character)
        elif event.key == "backspace" and self.typed:
            self._put(self.typed[:-1])
        elif event.key == "escape" and self.typed:
            self.clear()
        else:
            return
        event.stop()
        event.prevent_default()

    @property
    def _is_command(self) -> bool:
        """Whether Space does something else here: it ticks, or there is nothing it could follow."""
        ticks = self._in_list or not (self._goes_on or self.only_last)
        return not self.typed or (self._ticks and ticks)

    @property
    def only_last(self) -> bool:
        """Whether nothing fits what is typed but what stands last: a name nobody has yet goes on."""
        return bool(self.typed and self._last) and all(row in self._last for row in self.rows)

    @property
    def _goes_on(self) -> bool:
        """Whether the letters end a word behind which another one tells apart the rows that fit."""
        begun = f" {self.typed.casefold()} "
        words = [f" {_words_of(row)}".casefold() for row in self.rows if row not in self._last]
        return len(words) > 1 and any(begun in each for each in words)

    def _move(self, step: int) -> None:
        self._in_list = True
        super()._move(step)

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted as if it were typed."""
        event.stop()
        self.type(clean_line(event.text))

    def _put(self, typed: str) -> None:
        if typed != self.typed:
            self.typed = typed
            self._show()
            if self.typed:
                self.action_first()
            self._in_list = not self.typed
            self.post_message(self.Filtered())

    def _show(self, select: str | None = None) -> None:
        if not self.typed:
            self.empty = self._when_empty
            self.show((*self._every, *self._last), select=select)
            return
        choices = [(_words_of(row), row) for row in self._every if not row.heading]
        self.empty = safe.text(f"Nothing fits “{self.typed}”. ", ("Esc", "key"), " clears it.", pen="muted")
        self.show((*fitting(self.typed, choices), *self._last), select=select)


def _words_of(row: Row) -> str:
    return " ".join(line.plain.strip() for line in row.draw(_WIDE))
