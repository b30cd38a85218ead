"""Whether every file of a workspace is whole, keeps the rules, and points only at what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from facilitator.errors import Damaged, NewerFile
from facilitator.language.words import count
from facilitator.model.base import texts_of
from facilitator.model.programme import Programme
from facilitator.model.registry import ENTITIES, entities_of, kinds_by_letter
from facilitator.model.rules import broken_rules
from facilitator.resources import demo_dir
from facilitator.store.records.lock import holder_of
from facilitator.store.records.record_file import RecordFile
from facilitator.store.records.salvage import NOTHING_MISSED, Missed
from facilitator.text import is_clean
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.record_files import PROGRAMME_FILE, kind_of, record_files
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.sync_copies import origin_of
from facilitator.workspace.folder.whole_folder import UNFINISHED
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.dangling_references import dangling, missed_of
from facilitator.workspace.integrity.duplicates import MOVE, copies, copy_sentence, twins
from facilitator.workspace.integrity.older_states import in_words, left_of
from facilitator.workspace.integrity.problems import Checked, Fix, Problem
from facilitator.workspace.integrity.pulse_migration import tally_problems
from facilitator.workspace.integrity.reappearance import brought_back
from facilitator.workspace.integrity.sidecar_files import check_bytes, check_leftovers
from facilitator.workspace.paths import resolved

REPAIRED = "repaired"
"""The folder in a programme's where the files lie as they were before a repair."""


def check(workspace: Workspace) -> Checked:
    """Open every file of the workspace and return what is wrong. Changes nothing."""
    problems = [*_own_workshops(workspace), *_unfinished(workspace)]
    files = 0
    for path in record_folders(workspace):
        files += len(record_files(path))
        try:
            problems += _check_folder(workspace, path)
        except OSError as error:  # its rights, or a disk that does not answer; the other folders go on
            what = f"It cannot be looked through: {error.strerror or error}."
            problems.append(Problem(path, what, "A person must decide: look at who may read it."))
    return Checked(files, tuple(problems))


def _unfinished(workspace: Workspace) -> Iterator[Problem]:
    """Yield the folders that a killed restore or copy left beside the programmes."""
    for path in sorted(workspace.sessions_dir.glob(f".*{UNFINISHED}")):
        if path.is_dir():
            yield Problem(
                path,
                "Something that was interrupted, such as a restore, left this folder; it counts for nothing.",
                "A person must decide: delete it when you know where it comes from.",
            )


def _own_workshops(workspace: Workspace) -> Iterator[Problem]:
    workspace.catalogue  # noqa: B018  # reading it fills the faults
    for fault in workspace.faults:
        what = f"{fault.where}: {fault.problem}" if fault.where else fault.problem
        yield Problem(fault.file, what, fault.remedy)


def record_folders(workspace: Workspace) -> list[Path]:
    """Return the folders with record files, also those that have lost their programme file."""
    found = {path.parent for path in workspace.sessions_dir.glob("*/*.json*")}
    whole = {resolved(path) for path in found if not path.name.startswith(".")}
    return sorted(whole - {resolved(demo_dir())})


def _check_folder(workspace: Workspace, path: Path) -> Iterator[Problem]:
    yield from check_leftovers(path)
    try:
        folder = workspace.open(path)
    except Damaged as damage:
        yield _damage(workspace, path / PROGRAMME_FILE, damage)
        yield from _check_alone(workspace, path)
        return
    try:
        yield from _missing_programme(workspace, folder)
        files = (folder.file, *folder.sessions)
        missed = missed_of(folder, files)
        yield from (_damage(workspace, file, damage) for file, damage in folder.damaged.items())
        own = folder.file.all(Programme) and folder.file.damage is None
        readable = files if own else folder.sessions
        yield from chain.from_iterable(_check_file(workspace, file, missed) for file in readable)
        yield from copies(folder)
        yield from twins(folder)
        yield from tally_problems(folder)
        yield from dangling(folder, files)
        yield from _brought_back(path)
    finally:
        folder.close()


def _brought_back(path: Path) -> Iterator[Problem]:
    """Yield each file that holds again what was erased."""
    for file in brought_back(path, path / REPAIRED):
        yield Problem(
            file,
            "What was erased for good is in it, or beside it, again; it is not shown.",
            "With --repair it is taken out again, also of earlier states and of undo.",
            Fix.ERASED,
        )


