"""^Z and ^Y on every screen: back and forth over what the screen shows, and over nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.model.base import FileKind
from facilitator.model.debrief import Debrief
from facilitator.model.records import Change
from facilitator.store.records.record_file import RecordFile
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets.row_list import RowList
from facilitator.workspace.folder.programme_folder import SessionFile
from facilitator.workspace.undo import Found, Scope, last_done, last_undone, when

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession

LONG = timedelta(hours=12)
"""What was done longer ago is not taken back by a key alone: nobody has it in mind any more."""

_SESSION: FileKind = "session"


class TakesBack(ProgramScreen):
    """A screen that takes back its own changes. It says in `scope` which those are: none unless told."""

    @property
    def scope(self) -> Scope:
        """What this screen shows and takes back."""
        return Scope()

    def undo_in(self, found: Found) -> Change | None:
        """Take back the newest change of the scope, in its file."""
        return found.file.undo(self.scope.owns)

    def redo_in(self, found: Found) -> Change | None:
        """Do again what was taken back last, in its file."""
        return found.file.redo(self.scope.owns)

    def tell_undone(self, label: str) -> None:
        """Say what was taken back, and the way back."""
        self.program.say(f"Undone: {label}   ^Y brings it back")

    def tell_redone(self, label: str) -> None:
        """Say what is there again."""
        self.program.say(f"Back again: {label}")

    def tell_nothing(self, sentence: str) -> None:
        """Say that there is nothing."""
        self.program.say(sentence)

    def tell_refused(self, error: FacilitatorError) -> None:
        """Say why it cannot be."""
        self.program.complain(error)

    def action_undo(self) -> None:
        """Take back the last change of what this screen shows; of one long past ask first."""
        found = last_done(self.scope)
        if found is None:
            self.tell_nothing("Nothing to undo here")
        elif self.program.folder.now() - when(found.change) > LONG:
            self._ask(found)
        else:
            self._take_back(found)

    def _ask(self, found: Found) -> None:
        from facilitator.ui.dialogs.base import Ask  # here: Home is drawn before anybody is asked

        folder = self.program.folder
        day = words.day(folder.local(when(found.change)).date(), folder.today())

        def answered(answer: str | None) -> None:
            if answer == "yes" and last_done(self.scope) == found:
                self._take_back(found)

        answers = (("no", "Leave it"), ("yes", "Take it back"))
        question = f"It was done {day}. ^Y brings it back."
        self.app.push_screen(Ask(f"Take back: {self.label_of(found)}?", question, answers), answered)

    def _take_back(self, found: Found) -> None:
        label = self.label_of(found)
        try:
            change = self.undo_in(found)
        except FacilitatorError as error:
            self.tell_refused(error)
            return
        self.tell_undone(label)
        self._show(change)

    def action_redo(self) -> None:
        """Bring back what was undone last of what this screen shows."""
        found = last_undone(self.scope)
        if found is None:
            self.tell_nothing("Nothing to bring back here")
            return
        label = self.label_of(found)
        try:
            change = self.redo_in(found)
        except FacilitatorError as error:
            self.tell_refused(error)
            return
        self.tell_redone(label)
        self._show(change)

    def _show(self, change: Change | None) -> None:
        """Repaint, and put the cursor of the list in use on what came back: the next key is meant for it."""
        self.show_records()
        ids = change.ids if change is not None else frozenset()

        def point() -> None:
            rows = self.app.focused
            if isinstance(rows, RowList):
                rows.go_to(ids)

        self.call_after_refresh(point)

    def label_of(self, found: Found) -> str:
        """Return what a change is called here: with its session where the screen shows several."""
        several = len(self.scope.files) > 1 and found.file.kind == _SESSION
        session = found.file.session if several and isinstance(found.file, SessionFile) else None
        return f"{session.short_id}, {found.change.label}" if session is not None else found.change.label


class TakesBackInSession(TakesBack):
    """The same on a screen about one session: all its changes but a look back, which it does not show."""

    file: SessionFile
    live: LiveSession

    @property
    def file_in_hand(self) -> RecordFile | None:
        """The session's file."""
        return self.file

    @property
    def scope(self) -> Scope:
        """What was done in this session."""
        return Scope((self.file,), lambda change: Debrief not in change.types)

    def undo_in(self, found: Found) -> Change | None:
        """Take it back, and let the session's clock follow."""
        return self.live.undo(self.scope.owns)

    def redo_in(self, found: Found) -> Change | None:
        """Do it again, and let the session's clock follow."""
        return self.live.redo(self.scope.owns)
