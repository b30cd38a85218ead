"""What a screen may ask of the program it belongs to: the open programme, a word to say, a way to go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from datetime import date

    from textual.await_complete import AwaitComplete
    from textual.geometry import Size
    from textual.screen import Screen
    from textual.timer import Timer
    from textual.worker import Worker

    from facilitator.errors import FacilitatorError
    from facilitator.live.clock import Clock
    from facilitator.live.pulse.intake import PulseIntake
    from facilitator.live.session import LiveSession
    from facilitator.model.base import Record
    from facilitator.model.session import OnScreen
    from facilitator.workspace.folder.programme_folder import ProgrammeFolder
    from facilitator.workspace.folder.session_files import SessionFile
    from facilitator.workspace.folder.workspace import Workspace

T = TypeVar("T")


class Destinations(Protocol):
    """Where a screen can send the person; `navigation` knows the screens behind these names.

    *done* is called once something was changed there. What may not be opened is said, and nothing opens.
    """

    def go_to_place(self, place: str, *, at: str = "") -> None:
        """Go to a place or a list; in a list the cursor is put on the record with the id *at*."""

    def open_session(
        self,
        file: SessionFile,
        *,
        start: bool = False,
        at: Record | None = None,
        left: Callable[[], object] | None = None,
    ) -> None:
        """Open a session where it stands: the runner before and during the meeting, the review after it.
        With *start* the meeting begins at once. The cursor is put on the record *at*; *left* is called when
        one turns back from the runner."""

    def open_record(self, file: SessionFile | None, record: Record) -> None:
        """Open what a record stands in, the cursor on it; *file* is its session, None of the programme."""

    def open_review(self, file: SessionFile, *, instead: bool = False, at: Record | None = None) -> None:
        """Open the review of a session, over the screen in front or *instead* of it, at a record."""

    def plan_session(self, *, team: str | None = None) -> None:
        """Ask what is needed for a new session; *team* is the id of the team it is with, None to ask."""

    def add_record(self, place: str, done: Callable[[str], None]) -> None:
        """Ask for a new record of the list at a place; *done* is called with its id once it is saved."""

    def open_changes(self, team: str) -> None:
        """Show what changed from session to session for the team with that id."""

    def choose_programme(self) -> None:
        """Offer the programmes of the workspace, and to begin another."""

    def open_programme(self, workspace: Workspace, folder: ProgrammeFolder) -> None:
        """Open a programme in the place of the one that is open, if there is one, and go to Home."""

    def start_now(self) -> None:
        """Ask only for the team of a new session and begin it."""

    def edit_session(self, file: SessionFile, done: Callable[[], None]) -> None:
        """Change the set-up of a session."""

    def duplicate_session(self, file: SessionFile, done: Callable[[], None]) -> None:
        """Plan another session with the set-up of this one."""

    def enter_paper(self, live: LiveSession) -> None:
        """Let the filled paper of a session be typed in."""

    def preview_paper(self, file: SessionFile, document: str) -> None:
        """Open a paper of a session; *document* is its key. Of two teams' papers ask whose."""

    def offer_papers_anew(self, file: SessionFile) -> None:
        """Ask whether papers of a session that left before it changed are written anew."""

    def preview_pulse_report(self, opened: date, team: str | None) -> None:
        """Open the report of the wave opened on that day, for the team with that id or for all."""

    def show_room(self, file: SessionFile, live: LiveSession, now: Callable[[], OnScreen]) -> None:
        """Show the room what it may see of a session; *now* tells what this window is about."""


class Program(Protocol):
    """The running program, as its screens and dialogs know it."""

    workspace: Workspace
    mono: bool

    @property
    def navigation(self) -> Destinations:
        """The ways to other screens."""

    # The open programme

    @property
    def folder(self) -> ProgrammeFolder:
        """The open programme. Raises `LookupError` on the first-start screen."""

    @property
    def has_programme(self) -> bool:
        """Whether a programme is open."""

    @property
    def pulse_intake(self) -> PulseIntake | None:
        """Takes in answers of the open wave of the pulse; None without one."""

    def live_clock(self) -> Clock:
        """Return the clock a session runs by."""

    def open_programme(self, folder: ProgrammeFolder, workspace: Workspace | None = None) -> None:
        """Open a programme, of another workspace perhaps, and go to Home; the one before is let go.

        Raises `NotSaved` while something of that one waits for the disk.
        """

    # What is said

    def say(self, message: str) -> None:
        """Show what just happened at the right end of the key line."""

    def complain(self, error: FacilitatorError) -> None:
        """Show an error in a dialog: title, what happened, what to do."""

    def tell_held_back(self) -> None:
        """Show what could not be told on a sealed screen."""

    def tell_findings(self) -> None:
        """Say on the screen what was found in the files."""

    def show_trouble(self) -> None:
        """Show the banner on every screen if the disk refuses."""

    # Where it goes

    def action_place(self, place: str) -> None:
        """Go to a place."""

    def leave_when_saved(self) -> None:
        """End the program once the disk has taken everything."""

    def exit(self) -> None:
        """End the program at once."""

    @property
    def screen(self) -> Screen[Any]:
        """The screen in front."""

    @property
    def screen_stack(self) -> Sequence[Screen[Any]]:
        """Every screen that is open, the one in front last."""

    @property
    def size(self) -> Size:
        """Columns and rows of the terminal."""

    def push_screen(
        self, screen: Screen[T], callback: Callable[[T | None], None] | None = None
    ) -> Awaitable[None]:
        """Put a screen in front; *callback* gets its answer, None when it was left without one."""

    def pop_screen(self) -> AwaitComplete:
        """Take the screen in front away."""

    def switch_screen(self, screen: Screen[Any]) -> AwaitComplete:
        """Put a screen in the place of the one in front."""

    def copy_to_clipboard(self, text: str) -> None:
        """Ask the terminal to copy a text."""

    # Later, and beside the event loop

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any) -> bool:
        """Call it once the screen is drawn."""

    def set_timer(self, delay: float, callback: Callable[[], Any]) -> Timer:
        """Call it once after *delay* seconds."""

    def set_interval(self, interval: float, callback: Callable[[], Any]) -> Timer:
        """Call it every *interval* seconds."""

    def run_worker(
        self, work: Coroutine[None, None, T], *, group: str = "default", exclusive: bool = False
    ) -> Worker[T]:
        """Do *work* beside the screens; of an *exclusive* group only the newest goes on."""
