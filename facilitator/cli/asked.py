"""What was asked for beside the command itself, and what that opens and closes.

Nothing here knows how a command line is read: `cli.direct` opens the screens without that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cached_property
from pathlib import Path

from facilitator.catalogue import Catalogue
from facilitator.cli.output import tell
from facilitator.commands import command
from facilitator.errors import Damaged
from facilitator.language.tables import language_for, speak
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.erasure.pending_take_outs import erase_waiting
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.paths import default_workspace


class Asked:
    """What the command line asked for beside the command itself."""

    root: Path | None = None
    programme_name: str | None = None
    as_of: date | None = None
    json = False
    debug = False

    def __init__(self) -> None:
        self._open: list[ProgrammeFolder] = []
        self._damage_named = False
        self._named: set[str] = set()

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace; nothing is written by opening it."""
        return Workspace(self.root or default_workspace(), as_of=self.as_of)

    @cached_property
    def programme(self) -> ProgrammeFolder:
        """The programme named, the only one, or the last opened. Raises `NotFound` or `Ambiguous`."""
        return self.opened(self.workspace.programme(self.programme_name))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The practices and scripts; it is said when some of the person's own cannot be used."""
        catalogue = self.workspace.catalogue
        if self.workspace.faults:
            tell(f"Some of your own workshop files cannot be used. See: {command('workshop', 'check')}")
        return catalogue

    def opened(self, folder: ProgrammeFolder) -> ProgrammeFolder:
        """Return *folder*, to be closed at the end; say on standard error what cannot be read or changed."""
        self._open.append(folder)
        self.catalogue  # noqa: B018  # tells of its faults
        for file in (folder.file, *folder.sessions):
            if file.newer:
                tell(f"{file.path.name} was written by a newer version and is open for reading only.")
            if (holder := file.holder) is not None:
                tell(f"{file.path.name} is open for changes in another window ({holder}).")
            self._tell_findings(file)
        for damage in folder.damaged.values():
            self._tell_damage(damage)
        if folder.has_older_pulse:
            # Imported here: few programmes wait for it.
            from facilitator.workspace.integrity.pulse_migration import bring_waves

            for sentence in bring_waves(folder):
                tell(sentence)
        with suppress(Damaged):
            speak(language_for(folder.programme.language))
        return folder

    @contextmanager
    def skipping_damage(self) -> Iterator[None]:
        """Say what is damaged and go on with the next, as whoever lists things wants it."""
        try:
            yield
        except Damaged as damage:
            self._tell_damage(damage)

    def _tell_damage(self, damage: Damaged) -> None:
        self._damage_named = True
        tell(str(damage))

    def _tell_findings(self, file: RecordFile) -> None:
        """Say once what was found in a file that opens all the same."""
        for finding in file.report:
            if finding not in self._named:
                self._named.add(finding)
                tell(f"{finding} See: {command('check')}")

    def end_list(self) -> None:
        """End a command that looked through files: exit code 1 if some could not be read."""
        if self._damage_named:
            import click  # here: only a command that was read by it comes this far

            click.get_current_context().exit(1)

    def close(self) -> None:
        """Let go of every file."""
        while self._open:
            folder = self._open.pop()
            files = folder.files
            if any(file.is_held for file in files):  # something was written, so the programme was opened
                for error in erase_waiting(self.workspace, folder):
                    tell(f"Words that were taken out are still in files. {error}")
            folder.close()
            for file in files:
                self._tell_findings(file)
