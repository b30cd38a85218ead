"""The programme that is open: its folder, the clock of its sessions, its pulse, and who saves and erases."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.errors import NotSaved
from facilitator.language.tables import language_for, speak
from facilitator.live.clock import Clock, SystemClock
from facilitator.store.findings import Finding
from facilitator.ui.program import Program
from facilitator.ui.save_watcher import PATIENCE, SLOW, SaveWatcher
from facilitator.ui.take_outs import TakeOutWatch
from facilitator.workspace.erasure.pending_take_outs import erase_waiting
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import Workspace

if TYPE_CHECKING:
    from facilitator.live.pulse.intake import PulseIntake


class OpenProgramme:
    """The programme a program works on, one at a time; none on the first-start screen.

    *clock* is what sessions run by; None for that of the system.
    """

    disk: SaveWatcher
    take_outs: TakeOutWatch

    def __init__(self, folder: ProgrammeFolder | None, clock: Clock | None) -> None:
        self._folder = folder
        self._clock = clock
        self._intake: PulseIntake | None = None
        self._has_started = False

    def start(self, program: Program, fail: Callable[[Exception], None]) -> None:
        """Begin to save and to erase; *fail* gets a fault of the program's own.

        Call it on the program's event loop, in the context whose widgets shall hear of changes.
        """
        self._has_started = True
        self.disk = SaveWatcher(program, fail)
        self.take_outs = TakeOutWatch(program)

    @property
    def folder(self) -> ProgrammeFolder:
        """Where it lies. Raises `LookupError` while none is open."""
        if self._folder is None:
            raise LookupError("no programme is open")
        return self._folder

    @property
    def is_open(self) -> bool:
        """Whether one is open."""
        return self._folder is not None

    def clock(self) -> Clock:
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

    def open(self, workspace: Workspace, folder: ProgrammeFolder) -> tuple[str, ...]:
        """Open a programme of a workspace; return what became of waves of an older pulse, in sentences."""
        self._folder = folder
        brought: tuple[str, ...] = ()
        if folder.has_older_pulse:
            # Imported here: few programmes wait for it.
            from facilitator.workspace.integrity.pulse_migration import bring_waves

            brought = bring_waves(folder)
        self.disk.watch(folder)
        folder.forget_removed()
        self.take_outs.opened()
        workspace.remember(folder)
        speak(language_for(folder.programme.language))
        return brought

    def let_go(self, workspace: Workspace) -> None:
        """Close it so that another can be opened. Raises `NotSaved` while something waits for the disk."""
        if self.folder.wait_for_disk(PATIENCE):
            raise NotSaved("Some of it waits for the disk.", "Try again when it is saved.")
        self.close(workspace)
        self._folder = self._intake = None

    def close(self, workspace: Workspace) -> None:
        """Let go of the programme's files; a disk that does not answer is left behind.

        Of a scratch copy nobody keeps, nothing is left.
        """
        if self._folder is not None:
            erase_waiting(workspace, self._folder)  # nobody can bring it back any more
            self._folder.close(PATIENCE)
            if workspace.lasting is not workspace:
                # Imported here: few programmes are scratch copies, and nothing is left of those.
                from facilitator.workspace.deletion.removal import delete_as_far_as_possible

                delete_as_far_as_possible(workspace.root)

    def new_findings(self) -> list[Finding]:
        """Return what was found in the files of the programme since this was asked last."""
        return self.disk.new_findings() if self._has_started else []
