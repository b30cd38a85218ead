"""Whether every file of a workspace is whole, keeps the rules, and points only at what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from facilitator.errors import Damaged
from facilitator.model.base import ENTITIES, R, entities_of, texts_of
from facilitator.model.rules import broken_rules, dangling_references
from facilitator.resources import demo_dir
from facilitator.store.record_file import RecordFile
from facilitator.text import is_clean
from facilitator.workspace.finding import NUMBERED
from facilitator.workspace.programme_folder import PROGRAMME_FILE, ProgrammeFolder, SessionFile
from facilitator.workspace.workspace import Workspace


class Problem(NamedTuple):
    """One thing wrong with a file: *what* it is and its *remedy*, a sentence each."""

    file: Path
    what: str
    remedy: str


class Checked(NamedTuple):
    """How many files were looked at, and what is wrong with them."""

    files: int
    problems: tuple[Problem, ...]


def check(workspace: Workspace) -> Checked:
    """Open every file of the workspace and return what is wrong. Changes nothing."""
    problems = list(_own_workshops(workspace))
    files = 0
    for path in _folders(workspace):
        files += len(_record_files(path))
        problems += _check_folder(workspace, path)
    return Checked(files, tuple(problems))


def _own_workshops(workspace: Workspace) -> Iterator[Problem]:
    workspace.catalogue  # noqa: B018  # reading it fills the faults
    for fault in workspace.faults:
        what = f"{fault.where}: {fault.problem}" if fault.where else fault.problem
        yield Problem(fault.file, what, fault.remedy)


def _folders(workspace: Workspace) -> list[Path]:
    """Return the folders with record files, also those that have lost their programme file."""
    found = {path.parent for path in workspace.sessions_dir.glob("*/*.json")}
    return sorted(path for path in found if _record_files(path) and path != demo_dir())


def _record_files(path: Path) -> list[Path]:
    return sorted(file for file in path.glob("*.json") if not file.name.startswith("."))


def _check_folder(workspace: Workspace, path: Path) -> Iterator[Problem]:
    try:
        folder = workspace.open(path)
    except Damaged as damage:
        yield _damage(path / PROGRAMME_FILE, damage)
        yield from _check_alone(path)
        return
    try:
        yield from _missing_programme(folder)
        files = (folder.file, *folder.sessions)
        yield from (_damage(file, damage) for file, damage in folder.damaged.items())
        yield from chain.from_iterable(map(_check_file, files))
        yield from _twins(folder)
        yield from _dangling(folder, files)
    finally:
        folder.close()


def _damage(file: Path, damage: Damaged) -> Problem:
    return Problem(file, damage.happened, damage.todo)


def _missing_programme(folder: ProgrammeFolder) -> Iterator[Problem]:
    file = folder.path / PROGRAMME_FILE
    if not file.exists():
        yield Problem(
            file,
            f"This folder holds sessions but no {PROGRAMME_FILE}.",
            "Put back a copy of it, or move the sessions to their programme.",
        )
        return
    try:
        folder.programme  # noqa: B018  # a file without a programme counts as damaged
    except Damaged as damage:
        yield _damage(file, damage)


def _check_alone(path: Path) -> Iterator[Problem]:
    """Check the session files of a folder whose programme cannot be read."""
    for file in _record_files(path):
        if file.name == PROGRAMME_FILE:
            continue
        try:
            session = SessionFile(file)
        except Damaged as damage:
            yield _damage(file, damage)
            continue
        yield from _check_file(session)
        session.close()


# One file ----------------------------------------------------------------------------------------


def _check_file(file: RecordFile) -> Iterator[Problem]:
    if file.newer:
        yield Problem(
            file.path,
            "A newer version of the program wrote this file, so it is open for reading only.",
            "Update the program to change it.",
        )
        return
    for sentence in broken_rules(file):
        yield Problem(file.path, sentence, "Open the session and set it right.")
    for letter, kind in NUMBERED.items():
        numbers = Counter(getattr(record, "number", 0) for record in file.all(kind))
        for number in sorted(number for number, count in numbers.items() if number and count > 1):
            yield Problem(
                file.path, f"{letter}-{number} stands twice in this file.", "Give one another number."
            )
    for kind in entities_of(file.kind):
        for record in file.all(kind):
            for field in (field for field, text in texts_of(record) if not is_clean(text)):
                where = f"The {field} of {record.id} in {ENTITIES[kind].table}"
                yield Problem(
                    file.path,
                    f"{where} holds characters that act on a screen.",
                    "Write it again without them.",
                )


# Across the files of a programme -----------------------------------------------------------------


def _twins(folder: ProgrammeFolder) -> Iterator[Problem]:
    """Yield each session number and each id that stands in more than one file."""
    numbers = Counter(file.session.number for file in folder.sessions)
    for file in folder.sessions:
        if numbers[file.session.number] > 1:
            yield Problem(
                file.path,
                f"More than one session is {file.session.short_id}.",
                "If one is a copy of the other, move it out of the folder.",
            )
    first: dict[str, Path] = {}
    shared: set[tuple[Path, Path]] = set()
    for each in (folder.file, *folder.sessions):
        for id in _ids(each):
            if first.setdefault(id, each.path) != each.path:
                shared.add((first[id], each.path))
    for earlier, later in sorted(shared):
        yield Problem(
            later,
            f"Records of it stand in {earlier.name} too, under the same ids.",
            "If one is a copy of the other, move it out of the folder.",
        )


def _ids(file: RecordFile) -> Iterator[str]:
    for kind in entities_of(file.kind):
        yield from (record.id for record in file.all(kind))


def _dangling(folder: ProgrammeFolder, files: Sequence[RecordFile]) -> Iterator[Problem]:
    known = {
        ENTITIES[kind].table: frozenset(_all_ids(kind, files))
        for kind in entities_of(None if not folder.damaged else "programme")
    }
    # What stands in a file that cannot be read is not there to be pointed at; that is told already.
    known["practices"] = frozenset(folder.catalogue.practices)
    for file in files:
        if not file.newer:
            for sentence in dangling_references(file, known):
                yield Problem(file.path, sentence, "Take the reference out, or put back what it points at.")


def _all_ids(kind: type[R], files: Iterable[RecordFile]) -> Iterator[str]:
    for file in files:
        yield from (record.id for record in file.all(kind))
