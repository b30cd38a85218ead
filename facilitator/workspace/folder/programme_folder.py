"""A programme on the disk: `programme.json` and one file a listening session."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from facilitator import identity
from facilitator.catalogue import Catalogue
from facilitator.commands import command
from facilitator.errors import Damaged, NotFound, NotSaved, RuleBroken
from facilitator.model.base import Record, require
from facilitator.model.practice import CustomPractice
from facilitator.model.programme import Person, Programme, Team
from facilitator.model.pulse import PulseSurvey
from facilitator.model.session import ListeningSession
from facilitator.store.journal.files import Files
from facilitator.store.records.record_file import Background, RecordFile
from facilitator.store.records.scrubbing import Change as ChangeOne
from facilitator.store.tally_file import TallyFile
from facilitator.workspace.folder.paths import DELETIONS, resolved, safe_name
from facilitator.workspace.folder.removed_sessions import RemovedSessions
from facilitator.workspace.folder.sync_copies import Origin, left_by, origin_of, twice

PROGRAMME_FILE = "programme.json"
_SESSION_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-")

PATIENCE = 5.0
"""Seconds to wait for the disk before a session that is to be removed stays."""


def _what_was_erased(programme: Path) -> ChangeOne | None:
    # Imported where something was erased: who opens a programme of which nothing was does not wait for it.
    if not (programme / DELETIONS).exists():
        return None
    from facilitator.workspace.erasure.deletion_log import what_was_erased

    return what_was_erased(programme)


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


class ProgrammeFolder:
    """One programme: its own file, its session files, and the practices and scripts it knows.

    `path` is its one absolute name, links followed. *clock* gives the present moment in UTC. A programme with
    an as-of date (the worked example) lives on that day, at the present time of day.
    """

    def __init__(
        self,
        path: Path,
        catalogue: Catalogue,
        *,
        clock: Callable[[], datetime] = identity.utc_now,
        ids: Callable[[], str] = identity.new_id,
        as_of: date | None = None,
    ) -> None:
        self.path = path = resolved(path)
        self._clock = clock
        self._ids = ids
        self._as_of = as_of
        self._shipped = catalogue
        self._erasures = partial(_what_was_erased, path)
        self.file = RecordFile(
            path / PROGRAMME_FILE,
            "programme",
            clock=self.now,
            ids=ids,
            rescue=True,
            erasures=self._erasures,
        )
        self.file.on_move = partial(self._check_move, self.file)
        self.tallies = TallyFile(path)
        self.damaged: dict[Path, Damaged] = {}
        self.copies: dict[Path, Origin] = {}
        self._sessions: dict[Path, SessionFile] | None = None
        self._removed = RemovedSessions(path, clock)
        self._highest = 0
        self._background: Background | None = None

    # The programme

    @property
    def programme(self) -> Programme:
        """The programme itself. Raises `Damaged` for a file without one."""
        programmes = self.file.all(Programme)
        if not programmes:
            raise Damaged(
                f"{self.path.name}/{PROGRAMME_FILE} holds no programme.",
                f"See what is left of it: {command('check')}",
            )
        return programmes[0]

    @property
    def catalogue(self) -> Catalogue:
        """Practices and scripts: the shipped, the workspace's, and the programme's own practices."""
        own = [custom.practice for custom in self.file.all(CustomPractice)]
        return self._shipped.with_practices(own) if own else self._shipped

    @property
    def teams(self) -> Mapping[str, Team]:
        """The teams by id, in the order they were added."""
        return {team.id: team for team in self.file.all(Team)}

    @property
    def people(self) -> Mapping[str, Person]:
        """The people by id."""
        return {person.id: person for person in self.file.all(Person)}

    def person_label(self, person_id: str | None) -> str:
        """Return "Sam Oduya (Infrastructure)", the way people are told apart."""
        person = self.people.get(person_id or "")
        if person is None:
            return ""
        team = self.teams.get(person.team or "")
        return f"{person.name} ({team.short_name or team.name})" if team else person.name

    @property
    def has_older_pulse(self) -> bool:
        """Whether a wave of the pulse, or counted answers, may be left to bring up to today's rules."""
        return self.tallies.path.exists() or any(wave.older for wave in self.file.all(PulseSurvey))

    # Time

    @property
    def zone(self) -> tzinfo:
        """The programme's time zone; the computer's when none is set or known."""
        programmes = self.file.all(Programme)
        name = programmes[0].timezone if programmes else ""
        try:
            return ZoneInfo(name) if name else (datetime.now().astimezone().tzinfo or UTC)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return UTC

    @property
    def as_of(self) -> date | None:
        """The day everything is seen from, when it is not today."""
        if self._as_of is not None:
            return self._as_of
        programmes = self.file.all(Programme)
        return programmes[0].as_of if programmes else None

    def now(self) -> datetime:
        """Return the present moment in UTC; on the as-of day if there is one."""
        moment = self._clock()
        day = self.as_of
        if day is None:
            return moment
        local = moment.astimezone(self.zone)
        return local.replace(year=day.year, month=day.month, day=day.day).astimezone(UTC)

    def today(self) -> date:
        """Return the day everything is seen from, in the programme's zone."""
        return self.as_of or self.local(self.now()).date()

    def local(self, moment: datetime) -> datetime:
        """Return *moment* in the programme's zone."""
        return moment.astimezone(self.zone)

    # Sessions

    @property
    def sessions(self) -> tuple[SessionFile, ...]:
        """The readable session files in order of their numbers; the others are in `damaged`."""
        if self._sessions is None:
            self._sessions = {}
            self._open_new()
        return tuple(sorted(self._sessions.values(), key=lambda file: file.session.number))

    def _open_new(self) -> None:
        """Open the files that were not seen yet; a session counts once, whatever copies lie beside it."""
        assert self._sessions is not None
        if self.file.damage is not None:
            self.damaged[self.file.path] = self.file.damage
        seen = {self.file.path, *self._sessions, *self.damaged, *self.copies}
        for path in sorted(self.path.glob("*.json")):
            if path not in seen and not path.name.startswith("."):
                origin = origin_of(path, [self.file.path])
                if origin is None:
                    self._open(path)
                else:
                    self.copies[path] = origin
        for path, origin in twice(self._sessions).items():
            self._sessions.pop(path).close()
            self.copies[path] = origin

    def _open(self, path: Path) -> None:
        assert self._sessions is not None
        try:
            file = self._session_file(path)
            file.session  # noqa: B018  # a file without a session counts as damaged
            self._sessions[path] = file
        except Damaged as error:
            if self._is_programme(path):
                self.copies[path] = Origin(self.file.path, left_by(path, self.file.path))
            else:
                self.damaged[path] = error

    def _is_programme(self, path: Path) -> bool:
        """Tell whether a file is a copy of the programme's own whose name does not say so (OneDrive).

        A session in whose place something put the programme's content is none: it is named as a session, or
        has files of its own beside it that still hold it.
        """
        if _SESSION_NAME.match(path.name) or any(each.exists() for each in Files(path).companions()[1:]):
            return False
        own = {programme.id for programme in self.file.all(Programme)}
        try:
            with closing(RecordFile(path, "programme")) as copy:
                return any(not own or programme.id in own for programme in copy.all(Programme))
        except Damaged:
            return False

    def _session_file(self, path: Path) -> SessionFile:
        file = SessionFile(
            path, clock=self.now, ids=self._ids, background=self._background, erasures=self._erasures
        )
        file.on_move = partial(self._check_move, file)
        return file

    def _check_move(self, file: RecordFile, pairs: Sequence[tuple[Record | None, Record | None]]) -> None:
        """Refuse a step of undo or redo that leaves a loose end in any file."""
        # Imported here: it knows this module.
        from facilitator.workspace.undo import check_move

        check_move(self, file, pairs)

    def session(self, session_id: str) -> SessionFile:
        """Return the file of the session with that id. Raises `NotFound`."""
        for file in self.sessions:
            if file.session.id == session_id:
                return file
        raise NotFound("There is no such session.", f"List them with: {command('session', 'list')}")

    def add_session(self, session: ListeningSession) -> SessionFile:
        """Store a new session in a file of its own, named by its day and team.

        Its number is the next free one. It cannot be undone: a file without its session is none.
        Raises `RuleBroken` or `NotSaved`.
        """
        require(
            all(team in self.teams for team in session.teams),
            "A session belongs to the programme of its teams.",
            "Add the team first.",
        )
        files = self.sessions
        number = max((file.session.number for file in files), default=0)
        number = max(number, self._highest) + 1
        day = self.local(session.planned_start).date()
        first = self.teams[session.teams[0]]
        taken = {path.stem.casefold() for path in (*self.path.glob("*.json"), *self._removed.paths)}
        name = safe_name(f"{day.isoformat()} {first.name}", taken)
        file = self._session_file(self.path / f"{name}.json")
        try:
            with file.group("new session", undoable=False):
                file.put(msgspec.structs.replace(session, number=number))
        except BaseException:
            file.close()
            raise
        assert self._sessions is not None
        self._sessions[file.path] = file
        return file

    def remove_session(self, file: SessionFile) -> None:
        """Take a mistaken session away. It can be brought back until the programme is closed.

        Raises `InUse` or `NotSaved`.
        """
        file.hold()
        if file.settle(PATIENCE):
            file.close(PATIENCE)
        if file.is_held:  # the disk refuses, or does not answer
            raise file.trouble or NotSaved(f"{file.path.name} is not saved yet.", "Try again.")
        self._removed.put_aside(file.path, self.now())
        assert self._sessions is not None
        self._sessions.pop(file.path, None)
        self._highest = max(self._highest, file.session.number)

    def delete_session(self, file: SessionFile) -> None:
        """Delete a session that was kept long enough, for good; others that were removed can still come back.

        Raises `InUse` or `NotSaved`.
        """
        self.remove_session(file)
        self._removed.forget_last()

    @property
    def removed(self) -> int:
        """How many removed sessions can still be brought back."""
        return len(self._removed)

    @property
    def removed_at(self) -> datetime | None:
        """When the session was removed that `restore_session` would bring back; None without any."""
        return self._removed.last_at

    def restore_session(self) -> SessionFile | None:
        """Bring back the session that was removed last, or None.

        Raises `NotSaved` or `NotFound`, or `RuleBroken` when what it points at is gone meanwhile.
        """
        path = self._removed.bring_back()
        if path is None:
            return None
        self._open(path)
        assert self._sessions is not None
        file = self._sessions.get(path)
        if file is not None:
            try:
                self._check_move(file, [(None, record) for record in file.everything()])
            except RuleBroken:
                self.remove_session(file)
                raise
        return file

    def forget_removed(self) -> None:
        """Delete sessions that were removed and not brought back, also by windows that have ended."""
        self._removed.forget()

    # The disk

    @property
    def files(self) -> tuple[RecordFile, ...]:
        """The files that are open: the programme's own and those of the sessions that were asked for."""
        return (self.file, *(self._sessions or {}).values())

    def save_in_background(self, background: Background) -> None:
        """From now on let writes return at once; listeners hear of them when they are durable."""
        self._background = background
        for file in self.files:
            file.save_in_background(background)

    def in_trouble(self) -> Iterator[RecordFile]:
        """Yield the files whose changes the disk refuses at the moment."""
        return (file for file in self.files if file.trouble is not None)

    def follow(self) -> bool:
        """Read what other programs changed, new sessions as well; tell whether there was anything.

        Raises `Damaged`.
        """
        if self._sessions is None:
            return self.file.follow() is not None
        before = set(self._sessions), set(self.damaged)
        for path in [path for path, file in self._sessions.items() if not (file.is_held or path.exists())]:
            self._sessions.pop(path).close()
        changed = any([file.follow() is not None for file in self.files])
        self.damaged.clear()  # what was half made may be whole by now
        self._open_new()
        return changed or before != (set(self._sessions), set(self.damaged))

    def wait_for_disk(self, seconds: float) -> tuple[RecordFile, ...]:
        """Wait at most so long until all is durable; return the files that are not."""
        until = time.monotonic() + seconds
        return tuple(file for file in self.files if not file.settle(_left(until)))

    def close(self, timeout: float | None = None) -> None:
        """Let go of every file; sessions removed meanwhile are now gone.

        In the background a disk that does not answer is waited for no longer than *timeout* seconds.
        """
        if self._removed:
            self.forget_removed()
        until = None if timeout is None else time.monotonic() + timeout
        for file in reversed(self.files):
            file.close(None if until is None else _left(until))


def _left(until: float) -> float:
    return max(0.0, until - time.monotonic())
