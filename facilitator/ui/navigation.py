"""Where screens can go: the one module that knows them all. Each is imported when it is first visited."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from textual.screen import Screen

from facilitator.errors import FacilitatorError
from facilitator.model.base import Record
from facilitator.model.practice import CustomPractice, PracticeDecision
from facilitator.model.registry import ENTITIES, rows_in
from facilitator.model.session import HEARD, OnScreen, SessionStatus
from facilitator.ui.keys.everywhere import PLACES
from facilitator.ui.program import Program
from facilitator.workspace.folder.session_files import SessionFile

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession
    from facilitator.workspace.folder.programme_folder import ProgrammeFolder
    from facilitator.workspace.folder.workspace import Workspace


_CHANGES = "session-changes"
_SCREENS = frozenset({*dict(PLACES), "pulse", "settings", _CHANGES})
_PRACTICES = "practices"
_LISTED_IN: dict[type[Record], str] = {CustomPractice: _PRACTICES, PracticeDecision: _PRACTICES}
"""Where records are shown that have no list of their own."""


def is_list(place: str) -> bool:
    """Tell whether a place is a list of records with their form: that of a table people keep by hand."""
    return place == _PRACTICES or any(row.table == place and row.by_hand for row in rows_in())


def part_screen(place: str, at: str = "") -> Screen[None] | None:
    """Return the screen that a part of People has for a place of its own, None for any other place."""
    from facilitator.ui.roles.finder import screen_of

    return screen_of(place, at)


def _then(left: Callable[[], object] | None) -> Callable[[object], None]:
    """Return what is called when one turns back from a screen, whatever it answers."""

    def call(_: object) -> None:
        if left is not None:
            left()

    return call


class Navigation:
    """Opens screens over those of one program; what each way does is said in `program.Destinations`."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def go_to_place(self, place: str, *, at: str = "") -> None:
        """Go to a place or a list, from wherever in the open programme. Another word does nothing.

        In a list the cursor is put on the record with the id *at*; over sessions it is the team.
        """
        in_part = part_screen(place, at) if place not in _SCREENS else None
        if place not in _SCREENS and in_part is None and not is_list(place):
            return
        program, made = self._program, in_part or make_place(place, at)
        while len(program.screen_stack) > 1:
            program.pop_screen()
        with contextlib.suppress(FacilitatorError):  # a file that cannot be read stands in the list
            program.folder.follow()
        program.switch_screen(made)

    def open_record(self, file: SessionFile | None, record: Record) -> None:
        """Open what a record stands in, with the cursor on it."""
        if file is None:
            place = ENTITIES[type(record)].table
            self.go_to_place(
                place if is_list(place) else _LISTED_IN.get(type(record), "settings"), at=record.id
            )
        else:
            self.open_session(file, at=record)

    def open_session(
        self,
        file: SessionFile,
        *,
        start: bool = False,
        at: Record | None = None,
        left: Callable[[], object] | None = None,
    ) -> None:
        """Open a session where it stands: the runner before and during the meeting, the review after it.

        *left* is called when one turns back from the runner.
        """
        from facilitator.ui.runner.runner import Runner

        try:
            if file.session.status in HEARD:
                self.open_review(file, at=at)
            elif file.session.status is not SessionStatus.CANCELLED:
                self._program.push_screen(Runner(file, start=start, at=at), _then(left))
            else:
                self._program.say("This session was cancelled")
        except FacilitatorError as error:
            self._program.complain(error)

    def open_review(self, file: SessionFile, *, instead: bool = False, at: Record | None = None) -> None:
        """Open the review of a session, over the screen in front or instead of it."""
        from facilitator.ui.review.review import Review

        if instead:
            self._program.switch_screen(Review(file, at))
        else:
            self._program.push_screen(Review(file, at))

    def plan_session(self, *, team: str | None = None) -> None:
        """Ask what is needed for a new session."""
        from facilitator.ui.places.session_setup import plan_session

        plan_session(self._program, team=team)

    def add_record(self, place: str, done: Callable[[str], None]) -> None:
        """Ask for a new record of the list at a place."""
        from facilitator.ui.records.dialog import NewRecord
        from facilitator.ui.records.kinds import view_of

        def after(id: str | None) -> None:
            if id is not None:
                done(id)

        self._program.push_screen(NewRecord(view_of(place).kind), after)

    def open_changes(self, team: str) -> None:
        """Show what changed for a team from session to session."""
        self.go_to_place(_CHANGES, at=team)

    def choose_programme(self) -> None:
        """Offer the programmes of the workspace, and to begin another."""
        from facilitator.ui.places.programmes import choose_programme

        choose_programme(self._program)

    def open_programme(self, workspace: Workspace, folder: ProgrammeFolder) -> None:
        """Open a programme in the place of the one that is open, if there is one, and go to Home.

        Asks first while answers of the pulse wait. What the disk has not taken yet keeps it open.
        """
        program = self._program

        def change() -> None:
            try:
                program.open_programme(folder, workspace)
            except FacilitatorError as error:
                folder.close()
                program.complain(error)

        def leave() -> None:
            if not program.has_programme:
                change()
                return
            self.go_to_place("home")  # forms save what stands in them in the programme they belong to
            program.call_after_refresh(change)

        ask_before_leaving(program, leave)

    def start_now(self) -> None:
        """Ask only for the team of a new session and begin it."""
        from facilitator.ui.places.session_setup import start_now

        start_now(self._program)

    def edit_session(self, file: SessionFile, done: Callable[[], None]) -> None:
        """Change the set-up of a session."""
        from facilitator.ui.places.session_setup import edit_session

        edit_session(self._program, file, done)

    def duplicate_session(self, file: SessionFile, done: Callable[[], None]) -> None:
        """Plan another session with the set-up of this one."""
        from facilitator.ui.places.session_setup import duplicate_session

        duplicate_session(self._program, file, done)

    def enter_paper(self, live: LiveSession) -> None:
        """Let the filled paper of a session be typed in."""
        from facilitator.ui.review.paper_entry import open_quick_entry

        open_quick_entry(self._program, live)

    def preview_paper(self, file: SessionFile, document: str) -> None:
        """Open a paper of a session."""
        from facilitator.ui.papers.preview import preview

        preview(self._program, file, document)

    def offer_papers_anew(self, file: SessionFile) -> None:
        """Ask whether papers of a session that left before it changed are written anew."""
        from facilitator.ui.papers.anew import offer_anew

        offer_anew(self._program, file)

    def preview_pulse_report(self, opened: date, team: str | None) -> None:
        """Open the report of a wave of the pulse."""
        from facilitator.ui.papers.paper import PaperScreen
        from facilitator.ui.papers.pulse_report import PulseReport

        self._program.push_screen(PaperScreen(PulseReport(self._program, opened, team)))

    def show_room(self, file: SessionFile, live: LiveSession, now: Callable[[], OnScreen]) -> None:
        """Show the room what it may see of a session, in this window."""
        from facilitator.ui.room.moment import seen_now
        from facilitator.ui.room.view import RoomView

        folder = self._program.folder
        self._program.push_screen(RoomView(lambda: seen_now(folder, file, live, now())))


