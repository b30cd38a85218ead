"""Taking back and doing again across the files of a programme: what a screen may take back.

A `Scope` is what one screen shows of what was done, in one file or in several. Whichever way a step is taken
back or done again, `workspace.folder.references.check_move` is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from facilitator.errors import RuleBroken
from facilitator.model.person import Person
from facilitator.model.records import Change, Owns
from facilitator.workspace.folder.references import DELETED

if TYPE_CHECKING:
    from facilitator.store.records.record_file import RecordFile
    from facilitator.workspace.folder.references import ProgrammeFiles

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


class Scope(NamedTuple):
    """What one screen takes back: changes of these files that are its own. No files: nothing at all.

    *beside* is what it takes back of other files, by a rule of their own.
    """

    files: tuple[RecordFile, ...] = ()
    owns: Owns = lambda change: True
    beside: tuple[Scope, ...] = ()

    @property
    def parts(self) -> tuple[Scope, ...]:
        """The scope itself, and those beside it."""
        return (self, *self.beside)

    def owns_in(self, file: RecordFile) -> Owns:
        """Return the rule for the changes of one of its files."""
        return next((part.owns for part in self.parts if file in part.files), self.owns)


class FoundChange(NamedTuple):
    """A change that can be taken back or done again, and the file it was made in."""

    file: RecordFile
    change: Change


def last_done(scope: Scope) -> FoundChange | None:
    """Return the newest change of a scope, None when there is none."""
    return _newest(scope, lambda file: file.last_done(scope.owns_in(file)))


def last_undone(scope: Scope) -> FoundChange | None:
    """Return what was taken back last of a scope and can be done again, None when there is nothing."""
    return _newest(scope, lambda file: file.last_undone(scope.owns_in(file)))


def _newest(scope: Scope, last: Callable[[RecordFile], Change | None]) -> FoundChange | None:
    files = (file for part in scope.parts for file in part.files)
    found = [FoundChange(file, change) for file in files if (change := last(file)) is not None]
    return max(found, key=lambda each: (time_of(each.change), each.file.turn), default=None)


def is_in_several_files(change: Change) -> bool:
    """Tell whether a change may have others with it in other files, one deed of one person.

    What such changes are about ends in an id of their own, after a blank. A deletion has its own way back
    (`workspace.record_deletion`).
    """
    return " " in change.about and not change.about.endswith(DELETED)


def step_together(
    folder: ProgrammeFiles, found: FoundChange, step: Callable[[], Change | None], *, back: bool
) -> Change | None:
    """Take a step in the file of *found*, by *step*, and in every other file of the same deed.

    All are held first. Somebody who was stored with it goes by `workspace.people.forget_names`. Raises as
    `RecordFile.undo` does, and then nothing was done.
    """

    def same(change: Change) -> bool:
        return change.about == found.change.about

    def has_it(file: RecordFile) -> bool:
        change = file.last_done(same) if back else file.last_undone(same)
        return change is not None and not (file is folder.file and change.types == {Person})

    every = (folder.file, *folder.sessions)
    files = [found.file, *(file for file in every if file is not found.file and has_it(file))]
    for file in files:
        file.hold()
    taken: Change | None = None
    done: list[RecordFile] = []
    for file in files:
        try:
            if file is found.file:
                taken = step()
            elif back:
                file.undo(same)
            else:
                file.redo(same)
        except RuleBroken:
            for each in reversed(done):
                each.redo(same) if back else each.undo(same)
            raise
        done.append(file)
    return taken


def time_of(change: Change) -> datetime:
    """Return when a change was done or taken back; of one that does not say so, when its records changed."""
    if change.at is not None:
        return change.at
    return max((after.changed for _, after in change.pairs if after is not None), default=_LONG_AGO)