def _damage(workspace: Workspace, file: Path, damage: Damaged) -> Problem:
    copied = origin_of(file, record_files(file.parent))
    if copied is not None:
        what = f"{copy_sentence(copied)}. {damage.happened}"
        return Problem(file, what, MOVE)
    found = None if isinstance(damage, NewerFile) else left_of(workspace, file, kind_of(file))
    if found is None:
        todo = damage.todo[:1].lower() + damage.todo[1:]
        return Problem(file, damage.happened, f"A person must decide: {todo}")
    lost = f"; {found.lost} cannot be read and stay in the copy" if found.lost else ""
    remedy = f"With --repair it is put together from all that can be read: {in_words(found)}{lost}."
    return Problem(file, damage.happened, remedy, Fix.SALVAGE)


def _lacking(workspace: Workspace, file: RecordFile, missed: Missed) -> Problem | None:
    """Return what a file that can be read lacks, and an older state of it knows; None for nothing."""
    if holder_of(file.path) is not None:
        return None
    found = left_of(workspace, file.path, file.kind, missed=missed)
    if found is None or not (found.another or found.renamed):
        return None
    what = []
    if found.another:
        what.append(f"{count(found.another, 'record')} that an older state has and nobody took out")
    if found.renamed:
        what.append(f"{count(found.renamed, 'id')} by which other records point at it")
    remedy = f"With --repair they are put back: it has {in_words(found)} then."
    return Problem(file.path, f"It lacks {' and '.join(what)}.", remedy, Fix.SALVAGE)


def _missing_programme(workspace: Workspace, folder: ProgrammeFolder) -> Iterator[Problem]:
    file = folder.path / PROGRAMME_FILE
    if folder.file.damage is not None:
        return  # told with the other damaged files
    if not file.exists():
        gone = Damaged(
            f"This folder holds sessions but no {PROGRAMME_FILE}.",
            "Put back a copy of it, or move the sessions to their programme.",
        )
        yield _damage(workspace, file, gone)
        return
    try:
        folder.programme  # noqa: B018  # a file without a programme counts as damaged
    except Damaged as damage:
        yield _damage(workspace, file, damage)


def _check_alone(workspace: Workspace, path: Path) -> Iterator[Problem]:
    """Check the session files of a folder whose programme cannot be read."""
    for file in record_files(path):
        if file.name == PROGRAMME_FILE:
            continue
        try:
            session = SessionFile(file)
        except Damaged as damage:
            yield _damage(workspace, file, damage)
            continue
        yield from _check_file(workspace, session, NOTHING_MISSED)
        session.close()


# One file ----------------------------------------------------------------------------------------


def _check_file(workspace: Workspace, file: RecordFile, missed: Missed) -> Iterator[Problem]:
    if file.newer:
        yield Problem(
            file.path,
            "A newer version of the program wrote this file, so it is open for reading only.",
            "Update the program to change it.",
        )
        return
    lacking = _lacking(workspace, file, missed)
    yield from check_bytes(file.path, file.kind) if lacking is None else (lacking,)
    for sentence in broken_rules(file):
        yield Problem(file.path, sentence, "A person must decide: open the session and set it right.")
    for sentence in _double_numbers(file):
        yield Problem(file.path, sentence, "With --repair the later gets the next free number.", Fix.NUMBERS)
    for table, number, field in file.cleaned:
        yield Problem(
            file.path,
            f"The {field} of {table} {number} holds characters that act on a screen; they are not shown.",
            "With --repair they are taken out; the words stay.",
            Fix.CLEAN,
        )
    for kind in entities_of(file.kind):
        for record in file.all(kind):
            for field in (field for field, text in texts_of(record) if not is_clean(text)):
                where = f"The {field} of {record.id} in {ENTITIES[kind].table}"
                yield Problem(
                    file.path,
                    f"{where} holds characters that act on a screen.",
                    "With --repair they are taken out; the words stay.",
                    Fix.CLEAN,
                )


def _double_numbers(file: RecordFile) -> Iterator[str]:
    for letter, kind in kinds_by_letter().items():
        numbers = Counter(getattr(record, "number", 0) for record in file.all(kind))
        for number in sorted(number for number, many in numbers.items() if number and many > 1):
            yield f"{letter}-{number} stands twice in this file."
