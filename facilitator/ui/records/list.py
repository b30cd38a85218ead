"""A list of records with the form of the one in hand beside it; in a narrow window one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingsMap, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from facilitator.errors import FacilitatorError, NotFound
from facilitator.ui import safe
from facilitator.ui.forms.field_line import FieldLine
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.place import PART_KEYS, PLACE_KEYS, Place
from facilitator.ui.records import teams
from facilitator.ui.records.form import KEYS as FORM_KEYS
from facilitator.ui.records.form import RecordForm
from facilitator.ui.records.form_history import FormHistory
from facilitator.ui.records.kinds import Drawer, KindView
from facilitator.ui.records.panes import panes_css
from facilitator.ui.records.rows import draft_row, record_row
from facilitator.ui.records.unsaved import NEW, unsaved
from facilitator.ui.widgets import list_filter
from facilitator.ui.widgets.fields import Choice
from facilitator.ui.widgets.lines import KeyLine
from facilitator.ui.widgets.painting import repaint
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading
from facilitator.workspace.undo import Scope

KEYS = Context(
    "records",
    "In such a list",
    (
        command("change", "enter e", "change", "change it in its form"),
        command("add", "n", "new", "add one"),
        command("remove", "x", "delete", "delete it; what points at it is said first"),
        command("redact", "delete", "", "redact: take its words out of every file, for good"),
    ),
)

_WIDE = 160
"""Cells in which a row says all it can."""


class RecordList(Place):
    """The records of one kind, or with *opens* first the form of the one it is to start at."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS, list_filter.KEYS)]
    DEFAULT_CSS = panes_css("RecordList", 46)

    def __init__(self, view: KindView, at: str = "", *, opens: bool = False) -> None:
        super().__init__()
        self.view = view
        self._at = at
        self._opens = opens and bool(at)
        if view.keys is not None:
            self._bindings = BindingsMap.merge([self._bindings, BindingsMap(bindings(view.keys))])
        self._filter: list_filter.ListFilter = list_filter.ListFilter(self.show_records)
        self.place = view.place
        self._stands_in = "roles" if view.part else ""
        self.keys = view.keys or KEYS
        self.history = FormHistory(self, lambda: self.scope)

    @property
    def scope(self) -> Scope:
        """What was changed of these records."""
        kind = self.view.kind
        return Scope(
            (self.program.folder.file,),
            lambda change: (
                kind.name in (change.about, change.about.split(" ")[0]) or change.types == kind.types
            ),
        )

    def active_contexts(self) -> tuple[Context, ...]:
        """In the form and in the filter their keys alone; in the list its own, then those of all places."""
        if self.form.has_focus_within:
            return (FORM_KEYS, EVERYWHERE)
        if self._filter.has_focus_within:
            return (*self._filter.contexts, EVERYWHERE)
        own = (KEYS, *({self.keys} - {KEYS}), *self._filter.contexts)
        return (*own, *((PART_KEYS,) if self.view.part else ()), PLACE_KEYS, EVERYWHERE)

    def compose_body(self) -> ComposeResult:
        """Lay out the list and, beside it, the form."""
        view = self.view
        with Horizontal(id="panes"):
            with Vertical(id="listed"):
                yield Static(id="list-head")
                yield self._filter
                yield RowList()
            with Vertical(id="side"):
                yield Static(id="form-head")
                yield RecordForm(
                    view.kind,
                    consequence=lambda entry, field: view.consequence(self.program.folder, entry, field),
                )

    @on(events.Mount)
    def _start(self) -> None:
        """Start in the list, at the record that was asked for."""
        if self._at:
            self.rows.go_to([self._at])
        if self._opens:
            self.add_class("-writing")
            self.call_after_refresh(self._write, self._at)  # a field that is not laid out yet takes no key
        else:
            self.rows.focus()

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    @property
    def form(self) -> RecordForm:
        """The form beside it."""
        return self.query_one(RecordForm)

    # What is shown

    def show_records(self) -> None:
        """List the records, and show the one in hand in the form."""
        folder, kind = self.program.folder, self.view.kind
        draw, group = self.view.rows(folder), self.view.group(folder)
        every = kind.all(folder)
        entries = [each for each in every if self._filter.fits(*self._words(each, draw), group(each))]
        facts = self._filter.count(len(entries), len(every))
        words = safe.text((self.view.title, "bold"), "   ", (facts, "muted"))
        repaint(self.query_one("#list-head", Static), words)
        self.rows.empty = self._filter.nothing(self.view.empty)
        rows: list[Row] = []
        for name, some in groupby(entries, group):
            if name:
                rows.append(heading(safe.text(name, pen="muted"), space_above=bool(rows)))
            rows += [record_row(folder, kind, entry, draw) for entry in some]
        if unsaved(folder, kind, NEW) and not self._filter.is_on:
            rows.append(draft_row(folder, kind))
        self.rows.show(rows)
        self._load(self.form.id_shown if self.form.has_focus_within else None)

    def _words(self, entry: object, draw: Drawer) -> Iterator[str]:
        """Yield what an entry can be filtered by: what its row says with room for all, its other names."""
        if self._filter.is_on:
            yield from (line.plain for line in draw(entry, _WIDE))
            yield str(getattr(entry, "short_name", ""))
            yield from getattr(entry, "former_names", ())

    @property
    def _id_in_hand(self) -> str | None:
        """The id of the record under the cursor; the row's key tells its records as well."""
        key = self.rows.key
        return key.split(" ")[0] if key is not None else None

    def _load(self, id: str | None = None) -> None:
        """Show a record in the form, that under the cursor unless told."""
        id = id if id is not None else self._id_in_hand
        form = self.form
        form.display = id is not None
        if id is None:
            self.query_one("#form-head", Static).update(safe.NOTHING)
            return
        try:
            form.load(id)
        except NotFound:  # another window took it away
            form.display = False
        self._show_head()

    def _show_head(self) -> None:
        form, kind = self.form, self.view.kind
        if form.id_shown == NEW:
            missing = form.missing
            facts = f"not there yet: fill in {' and '.join(missing)}" if missing else "not there yet"
            title = f"A new {kind.name}"
        else:
            folder = self.program.folder
            title, facts = kind.label_of(folder, kind.find(folder, form.id_shown or "")), ""
        bar = ("▌ ", "mark") if self.form.has_focus_within else "  "
        words = safe.text(bar, (title, "bold"), "   ", (facts, "muted"))
        repaint(self.query_one("#form-head", Static), words)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the record under the cursor."""
        if not self.form.has_focus_within:
            self._load(self._id_in_hand)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go into the form."""
        self._write(event.key.split(" ")[0])

    def _write(self, id: str) -> None:
        self.add_class("-writing")
        self._load(id)
        self.form.start()

    def on_descendant_focus(self) -> None:
        """The keys below are those of the part in focus; in a narrow window it is the one that is shown."""
        self.set_class(self.form.has_focus_within, "-writing")
        self.query_one(KeyLine).show_keys()
        if self.form.id_shown is not None and self.form.display:
            self._show_head()

    # Keys

    def action_change(self) -> None:
        """Go into the form of the record under the cursor."""
        if self._id_in_hand is not None:
            self._write(self._id_in_hand)

    def action_add(self) -> None:
        """Begin a new record; what was begun before is there again."""
        if self.view.adds is not None:
            self.view.adds(self.program, self.show_records)
            return
        self.form.display = True
        self._write(NEW)

    def on_record_form_left(self) -> None:
        """Go back to the list; what is not saved yet is kept in its field."""
        self.form.save_changed()
        self.remove_class("-writing")
        self.rows.focus()
        self.call_after_refresh(self._come_back, self.form.id_shown)

    def _come_back(self, id: str | None) -> None:
        """List the records; of one that was begun say that it is not there yet, the cursor on it."""
        self.show_records()
        self.form.scroll_home(animate=False)  # beside the list one reads how it begins
        if id == NEW and unsaved(self.program.folder, self.view.kind, NEW):
            self.rows.go_to([NEW])
            self.program.say("Not saved yet. Enter goes on with it, x lets it go")

    def on_record_form_saved(self, event: RecordForm.Saved) -> None:
        """Show it in the list, and say so."""
        standing = self.form.standing  # before another record may stand in the form
        self.show_records()
        self.rows.go_to([event.id])
        self.program.say(standing)

    @on(FieldLine.Typed)
    @on(Choice.Changed)
    def _tell_missing(self) -> None:
        """Say in the heading what a new record still needs, as it is filled in."""
        if self.form.id_shown == NEW:
            self._show_head()

    @on(RecordForm.Refused)
    def _tell_refused(self) -> None:
        """Say what is not saved, in the place of what was saved before."""
        self.program.say(self.form.standing)

    @on(events.ScreenSuspend)
    def _save(self) -> None:
        """Save what stands in the form before something else is shown."""
        self.form.save_changed()

    def rest(self) -> None:
        """Save what stands in the form: the program is ending."""
        self.form.save_changed()

    def leave_program(self) -> bool:
        """Save what stands in the form, so that what cannot be saved is asked about."""
        self.form.save_changed()
        return False

    def _action_back(self) -> None:
        """Show all rows of the list, or go to the place it belongs to."""
        if self._filter.is_on:
            self._filter.show_all()
        else:
            back, part = self.view.back, self.view.part
            self.program.navigation.go_to_place(back, at=part if back == self._stands_in else "")

    def _action_redact(self) -> None:
        """Take the words of the record under the cursor out of every file, after a yes."""
        # Imported here: a list is shown before anything is redacted.
        from facilitator.ui.dialogs.redaction import ask_redaction

        key, kind, folder = self._id_in_hand, self.view.kind, self.program.folder
        entry = kind.find(folder, key) if key is not None and key != NEW else None
        record = kind.record_of(folder, entry) if entry is not None else None
        ask_redaction(self.program, None, record, kind.label_of(folder, entry) if record is not None else "")

    def action_remove(self) -> None:
        """Say what points at the record under the cursor, and delete it after a yes."""
        # Imported here: a list is shown before anything is deleted.
        from facilitator.ui.records.removal import ask_to_delete

        key, kind = self._id_in_hand, self.view.kind
        if key is None:
            return
        if key == NEW:
            self.form.forget()
            self.show_records()
            self.program.say("Let go")
            return
        try:
            entry = kind.find(self.program.folder, key)
            ask_to_delete(self.program, kind, entry, self.show_records)
        except FacilitatorError as error:
            self.program.complain(error)

    def _action_pulse(self) -> None:
        """Go to the pulse, from the teams."""
        self.program.action_place("pulse")

    def _action_verb(self, name: str) -> None:
        """Do what the list of this kind alone does with the record under the cursor."""
        key, verb = self._id_in_hand, self.view.verbs.get(name)
        if not key or verb is None:
            return
        try:
            verb(self.program, self.view.kind.find(self.program.folder, key), self.show_records)
        except FacilitatorError as error:
            self.program.complain(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Let the keys of other lists do nothing."""
        if action == "verb":
            return bool(parameters) and parameters[0] in self.view.verbs
        return action != "pulse" or self.keys is teams.KEYS
