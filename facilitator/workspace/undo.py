"""Taking back and doing again across the files of a programme: what a screen may take back, and what stands.

A `Scope` is what one screen shows of what was done, in one file or in several. Whichever way a step is taken
back or done again, `check_move` is asked: taking a record away keeps the rules of removal, and bringing one
back needs what it points at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, cast

from facilitator.errors import RuleBroken
from facilitator.model.base import Record
from facilitator.model.records import Change, Owns
from facilitator.model.registry import ENTITIES

if TYPE_CHECKING:
    from facilitator.store.records.record_file import RecordFile
    from facilitator.workspace.folder.programme_folder import ProgrammeFolder, SessionFile

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
_MOST_TOLD = 5

Pairs = Sequence[tuple[Record | None, Record | None]]


class Scope(NamedTuple):
    """What one screen takes back: changes of these files that are its own. No files: nothing at all."""

    files: tuple[RecordFile, ...] = ()
    owns: Owns = lambda change: True


class Found(NamedTuple):
    """A change that can be taken back or done again, and the file it was made in."""

    file: RecordFile
    change: Change


def last_done(scope: Scope) -> Found | None:
    """Return the newest change of a scope, None when there is none."""
    return _newest(scope, lambda file: file.last_done(scope.owns))


def last_undone(scope: Scope) -> Found | None:
    """Return what was taken back last of a scope and can be done again, None when there is nothing."""
    return _newest(scope, lambda file: file.last_undone(scope.owns))


def _newest(scope: Scope, last: Callable[[RecordFile], Change | None]) -> Found | None:
    found = [Found(file, change) for file in scope.files if (change := last(file)) is not None]
    return max(found, key=lambda each: (when(each.change), each.file.turn), default=None)


def when(change: Change) -> datetime:
    """Return when a change was done or taken back; of one that does not say so, when its records changed."""
    if change.at is not None:
        return change.at
    return max((after.changed for _, after in change.pairs if after is not None), default=_LONG_AGO)


def check_move(folder: ProgrammeFolder, file: RecordFile, pairs: Pairs) -> None:
    """Raise `RuleBroken` when a step of undo or redo that was just made in *file* leaves a loose end.

    *pairs* are the records it moved, each from one state to another; None is where there is none.
    """
    first: dict[str, Record | None] = {}
    last: dict[str, Record | None] = {}
    for before, after in pairs:
        id = (before or after).id  # type: ignore[union-attr]  # one of them is there
        first.setdefault(id, before)
        last[id] = after
    for id, before in first.items():
        if before is not None and last[id] is None:
            _require_unused(folder, file, before)
    for id, after in last.items():
        if after is not None:
            _require_targets(folder, file, first[id], after)


def _require_unused(folder: ProgrammeFolder, file: RecordFile, record: Record) -> None:
    from facilitator.workspace.deleting import (
        places_of,
    )  # here: a screen is shown before anything is taken back

    sessions = folder.sessions if file is folder.file else (cast("SessionFile", file),)
    places = tuple(dict.fromkeys(places_of(folder, record, sessions)))
    name = getattr(record, "name", "") or "It"
    if places:
        more = f" and {len(places) - _MOST_TOLD} more" if len(places) > _MOST_TOLD else ""
        raise RuleBroken(
            f"{name} stays: it is used in {', '.join(places[:_MOST_TOLD])}{more}.",
            "Take it off there first.",
        )
    if file is folder.file:
        for path in folder.damaged:
            raise RuleBroken(
                f"{name} stays: whether it is used is not known, because {path.name} cannot be read.",
                "Set that file right first: facilitator check.",
            )


def _require_targets(folder: ProgrammeFolder, file: RecordFile, before: Record | None, after: Record) -> None:
    known = set(before.references()) if before is not None else set()
    for field, table, id in set(after.references()) - known:
        if not _is_there(folder, file, table, id):
            raise RuleBroken(
                f"What it points at is gone meanwhile ({field.replace('_', ' ')}).", "It stays as it is now."
            )


def _is_there(folder: ProgrammeFolder, file: RecordFile, table: str, id: str) -> bool:
    if table == "practices":
        return id in folder.catalogue.practices
    kind = next(kind for kind, entity in ENTITIES.items() if entity.table == table)
    return any(each.find(kind, id) is not None for each in _files(folder, file))


def _files(folder: ProgrammeFolder, file: RecordFile) -> Iterator[RecordFile]:
    yield from (file, folder.file)
    yield from folder.sessions
