"""A programme on the disk: `programme.json` and one file a listening session."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from facilitator import identity
from facilitator.catalogue import Catalogue
from facilitator.commands import command
from facilitator.errors import Damaged, NotFound, NotSaved, RuleBroken
from facilitator.language.words import listed
from facilitator.model.base import require
from facilitator.model.person import Person
from facilitator.model.practice import CustomPractice, PracticeDecision
from facilitator.model.programme import Programme
from facilitator.model.pulse import PulseSurvey
from facilitator.model.session import ListeningSession
from facilitator.model.team import Team
from facilitator.store.records.record_file import Background, RecordFile
from facilitator.store.tally_file import TallyFile
from facilitator.workspace.folder.programme_clock import ProgrammeClock
from facilitator.workspace.folder.record_files import PROGRAMME_FILE
from facilitator.workspace.folder.references import check_move
from facilitator.workspace.folder.removed_sessions import RemovedSessions
from facilitator.workspace.folder.session_files import SessionFile, SessionFiles
from facilitator.workspace.folder.sync_copies import CopyOrigin
from facilitator.workspace.paths import DELETIONS, resolved, safe_name

if TYPE_CHECKING:
    from facilitator.store.records.scrubbing import DocumentChange as ChangeOne

PATIENCE = 5.0
"""Seconds to wait for the disk before a session that is to be removed stays."""


def _what_was_erased(programme: Path) -> ChangeOne | None:
    # Imported where something was erased: who opens a programme of which nothing was does not wait for it.
    if not (programme / DELETIONS).exists():
        return None
    from facilitator.workspace.deletion.log import what_was_erased

    return what_was_erased(programme)


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
        self._clock = ProgrammeClock(clock, lambda: next(iter(self.file.all(Programme)), None), as_of)
        self._ids = ids
        self._shipped = catalogue
        self._known: tuple[tuple[CustomPractice, ...], tuple[PracticeDecision, ...], Catalogue] | None = None
        self._erasures = partial(_what_was_erased, path)
        self.file = RecordFile(
            path / PROGRAMME_FILE,
            "programme",
            clock=self.now,
            ids=ids,
            rescue=True,
            erasures=self._erasures,
        )
        self.file.on_move = partial(check_move, self, self.file)
        self.tallies = TallyFile(path)
        self._sessions = SessionFiles(self.file, self._session_file)
        self._removed = RemovedSessions(path, clock)
        self._highest = 0
        self._background: Background | None = None
        self.let_go: dict[str, Person] = {}
        """People whose yes was taken back, by id: in mind until the window closes, in no file."""

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
        """Practices and scripts: the shipped, the workspace's, and the programme's own practices.

        The names of practices are those of the organisation.
        """
        own, decided = self.file.all(CustomPractice), self.file.all(PracticeDecision)
        if not own and not decided:
            return self._shipped
        if self._known is None or self._known[:2] != (own, decided):
            with_own = self._shipped.with_practices(custom.practice for custom in own)
            self._known = own, decided, with_own.with_decisions(decided)
        return self._known[2]

    @property
    def shipped(self) -> Catalogue:
        """Practices and scripts without what the programme says about them."""
        return self._shipped

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

    def team_names(self, session: ListeningSession) -> str:
        """Return whom a session is with: "Service Desk and Network"; teams that are gone are left out."""
        return listed([self.teams[id].name for id in session.teams if id in self.teams])

    @property
    def has_older_pulse(self) -> bool:
        """Whether a wave of the pulse, or counted answers, may be left to bring up to today's rules."""
        return self.tallies.path.exists() or any(wave.older for wave in self.file.all(PulseSurvey))

    # Time

    @property
    def zone(self) -> tzinfo:
        """The programme's time zone; the computer's when none is set or known."""
        return self._clock.zone

    @property
    def as_of(self) -> date | None:
        """The day everything is seen from, when it is not today."""
        return self._clock.as_of

    def now(self) -> datetime:
        """Return the present moment in UTC; on the as-of day if there is one."""
        return self._clock.now()

    def today(self) -> date:
        """Return the day everything is seen from, in the programme's zone."""
        return self._clock.today()

    def local(self, moment: datetime) -> datetime:
        """Return *moment* in the programme's zone."""
        return moment.astimezone(self.zone)

    # Sessions

    @property
    def sessions(self) -> tuple[SessionFile, ...]:
        """The readable session files in order of their numbers; the others are in `damaged`."""
        return self._sessions.all()

    @property
    def damaged(self) -> dict[Path, Damaged]:
        """The files that were opened and cannot be read, with what is wrong."""
        return self._sessions.damaged

    @property
    def copies(self) -> dict[Path, CopyOrigin]:
        """The files that were opened and are copies of others, with where they come from."""
        return self._sessions.copies

    def _session_file(self, path: Path) -> SessionFile:
        file = SessionFile(
            path, clock=self.now, ids=self._ids, background=self._background, erasures=self._erasures
        )
        file.on_move = partial(check_move, self, file)
        return file

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
        self._sessions.add(file)
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
        self._sessions.remove(file)
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
        file = self._sessions.open(path)
        if file is not None:
            try:
                check_move(self, file, [(None, record) for record in file.everything()])
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
        return (self.file, *self._sessions.opened)

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
        changed = self.file.follow() is not None
        return self._sessions.follow() or changed

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
