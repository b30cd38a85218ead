"""^Z and ^Y on every screen: back and forth over what the screen shows, and over nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.language.widths import cut, width_of
from facilitator.model.action import Action
from facilitator.model.base import FileKind
from facilitator.model.person import Person
from facilitator.model.records import Change, Owns
from facilitator.ui.program import Program
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets.row_list import RowList
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.people import drop_person, forget_names, names_again
from facilitator.workspace.undo import (
    FoundChange,
    Scope,
    is_in_several_files,
    last_done,
    last_undone,
    step_together,
    time_of,
)

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession

LONG = timedelta(hours=12)
"""What was done longer ago is not taken back by a key alone: nobody has it in mind any more."""

_MARGINS = 4
"""Columns beside what the key line says."""

_SESSION: FileKind = "session"


class Steps(Protocol):
    """How a step back, or forth again, is taken."""

    def undo(self, found: FoundChange, owns: Owns) -> Change | None:
        """Take back the newest change that is one's own."""

    def redo(self, found: FoundChange, owns: Owns) -> Change | None:
        """Do again what was taken back last."""


class StepVoice(Protocol):
    """How a screen says what became of a step."""

    def undone(self, label: str) -> None:
        """Say what was taken back, and the way back."""

    def redone(self, label: str) -> None:
        """Say what is there again."""

    def nothing(self, sentence: str) -> None:
        """Say that there is nothing."""

    def refused(self, error: FacilitatorError) -> None:
        """Say why it cannot be."""


class FileSteps:
    """A step in the file where the change was made."""

    def undo(self, found: FoundChange, owns: Owns) -> Change | None:
        """Take it back in its file."""
        return found.file.undo(owns)

    def redo(self, found: FoundChange, owns: Owns) -> Change | None:
        """Do it again in its file."""
        return found.file.redo(owns)


class SessionSteps:
    """A step in a session, whose clock follows."""

    def __init__(self, live: LiveSession) -> None:
        self._live = live

    def undo(self, found: FoundChange, owns: Owns) -> Change | None:
        """Take it back, and let the session's clock follow."""
        return self._live.undo(owns) if found.file.kind == _SESSION else found.file.undo(owns)

    def redo(self, found: FoundChange, owns: Owns) -> Change | None:
        """Do it again, and let the session's clock follow."""
        return self._live.redo(owns) if found.file.kind == _SESSION else found.file.redo(owns)


class KeyLineVoice:
    """Says it at the right end of the key line, and why not in a dialog."""

    def __init__(self, screen: ProgramScreen) -> None:
        self._screen = screen

    def undone(self, label: str) -> None:
        """Say what was taken back, and the way back."""
        said, back = "Undone: ", "   ^Y brings it back"
        room = self._screen.program.size.width - width_of(said + back) - _MARGINS
        self._screen.program.say(f"{said}{cut(label, room)}{back}")

    def redone(self, label: str) -> None:
        """Say what is there again."""
        self._screen.program.say(f"Back again: {label}")

    def nothing(self, sentence: str) -> None:
        """Say that there is nothing."""
        self._screen.program.say(sentence)

    def refused(self, error: FacilitatorError) -> None:
        """Say why it cannot be."""
        self._screen.program.complain(error)


class ScreenHistory:
    """What ^Z and ^Y do on one screen: *scope* tells which changes it shows and takes back."""

    def __init__(
        self,
        screen: ProgramScreen,
        scope: Callable[[], Scope],
        *,
        steps: Steps | None = None,
        voice: StepVoice | None = None,
    ) -> None:
        self._screen = screen
        self._scope = scope
        self._steps = steps or FileSteps()
        self._voice = voice or KeyLineVoice(screen)

    def undo(self) -> None:
        """Take back the last change of what the screen shows; of one long past ask first."""
        found = last_done(self._scope())
        if found is None:
            self._voice.nothing("Nothing to undo here")
        elif self._screen.program.folder.now() - time_of(found.change) > LONG:
            self._ask(found)
        else:
            self._take_back(found)

    def _ask(self, found: FoundChange) -> None:
        from facilitator.ui.dialogs.base import Ask  # here: Home is drawn before anybody is asked

        program = self._screen.program
        day = words.day(program.folder.local(time_of(found.change)).date(), program.folder.today())

        def answered(answer: str | None) -> None:
            if answer == "yes" and last_done(self._scope()) == found:
                self._take_back(found)

        answers = (("no", "Leave it"), ("yes", "Take it back"))
        question = f"It was done {day}. ^Y brings it back."
        program.push_screen(Ask(f"Take back: {self._label_of(found)}?", question, answers), answered)

    def _take_back(self, found: FoundChange) -> None:
        label = self._label_of(found)
        try:
            change = self._step(found, self._steps.undo, back=True)
            forget_names(self._screen.program.folder, found.change)
        except FacilitatorError as error:
            self._voice.refused(error)
            return
        self._voice.undone(label)
        self._show(change)

    def redo(self) -> None:
        """Bring back what was undone last of what the screen shows."""
        found = last_undone(self._scope())
        if found is None:
            self._voice.nothing("Nothing to bring back here")
            return
        label, folder = self._label_of(found), self._screen.program.folder
        stored: tuple[str, ...] = ()
        try:
            stored = names_again(folder, found.change)
            change = self._step(found, self._steps.redo, back=False)
        except FacilitatorError as error:
            for person in stored:
                drop_person(folder, person)
            self._voice.refused(error)
            return
        self._voice.redone(label)
        self._show(change)

    def _step(
        self, found: FoundChange, take: Callable[[FoundChange, Owns], Change | None], *, back: bool
    ) -> Change | None:
        owns = self._scope().owns_in(found.file)
        if not is_in_several_files(found.change):
            return take(found, owns)
        return step_together(self._screen.program.folder, found, lambda: take(found, owns), back=back)

    def _show(self, change: Change | None) -> None:
        """Repaint, and put the cursor of the list in use on what came back: the next key is meant for it."""
        self._screen.show_records()
        ids = change.ids if change is not None else frozenset()

        def point() -> None:
            rows = self._screen.app.focused
            if isinstance(rows, RowList):
                rows.go_to(ids)

        self._screen.call_after_refresh(point)

    def _label_of(self, found: FoundChange) -> str:
        """Return what a change is called here: with its session where the screen shows several."""
        files = self._scope().files
        several = (len(files) > 1 or found.file not in files) and found.file.kind == _SESSION
        session = found.file.session if several and isinstance(found.file, SessionFile) else None
        return f"{session.short_id}, {found.change.label}" if session is not None else found.change.label


def session_scope(program: Program, file: SessionFile) -> Scope:
    """Return what a screen about one session takes back: all its changes but a look back, which no screen
    shows; of the programme how the name of an owner in it was spelled, or that they were stored for it."""
    # Imported here: asked for at ^Z, long after the start.
    from facilitator.model.debrief import Debrief
    from facilitator.workspace.follow_up import is_follow_up

    def names(change: Change) -> bool:
        owners = {each.owner for each in file.all(Action)}
        return is_follow_up(change) and change.types == {Person} and bool(change.ids & owners)

    own_names = Scope((program.folder.file,), names)
    return Scope((file,), lambda change: Debrief not in change.types, beside=(own_names,))
