"""A form of several fields, in a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from facilitator.errors import FacilitatorError
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Dialog, below_title, dialog_keys, say_below
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.widgets.fields import Choice, Field, FormFields

FORM_KEYS = Context(
    "form",
    "Forms",
    (
        command("next_field", "tab", "next field", "next field", palette=False),
        command("save", "ctrl+n", "done", "save and go on"),
        command("dismiss_form", "escape", "back", "back without it", palette=False),
    ),
)


class FormDialog(Dialog[dict[str, str] | None]):
    """Several fields; Enter goes to the next and, on the last, saves. Returns the values or None.

    *save* is called with the values and may refuse them with an error, which is shown in place:
    nothing typed is lost.
    """

    DEFAULT_CSS = """
    FormDialog > Vertical { width: 92; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FORM_KEYS)]

    def __init__(
        self,
        title: str,
        lead: str,
        fields: Sequence[Field],
        save: Callable[[dict[str, str]], object],
    ) -> None:
        super().__init__()
        self._words = (title, lead)
        self._fields = fields
        self._save = save

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
                ("Enter", "next, and save on the last"), ("^N", "save"), ("Esc", "back without it")
            )

    def on_mount(self) -> None:
        """Start with the first empty field."""
        form = self.query_one(FormFields)
        empty = form.first_missing()
        form.focus_field(empty.key if empty else self._fields[0].key)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field."""
        event.stop()
        self._next_or_save()

    def on_key(self, event: events.Key) -> None:
        """Go to the next field from a choice; a line says itself when it is submitted."""
        if event.key == "enter" and isinstance(self.focused, Choice):
            event.stop()
            self._next_or_save()

    def _next_or_save(self) -> None:
        last = self.query_one(FormFields).query(f"#field-{self._fields[-1].key}").first()
        if self.focused is last:
            self.action_save()
        else:
            self.focus_next()

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_save(self) -> None:
        """Save, or say what is missing."""
        form = self.query_one(FormFields)
        missing = form.first_missing()
        if missing is not None:
            self._say(f"{missing.label} is still empty.")
            form.focus_field(missing.key)
            return
        values = form.values()
        try:
            self._save(values)
        except FacilitatorError as error:
            self._say(str(error))
            return
        self.dismiss(values)

    def action_dismiss_form(self) -> None:
        """Go back without saving."""
        self.dismiss(None)

    def _say(self, words: str) -> None:
        say_below(self.query_one("#lead", Static), words)
