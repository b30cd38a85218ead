"""The program: themes, places, and what every screen can do."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.actions import ActionParseResult
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from facilitator.commands import command
from facilitator.errors import FacilitatorError
from facilitator.language.tables import language_for, speak
from facilitator.live.clock import Clock, SystemClock
from facilitator.ui import theme
from facilitator.ui.base_app import QuietApp
from facilitator.ui.keys.command import Context, bindings, commands_of
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.navigation import REACHED, Navigation, ask_before_leaving, first_screen, make_place
from facilitator.ui.save_watcher import PATIENCE, SLOW, Disk
from facilitator.ui.screen import History, ProgramScreen
from facilitator.ui.take_outs import TakeOutWatch
from facilitator.ui.widgets.lines import KeyLine
from facilitator.workspace.erasure.pending_take_outs import erase_waiting
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import Workspace

if TYPE_CHECKING:
    from facilitator.live.pulse.intake import PulseIntake


class FacilitatorApp(QuietApp):
    """The terminal interface over one workspace.

    *folder* is the programme to open, or None to start with the first-start screen. *clock* is
    injected so that tests hold time still.
    """

    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]

    def __init__(
        self, workspace: Workspace, folder: ProgrammeFolder | None = None, *, clock: Clock | None = None
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self._folder = folder
        self._clock = clock
        self.has_started = False
        self.navigation = Navigation(self)
        self._intake: PulseIntake | None = None
        self._held_back: list[FacilitatorError] = []

    @property
    def folder(self) -> ProgrammeFolder:
        """The open programme. Raises `LookupError` on the first-start screen."""
        if self._folder is None:
            raise LookupError("no programme is open")
        return self._folder

    @property
    def has_programme(self) -> bool:
        """Whether a programme is open; on the first-start screen there is none."""
        return self._folder is not None

    def live_clock(self) -> Clock:
        """Return the clock a session runs by."""
        return self._clock or SystemClock(self.folder.now)

    @property
    def pulse_intake(self) -> PulseIntake | None:
        """Takes in answers of the open wave of the pulse and holds those that wait; None without one."""
        # Imported here: who only wants to see Home does not wait for it.
        from facilitator.live.pulse.intake import PulseIntake, open_survey

        survey = open_survey(self.folder.file)
        if survey is None:
            self._intake = None
        elif self._intake is None or self._intake.id != survey.id:
            self._intake = PulseIntake(self.folder.file, self.folder.tallies, survey.id)
        return self._intake

    @property
    def waits_for_disk(self) -> bool:
        """Whether a change is about to become durable; no longer once the disk is slow or refuses."""
        files = self._folder.files if self._folder is not None else ()
        return any(file.is_saving and file.waited < SLOW for file in files)

    def open_programme(self, folder: ProgrammeFolder) -> None:
        """Open a programme and go to Home."""
        self._folder = folder
        brought: tuple[str, ...] = ()
        if folder.has_older_pulse:
            # Imported here: few programmes wait for it.
            from facilitator.workspace.integrity.pulse_migration import bring_waves

            brought = bring_waves(folder)
        self.disk.watch(folder)
        folder.forget_removed()
        self.take_outs.opened()
        self.workspace.remember(folder)
        speak(language_for(folder.programme.language))
        self.action_place("home")
        if brought:
            from facilitator.ui.dialogs.base import Notice

            self.push_screen(Notice("The pulse keeps less now", " ".join(brought), "It is not undone."))

    # Starting

    def on_unmount(self) -> None:
        """Let go of the programme's files; a disk that does not answer is left behind."""
        if self._folder is not None:
            erase_waiting(self.workspace, self._folder)  # nobody can bring it back any more
            self._folder.close(PATIENCE)

    def on_mount(self) -> None:
        """Show Home, or the first start when there is nothing yet."""
        self.has_started = True
        self.disk = Disk(self, self._handle_exception)
        self.take_outs = TakeOutWatch(self)
        if self._folder is None:
            self.push_screen(first_screen())
        else:
            # Later, because what is drawn while the program itself starts is thrown away and drawn again.
            self.call_later(self.open_programme, self._folder)

    def action_place(self, place: str) -> None:
        """Go to a place. From inside a session or a dialog this does nothing."""
        if self._folder is None or place not in REACHED:
            return
        while len(self.screen_stack) > 2:
            self.pop_screen()
        with contextlib.suppress(FacilitatorError):  # a file that cannot be read stands in the list
            self._folder.follow()
        screen = make_place(place)
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def action_keep_copy(self) -> None:
        """Keep a copy of the file at hand in another place."""
        self.disk.keep_copy()

    def leave_when_saved(self) -> None:
        """End the program; ask first when slips wait, or the disk has not taken everything."""
        ask_before_leaving(self, self.disk.leave_when_saved)

    def tell_findings(self) -> None:
        """Say on the screen what was found in the files of the programme."""
        self.disk.tell_findings()

    def show_trouble(self) -> None:
        """Show the banner on every screen, soon, if the disk refuses."""
        if self.disk.trouble is not None:
            self.call_later(self.disk.show_trouble)

    # What every screen can do

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from facilitator.ui.dialogs.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help(self.active_contexts()))

    def active_contexts(self) -> tuple[Context, ...]:
        """Return where the keys that work on the screen shown are declared."""
        contexts = _contexts_of(self.screen)
        return (*contexts, EVERYWHERE) if EVERYWHERE not in contexts else contexts

    def action_blank(self) -> None:
        """Blank the screen until a key is pressed."""
        from facilitator.ui.dialogs.blank import Blank

        if isinstance(self.screen, Blank):
            self.pop_screen()
        else:
            self.push_screen(Blank())

    def action_undo(self) -> None:
        """Take back the last change of what the screen shows."""
        history = _history_of(self.screen)
        if history is not None:
            history.undo()
        else:
            self.say("Nothing to undo here")

    def action_redo(self) -> None:
        """Bring back what was undone on what the screen shows."""
        history = _history_of(self.screen)
        if history is not None:
            history.redo()
        else:
            self.say("Nothing to bring back here")

    def action_other_channels(self) -> None:
        """Show whom to turn to with what must not be written down."""
        from facilitator.ui.dialogs.other_channels import OtherChannels

        if self._folder is not None:
            self.push_screen(OtherChannels(self))

    def action_signals(self) -> None:
        """Switch a soft signal of the session clock on or off."""
        from facilitator.ui.dialogs.signals import choose_signals

        if self._folder is not None:
            choose_signals(self)

    def action_theme(self) -> None:
        """Change between dark and light."""
        if not self.mono:
            self.theme = theme.LIGHT if self.theme == theme.DARK else theme.DARK

    async def action_leave(self) -> None:
        """Leave the program; a running session is paused first, after a question."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, ProgramScreen) and screen.leave_program():
                return
        self.leave_when_saved()

    def keep_all(self) -> None:
        """Let every screen keep what is half typed, and a running session rest."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, ProgramScreen):
                with contextlib.suppress(FacilitatorError):  # nobody is there to be told
                    screen.rest()

    async def action_quit(self) -> None:
        """Leave as `action_leave` does: Textual's own way out asks nothing."""
        await self.action_leave()

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; what a person should hear about is told, and the program goes on.

        On a screen that is sealed no key of the program does anything; the screen itself still hears it.
        """
        if self.is_sealed:
            return False
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except FacilitatorError as error:
            self.complain(error)
            return True

    def action_help_quit(self) -> None:
        """Say how to leave; ^C is pressed by mistake too often to obey it."""
        self.say("^Q leaves the program")

    def say(self, message: str) -> None:
        """Show what just happened at the right end of the key line, also of the screen below a dialog."""
        for screen in reversed(self.screen_stack):
            for line in screen.query(KeyLine):
                line.say(message)
                return

    def complain(self, error: FacilitatorError) -> None:
        """Show an error in a dialog: title, what happened, what to do."""
        from facilitator.ui.dialogs.base import Notice

        if self.is_sealed:
            self._held_back.append(error)
            return
        self.push_screen(Notice(error.title, error.happened, error.todo))

    @property
    def is_sealed(self) -> bool:
        """Whether somebody sits at the keyboard who may see nothing but the screen that is shown."""
        return isinstance(self.screen, ProgramScreen) and self.screen.sealed

    def tell_held_back(self) -> None:
        """Show what could not be told on a sealed screen."""
        while self._held_back and not self.is_sealed:
            self.complain(self._held_back.pop())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every command that works on this screen in the command palette."""
        seen: set[str] = set()
        for each in commands_of((*_contexts_of(screen), EVERYWHERE)):
            if each.palette and each.help not in seen:
                seen.add(each.help)
                title = each.help[0].upper() + each.help[1:]
                yield SystemCommand(title, each.label, self._runner_of(screen, each.name))

    def _runner_of(self, screen: Screen[object], name: str) -> Callable[[], Awaitable[None]]:
        focused = screen.focused

        async def run() -> None:
            if name.startswith("app."):
                await self.run_action(name)
                return
            bare = name.split("(")[0]
            for target in (*(focused.ancestors_with_self if focused else ()), screen, self):
                if hasattr(target, f"action_{bare}") or hasattr(target, f"_action_{bare}"):
                    await self.run_action(name, default_namespace=target)
                    return

        return run


def _contexts_of(screen: Screen[Any]) -> tuple[Context, ...]:
    """Return where the keys that work on a screen are declared; on one of Textual's own none does."""
    return screen.active_contexts() if isinstance(screen, ProgramScreen) else ()


def _history_of(screen: Screen[Any]) -> History | None:
    return screen.history if isinstance(screen, ProgramScreen) else None


def run(workspace: Workspace, folder: ProgrammeFolder | None, tell: Callable[[str], object]) -> int:
    """Open the terminal interface; return 0 when it is left, 1 after a fault of its own.

    What closing the files found is given to *tell*, a sentence each: no screen is left to show it.
    """
    app = FacilitatorApp(workspace, folder)
    app.run()
    for finding in app.disk.new_findings() if app.has_started else ():
        tell(f"{finding} See: {command('check')}")
    return app.return_code or 0
