"""The files of a programme's listening sessions, opened when they are first asked for."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from facilitator.errors import Damaged
from facilitator.model.base import Record
from facilitator.model.programme import Programme
from facilitator.model.registry import ENTITIES
from facilitator.model.session import ListeningSession
from facilitator.store.journal.files import Files
from facilitator.store.journal.recovery import without_collections
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.folder.record_files import record_files
from facilitator.workspace.folder.sync_copies import CopyOrigin, left_by, origin_of, twice

MANY = 30
"""Files opened at once from which on the garbage collector would take a good part of the time."""

_SESSION_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-")


class SessionFile(RecordFile):
    """The file of one listening session."""

    def __init__(self, path: Path, **options: Any) -> None:
        super().__init__(path, "session", **options)

    @property
    def session(self) -> ListeningSession:
        """The session as it is now. Raises `Damaged` for a file without one."""
        sessions = self.all(ListeningSession)
        if not sessions:
            raise Damaged(f"{self.path.name} holds no session.", "It is left as it is.")
        return sessions[0]


def short_id(file: SessionFile, record: Record) -> str:
    """Return the short id of a record of a session, such as `L-03/A-1`; its id when it has none."""
    letter = ENTITIES[type(record)].letter
    return f"{file.session.short_id}/{letter}-{getattr(record, 'number', 0)}" if letter else record.id


class SessionFiles:
    """The session files beside a programme's *own* file; *make* gives the file of a path.

    `damaged` has the files that cannot be read, with what is wrong; `copies` those that are a copy of
    another, with where they come from. Both are filled as files are opened.
    """

    def __init__(self, own: RecordFile, make: Callable[[Path], SessionFile]) -> None:
        self._own = own
        self._make = make
        self._open: dict[Path, SessionFile] | None = None
        self.damaged: dict[Path, Damaged] = {}
        self.copies: dict[Path, CopyOrigin] = {}

    @property
    def opened(self) -> tuple[SessionFile, ...]:
        """The files that are open; none before they are first asked for."""
        return tuple((self._open or {}).values())

    def all(self) -> tuple[SessionFile, ...]:
        """Return the files that can be read, in the order of the sessions' numbers."""
        return tuple(sorted(self._by_path().values(), key=lambda file: file.session.number))

    def _by_path(self) -> dict[Path, SessionFile]:
        if self._open is None:
            self._open = {}
            self._open_new(self._open)
        return self._open

    def _open_new(self, known: dict[Path, SessionFile]) -> None:
        """Open the files that were not seen yet; a session counts once, whatever copies lie beside it."""
        if self._own.damage is not None:
            self.damaged[self._own.path] = self._own.damage
        seen = {self._own.path, *known, *self.damaged, *self.copies}
        new = [path for path in record_files(self._own.path.parent) if path not in seen]
        with without_collections() if len(new) > MANY else contextlib.nullcontext():
            for path in new:
                origin = origin_of(path, [self._own.path])
                if origin is None:
                    self.open(path)
                else:
                    self.copies[path] = origin
        for path, origin in twice(known).items():
            known.pop(path).close()
            self.copies[path] = origin

    def open(self, path: Path) -> SessionFile | None:
        """Open the file of a path; None where it is damaged or a copy, which is noted."""
        try:
            file = self._make(path)
            file.session  # noqa: B018  # a file without a session counts as damaged
        except Damaged as error:
            if self._is_programme(path):
                self.copies[path] = CopyOrigin(self._own.path, left_by(path, self._own.path))
            else:
                self.damaged[path] = error
            return None
        self.add(file)
        return file

    def add(self, file: SessionFile) -> None:
        """Let an open file be one of them."""
        self._by_path()[file.path] = file

    def remove(self, file: SessionFile) -> None:
        """Let a file be none of them any more; it is neither closed nor deleted."""
        self._by_path().pop(file.path, None)

    def follow(self) -> bool:
        """Read what other programs changed, new sessions as well; tell whether there was anything.

        Raises `Damaged`.
        """
        if self._open is None:
            return False
        before = set(self._open), set(self.damaged)
        for path in [path for path, file in self._open.items() if not (file.is_held or path.exists())]:
            self._open.pop(path).close()
        changed = any([file.follow() is not None for file in self._open.values()])
        self.damaged.clear()  # what was half made may be whole by now
        self._open_new(self._open)
        return changed or before != (set(self._open), set(self.damaged))

    def _is_programme(self, path: Path) -> bool:
        """Tell whether a file is a copy of the programme's own whose name does not say so (OneDrive).

        A session in whose place something put the programme's content is none: it is named as a session, or
        has files of its own beside it that still hold it.
        """
        if _SESSION_NAME.match(path.name) or any(each.exists() for each in Files(path).companions()[1:]):
            return False
        own = {programme.id for programme in self._own.all(Programme)}
        try:
            with closing(RecordFile(path, "programme")) as copy:
                return any(not own or programme.id in own for programme in copy.all(Programme))
        except Damaged:
            return False
