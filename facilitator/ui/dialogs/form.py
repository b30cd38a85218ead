"""A form of several fields, in a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input, Static

from facilitator.errors import FacilitatorError
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Dialog, below_title, dialog_keys, say_below
from facilitator.ui.dialogs.half_typed import REST, HalfTyped
from facilitator.ui.dialogs.picker import open_list
from facilitator.ui.forms.field import Field
from facilitator.ui.forms.field_line import FieldLine
from facilitator.ui.forms.fields import FormFields
from facilitator.ui.forms.typing_history import TypingHistory
from facilitator.ui.keys.command import Context, bindings, command

FORM_KEYS = Context(
    "form",
    "Forms",
    (
        command("next_field", "tab", "next field", "finish a name, or go to the next field", palette=False),
        command("save", "ctrl+n", "done", "save and go on"),
        command("dismiss_form", "escape", "back", "back without it, after a question", palette=False),
    ),
)


class FormDialog(Dialog[dict[str, str] | None]):
    """Several fields; Enter goes to the next and, on the last, saves. Returns the values or None.

    *save* is called with the values and may refuse them with an error, which is shown in place:
    nothing typed is lost. *half* keeps what is half typed, against a crash.
    """

    DEFAULT_CSS = """
    FormDialog > Vertical { width: 92; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(FORM_KEYS),
        Binding("ctrl+z", "app.undo", show=False),  # those of everywhere do not reach a dialog
        Binding("ctrl+y", "app.redo", show=False),
    ]

    def __init__(
        self,
        title: str,
        lead: str,
        fields: Sequence[Field],
        save: Callable[[dict[str, str]], object],
        half: HalfTyped | None = None,
    ) -> None:
        super().__init__()
        self._words = (title, lead)
        self._fields = fields
        self._save = save
        self._half = half
        self._resting: Timer | None = None
        self.history = TypingHistory(lambda: self.fields.in_hand, lambda words: self.program.say(words))

    def active_contexts(self) -> tuple[Context, ...]:
        """The keys of forms."""
        return (FORM_KEYS,)

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        title, lead = self._words
        with Vertical():
            yield Static(safe.text(title), classes="dialog-title")
            yield below_title(lead, id="lead")
            yield FormFields(self._fields)
            yield dialog_keys(
                ("Enter", "next, and save on the last"), ("^N", "save"), ("F1", "what it is"), ("Esc", "back")
            )

    @property
    def fields(self) -> FormFields:
        """What is asked."""
        return self.query_one(FormFields)

    @property
    def has_typed(self) -> bool:
        """Whether something else stands in a field than at first."""
        return bool(self.fields.changed)

    def on_mount(self) -> None:
        """Start with the first empty field."""
        (self.fields.first_missing() or self.fields.lines[0]).control.focus()
        before = self._half.typed() if self._half is not None else {}
        if before:
            self.fields.fill(before)
            say_below(
                self.query_one("#lead", Static), "What you typed before stands here again, not saved yet."
            )

    def on_field_line_typed(self) -> None:
        """Keep what is typed once the typing rests."""
        if self._half is not None:
            self._stop_resting()
            self._resting = self.set_timer(REST, self.rest)

    def rest(self) -> None:
        """Keep what is half typed, without a question: the program is ending, or the typing rests."""
        if self._half is not None:
            self._half.keep(self.fields)

    def _stop_resting(self) -> None:
        if self._resting is not None:
            self._resting.stop()

    def let_go(self) -> None:
        """Go back; what was typed is forgotten."""
        self._forget()
        super().let_go()

    def _forget(self) -> None:
        self._stop_resting()
        if self._half is not None:
            self._half.forget()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Finish a name, or go to the next field."""
        event.stop()
        self._next_or_save()

    def on_field_line_list_opened(self, event: FieldLine.ListOpened) -> None:
        """Open the list of a field."""
        open_list(event)

    def on_key(self, event: events.Key) -> None:
        """Go to the next field from a choice; a line says itself when it is submitted."""
        if event.key == "enter" and not isinstance(self.focused, Input):
            event.stop()
            self._next_or_save()

    def _next_or_save(self) -> None:
        if not self.fields.step():
            self.action_save()

    def action_next_field(self) -> None:
        """Finish a name, or go to the next field; at the last it stays."""
        line = self.fields.in_hand
        if line is not None and not line.take_name():
            line.go(1)

    def action_save(self) -> None:
        """Save, or say beside its field what is missing or cannot be."""
        wrong = self.fields.first_wrong()
        if wrong is not None:
            wrong.control.focus()
            return
        values = self.fields.values()
        try:
            self._save(values)
        except FacilitatorError as error:
            self._refuse(error)
            return
        self._forget()
        self.dismiss(values)

    def _refuse(self, error: FacilitatorError) -> None:
        """Say beside the field it is about, else below the title, why it is not saved."""
        if not self.fields.refuse(error):
            say_below(self.query_one("#lead", Static), str(error))

    def action_dismiss_form(self) -> None:
        """Go back without saving."""
        self.action_cancel()
