"""Ticking several of a list: words leave what fits them, Space ticks, Enter takes what is ticked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.text import clean_line
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Dialog, dialog_keys, keys_in_words, typed_so_far
from facilitator.ui.forms.field import Adds
from facilitator.ui.forms.field_line import FieldLine
from facilitator.ui.widgets.filtered_list import FilteredList
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, line_row

_NEW = "\n"
"""Begins the key of the row that stands for a name nobody has yet; no name holds a line end."""

_KEYS = (("Space", "tick"), ("type", "to filter"), ("Enter", "take them"), ("Esc", "back"))
_KEYS_OF_NEW = (("type", "a name"), ("Enter", "take none"), ("Esc", "back"))
_KEYS_OF_NONE = (("type", "to filter"), ("Esc", "back"))
_KEYS_WHERE_NONE_FITS = (("Esc", "all again"),)
_KEYS_WHERE_IT_IS_NEW = (("Enter", "take it"), ("Esc", "all again"))
_KEYS_AFTER_LETTERS = (("Space", "tick it"), ("↑ ↓", "another"), ("Esc", "all again"))


class Tick(Dialog[tuple[str, ...] | None]):
    """Several rows, each ticked or not; returns the keys of the ticked ones in the order of ticking, or None.

    *rows* are keys with their words. After letters Enter ticks the row in hand and shows all again, and so
    does Space where it is no letter between two words; after none Enter takes what is ticked. With
    *takes_new* what was typed can be ticked, too, or with *adds* asked for; without, *made_in* says where
    what is missing can be made.
    """

    DEFAULT_CSS = """
    Tick > Vertical { width: 76; }
    """

    def __init__(
        self,
        title: str,
        question: str,
        rows: Sequence[tuple[str, str | Content]],
        ticked: Collection[str],
        typed: str = "",
        takes_new: bool = False,
        made_in: str = "",
        adds: Adds | None = None,
    ) -> None:
        super().__init__()
        self._words = (title, question)
        self._rows = [(key, words if isinstance(words, Content) else safe.text(words)) for key, words in rows]
        self._before = tuple(key for key, _ in rows if key in ticked)
        self._ticked = list(self._before)
        self._begun = typed
        self._takes_new = takes_new
        self._made_in = made_in
        self._adds = adds

    def compose(self) -> ComposeResult:
        """Lay out question and list."""
        title, question = self._words
        with Vertical():
            yield Static(safe.text(title), classes="dialog-title", id="title")
            yield Static(safe.text((question, "muted")), classes="dialog-text", id="question")
            empty = "Nobody yet. Type a name." if self._takes_new else "There is nothing to tick yet."
            empty = "There is none yet. Type a name." if self._adds is not None else empty
            yield FilteredList(empty=safe.text(empty, pen="muted"), ticks=True)
            yield dialog_keys(*self._keys)

    @property
    def _keys(self) -> tuple[tuple[str, str], ...]:
        """What each key does now; none that would do nothing."""
        if self._rows:
            return _KEYS
        return _KEYS_OF_NEW if self._takes_new or self._adds else _KEYS_OF_NONE

    def on_mount(self) -> None:
        """Show the rows, those that are ticked first."""
        self._rows.sort(key=lambda row: row[0] not in self._ticked)
        self._show()
        rows = self.query_one(FilteredList)
        rows.focus()
        if self._begun:
            self.call_after_refresh(rows.type, self._begun)

    @property
    def has_typed(self) -> bool:
        """Whether something was ticked or taken off."""
        return tuple(self._ticked) != self._before

    def _show(self, select: str | None = None) -> None:
        rows = self.query_one(FilteredList)
        rows.offer([self._row(*row) for row in self._rows], select=select, last=self._new(rows.typed))
        count = sum(key in self._ticked for key, _ in self._rows)
        nothing_to_tick = not self._rows and (self._made_in or self._adds)
        question = "" if nothing_to_tick else self._words[1]
        self.query_one("#title", Static).update(
            safe.text(self._words[0], (f"   {count} ticked" if count else "", "muted"))
        )
        said = safe.text((question, "muted"))
        made = safe.text((f"\n{self._made_in}", "muted")) if self._made_in and not rows.rows else safe.NOTHING
        self.query_one("#question", Static).update(safe.text(typed_so_far(rows, said), made))

    def _new(self, typed: str) -> list[Row]:
        """Return the row that stands for what was typed, if that can be ticked and nothing else is."""
        new = clean_line(typed.replace(",", " "))
        known = any(new.casefold() == key.casefold() for key, _ in self._rows)
        if not (self._takes_new or self._adds) or not new or known:
            return []
        if self._adds is not None:
            return [line_row(f"{_NEW}{new}", safe.text((f"add “{new}”, a new {self._adds.what}", "muted")))]
        return [line_row(f"{_NEW}{new}", safe.text("○ ", new, ("   somebody new", "muted")))]

    def _row(self, key: str, words: Content) -> Row:
        on = key in self._ticked
        return line_row(key, safe.text(("✓ ", "good") if on else ("○ ", "muted"), words))

    def on_filtered_list_filtered(self) -> None:
        """Show what is typed in the place of the question, and what Enter does then."""
        self._show()
        rows = self.query_one(FilteredList)
        keys = self._keys
        if rows.typed:
            keys = _KEYS_AFTER_LETTERS if rows.rows else _KEYS_WHERE_NONE_FITS
            keys = _KEYS_WHERE_IT_IS_NEW if rows.only_last else keys
        self.query_one(".dialog-keys", Static).update(keys_in_words(*keys))

    def on_key(self, event: events.Key) -> None:
        """Tick the row in hand; with ^N, the key that saves a form, do what Enter does."""
        if event.key == "space":
            event.stop()
            self._tick()
        elif event.key == "ctrl+n":
            event.stop()
            self._take()

    def _tick(self) -> None:
        rows = self.query_one(FilteredList)
        if rows.key is None:
            return
        key = rows.key.removeprefix(_NEW)
        if rows.key.startswith(_NEW):
            if self._adds is not None:
                self._adds.ask(self.program, key, self._tick_added)
                return
            self._rows.insert(0, (key, safe.text(key)))
        if key in self._ticked:
            self._ticked.remove(key)
        else:
            self._ticked.append(key)
        rows.clear()
        self._show(key)

    def _tick_added(self, name: str) -> None:
        """Tick what was added."""
        self._rows.insert(0, (name, safe.text(name)))
        self._ticked.append(name)
        self.query_one(FilteredList).clear()
        self._show(name)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Tick the row in hand after letters, else take what is ticked."""
        self._take()

    def _take(self) -> None:
        if self.query_one(FilteredList).typed:
            self._tick()
        else:
            self.dismiss(tuple(self._ticked))


def open_list(event: FieldLine.ListOpened) -> None:
    """Open the list of a field; what is ticked there stands in the field then."""
    event.stop()
    line, field = event.line, event.line.field
    names, ticked = line.ticks

    def done(chosen: tuple[str, ...] | None) -> None:
        if chosen is not None:
            line.tick(chosen)

    rows = [(name, name) for name in names]
    new = (field.takes_new, field.made_in, field.adds)
    dialog = Tick(field.label, field.sentence, rows, ticked, event.typed, *new)
    line.program.push_screen(dialog, done)
