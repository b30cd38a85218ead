"""`check --repair`: what can be put right without a person, done, with a copy of every file it changes.

What was there before lies in `<programme>/repaired/<when>/`. A file that is open for changes in another
window, or that the disk refuses, is left as it is; that is told, and the rest goes on.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from facilitator import identity
from facilitator.errors import FacilitatorError, NotSaved, RuleBroken
from facilitator.files.writing import save
from facilitator.language import words
from facilitator.model.base import Record, texts_of
from facilitator.model.references import with_ids, without_references
from facilitator.model.registry import ENTITIES, entities_of, kinds_by_letter
from facilitator.store.journal.disk import Disk
from facilitator.store.journal.files import Files
from facilitator.store.records.lock import take_hold
from facilitator.store.records.mending import put_together, write_anew
from facilitator.store.records.open_file import number_in
from facilitator.store.records.record_file import RecordFile
from facilitator.store.records.salvage import is_close
from facilitator.text import clean, is_clean
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.record_files import PROGRAMME_FILE, kind_of
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.check import REPAIRED, check
from facilitator.workspace.integrity.dangling_references import (
    FROM_FILES,
    Known,
    is_dangling,
    known_ids,
    missed_in,
)
from facilitator.workspace.integrity.older_states import in_words, left_of
from facilitator.workspace.integrity.problems import Checked, Fix, Problem
from facilitator.workspace.integrity.reappearance import take_out_again
from facilitator.workspace.integrity.sidecar_files import record_file_of

ROUNDS = 4
"""How often it is looked again: what can be read again may have something else wrong with it."""


class FileRepair(NamedTuple):
    """What was done to a file, or why it was not: a sentence or two."""

    file: Path
    what: str


class Repaired(NamedTuple):
    """What a repair did, what it could not do, and what is still wrong afterwards."""

    done: tuple[FileRepair, ...]
    refused: tuple[FileRepair, ...]
    left: Checked


def repair(workspace: Workspace, *, clock: Callable[[], datetime] = identity.utc_now) -> Repaired:
    """Put right what can be, keeping copies; return what was done. Never raises for a single file."""
    when = words.stamp_in_name(clock().astimezone())
    done: list[FileRepair] = []
    refused: dict[tuple[Path, Fix], FileRepair] = {}
    lost = False
    for _ in range(ROUNDS):
        checked = check(workspace)
        todo = [each for each in checked.problems if each.fix and (each.file, each.fix) not in refused]
        # What points at a record that was just lost may be all that is known of it.
        todo = [each for each in todo if not (lost and each.fix is Fix.REFERENCES)]
        if not todo:
            break
        for file, fix in dict.fromkeys((each.file, each.fix) for each in sorted(todo, key=_in_order)):
            assert fix is not None
            try:
                done += [FileRepair(file, what) for what in _fixed(workspace, file, fix, when)]
                lost = lost or fix is Fix.SALVAGE
            except (FacilitatorError, OSError) as error:
                refused[file, fix] = FileRepair(file, _sentence_of(error))
    return Repaired(tuple(done), tuple(refused.values()), check(workspace))


def _in_order(problem: Problem) -> tuple[bool, str, int]:
    """Files that cannot be read first, then file by file, in the order of `Fix`."""
    assert problem.fix is not None
    return problem.fix is not Fix.SALVAGE, str(problem.file), list(Fix).index(problem.fix)


def _sentence_of(error: FacilitatorError | OSError) -> str:
    if isinstance(error, FacilitatorError):
        return str(error)
    return f"It was left as it is: {error.strerror or error}."


def _fixed(workspace: Workspace, file: Path, fix: Fix, when: str) -> Iterator[str]:
    """Do one repair to one file; yield what was done. Raises `FacilitatorError` or `OSError`."""
    aside = file.parent / REPAIRED / when
    if fix in _RECORD_FIXES:
        yield from _mended_records(workspace, file, fix, aside)
        return
    if fix is Fix.ERASED:
        _take_out_again(workspace, file)
        yield "What was erased was taken out again."
        return
    with _held(record_file_of(file) or file):
        if fix is Fix.ASIDE:
            _move_aside(file, aside)
            yield f"Moved to {REPAIRED}/{when}."
            return
        keep_copies(file, aside)
        if fix is Fix.SALVAGE:
            found = put_together(
                file, left_of(workspace, file, kind_of(file), missed=missed_in(workspace, file))
            )
            lost = f", {found.lost} could not be read" if found.lost else ""
            yield f"Put together again: {in_words(found)}{lost}."
        else:
            write_anew(file)
            yield "Written anew with its checksum."


def _take_out_again(workspace: Workspace, path: Path) -> None:
    """Take what was erased out of a record file, or of a copy; no copy of it as it was is kept."""
    programme = path.parent if path.parent.parent.name != REPAIRED else path.parent.parent.parent
    with closing(workspace.open(programme)) as folder:
        used = {file.path: file for file in (folder.file, *folder.sessions)}
        if path in used:
            used[path].forget_history()  # what came back went when it was opened to be written
            return
        if path in folder.damaged:
            raise folder.damaged[path]
    with _held(path):
        take_out_again(path, programme)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    hold = take_hold(path, identity.utc_now)
    try:
        yield
    finally:
        hold.let_go()


def keep_copies(file: Path, aside: Path) -> None:
    """Copy a record file and what goes with it to *aside*, unless it was there already. Raises `NotSaved`."""
    try:
        aside.mkdir(parents=True, exist_ok=True)
        for path in Files(file).companions():
            if path.is_file() and not (aside / path.name).exists():
                save(aside / path.name, Disk().read(path) or b"")  # whole, and on the disk, or not at all
                shutil.copystat(path, aside / path.name)
    except (OSError, NotSaved) as error:
        reason = error.happened if isinstance(error, NotSaved) else f"{error.strerror or error}."
        raise NotSaved(
            f"Nothing was repaired: no copy can be kept in {aside}: {reason}",
            "Make room, or check the folder, then try again.",
        ) from None


def _move_aside(file: Path, aside: Path) -> None:
    aside.mkdir(parents=True, exist_ok=True)
    moved = Files(file).companions() if file.suffix == ".json" else (file,)
    for path in moved:
        if path.exists():
            shutil.move(path, aside / path.name)


# Records -----------------------------------------------------------------------------------------


def _mended_records(workspace: Workspace, path: Path, fix: Fix, aside: Path) -> Iterator[str]:
    """Change the records of one file; those that a rule keeps from it are left as they are."""
    with closing(workspace.open(path.parent)) as folder:
        file: RecordFile = folder.file
        if path.name != PROGRAMME_FILE:
            file = next(each for each in folder.sessions if each.path == path)
        file.hold()
        keep_copies(path, aside)
        count, kept_from = 0, None
        for record in _RECORD_FIXES[fix](folder, file):
            try:
                with file.group("repair", undoable=False):
                    file.put(record)
                count += 1
            except RuleBroken as error:
                kept_from = error
        if count:
            yield f"{_WORDS[fix]} in {words.count(count, 'record')}."
        if kept_from is not None or not count:
            raise kept_from or RuleBroken("None of it can be changed by itself.", "A person must decide.")


def _cleaned(folder: ProgrammeFolder, file: RecordFile) -> Iterator[Record]:
    places = {(table, number) for table, number, _ in file.cleaned}
    for kind in entities_of(file.kind):
        for record in file.all(kind):
            place = (ENTITIES[kind].table, str(number_in(file, record)))
            if place in places or not all(is_clean(text) for _, text in texts_of(record)):
                places.clear()  # with the first of them all of the file is written as it was read: clean
                yield msgspec.convert(_clean(msgspec.to_builtins(record)), kind)
    if places:  # not in a record, but in what belongs to the file
        yield next(record for kind in entities_of(file.kind) for record in file.all(kind))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {_clean(key): _clean(part) for key, part in value.items()}
    return [_clean(part) for part in value] if isinstance(value, (list, tuple)) else value


def _without_dangling(folder: ProgrammeFolder, file: RecordFile) -> Iterator[Record]:
    known = {table: ids for table, ids in known_ids(folder).items() if table not in FROM_FILES}
    for kind in entities_of(file.kind):
        for record in file.all(kind):
            record = _as_meant(record, known)
            if not is_dangling(record, known):
                if record is not file.find(kind, record.id):
                    yield record
            else:
                with suppress(RuleBroken):  # that one stays; it is told again
                    yield without_references(
                        record, lambda table, id: table in known and id not in known[table]
                    )


def _as_meant(record: Record, known: Known) -> Record:
    """Return a record whose damaged references are replaced by the ids they are closest to."""
    meant: dict[str, str] = {}
    for _, table, id in record.references():
        if table in known and id not in known[table]:
            alike = [each for each in known[table] if is_close(each, id)]
            meant |= {id: alike[0]} if len(alike) == 1 else {}
    return msgspec.convert(with_ids(msgspec.to_builtins(record), meant), type(record)) if meant else record


def _renumbered(folder: ProgrammeFolder, file: RecordFile) -> Iterator[Record]:
    for kind in kinds_by_letter().values():
        records = sorted(file.all(kind), key=lambda record: record.created)
        taken: set[int] = set()
        following = max((_number(record) for record in records), default=0) + 1
        for record in records:
            if _number(record) and _number(record) in taken:
                yield _with_number(record, following)
                following += 1
            taken.add(_number(record))
    if isinstance(file, SessionFile):
        yield from _renumbered_session(folder, file)


def _renumbered_session(folder: ProgrammeFolder, file: SessionFile) -> Iterator[Record]:
    def age(each: SessionFile) -> tuple[datetime, str]:
        return each.session.created, each.path.name

    same = [each for each in folder.sessions if each.session.number == file.session.number]
    if min(same, key=age) is not file:
        yield _with_number(file.session, max(each.session.number for each in folder.sessions) + 1)


def _number(record: Record) -> int:
    return int(getattr(record, "number", 0))


def _with_number(record: Record, number: int) -> Record:
    return msgspec.structs.replace(record, number=number)


_RECORD_FIXES: dict[Fix, Callable[[ProgrammeFolder, RecordFile], Iterator[Record]]] = {
    Fix.CLEAN: _cleaned,
    Fix.REFERENCES: _without_dangling,
    Fix.NUMBERS: _renumbered,
}
_WORDS = {
    Fix.CLEAN: "Characters that act on a screen were taken out",
    Fix.REFERENCES: "What pointed at nothing was taken out",
    Fix.NUMBERS: "The next free number was given",
}
