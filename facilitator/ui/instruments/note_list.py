"""The list of notes with its verbs, wherever notes are listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from facilitator.language import words
from facilitator.model.observation import MOMENT, Dimension, Effect, Observation
from facilitator.ui import safe
from facilitator.ui.dialogs.attribution import ask_attribution
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.instruments.base import Instrument, OnPane
from facilitator.ui.instruments.verbs import (
    change_text,
    choose_visibility,
    split_record,
    take_out,
    turn_whose,
)
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.widgets.hands import beyond
from facilitator.ui.widgets.note_rows import kind_label, with_effect
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import line_row

KEYS = Context(
    "notes",
    "Notes",
    (
        command("nod", "plus", "nod", "one more nod"),
        command("unnod", "minus", "", "one nod less"),
        command("edit", "e enter", "edit", "change the words"),
        command("kind", "c", "kind", "another kind"),
        command("practice", "h", "", "which practice it is about (#)"),
        command("dimension", "d", "", "which of the four dimensions it is about"),
        command("visibility", "v", "who may see it", "change who may see it"),
        command("attribution", "w", "", "say who said it: nobody, the team, a person who said yes"),
        command("whose", "b", "", "of two teams: which one said it, or both"),
        command("mark", "space", "mark", "mark for merging"),
        command("merge", "m", "merge", "merge the marked into this one"),
        command("split", "t", "", "take apart what was merged, or split in two"),
        command("remove", "x", "remove", "take the note out; after ten seconds its words are in no file"),
        command("redact", "delete", "", "redact: take the words out of every file, for good"),
        command("to_capture", "tab escape q", "write", "back to the line", palette=False, always=True),
    ),
)


SIDE_KEYS = Context(
    "columns",
    "Columns",
    (
        command("column_left", "left", "", "the column at the left"),
        command("column_right", "right", "column", "the column at the right"),
        *KEYS.commands,
    ),
)
"""The same where several lists stand side by side."""


@dataclass
class Sideways(Message):
    """The keyboard shall go to a list beside *notes*, so many to the right."""

    notes: NoteList
    step: int


class NoteList(OnPane[Instrument], RowList):
    """The list of notes with its verbs."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SIDE_KEYS)]

    @property
    def _note(self) -> Observation | None:
        return self._pane.live.records.find(Observation, self.key or "")

    def _action_column_left(self) -> None:
        """Go to the column at the left."""
        self.post_message(Sideways(self, -1))

    def _action_column_right(self) -> None:
        """Go to the column at the right."""
        self.post_message(Sideways(self, 1))

    def _action_cursor_down(self) -> None:
        """Move down; past the last note back to the line."""
        before = self.cursor
        super()._action_cursor_down()
        if self.cursor == before:
            self._pane.action_to_capture()

    def action_nod(self) -> None:
        """Count one more nod; say so where more nodded than are here."""
        self._change(lambda note: self._pane.live.notes.add_nods(note, 1))
        nods, live = self._note.nods if self._note is not None else 0, self._pane.live
        more = beyond((nods,), live.session.attendance)
        if more:
            self._pane.runner.line.tell(safe.text(words.count(nods, "nod"), f", {more}", pen="warn"))

    def action_unnod(self) -> None:
        """Count one nod less."""
        self._change(lambda note: self._pane.live.notes.add_nods(note, -1))

    def _change(self, change: Callable[[Observation], object]) -> None:
        note = self._note
        if note is not None:
            self._pane.attempt(lambda: change(note))

    def action_edit(self) -> None:
        """Change the words."""
        note = self._note
        if note is not None:
            change_text(self._pane, note, "Change the note")

    def action_choose(self) -> None:
        """Change the words of the note under the cursor."""
        self.action_edit()

    def _action_whose(self) -> None:
        """Say which of two teams said it."""
        note = self._note
        if note is not None:
            turn_whose(self._pane, note)

    def action_merge(self) -> None:
        """Merge the marked notes into the one under the cursor; the originals are kept."""
        note = self._note
        live = self._pane.live
        others = [each for key in self.marks.keys if (each := live.records.find(Observation, key))]
        if note is not None and self._pane.attempt(lambda: live.notes.merge(note, others)):
            self.marks.clear()
            self.refresh()

    def action_split(self) -> None:
        """Make two notes of one; what was merged is taken apart."""
        note = self._note
        if note is not None:
            split_record(self._pane, note, note.text)

    def action_kind(self) -> None:
        """Choose another kind."""
        note = self._note
        if note is None:
            return
        live = self._pane.live
        rows = [
            line_row(kind.key, safe.text(kind_label(kind, kind.key), "  ", (kind.hint, "muted")))
            for kind in live.notes.kinds.values()
        ]
        at = next(index for index, row in enumerate(rows) if row.key == MOMENT) + 1
        moment = live.notes.kinds[MOMENT]
        rows[at:at] = [line_row(each.value, kind_label(with_effect(moment, each), MOMENT)) for each in Effect]

        def save(key: str | None) -> None:
            if key is not None:
                effect = Effect(key) if key in set(Effect) else None
                self._pane.attempt(lambda: live.notes.set_kind(note, MOMENT if effect else key, effect))

        chosen = note.effect.value if note.effect else note.kind
        self.app.push_screen(Choose("Which kind?", note.text, rows, chosen), save)

    def action_practice(self) -> None:
        """Choose the practice it is about."""
        note = self._note
        if note is None:
            return
        live = self._pane.live
        offered = [each.key for each in live.desk.offered]
        order = dict.fromkeys((*live.session.focus, *live.session.shortlist, *offered))
        rows = [line_row(key, safe.text(live.desk.practice_name(key))) for key in order if key in offered]
        rows.append(line_row("", safe.text("no practice", pen="muted")))

        def save(key: str | None) -> None:
            if key is not None:
                self._pane.attempt(lambda: live.notes.set_practice(note, key or None))

        self.app.push_screen(Choose("Which practice?", note.text, rows, note.practice), save)

    def action_dimension(self) -> None:
        """Choose which of the four dimensions it is about."""
        note = self._note
        if note is None:
            return
        live = self._pane.live
        rows = [line_row(each.value, safe.text(each.label)) for each in Dimension]
        rows.append(line_row("", safe.text("none of them in particular", pen="muted")))

        def save(key: str | None) -> None:
            if key is not None:
                self._pane.attempt(lambda: live.notes.set_dimension(note, Dimension(key) if key else None))

        now = note.dimension.value if note.dimension else None
        self.app.push_screen(Choose("What is it about?", note.text, rows, now), save)

    def action_visibility(self) -> None:
        """Choose who may see it."""
        note = self._note
        if note is not None:
            choose_visibility(self._pane, note)

    def action_attribution(self) -> None:
        """Say who said it."""
        note, pane = self._note, self._pane
        if note is not None:
            ask_attribution(pane.program, pane.live, note, pane.attempt)

    def action_remove(self) -> None:
        """Take the note out; for ten seconds ^Z brings it back."""
        note = self._note
        if note is not None:
            take_out(self._pane, note)

    def action_redact(self) -> None:
        """Take the words of the note out of every file, for good."""
        from facilitator.ui.dialogs.redaction import ask_redaction

        runner = self._pane.runner
        ask_redaction(runner.program, runner.file, self._note)
