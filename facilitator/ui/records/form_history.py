"""^Z and ^Y in a list of records and its form: in the form what is taken back is what one sees there."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.language.words import listed
from facilitator.model.records import Change
from facilitator.ui.forms.typing_history import TypingHistory
from facilitator.ui.place import Place
from facilitator.ui.records.form import RecordForm
from facilitator.ui.records.steps import RecordSteps
from facilitator.ui.records.unsaved import NEW
from facilitator.ui.undo import ScreenHistory
from facilitator.ui.widgets.row_list import RowList
from facilitator.workspace.undo import FoundChange, Scope

_MOST_NAMED = 2
"""Of more fields that changed at once none is named."""


class FormHistory(ScreenHistory):
    """Back and forth over the records of a list.

    In the form first what was typed into the field in hand, then only what was saved of the record that is
    shown; the cursor goes to the field that changes, which is named.
    """

    def __init__(self, records: Place, scope: Callable[[], Scope]) -> None:
        super().__init__(records, self._shown, steps=RecordSteps(lambda: records.program.folder))
        self._records = records
        self._every = scope
        self._typing = TypingHistory(
            lambda: self._form.line_in_hand,
            lambda words: records.program.say(words),
            lambda line: self._form.let_go_typed(line),
        )

    @property
    def _form(self) -> RecordForm:
        return self._records.query_one(RecordForm)

    def undo(self) -> None:
        """Take back what was typed into the field in hand, else the last change of what is shown."""
        if not self._typing.take_back():
            super().undo()
            self._leave_what_is_gone()

    def redo(self) -> None:
        """Bring back what was taken back last of what is shown."""
        if not self._typing.bring_back():
            super().redo()
            self._leave_what_is_gone()

    @property
    def _in_form(self) -> bool:
        return self._form.has_focus_within

    def _shown(self) -> Scope:
        """Return what is taken back: in the list changes of all its records, in the form of the one there."""
        every, form = self._every(), self._form
        if not self._in_form:
            return every
        ids: frozenset[str] = frozenset()
        if form.id_shown not in (None, NEW):
            folder, kind = self._records.program.folder, form.kind
            ids = next(
                (
                    frozenset(kind.records_of(each))
                    for each in kind.all(folder)
                    if kind.id_of(each) == form.id_shown
                ),
                frozenset({form.id_shown or ""}),
            )
        return Scope(every.files, lambda change: every.owns(change) and bool(change.ids & ids))

    def _leave_what_is_gone(self) -> None:
        """Go to the list where the record in the form is not there any more."""
        form = self._form
        if self._in_form and not form.display:
            self._records.query_one(RowList).focus()

    def _fields(self, change: Change) -> list[str]:
        """Return the names of the fields that differ before and after a change of one record."""
        if len(change.pairs) != 1 or None in (pair := change.pairs[0]):
            return []
        names = [each.name for each in self._form.kind.fields]
        before, after = pair
        return [name for name in names if getattr(before, name, None) != getattr(after, name, None)]

    def _label_of(self, found: FoundChange) -> str:
        """Return what a change is called: with the fields that it is about."""
        label, fields = super()._label_of(found), self._fields(found.change)
        titles = {each.name: each.info.title for each in self._form.kind.fields}
        if not 0 < len(fields) <= _MOST_NAMED:
            return label
        return f"{label}, {listed([titles[each] for each in fields])}"

    def _show(self, change: Change | None) -> None:
        """Repaint; in the form put the cursor into the field that changed."""
        super()._show(change)
        fields = self._fields(change) if change is not None and self._in_form else []
        if fields:
            self._form.start(fields[0])
