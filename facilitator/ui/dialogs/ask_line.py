"""A dialog that asks for a line, kept against a crash where that is wanted."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input, Static

from facilitator.errors import BadInput, FacilitatorError
from facilitator.live.care.warning import Caution
from facilitator.text import clean_line
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Dialog, below_title, dialog_keys, say_below
from facilitator.ui.dialogs.half_typed import REST, HalfTyped
from facilitator.ui.forms.explained import Explained
from facilitator.ui.widgets.fields import TextLine

_LINE = "line"
_AGAIN = "What you typed before stands here again, not saved yet."


def require_words(line: str) -> None:
    """Refuse a line in which nothing stands. Raises `BadInput`."""
    if not line:
        raise BadInput("Nothing is typed yet.", "A few words are enough; Esc goes back.")


class AskLine(Dialog[str | None]):
    """A line to type or change; returns it cleaned, or None.

    *check* may refuse it with an error. *caution* says, while it is typed, what to take care with; it
    never keeps anybody from saving. A *value* is replaced by typing; a sentence that *mends* is rather
    changed in part, and the cursor stands at its end. *half* keeps what is typed until it is saved or let go.
    """

    _resting: Timer | None = None

    def __init__(
        self,
        title: str,
        question: str = "",
        value: str = "",
        check: Callable[[str], object] | None = None,
        caution: Callable[[str], Caution | None] | None = None,
        *,
        mends: bool = False,
        half: HalfTyped | None = None,
    ) -> None:
        super().__init__()
        self._half = half
        self._words = (title, question, clean_line(value))
        self._check = check
        self._caution = caution
        self._mends = mends

    @property
    def explanation(self) -> Explained:
        """What F1 says of the line."""
        title, question, _ = self._words
        return Explained(title, question or "Change the words as they should be.")

    @property
    def has_typed(self) -> bool:
        """Whether something else stands in the line than at first."""
        return clean_line(self.query_one(Input).value) != self._words[2]

    def compose(self) -> ComposeResult:
        """Lay out question and line."""
        title, question, value = self._words
        with Vertical():
            yield Static(safe.text(title), classes="dialog-title")
            yield below_title(question, id="question")
            yield TextLine(value, select_on_focus=not self._mends)
            yield Static(id="caution", classes="dialog-text")
            yield dialog_keys(("Enter", "save"), ("Esc", "back"))

    def on_mount(self) -> None:
        """Start typing, at the end of the line; what was half typed before stands there again."""
        field = self.query_one(Input)
        before = self._half.typed().get(_LINE) if self._half is not None else None
        if before:
            field.value = before
            say_below(self.query_one("#question", Static), _AGAIN)
        field.cursor_position = len(field.value)
        field.focus()
        self._show_caution()

    def on_input_changed(self) -> None:
        """Say what to take care with, and keep what is typed once the typing rests."""
        self._show_caution()
        self._stop_resting()
        if self._half is not None:
            self._resting = self.set_timer(REST, self.rest)

    def rest(self) -> None:
        """Keep what is half typed, without a question: the program is ending, or the typing rests."""
        if self._half is not None and self.has_typed:
            self._half.keep_words({_LINE: clean_line(self.query_one(Input).value)})

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Leave with an answer; what was typed is saved by then, or not wanted."""
        self._stop_resting()
        if self._half is not None:
            self._half.forget()
        return super().dismiss(result)

    def _stop_resting(self) -> None:
        if self._resting is not None:
            self._resting.stop()

    def _show_caution(self) -> None:
        found = self._caution(clean_line(self.query_one(Input).value)) if self._caution else None
        caution = self.query_one("#caution", Static)
        caution.display = found is not None
        caution.update(safe.text((found.sentence, "warn")) if found else safe.NOTHING)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line, or say why it cannot be used."""
        event.stop()
        line = clean_line(event.value)
        try:
            if self._check is not None:
                self._check(line)
        except FacilitatorError as error:
            say_below(self.query_one("#question", Static), str(error))
            return
        self.dismiss(line)
