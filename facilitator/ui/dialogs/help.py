"""Help: what a field is; else what a segment has for you, this screen's keys, the signs of the line."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from facilitator.live.capture.reading import CLOSING_WORDS, GRAMMAR, GrammarRow
from facilitator.model.practice import TRADE_MARK_NOTICE
from facilitator.ui import safe
from facilitator.ui.dialogs.explanation import Explanation
from facilitator.ui.forms.explained import explained
from facilitator.ui.keys.command import Answers, Context
from facilitator.ui.program import Program
from facilitator.ui.screen import ProgramScreen

_TYPING = frozenset({"capture", "runner"})


class Help(ProgramScreen, ModalScreen[None]):
    """The keys that work on the screen below. Typing a word leaves only what fits it.

    *nearby* are those that work there once Tab is pressed; *card* is what stands above them, for the moment,
    *grammar* what can be typed into the line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,enter", "close", show=False)]
    CSS = """
    Help { align: center middle; }
    Help > Vertical { width: 106; max-width: 100%; height: auto; max-height: 100%; background: $raised;
        border-left: outer $mark; padding: 1 3; }
    Help VerticalScroll { height: auto; max-height: 100%; scrollbar-size: 1 1; }
    Help #head { height: 2; dock: top; }
    Help #columns { height: auto; }
    Help #columns > Static { width: 1fr; height: auto; }
    Help #card, Help #above { height: auto; padding-bottom: 1; }
    Help #foot { height: auto; padding-top: 1; dock: bottom; background: $raised; }
    Help.-narrow > Vertical { padding: 0 2; }
    Help.-narrow #columns { layout: vertical; }
    """

    def __init__(
        self,
        contexts: tuple[Context, ...],
        nearby: tuple[Context, ...] = (),
        card: tuple[tuple[str, str], ...] = (),
        grammar: tuple[GrammarRow, ...] = GRAMMAR,
    ) -> None:
        super().__init__()
        self._contexts = contexts
        self._nearby = nearby
        self._card = card
        self._grammar = grammar
        self._typed = ""

    def active_contexts(self) -> tuple[Context, ...]:
        """No other key works."""
        return ()

    def compose(self) -> ComposeResult:
        """Lay out keys on the left, signs on the right; in a small window the signs stand above the keys."""
        with Vertical():
            yield Static(id="head")
            with VerticalScroll(can_focus=False):
                yield Static(id="card")
                yield Static(id="above")
                with Horizontal(id="columns"):
                    yield Static(id="keys")
                    yield Static(id="signs")
            back = " back, your line is still there   " if self._has_signs else " back   "
            keys = (("Esc", "key"), back, ("PgDn", "key"), " more\n")
            yield Static(safe.text(*keys, (TRADE_MARK_NOTICE, "muted")), id="foot")

    def on_mount(self) -> None:
        """Fill in the tables."""
        self._show()

    def on_resize(self) -> None:
        """Draw the head for the width it has."""
        self.call_after_refresh(self._show)

    def on_key(self, event: events.Key) -> None:
        """Search as letters are typed."""
        scroll = self.query_one(VerticalScroll)
        if event.key in ("down", "up", "pagedown", "pageup"):
            getattr(scroll, _SCROLL[event.key])(animate=False)
            event.stop()
        elif event.key == "backspace":
            self._typed = self._typed[:-1]
            self._show()
        elif event.is_printable and event.character:
            self._typed += event.character
            event.stop()
            self._show()

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()

    def _show(self) -> None:
        title = self._contexts[0].title if self._contexts else ""
        search = f"search: {self._typed}" if self._typed else "type to search"
        width = self.query_one("#head", Static).size.width or 96
        head = safe.row(
            width, safe.text(("Keys", "bold"), "   ", (title, "muted")), safe.text(search, pen="muted")
        )
        self.query_one("#head", Static).update(head)
        card = self.query_one("#card", Static)
        card.display = bool(self._card) and not self._typed
        card.update(self._draw_card(width - 1))
        self.query_one("#keys", Static).update(self._key_table())
        beside, above = self.query_one("#signs", Static), self.query_one("#above", Static)
        beside.display = self._has_signs and self._is_wide
        above.display = self._has_signs and not self._is_wide
        (beside if self._is_wide else above).update(self._sign_table())

    @property
    def _has_signs(self) -> bool:
        return any(each.name in _TYPING for each in self._contexts)

    @property
    def _is_wide(self) -> bool:
        return self.app.size.width >= 100

    @property
    def _column(self) -> int:
        """Cells for keys and words: half of what there is where the signs stand beside them."""
        width = self.query_one("#head", Static).size.width or 2 * _COLUMN
        return _COLUMN if self._has_signs and self._is_wide else width - 1

    def _fits(self, *texts: str) -> bool:
        return all(word in " ".join(texts).casefold() for word in self._typed.casefold().split())

    def _draw_card(self, width: int) -> Content:
        lines: list[Content] = []
        for label, words in self._card:
            pen = "bold" if label == "Ask" else ""
            lines += safe.beside((label, "muted"), safe.text((words, pen)), _KEYS_WIDTH, width)
        return Content("\n").join(lines)

    def _key_table(self) -> Content:
        lines: list[Content] = []
        for context in (*self._nearby, *self._contexts):
            rows = [(each.column, _spelled(each)) for each in context.answers]
            rows += [(_short(each.label), safe.text(each.help)) for each in context.commands if each.label]
            title = context.title
            fitting = [(keys, words) for keys, words in rows if self._fits(title, keys, words.plain)]
            named = [safe.text(each.help) for each in context.commands if not each.label]
            by_name = [("", words) for words in named if self._fits(title, "^P", words.plain)]
            if by_name:
                fitting += [("^P", safe.text("and a word of what you want:", pen="muted")), *by_name]
            if fitting:
                first = "   Tab first" if context in self._nearby else ""
                lines += [safe.text((title, "bold"), (first, "muted")), safe.NOTHING]
                lines += [line for keys, words in fitting for line in self._hanging(keys, words)]
                lines.append(safe.NOTHING)
        return Content("\n").join(lines)

    def _hanging(self, keys: str, words: Content) -> list[Content]:
        return safe.beside((keys, "key"), words, _KEYS_WIDTH, self._column)

    def _sign_table(self) -> Content:
        lines: list[Content] = []
        for where, rows in groupby(self._grammar, lambda row: row.where):
            fitting = [row for row in rows if self._fits(where.label, row.typed, row.does, row.hint)]
            if fitting:
                lines += [safe.text(where.label, pen="bold"), safe.NOTHING]
                for row in fitting:
                    hint = f"   {row.hint}" if row.hint else ""
                    lines += self._hanging(row.typed, safe.text(row.does, (hint, "muted")))
                lines.append(safe.NOTHING)
        lines.append(safe.text(CLOSING_WORDS, pen="muted"))
        return Content("\n").join(lines)


_KEYS_WIDTH = 10
_COLUMN = 46
_SCROLL = {
    "down": "scroll_down",
    "up": "scroll_up",
    "pagedown": "scroll_page_down",
    "pageup": "scroll_page_up",
}


def _short(keys: str) -> str:
    """Return keys that fit their column; a row of digits becomes a range."""
    parts = keys.split(" ")
    return f"{parts[0]}–{parts[-1]}" if len(parts) > 3 else keys


def _spelled(answers: Answers) -> Content:
    """Draw each key with what it says."""
    choices = [safe.text((key, "key"), f" {meaning}") for key, meaning in answers.choices]
    return safe.text(", ").join(choices)


def show_help(program: Program, keys: Help) -> None:
    """Say what is in hand; where it says nothing of itself, and after F1 there, show the *keys*."""
    about = explained(program.screen.focused)
    if about is None:
        program.push_screen(keys)
        return

    def said(more: bool | None) -> None:
        if more:
            program.push_screen(keys)

    program.push_screen(Explanation(about), said)
