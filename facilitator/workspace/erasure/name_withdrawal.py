"""Taking a person's name back: off everything they said or promised, in every file.

They keep their roles and the actions they own; `person_erasure` ends those as well. What names them in the
words of others is no attribution; it is redacted where it stands.

See docs/field.md, "Attribution".
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from facilitator.model.base import Record
from facilitator.model.person import Person
from facilitator.store.journal.tables import Tables
from facilitator.store.records.history import TABLE as HISTORY
from facilitator.store.records.scrubbing import changed_tables, read_tables
from facilitator.workspace.deletion.attribution import named_in, names, take_name_off, tells_of, without_name
from facilitator.workspace.erasure.copies import Scrub
from facilitator.workspace.erasure.engine import Task, require_agreed, require_all_readable
from facilitator.workspace.erasure.person_plan import PersonPlan, copies_with, papers_with, record_in_copy
from facilitator.workspace.erasure.progress import UNTOLD, ErasureProgress
from facilitator.workspace.erasure.text_search import Sought
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import Workspace


class NameOff(Scrub):
    """What is taken out of copies: the name of one person, and the undo that tells of it."""

    def __init__(self, person: Person) -> None:
        super().__init__(Sought((), [person.id]), frozenset([person.id]))
        self._person = person.id

    def tables(self, path: Path) -> Tables | None:
        """Return what a record file is to hold; None when no file of it names them. Raises `Damaged`."""
        tables = read_tables(path)
        if not tells_of(path, self._person):
            return None
        new = changed_tables(tables, self._nameless, drop_history=True)
        return {name: table for name, table in new.items() if name != HISTORY}

    def _nameless(self, kind: type[Record], document: dict[str, Any]) -> dict[str, Any] | None:
        if not names(kind, document, self._person):
            return document
        built: dict[str, Any] = msgspec.to_builtins(without_name(record_in_copy(kind, document)))
        return built


def plan_withdrawal(
    workspace: Workspace, folder: ProgrammeFolder, person: Person, progress: ErasureProgress = UNTOLD
) -> PersonPlan:
    """Return what taking back a person's name means; changes nothing.

    Raises `Damaged` for a session that cannot be read, `NotSaved` for a file that cannot be looked into.
    """
    require_all_readable(folder)
    files = tuple(file for file in folder.sessions if tells_of(file.path, person.id))
    scrub = NameOff(person)
    copies, lost = copies_with(workspace, folder, scrub)
    named = sum(len(named_in(file, person.id)) for file in files)
    plan = PersonPlan(workspace, folder, person, scrub, files, named, copies, lost)
    if not (files or copies):
        return plan
    papers, unread = papers_with(workspace, [person.name], progress)
    return replace(plan, papers=papers.ours, foreign=papers.foreign, unread=unread)


def withdrawal_task(plan: PersonPlan, *, papers: bool, lost: bool, by_name: Collection[Path] = ()) -> Task:
    """Return what the engine is to do; undo cannot bring the name back.

    *papers* and copies that are *lost* are deleted only when that was agreed, and of the files that are not
    the program's own those that were agreed *by_name*. Raises `RuleBroken` when copies that must be deleted
    may not be.
    """
    require_agreed(plan.lost, agreed=lost)
    person = plan.person.id
    return Task(
        command="withdraw-name",
        workspace=plan.workspace,
        folder=plan.folder,
        scrub=plan.scrub,
        change=lambda file: take_name_off(file, person),
        files=plan.files,
        copies=plan.copies,
        deleted=plan.deleted(papers=papers, by_name=by_name),
        counts={"places with the name": plan.named},
        names=[person],
    )