def first_screen() -> Screen[None]:
    """Return the screen for a workspace without a programme."""
    from facilitator.ui.places.first_start import FirstStart

    return FirstStart()


def make_place(place: str, at: str = "") -> Screen[None]:
    """Return a new screen for a place of `keys.everywhere.PLACES`, a list, the settings, the pulse or what
    changed over sessions.

    In a list the cursor is put on the record with the id *at*; over sessions it is the team.
    """
    if place == "home":
        from facilitator.ui.places.home import Home

        return Home()
    if place == "sessions":
        from facilitator.ui.places.sessions import Sessions

        return Sessions()
    if place == "roles":
        from facilitator.ui.roles.roles import Roles

        return Roles(at)
    if place == "promises":
        from facilitator.ui.places.promises import Promises

        return Promises()
    if is_list(place):
        from facilitator.ui.records.kinds import view_of
        from facilitator.ui.records.list import RecordList

        return RecordList(view_of(place), at)
    if place == "settings":
        from facilitator.ui.records.settings import Settings

        return Settings()
    if place == _CHANGES:
        from facilitator.ui.places.session_changes import SessionChanges

        return SessionChanges(at)
    if place == "pulse":
        from facilitator.ui.pulse.pulse import Pulse

        return Pulse()
    from facilitator.ui.papers.papers import Papers

    return Papers()


def ask_before_leaving(program: Program, leave: Callable[[], None]) -> None:
    """Call *leave*; ask first while answers of the pulse wait in memory, or what was typed is not saved."""
    if not program.has_programme:
        leave()
        return
    from facilitator.ui.records.unsaved import waiting
    from facilitator.workspace.folder.unfinished import note_typing

    def leave_typed() -> None:
        note_typing(program.workspace, "")  # who leaves knows what is not saved
        intake = program.pulse_intake
        if intake is None or not intake.waiting():
            leave()
            return
        from facilitator.ui.pulse.wave import ask_to_forget

        ask_to_forget(program, intake, leave)

    typed = waiting(program.folder)
    if not typed:
        leave_typed()
        return
    from facilitator.ui.dialogs.base import Ask

    def answered(answer: str | None) -> None:
        if answer == "leave":
            leave_typed()

    question = f"{', '.join(typed)}. It stands in its form, with the reason, and is in no file."
    answers = (("stay", "Stay"), ("leave", "Leave; it is lost"))
    program.push_screen(Ask("Typed and not saved", question, answers), answered)
