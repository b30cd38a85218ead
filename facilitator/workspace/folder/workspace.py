"""A workspace: a folder with `sessions/`, `documents/`, and the user's own `templates/` and `workshops/`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from facilitator import identity, resources
from facilitator.catalogue import Catalogue, Fault, load_catalogue, shipped_catalogue
from facilitator.commands import command
from facilitator.errors import Ambiguous, BadInput, FacilitatorError, NotFound, NotSaved
from facilitator.files.faults import FileFault
from facilitator.files.private import FOLDER, make_folder
from facilitator.files.reading import read_text
from facilitator.model.base import validated
from facilitator.model.programme import Programme
from facilitator.text import clean_line
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.paths import resolved, safe_name

BEGIN = ("programme", "new", "Better Together", "--organisation", "Harrowmere University")
"""A command that begins a programme, as an example."""

_LAST_OPENED = ".last-programme"
_LONGEST_NAME = 1_000


class Workspace:
    """The folder everything lies in. Nothing is written before the first programme is made.

    However it is named (relative, by a link, with `~`), `root` is its one absolute path, and so is every path
    made from it: whoever asks whether two files are the same may compare their paths.
    """

    def __init__(
        self,
        root: Path,
        *,
        clock: Callable[[], datetime] = identity.utc_now,
        ids: Callable[[], str] = identity.new_id,
        as_of: date | None = None,
        lasting: Workspace | None = None,
    ) -> None:
        """*lasting* is given for a scratch copy nobody keeps: the workspace of the person who looks at it."""
        self.root = resolved(root)
        self.lasting: Workspace = lasting or self
        """Where a programme is begun that shall be there the next time: mostly this workspace itself."""
        self._clock = clock
        self._ids = ids
        self._as_of = as_of
        self.faults: list[Fault] = []
        self._catalogue: Catalogue | None = None

    @property
    def sessions_dir(self) -> Path:
        """The folder of the programmes."""
        return resolved(self.root / "sessions")

    @property
    def documents_dir(self) -> Path:
        """The folder papers are written to."""
        return resolved(self.root / "documents")

    @property
    def templates_dir(self) -> Path | None:
        """The folder of the user's own templates, if there is one."""
        own = self.root / "templates"
        return own if own.is_dir() else None

    @property
    def catalogue(self) -> Catalogue:
        """The shipped practices and scripts with the workspace's own; its faults are in `faults`."""
        if self._catalogue is None:
            own = self.root / "workshops"
            self._catalogue = self._with_own(own) if own.is_dir() else shipped_catalogue()
        return self._catalogue

    def _with_own(self, own: Path) -> Catalogue:
        shipped = resources.workshops_dir()
        folders = [shipped] if own.resolve() == shipped.resolve() else [shipped, own]
        return load_catalogue(*folders, faults=self.faults)

    def programme_paths(self) -> tuple[Path, ...]:
        """Return the folders that hold a programme, by name, also one that lost its own file.

        The shipped example is not one of them.
        """
        found = {path.parent for path in self.sessions_dir.glob("*/*.json*")}
        # A name that begins with a dot is of a folder somebody, perhaps a killed program, has not finished.
        whole = {resolved(path) for path in found if not path.name.startswith(".")}
        return tuple(sorted(whole - {resolved(resources.demo_dir())}))

    def open(self, path: Path) -> ProgrammeFolder:
        """Open the programme in that folder. Raises `Damaged`."""
        return ProgrammeFolder(path, self.catalogue, clock=self._clock, ids=self._ids, as_of=self._as_of)

    def programme(self, name: str | None = None) -> ProgrammeFolder:
        """Open the programme of that name; without one the only one, or the last opened.

        Raises `NotFound` or `Ambiguous`.
        """
        paths = self.programme_paths()
        if not paths:
            raise NotFound(
                f"There is no programme in {self.root} yet.",
                f"Start one with: {command(*BEGIN)}",
            )
        if name is None:
            return self.open(self._last_opened(paths))
        wanted = clean_line(name).casefold()
        fitting = [path for path in paths if wanted in (path.name.casefold(), self._name(path).casefold())]
        fitting = fitting or [path for path in paths if self._name(path).casefold().startswith(wanted)]
        listed = ", ".join(self._name(path) for path in fitting or paths)
        if not fitting:
            raise NotFound(f"There is no programme called {clean_line(name)}.", f"There is: {listed}.")
        if len(fitting) > 1:
            raise Ambiguous(f"More than one programme fits {clean_line(name)}.", f"Choose one of: {listed}.")
        return self.open(fitting[0])

    def _last_opened(self, paths: tuple[Path, ...]) -> Path:
        if len(paths) == 1:
            return paths[0]
        last = self._remembered()
        for path in paths:
            if path.name == last:
                return path
        listed = ", ".join(self._name(path) for path in paths)
        raise Ambiguous("There is more than one programme.", f"Choose with --programme: {listed}.")

    def _remembered(self) -> str:
        """Return the name of the folder that was opened last; nothing when that is not known."""
        try:
            return read_text(self.sessions_dir / _LAST_OPENED, _LONGEST_NAME).strip()
        except FileFault:
            return ""

    def remember(self, folder: ProgrammeFolder) -> None:
        """Make *folder* the programme that opens by itself next time, if the disk allows."""
        if self._remembered() == folder.path.name:
            return
        # Imported here: mostly it is the same one again.
        from facilitator.files.writing import save

        with contextlib.suppress(NotSaved):  # a read-only folder still opens, it just asks again
            save(self.sessions_dir / _LAST_OPENED, folder.path.name.encode())

    def _name(self, path: Path) -> str:
        try:
            return self.open(path).programme.name
        except FacilitatorError:
            return path.name

    def new_programme(self, name: str, organisation: str, **fields: object) -> ProgrammeFolder:
        """Make a programme in a folder of its own. Raises `BadInput`, `RuleBroken` or `NotSaved`."""
        name, organisation = clean_line(name), clean_line(organisation)
        if not name or not organisation:
            raise BadInput("A programme needs a name and an organisation.", "Give both.")
        if any(self._name(path).casefold() == name.casefold() for path in self.programme_paths()):
            raise BadInput(f"There already is a programme called {name}.", "Give this one another name.")
        programme = validated(Programme(name=name, organisation=organisation, **fields))  # type: ignore[arg-type]
        try:
            make_folder(self.sessions_dir)
            taken = {path.name.casefold() for path in self.sessions_dir.iterdir()}
            path = self.sessions_dir / safe_name(name, taken | {"demo"})
            path.mkdir(FOLDER)
        except OSError as error:
            raise NotSaved(
                f"The folder {self.sessions_dir} cannot be written: {error.strerror}.",
                "Choose another place with --workspace.",
            ) from None
        # Imported here: a programme is begun once.
        from facilitator.model.handle import HandleKey

        folder = self.open(path)
        try:
            with folder.file.group("new programme", undoable=False):
                folder.file.put(programme)
                folder.file.put(HandleKey(secret=identity.new_secret()))
        except FacilitatorError:
            folder.close()
            with contextlib.suppress(OSError):
                path.rmdir()
            raise
        return folder
