"""The erasure engine: the only code that deletes files of a workspace, or takes anything out of them.

Purge, withdrawal of a name, erasure of a person, redaction and take-outs each say in a `Task` what is to go;
this does it:

    take_hold        hold every file that will change, or refuse all of it; changes nothing
    change_copies    delete what was agreed, take the rest out of copies: backups, repairs, removed sessions
    change_records   take it out of the records in use
    finish           wait for the disk, prove that every session that was there still opens, note the deletion

`erase` does all four. In a program that goes on, `change_copies` and `finish` may run on another thread;
`take_hold` and `change_records` belong on the one that writes the records. After an interruption each file is
as it was or without what was to go, and the same task made anew does the rest. It cannot be undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from facilitator.commands import command
from facilitator.errors import Damaged, FacilitatorError, NotSaved, RuleBroken
from facilitator.identity import utc_now
from facilitator.model.base import Record
from facilitator.model.programme import Programme
from facilitator.model.session import ListeningSession
from facilitator.store.records.lock import take_hold
from facilitator.store.records.record_file import RecordFile
from facilitator.store.records.scrubbing import read_tables
from facilitator.workspace.deletion import log as log
from facilitator.workspace.deletion.log import LogEntry
from facilitator.workspace.deletion.removal import delete, require_deletable
from facilitator.workspace.erasure.copies import Scrub, scrub_copies
from facilitator.workspace.erasure.places import Stamp, require_erasable, require_rewritable, stamp_of
from facilitator.workspace.erasure.progress import UNTOLD, ErasureProgress
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.record_files import PROGRAMME_FILE, kind_of
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace

NOT_ERASED = "Not erased"
"""The title of what is said when the disk refuses an erasure."""

PATIENCE = 10.0
"""Seconds to wait for the disk to take what is waiting."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """What an erasure is to do; making one changes nothing.

    *command* names it in the deletion log. *change* is called for each of *files*, the record files in use,
    and takes it out there; *allowed* may refuse before anything changed. *scrub* takes it out of *copies*.
    *deleted* are papers and copies that go as a whole, *sessions* the sessions that do. *counts* says how
    many records of each kind go; *words*, *gone* and *names* are the ids of records that lose their words,
    of records that go, and of people whose name is taken back, *people* of those who are erased and of what
    somebody took back; *earlier* are records that stay as they are now and lose what they said before.
    """

    command: str
    workspace: Workspace
    folder: ProgrammeFolder
    scrub: Scrub
    change: Callable[[RecordFile], object]
    files: Sequence[RecordFile] = ()
    copies: Sequence[Path] = ()
    deleted: Sequence[Path] = ()
    sessions: Sequence[SessionFile] = ()
    allowed: Callable[[RecordFile], object] = lambda file: None
    counts: Mapping[str, int] = field(default_factory=dict)
    words: Iterable[str] = ()
    gone: Iterable[str] = ()
    names: Iterable[str] = ()
    people: Iterable[str] = ()
    earlier: Iterable[Record] = ()


class Erased(NamedTuple):
    """What was done: the files that were *deleted*, the *copies* that were changed, and the note of it."""

    deleted: tuple[Path, ...]
    copies: tuple[Path, ...]
    deletion: LogEntry


class Erasure:
    """One erasure, step by step; as a context it lets go of every copy it holds at the end."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._holds = ExitStack()
        self._deleted: list[Path] = []
        self._copies: list[Path] = []
        self._ready = self._changed = self._finished = False
        self._there: dict[Path, tuple[str, Stamp]] = {}

    def __enter__(self) -> Self:
        """Take hold of everything. Raises as `take_hold`."""
        try:
            self.take_hold()
        except BaseException:
            self._holds.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the copies; note what was done so far if it was interrupted."""
        self._holds.close()
        if self._changed and not self._finished:
            with suppress(FacilitatorError):
                log.append(self.task.folder.path, self._note({}, finished=False))

    def take_hold(self) -> None:
        """Hold every file that will change, and ask what may refuse; changes nothing.

        Raises `RuleBroken` for a rule that forbids it, `InUse` when another program has one of the files,
        `NotSaved` when one cannot be written.
        """
        task = self.task
        log.require_writable(task.folder.path)
        for path in task.copies:
            self._holds.callback(take_hold(path, utc_now).let_go)
        for path in task.deleted:
            require_deletable(path)
        for file in (*task.files, *task.sessions):
            file.hold()
        for file in task.files:
            task.allowed(file)

    def change_copies(self, progress: ErasureProgress = UNTOLD) -> None:
        """Delete what goes as a whole, and take the rest out of copies.

        Raises `RuleBroken` for a path that may not be touched and `Damaged` for a copy that cannot be read,
        then nothing changed; `NotSaved` for a disk that fails in the middle, `Cancelled`.
        """
        task = self.task
        require_erasable(task.workspace, task.folder, task.deleted)
        require_rewritable(task.workspace, task.folder, task.copies)
        self._there = _sessions_there(task.folder)
        self._ready = True
        for path in progress.each("Reading copies", task.copies):
            task.scrub.tables(path)  # what cannot be read is heard of before anything changes
        with self._clear_refusals():
            for path in progress.each("Deleting", task.deleted):
                self._changed = True
                delete(path)
                self._deleted.append(path)
            for path in scrub_copies(task.copies, task.scrub):
                self._changed = True
                self._copies.append(path)
                progress.step("Changing copies", len(self._copies), len(task.copies))

    def change_records(self) -> None:
        """Take it out of the record files in use, and remove the sessions that go; copies come first.

        Raises `NotSaved`.
        """
        task = self.task
        if not self._ready:
            raise RuntimeError("copies are changed before the records by which they are found")
        with self._clear_refusals():
            for file in task.files:
                task.change(file)
                self._changed = True
            for session in task.sessions:
                task.folder.delete_session(session)
                self._changed = True

    def finish(self, progress: ErasureProgress = UNTOLD) -> Erased:
        """Wait until it is durable, prove that every other session still opens, and note the deletion.

        It cannot be ended. Raises `NotSaved` when the disk does not take it, to be done again then, and
        `Damaged` when a session does not open.
        """
        task, progress = self.task, progress.to_the_end()
        for file in task.files:
            progress.step("Waiting for the disk")
            if not file.settle(PATIENCE):
                raise _not_erased(f"{file.path.name} waits for the disk, and what was to go is still in it.")
        self._prove(progress)
        note = self._note(task.counts, finished=True)
        log.append(task.folder.path, note)
        self._finished = True
        return Erased(tuple(self._deleted), tuple(self._copies), note)

    @contextmanager
    def _clear_refusals(self) -> Iterator[None]:
        """Raise `NotSaved` again with a sentence about what was not erased."""
        try:
            yield
        except NotSaved as error:
            far = (
                "It was begun and is not finished; what was to go is still in some files."
                if self._changed
                else "Nothing was taken out; it is all still there."
            )
            raise _not_erased(f"{far} {error.happened}") from None

    def _note(self, counts: Mapping[str, int], *, finished: bool) -> LogEntry:
        task, now = self.task, utc_now()
        files = {"copies changed": len(self._copies), "files deleted": len(self._deleted)}
        seen = task.folder.now()
        return LogEntry(
            when=now,
            command=task.command if finished else f"{task.command} (unfinished)",
            counts={kind: count for kind, count in {**counts, **files}.items() if count},
            seen=None if seen.date() == now.date() else seen,
            words=log.digests(task.words) if finished else (),
            gone=log.digests(task.gone) if finished else (),
            names=log.digests(task.names) if finished else (),
            people=log.digests(task.people) if finished else (),
            earlier={log.digest(each.id): each.changed for each in task.earlier} if finished else {},
        )

    def _prove(self, progress: ErasureProgress) -> None:
        """Raise `Damaged` unless every session that was there, and every copy that was changed, opens."""
        going = {file.path for file in self.task.sessions}
        left = {path: was for path, was in self._there.items() if path not in going}
        for path in progress.each("Making sure every session opens", left):
            session, stamp = left[path]
            if stamp_of(path) != stamp:
                _require_opens(path, session)
        for path in self._copies:
            read_tables(path)


def erase(task: Task, progress: ErasureProgress = UNTOLD) -> Erased:
    """Do all of a task. Raises as the steps of `Erasure` do."""
    with Erasure(task) as erasure:
        erasure.change_copies(progress)
        erasure.change_records()
        return erasure.finish(progress)


def _not_erased(happened: str) -> NotSaved:
    return NotSaved(
        happened, "Make room, or look at the rights of the folder; then do it again.", title=NOT_ERASED
    )


def _sessions_there(folder: ProgrammeFolder) -> dict[Path, tuple[str, Stamp]]:
    """Return the record files of a programme by path, each with its id and the state of its files."""
    there = {file.path: (file.session.id, stamp_of(file.path)) for file in folder.sessions}
    for programme in folder.file.all(Programme):
        there[folder.file.path] = (programme.id, stamp_of(folder.file.path))
    return there


def _require_opens(path: Path, id: str) -> None:
    kind: type[Programme | ListeningSession] = ListeningSession
    if path.name == PROGRAMME_FILE:
        kind = Programme
    try:
        with closing(RecordFile(path, kind_of(path))) as file:
            found = [record.id for record in file.all(kind)]
    except (FacilitatorError, OSError):
        found = []
    if found != [id]:
        raise Damaged(
            f"{path.name} does not open any more as what it was.",
            f"Look at once: {command('check', '--repair')}",
        )


def require_all_readable(folder: ProgrammeFolder) -> None:
    """Wait until all changes are saved, and read every session. Raises `NotSaved` or `Damaged`."""
    if folder.wait_for_disk(PATIENCE):
        raise NotSaved("Some of it waits for the disk.", "Try again when it is saved.")
    folder.sessions  # noqa: B018  # reading them fills `damaged`
    for path in folder.damaged:
        raise Damaged(
            f"{path.name} cannot be read, so what it holds is not known. Nothing was changed.",
            f"Move it out of the workspace, or set it right first: {command('check')}",
        )


def require_agreed(lost: Sequence[Path], *, agreed: bool) -> None:
    """Raise `RuleBroken` when copies must be deleted and nobody said they may be."""
    if lost and not agreed:
        raise RuleBroken(
            f"It cannot be taken out of {', '.join(path.name for path in lost)}. Nothing was changed.",
            "Let it be deleted, or move it out of the workspace.",
        )


def count_kinds(kinds: Iterable[str]) -> dict[str, int]:
    """Return how many of each kind there are, for `Task.counts`."""
    return dict(Counter(kinds))
