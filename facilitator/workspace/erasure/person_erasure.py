"""Erasing a person: out of every file of the programme, their roles, their name and what undo tells of them.

What was said, agreed and done stays, for it is the team's; an action that was to be done goes back to nobody,
to be given to somebody else. It cannot be undone.

See docs/field.md, "A person's own data".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from facilitator.model.base import Record
from facilitator.model.erased_person import ErasedPerson, may_mean, names_to_remove
from facilitator.model.person import Person
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.model.smo import Champion
from facilitator.model.trail import Issued
from facilitator.store.journal.files import Files
from facilitator.store.journal.tables import Tables
from facilitator.store.records.history import TABLE as HISTORY
from facilitator.store.records.record_file import RecordFile
from facilitator.store.records.scrubbing import changed_tables, read_tables
from facilitator.workspace.erasure.copies import Scrub
from facilitator.workspace.erasure.engine import Task, require_agreed, require_all_readable
from facilitator.workspace.erasure.person_plan import PersonPlan, copies_with, papers_with, record_in_copy
from facilitator.workspace.erasure.progress import UNTOLD, ErasureProgress
from facilitator.workspace.erasure.text_search import Sought
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.references import place_of
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace


class PersonOff(Scrub):
    """What is taken out of copies: one person, and the undo that tells of them."""

    def __init__(self, erased: ErasedPerson) -> None:
        super().__init__(Sought(erased.names, [erased.id]), frozenset([erased.id]))
        self.erased = erased

    def tables(self, path: Path) -> Tables | None:
        """Return what a record file is to hold; None when no file of it tells of them. Raises `Damaged`."""
        tables = read_tables(path)
        if not self.is_told_in(path):
            return None
        rows = tables.get(ENTITIES[Champion].table, {}).values()
        champions = {str(row.get("id")) for row in rows if row.get("person") == self.erased.id}
        erased = self.erased.with_champions(champions)
        new = changed_tables(tables, lambda kind, row: _left_of(erased, kind, row), drop_history=True)
        return {name: table for name, table in new.items() if name != HISTORY}

    def is_told_in(self, path: Path) -> bool:
        """Tell whether any file of a store holds the person's id or name."""
        return any(map(self.sought.in_file, Files(path).all()))


def _left_of(erased: ErasedPerson, kind: type[Record], row: dict[str, Any]) -> dict[str, Any] | None:
    record = record_in_copy(kind, row)
    left = erased.left_of(record)
    if left == record:
        return row
    built: dict[str, Any] | None = None if left is None else msgspec.to_builtins(left)
    return built


def plan_person_erasure(
    workspace: Workspace, folder: ProgrammeFolder, person: Person, progress: ErasureProgress = UNTOLD
) -> PersonPlan:
    """Return what erasing a person means; changes nothing.

    Raises `Damaged` for a session that cannot be read, `NotSaved` for a file that cannot be looked into.
    """
    require_all_readable(folder)
    erased = erased_person(folder, person)
    scrub = PersonOff(erased)
    files = [file for file in folder.sessions if scrub.is_told_in(file.path)]
    copies, lost = copies_with(workspace, folder, scrub)
    papers, unread = papers_with(workspace, [person.name, *scrub.sought.words], progress)
    changed = [file for file in (folder.file, *files) for _ in _changes(file, erased)]
    return PersonPlan(
        workspace,
        folder,
        person,
        scrub,
        (*files, folder.file),
        len(changed),
        copies,
        lost,
        papers.ours,
        papers.foreign,
        unread,
        tuple(_left_before(folder, [file for file in files if file in changed])),
        tuple(dict.fromkeys(_to_look_at(folder, person, erased))),
    )


def erased_person(folder: ProgrammeFolder, person: Person) -> ErasedPerson:
    """Return a person as they are to be erased from a programme."""
    champions = {each.id for each in folder.file.all(Champion) if each.person == person.id}
    return ErasedPerson(person.id, names_to_remove(person, folder.people.values()), champions)


def _changes(file: RecordFile, erased: ErasedPerson) -> Iterator[tuple[Record, Record | None]]:
    for kind in entities_of(file.kind):
        for record in file.all(kind):
            left = erased.left_of(record)
            if left != record:
                yield record, left


def _left_before(folder: ProgrammeFolder, files: Iterable[SessionFile]) -> Iterator[Issued]:
    """Yield the papers that left from sessions which name the person, the newest of each name."""
    sessions = {file.session.id for file in files}
    newest = {each.file: each for each in folder.file.all(Issued) if sessions & {*each.sessions}}
    yield from newest.values()


def _to_look_at(folder: ProgrammeFolder, person: Person, erased: ErasedPerson) -> Iterator[str]:
    """Yield the places of what stays and may still mean the person by a part of their name."""
    for file in (folder.file, *folder.sessions):
        for kind in entities_of(file.kind):
            for record in file.all(kind) if kind is not Person else ():
                left = erased.left_of(record)
                if left is not None and may_mean(person, left):
                    yield place_of(file, record)


def person_erasure_task(
    plan: PersonPlan, *, papers: bool, lost: bool, by_name: Collection[Path] = ()
) -> Task:
    """Return what the engine is to do; undo cannot bring them back. The rest is as in `withdrawal_task`."""
    require_agreed(plan.lost, agreed=lost)
    erased = erased_person(plan.folder, plan.person)
    champions = [each.id for each in plan.folder.file.all(Champion) if each.person == erased.id]
    return Task(
        command="person erase",
        workspace=plan.workspace,
        folder=plan.folder,
        scrub=plan.scrub,
        change=lambda file: _erase_in(file, erased),
        files=plan.files,
        copies=plan.copies,
        deleted=plan.deleted(papers=papers, by_name=by_name),
        counts={"people": 1, "places with the name": plan.named},
        people=[erased.id, *champions],
    )


def _erase_in(file: RecordFile, erased: ErasedPerson) -> None:
    file.forget_history()  # its labels and its states name them, too
    with file.group("person erased", undoable=False, trace=False):
        for record, left in list(_changes(file, erased)):
            if left is None:
                file.remove(record)
            else:
                file.put(left)
