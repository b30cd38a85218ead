"""The program: themes, places, and what every screen can do."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.actions import ActionParseResult
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from facilitator.commands import command
from facilitator.errors import FacilitatorError, NotSaved
from facilitator.live.clock import Clock
from facilitator.ui import theme
from facilitator.ui.base_app import QuietApp
from facilitator.ui.kept_look import KeptLook
from facilitator.ui.keys.command import bindings
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.navigation import Navigation, ask_before_leaving, first_screen, make_place
from facilitator.ui.open_programme import OpenProgramme
from facilitator.ui.palette import contexts_of, palette_commands
from facilitator.ui.palette_later import bring, commands_in_order
from facilitator.ui.screen import HasCard, History, ProgramScreen
from facilitator.ui.voice import Voice
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import Workspace

if TYPE_CHECKING:
    from facilitator.live.pulse.intake import PulseIntake


class FacilitatorApp(QuietApp):
    """The terminal interface over one workspace.

    *folder* is the programme to open, or None to start with the first-start screen. *clock* is
    injected so that tests hold time still. *kept* is where the chosen colours are kept; without it nowhere.
    """

    COMMANDS: ClassVar[set[Any]] = {commands_in_order}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]

    def __init__(
        self,
        workspace: Workspace,
        folder: ProgrammeFolder | None = None,
        *,
        clock: Clock | None = None,
        kept: KeptLook | None = None,
    ) -> None:
        super().__init__(theme.DARK if kept is None else kept.read())
        self._kept_look = kept
        self.workspace = workspace
        self.programme = OpenProgramme(folder, clock)
        self.navigation = Navigation(self)
        self._voice = Voice(self)

    @property
    def folder(self) -> ProgrammeFolder:
        """The open programme. Raises `LookupError` on the first-start screen."""
        return self.programme.folder

    @property
    def has_programme(self) -> bool:
        """Whether a programme is open; on the first-start screen there is none."""
        return self.programme.is_open

    def live_clock(self) -> Clock:
        """Return the clock a session runs by."""
        return self.programme.clock()

    @property
    def pulse_intake(self) -> PulseIntake | None:
        """Takes in answers of the open wave of the pulse and holds those that wait; None without one."""
        return self.programme.pulse_intake

    @property
    def waits_for_disk(self) -> bool:
        """Whether a change is about to become durable; no longer once the disk is slow or refuses."""
        return self.programme.waits_for_disk

    def open_programme(self, folder: ProgrammeFolder, workspace: Workspace | None = None) -> None:
        """Open a programme, of another workspace perhaps, and go to Home; the one before is let go.

        Raises `NotSaved` while something of that one waits for the disk.
        """
        if self.has_programme and self.folder is not folder:
            self.programme.let_go(self.workspace)
        self.workspace = workspace or self.workspace
        brought = self.programme.open(self.workspace, folder)
        self.action_place("home")
        self._tell_opened(brought)

    def _tell_opened(self, brought: Sequence[str]) -> None:
        """Say what became of waves of an older pulse, and what was lost when the program ended last."""
        self.call_after_refresh(self._tell_lost)
        if brought:
            from facilitator.ui.dialogs.base import Notice

            self.push_screen(Notice("The pulse keeps less now", " ".join(brought), "It is not undone."))

    def _tell_lost(self) -> None:
        """Say what was half typed in a form when the program ended without a word."""
        from facilitator.workspace.folder.unfinished import lost_typing  # here: after Home is painted

        if lost := lost_typing(self.workspace):
            self.say(f"When the program ended last, this was half typed and is not saved: {lost}")

    # Starting and leaving

    def get_default_screen(self) -> Screen[None]:
        """Open the programme and return Home; the first start where there is none.

        Textual asks for the screen that lies below all others. Were that an empty one, it would be styled,
        laid out and drawn first.
        """
        self.programme.start(self, self._handle_exception)
        if self.has_programme:
            brought = self.programme.open(self.workspace, self.folder)
            self.call_later(self._tell_opened, brought)
        screen = make_place("home") if self.has_programme else first_screen()
        screen._push_result_callback(screen, None)  # as each screen has that another may take the place of
        self._prepare(screen)
        return screen

    @on(events.Unmount)
    def _end(self) -> None:
        """Let go of the programme's files."""
        self.programme.close(self.workspace)

    def leave_when_saved(self) -> None:
        """End the program; ask first when slips wait, or the disk has not taken everything."""
        ask_before_leaving(self, self.programme.disk.leave_when_saved)

    async def _action_leave(self) -> None:
        """Leave the program; a running session is paused first, after a question."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, ProgramScreen) and screen.leave_program():
                return
        self.leave_when_saved()

    async def action_quit(self) -> None:
        """Leave with a question: Textual's own way out asks nothing."""
        await self._action_leave()

    def keep_all(self) -> None:
        """Let every screen keep what is half typed, and a running session rest."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, ProgramScreen):
                with contextlib.suppress(FacilitatorError):  # nobody is there to be told
                    screen.rest()

    # What screens ask for

    def action_place(self, place: str) -> None:
        """Go to a place. From inside a session or a dialog this does nothing."""
        if self.has_programme:
            self.navigation.go_to_place(place)

    def say(self, message: str) -> None:
        """Show what just happened at the right end of the key line, also of the screen below a dialog."""
        self._voice.say(message)

    def complain(self, error: FacilitatorError) -> None:
        """Show an error in a dialog: title, what happened, what to do."""
        self._voice.complain(error)

    def tell_held_back(self) -> None:
        """Show what could not be told on a sealed screen."""
        self._voice.tell_held_back()

    def tell_findings(self) -> None:
        """Say on the screen what was found in the files of the programme."""
        self.programme.disk.tell_findings()

    def show_trouble(self) -> None:
        """Show the banner on every screen, soon, if the disk refuses."""
        if self.programme.disk.trouble is not None:
            self.call_later(self.programme.disk.show_trouble)

    # Keys of every screen

    def _action_keep_copy(self) -> None:
        """Keep a copy of the file at hand in another place."""
        self.programme.disk.keep_copy()

    def _action_command_palette(self) -> None:
        """Offer every command by its name."""
        bring()
        self.action_command_palette()

    def _action_help(self) -> None:
        """Say what the field in hand is; elsewhere show the keys of this screen."""
        from facilitator.ui.dialogs.help import Help, show_help

        if not isinstance(self.screen, Help):
            here = self.screen
            more = (here.keys_nearby, here.card, here.grammar) if isinstance(here, HasCard) else ()
            show_help(self, Help(contexts_of(here), *more))

    def _action_blank(self) -> None:
        """Blank the screen until a key is pressed."""
        from facilitator.ui.dialogs.blank import Blank

        if isinstance(self.screen, Blank):
            self.pop_screen()
        else:
            self.push_screen(Blank())

    def _action_undo(self) -> None:
        """Take back the last change of what the screen shows."""
        history = _history_of(self.screen)
        if history is not None:
            history.undo()
        else:
            self.say("Nothing to undo here")

    def _action_redo(self) -> None:
        """Bring back what was undone on what the screen shows."""
        history = _history_of(self.screen)
        if history is not None:
            history.redo()
        else:
            self.say("Nothing to bring back here")

    def _action_other_channels(self) -> None:
        """Show whom to turn to with what must not be written down."""
        from facilitator.ui.dialogs.other_channels import OtherChannels

        if self.has_programme:
            self.push_screen(OtherChannels(self))

    def _action_answer(self) -> None:
        """Choose an idea, an action or a promise of any session, and say what becomes of it."""
        from facilitator.ui.dialogs.any_answer import answer_any

        if self.has_programme:
            answer_any(self)

    def _action_programmes(self) -> None:
        """Offer the programmes of the workspace, and to begin another."""
        if self.has_programme:
            self.navigation.choose_programme()

    def _action_signals(self) -> None:
        """Switch a soft signal of the session clock on or off."""
        from facilitator.ui.records.dialog import EditRecord
        from facilitator.workspace.records.settings import PROGRAMME

        if self.has_programme:
            self.push_screen(EditRecord(PROGRAMME, self.folder.programme.id, "Soft signals", ("signals",)))

    def _action_theme(self) -> None:
        """Change between dark and light, and keep what was chosen for the next time."""
        if self.mono:
            return
        self.theme = theme.LIGHT if self.theme == theme.DARK else theme.DARK
        if self._kept_look is not None:
            try:
                self._kept_look.keep(self.theme)
            except NotSaved as error:
                self.say(f"For this time only: {error.happened}")

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; what a person should hear about is told, and the program goes on.

        On a screen that is sealed no key of the program does anything; the screen itself still hears it.
        """
        if self._voice.is_sealed:
            return False
        self._voice.hush(action if isinstance(action, str) else action[1])
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except FacilitatorError as error:
            self.complain(error)
            return True

    def _action_help_quit(self) -> None:
        """Say how to leave; ^C is pressed by mistake too often to obey it."""
        self.say("^Q leaves the program")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every command that works on this screen in the command palette."""
        return palette_commands(self, screen)


def _history_of(screen: Screen[Any]) -> History | None:
    return screen.history if isinstance(screen, ProgramScreen) else None


def run(workspace: Workspace, folder: ProgrammeFolder | None, tell: Callable[[str], object]) -> int:
    """Open the terminal interface; return 0 when it is left, 1 after a fault of its own.

    What closing the files found is given to *tell*, a sentence each: no screen is left to show it.
    """
    app = FacilitatorApp(workspace, folder, kept=KeptLook())
    app.run()
    for finding in app.programme.new_findings():
        tell(f"{finding} See: {command('check')}")
    return app.return_code or 0
