"""What the screens hear of the disk: when a change is saved, when that is slow, when it is refused."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable

from facilitator.store.findings import Finding
from facilitator.store.records.record_file import Background, RecordFile
from facilitator.ui.program import Program
from facilitator.ui.screen import ProgramScreen
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

SLOW = 0.3
"""Seconds a change may wait for the disk before the screen says so."""

PATIENCE = 2.0
"""Seconds to wait for the disk when the program is left."""


class SaveWatcher:
    """Saves the files of the open programme while the program goes on, and shows what becomes of it.

    Make it on the program's event loop, in the context whose widgets shall hear of changes.
    *fail* gets a fault of the program's own.
    """

    def __init__(self, app: Program, fail: Callable[[Exception], None]) -> None:
        self._app = app
        self._fail = fail
        self._loop = asyncio.get_running_loop()
        self._context = contextvars.copy_context()
        self._folder: ProgrammeFolder | None = None
        self._told: set[str] = set()
        self._looking_for_slowness = self._shows_slowness = self._shows_trouble = False

    def watch(self, folder: ProgrammeFolder) -> None:
        """Save this programme's files in the background from now on."""
        self._folder = folder
        folder.save_in_background(Background(self._deliver, self._look))

    @property
    def trouble(self) -> RecordFile | None:
        """A file whose changes the disk refuses, if there is one."""
        return next(self._folder.in_trouble(), None) if self._folder is not None else None

    def show_trouble(self) -> None:
        """Show the banner on every screen while the disk refuses."""
        from facilitator.ui.widgets.trouble import show_trouble

        self._shows_trouble = self.trouble is not None
        show_trouble(self._app.screen_stack, self.trouble)
        self._tell_screens()

    def tell_findings(self) -> None:
        """Say on the screen what was found in the files, such as what folder sync did to them."""
        for finding in self.new_findings():
            screen = self._app.screen
            warn = screen.warn if isinstance(screen, ProgramScreen) else self._app.say
            self._app.call_after_refresh(warn, str(finding))  # or the line just saved would wipe it away

    def new_findings(self) -> list[Finding]:
        """Return what was found in the files of the programme since this was asked last."""
        files = self._folder.files if self._folder is not None else ()
        found = [each for file in files for each in file.report if each not in self._told]
        self._told |= set(found)
        return found

    def keep_copy(self) -> None:
        """Keep a copy elsewhere of the file in trouble, or else of the one the screen is about."""
        from facilitator.ui.dialogs.keep_copy import ask_for_copy

        screen = self._app.screen
        file = self.trouble or (screen.file_in_hand if isinstance(screen, ProgramScreen) else None)
        if file is None:
            self._app.say("Nothing is open that a copy could be kept of")
        else:
            ask_for_copy(self._app, file)

    def leave_when_saved(self) -> None:
        """End the program; ask first when the disk has not taken everything after `PATIENCE`."""
        from facilitator.ui.dialogs.keep_copy import ask_to_lose

        unsaved = self._folder.wait_for_disk(PATIENCE) if self._folder is not None else ()
        if unsaved:
            ask_to_lose(self._app, unsaved, self.leave_when_saved)
        else:
            self._app.exit()

    # Called by the threads that save, and on the loop

    def _deliver(self, callback: Callable[[], None]) -> None:
        """Let *callback* run on the event loop, soon; called by the threads that save."""
        try:
            self._loop.call_soon_threadsafe(self._run, callback, context=self._context)
        except RuntimeError:
            return  # the program has ended meanwhile; nobody is left to be told

    def _run(self, callback: Callable[[], None]) -> None:
        try:
            callback()
        except Exception as fault:
            self._fail(fault)

    def _look(self) -> None:
        """Show what the disk does: nothing, unless it is slow, refuses, or holds what is not ours."""
        self.tell_findings()
        if self._shows_trouble or self.trouble is not None:
            self.show_trouble()
        if not self._looking_for_slowness:
            self._look_again()

    def _look_again(self) -> None:
        self._looking_for_slowness = True
        self._app.set_timer(SLOW, self._look_for_slowness)

    def _look_for_slowness(self) -> None:
        self._looking_for_slowness = False
        if self._folder is not None and any(file.waiting for file in self._folder.files):
            self._shows_slowness = True
            self._look_again()
        if self._shows_slowness:
            self._tell_screens()
            self._shows_slowness = self._looking_for_slowness

    def _tell_screens(self) -> None:
        for screen in self._app.screen_stack:
            if isinstance(screen, ProgramScreen):
                screen.show_saving()
