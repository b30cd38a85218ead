"""A record asked for, or changed, in the middle of something else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from facilitator.ui import safe
from facilitator.ui.dialogs.base import Dialog, dialog_keys
from facilitator.ui.dialogs.form import FORM_KEYS
from facilitator.ui.keys.command import Context, bindings
from facilitator.ui.records.form import KEYS, RecordForm
from facilitator.ui.records.unsaved import NEW
from facilitator.workspace.records.kinds import RecordKind


class EditRecord(Dialog[None]):
    """Some *fields* of a record, changed in the middle of something else; saved on leaving them."""

    DEFAULT_CSS = """
    EditRecord > Vertical { width: 76; }
    EditRecord RecordForm { height: auto; max-height: 18; background: $raised; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def __init__(self, kind: RecordKind, id: str, title: str, fields: Sequence[str]) -> None:
        super().__init__()
        self._kind = kind
        self._words = (id, title)
        self._fields = fields

    def active_contexts(self) -> tuple[Context, ...]:
        """The keys of a record's form."""
        return (KEYS,)

    def compose(self) -> ComposeResult:
        """Lay out the form."""
        with Vertical():
            yield Static(safe.text(self._words[1]), classes="dialog-title")
            yield RecordForm(self._kind)
            yield dialog_keys(("Space", "switch"), ("Tab", "next"), ("Esc", "save and back"))

    def on_mount(self) -> None:
        """Start with the first field."""
        form = self.query_one(RecordForm)
        form.load(self._words[0], self._fields)
        form.start()

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.query_one(RecordForm).action_next_field()

    def on_record_form_left(self) -> None:
        """Go back; what cannot be saved stays in its field, with the reason."""
        form = self.query_one(RecordForm)
        form.save_changed()
        if not any(line.fault for line in form.lines):
            self.dismiss(None)

    def action_leave_form(self) -> None:
        """Save and go back."""
        self.on_record_form_left()


class NewRecord(Dialog[str | None]):
    """The form of a record that is not there yet; returns its id once it is saved, or None."""

    DEFAULT_CSS = """
    NewRecord > Vertical { width: 92; }
    NewRecord RecordForm { height: auto; max-height: 24; background: $raised; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FORM_KEYS)]

    def __init__(self, kind: RecordKind) -> None:
        super().__init__()
        self._kind = kind

    def active_contexts(self) -> tuple[Context, ...]:
        """The keys of forms."""
        return (FORM_KEYS,)

    def compose(self) -> ComposeResult:
        """Lay out the form."""
        with Vertical():
            yield Static(safe.text(f"A new {self._kind.name}"), classes="dialog-title")
            yield RecordForm(self._kind, at_once=False)
            yield dialog_keys(("Tab", "next"), ("^N", "save"), ("F1", "what it is"), ("Esc", "back"))

    def on_mount(self) -> None:
        """Start with the first field."""
        form = self.query_one(RecordForm)
        form.load(NEW)
        form.start()

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.query_one(RecordForm).action_next_field()

    def action_save(self) -> None:
        """Save it, or say at its field what is missing."""
        self.query_one(RecordForm).save()

    def on_record_form_saved(self, event: RecordForm.Saved) -> None:
        """Give its id."""
        event.stop()
        self.dismiss(event.id)

    @property
    def has_typed(self) -> bool:
        """Whether something was typed."""
        return any(line.is_changed for line in self.query_one(RecordForm).lines)

    def let_go(self) -> None:
        """Go back without it; what was typed is forgotten."""
        self.query_one(RecordForm).forget()
        self.dismiss(None)

    def on_record_form_left(self) -> None:
        """Go back without it."""
        self.action_cancel()

    def action_dismiss_form(self) -> None:
        """Go back without it."""
        self.action_cancel()
