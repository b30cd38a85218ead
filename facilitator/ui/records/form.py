"""The form of a record, made from the declarations of its fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from facilitator.errors import FacilitatorError, RuleBroken
from facilitator.language.words import listed
from facilitator.model.field_shapes import AskedField
from facilitator.ui import safe
from facilitator.ui.dialogs.picker import open_list
from facilitator.ui.forms.field import Field
from facilitator.ui.forms.field_line import FieldLine
from facilitator.ui.forms.fields import label_width, line_of
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.late_calls import Late
from facilitator.ui.records.asked import field_of
from facilitator.ui.records.unsaved import NEW, Unsaved, keep, let_go, unsaved, waiting
from facilitator.workspace.folder.unfinished import note_typing
from facilitator.workspace.records.kinds import RecordKind
from facilitator.workspace.records.values import typed_of

KEYS = Context(
    "record",
    "In the form",
    (
        command("next_field", "tab", "next field", "finish a name, or go to the next field", palette=False),
        command("leave_form", "escape", "back to the list", "back to the list", palette=False),
    ),
)


class RecordForm(Late, VerticalScroll, can_focus=False):
    """The fields of one record of a kind, those only the facilitators see apart.

    A field is saved when it is left, a new record as soon as nothing that is required is missing; or, if
    not *at_once*, all together by `save`. What cannot be kept stays in its field, with the reason below.
    *consequence* says in a sentence what the value of a field means now.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    DEFAULT_CSS = """
    RecordForm { height: 1fr; scrollbar-size: 1 1; }
    RecordForm > .apart { height: auto; margin-bottom: 1; padding-left: 2; }
    """

    class Saved(Message):
        """Something was saved about the record of that id."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    class Refused(Message):
        """What stands in a field cannot be kept."""

    class Left(Message):
        """Escape."""

    def __init__(
        self,
        kind: RecordKind,
        *,
        at_once: bool = True,
        consequence: Callable[[Any, str], str] = lambda entry, field: "",
    ) -> None:
        super().__init__()
        self.kind = kind
        self.id_shown: str | None = None
        self._at_once = at_once
        self._consequence = consequence
        self._asked: Sequence[str] = ()
        self._noted = ""

    def compose(self) -> ComposeResult:
        """Lay out every field of the kind; which of them are asked is said by `load`."""
        fields = self.kind.fields
        private = [field for field in fields if field.info.only_us]
        for field in (each for each in fields if not each.info.only_us):
            yield FieldLine(self._field(field))
        if private:
            words = ("Only you see what follows", "private bold")
            yield Static(safe.text(words), classes="apart", id="apart")
        for field in private:
            yield FieldLine(self._field(field))

    def _field(self, asked: AskedField) -> Field:
        return field_of(asked, lambda: self.program.folder, lambda: self.id_shown)

    @property
    def lines(self) -> list[FieldLine]:
        """The lines that are asked, in order."""
        return [line for line in self.query(FieldLine) if line.field.key in self._asked]

    def line(self, field: str) -> FieldLine:
        """Return the line of a field."""
        return self.query_one(f"#line-{field}", FieldLine)

    # What is shown

    def load(self, id: str, only: Sequence[str] | None = None) -> None:
        """Show the record of that id (`NEW` for one that is not there yet), of its fields those *only*.

        What stands in the form of another record is saved first.
        """
        if id != self.id_shown:
            self.save_changed()
        folder = self.program.folder
        entry = None if id == NEW else self.kind.find(folder, id)
        same = id == self.id_shown
        self.id_shown = id
        asked = {
            field.name: field
            for field in self.kind.fields
            if self.kind.asks(entry, field) and (only is None or field.name in only)
        }
        self._asked = tuple(asked)
        kept_back = unsaved(folder, self.kind, id)
        width = label_width([field.info.title for field in asked.values()])
        for line in self.query(FieldLine):
            line.display = line.field.key in asked
            if not line.display:
                continue
            line.set_label_width(width)
            held = self._held(entry, asked[line.field.key])
            if same and line.is_changed and line.has_focus_within:
                line.kept = held  # somebody is typing there
                continue
            back = kept_back.get(line.field.key)
            line.show(
                held,
                typed=back.typed if back else None,
                fault=back.fault if back else "",
                consequence=self._consequence(entry, line.field.key) if entry is not None else "",
            )
        for apart in self.query("#apart"):
            apart.display = any(line.field.private for line in self.lines)

    def _held(self, entry: Any, field: AskedField) -> str:
        if entry is not None:
            return typed_of(self.program.folder, field, getattr(entry, field.name))
        return "" if field.required else typed_of(self.program.folder, field, field.info.blank)

    def start(self, field: str | None = None) -> None:
        """Put the cursor into a field, or into the first."""
        lines = self.lines
        if lines:
            wanted = next((line for line in lines if line.field.key == field), lines[0])
            wanted.control.focus()

    @property
    def line_in_hand(self) -> FieldLine | None:
        """The line the cursor is in."""
        return next((line for line in self.lines if line.has_focus_within), None)

    @property
    def missing(self) -> list[str]:
        """The titles of the required fields in which nothing stands."""
        return [line.field.label for line in self.lines if line.is_missing]

    @property
    def standing(self) -> str:
        """What is said of it after something was saved or refused: which fields are not saved, if any."""
        refused = [line.field.label for line in self.lines if line.fault]
        return f"Not saved: {listed(refused)}" if refused else "Saved ✓"

    # Saving

    @on(FieldLine.Typed)
    def _note_typing(self, event: FieldLine.Typed) -> None:
        """Note, once, what is being typed in: after a crash it is told to be lost."""
        line = self.line_in_hand
        if line is not None and line.is_changed and not self._noted:
            new = f"a new {self.kind.name}"
            self._note(new if self.id_shown == NEW else f"{line.field.label} ({self.kind.name})")

    def _note(self, what: str) -> None:
        if what != self._noted:
            self._noted = what
            note_typing(self.program.workspace, what)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Save the field that is left."""
        line = line_of(event)
        if line is not None and line.field.key in self._asked:
            self._leave(line)

    def save_changed(self) -> None:
        """Save every field in which something else stands than in the record."""
        for line in self.lines if self.id_shown is not None else ():
            if line.is_changed or line.fault:
                self._leave(line)

    def save(self) -> bool:
        """Save all of it together; tell whether nothing stood against it."""
        faults = [line for line in self.lines if not self._can_be_read(line)]
        for line in self.lines:
            if line.is_missing:
                line.show_missing()
                faults.append(line)
        if faults:
            faults[0].control.focus()
            return False
        return self._save(self.lines, self.lines[0])

    def _leave(self, line: FieldLine) -> None:
        self._save_left(line)
        self._note(listed(waiting(self.program.folder)))

    def _save_left(self, line: FieldLine) -> None:
        if not line.is_changed and not (self.id_shown == NEW and line.typed.strip()):
            self._keep(line, None)
            line.show_fault("")
        elif not self._can_be_read(line):
            return
        elif self.id_shown != NEW:
            self._save([line], line)
        else:
            self._keep(line, "")
            if self._at_once and not self.missing and all(map(self._can_be_read, self.lines)):
                self._save(self.lines, line)

    def _can_be_read(self, line: FieldLine) -> bool:
        """Tell whether what stands in a field can be its value; if not, say why at the field."""
        before = line.fault
        if line.check():
            return True
        self._keep(line, line.fault)
        self._tell(line.fault, before)
        return False

    def _tell(self, fault: str, before: str) -> None:
        """Tell that something is refused, unless that was told already."""
        if fault != before:
            self.post_message(self.Refused())

    def _save(self, lines: Sequence[FieldLine], last: FieldLine) -> bool:
        folder, id = self.program.folder, self.id_shown or NEW
        typed = {line.field.key: line.typed for line in lines}
        try:
            if id == NEW:
                entry = self.kind.add(folder, typed)
            else:
                entry = self.kind.change(folder, self.kind.find(folder, id), typed)
        except FacilitatorError as error:
            about = error.field if isinstance(error, RuleBroken) else ""
            self._refuse(next((line for line in self.lines if line.field.key == about), last), error)
            return False
        for line in lines:
            self._keep(line, None)
        self.id_shown = self.kind.id_of(entry)
        asked = {field.name: field for field in self.kind.fields}
        for line in lines:
            held = self._held(entry, asked[line.field.key])
            line.show(held, consequence=self._consequence(entry, line.field.key))
        self.post_message(self.Saved(self.id_shown))
        return True

    def _refuse(self, line: FieldLine, error: FacilitatorError) -> None:
        before = line.fault
        line.show_fault(str(error))
        self._keep(line, str(error))
        self._tell(line.fault, before)

    def _keep(self, line: FieldLine, fault: str | None) -> None:
        """Keep what stands in a field that is not saved, with what is wrong with it; None: all is well."""
        folder, id, field = self.program.folder, self.id_shown or NEW, line.field
        if fault is None:
            let_go(folder, self.kind, id, field.key)
        else:
            keep(folder, id, field.key, Unsaved(line.typed, fault, field.label, self.kind.name))

    def let_go_typed(self, line: FieldLine) -> None:
        """Let go what was typed into a field and is not saved."""
        self._keep(line, None)

    def forget(self) -> None:
        """Let go what was typed into a record that is not there yet."""
        let_go(self.program.folder, self.kind, NEW)
        for line in self.lines:
            line.show("")
        self._note(listed(waiting(self.program.folder)))

    # Keys

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Finish a name, add one nobody has yet, or go to the next field."""
        event.stop()
        self._go_on(adds=True)

    def on_field_line_list_opened(self, event: FieldLine.ListOpened) -> None:
        """Open the list of a field."""
        open_list(event)

    def on_key(self, event: events.Key) -> None:
        """Finish a name, add one nobody has yet, or go to the next field."""
        if event.key == "enter":
            event.stop()
            self._go_on(adds=True)

    def action_next_field(self) -> None:
        """Finish a name, or go to the next field."""
        self._go_on()

    def _go_on(self, *, adds: bool = False) -> None:
        """Go on from the field in hand; behind the last one nothing begins anew, it is saved."""
        line = self.line_in_hand
        if line is None or line.take_name(adds=adds) or line.go(1):
            return
        self._leave(line)
        if not line.fault:
            self.program.say("That was the last field. Esc goes back")

    def action_leave_form(self) -> None:
        """Go back to the list."""
        self.post_message(self.Left())
