"""Taking a person's name back: off everything they said or promised, in every file.

They keep their roles and the actions they own. What names them in the words of others is no attribution; it
is redacted where it stands.

See docs/field.md, "Attribution".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from facilitator.errors import Damaged, FacilitatorError
from facilitator.model.base import Record
from facilitator.model.person import Person
from facilitator.store.journal.tables import Tables
from facilitator.store.records.history import TABLE as HISTORY
from facilitator.store.records.scrubbing import changed_tables, read_tables
from facilitator.workspace.deletion.attribution import named_in, names, take_name_off, tells_of, without_name
from facilitator.workspace.erasure.copies import Scrub, sort_copies
from facilitator.workspace.erasure.engine import Erased, Task, erase, require_agreed, require_all_readable
from facilitator.workspace.erasure.papers import PapersFound, sort_papers
from facilitator.workspace.erasure.places import copy_files
from facilitator.workspace.erasure.progress import UNTOLD, ErasureProgress
from facilitator.workspace.erasure.text_search import Sought, look_through
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace


@dataclass(frozen=True)
class WithdrawalPlan:
    """What taking a name back means: the session *files* that tell of it, *named* records that carry it now,
    *copies* it is taken out of, *lost* ones that must be deleted, and *papers* of the program's with the name
    in them. *foreign* files of the documents folder have it too, and are each asked about by their names;
    *unread* ones are too large to be looked into.
    """

    workspace: Workspace
    folder: ProgrammeFolder
    person: Person
    files: tuple[SessionFile, ...]
    named: int
    copies: tuple[Path, ...]
    lost: tuple[Path, ...]
    papers: tuple[Path, ...]
    foreign: tuple[Path, ...] = ()
    unread: tuple[Path, ...] = ()


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
        try:
            record = without_name(msgspec.convert(document, kind))
        except (msgspec.ValidationError, UnicodeError) as error:
            raise Damaged(f"A record of it cannot be read: {error}.", "Delete that copy.") from None
        built: dict[str, Any] = msgspec.to_builtins(record)
        return built


def plan_withdrawal(
    workspace: Workspace, folder: ProgrammeFolder, person: Person, progress: ErasureProgress = UNTOLD
) -> WithdrawalPlan:
    """Return what taking back a person's name means; changes nothing.

    Raises `Damaged` for a session that cannot be read, `NotSaved` for a file that cannot be looked into.
    """
    require_all_readable(folder)
    files = tuple(file for file in folder.sessions if tells_of(file.path, person.id))
    scrub = NameOff(person)
    copies, lost = sort_copies(_copies(workspace, folder, scrub), scrub)
    papers, unread = PapersFound((), ()), tuple[Path, ...]()
    if files or copies:
        looked = look_through(Sought([person.name]), workspace.root, progress, folders=("documents",))
        found = [path for path in looked.found if path.is_relative_to(workspace.documents_dir)]
        papers, unread = sort_papers(workspace, found), looked.unread
    named = sum(len(named_in(file, person.id)) for file in files)
    return WithdrawalPlan(
        workspace, folder, person, files, named, copies, lost, papers.ours, papers.foreign, unread
    )


def _copies(workspace: Workspace, folder: ProgrammeFolder, scrub: NameOff) -> Iterator[Path]:
    for path in copy_files(workspace, folder):
        if scrub.sought.in_file(path):
            try:
                if path.suffix != ".json" or scrub.tables(path) is not None:
                    yield path  # else it knows the person, and names them for nothing they said
            except FacilitatorError:
                yield path


def withdraw(
    plan: WithdrawalPlan,
    *,
    papers: bool,
    lost: bool,
    by_name: Collection[Path] = (),
    progress: ErasureProgress = UNTOLD,
) -> Erased:
    """Take the name off everywhere; undo cannot bring it back.

    *papers* and copies that are *lost* are deleted only when that was agreed, and of the files that are not
    the program's own those that were agreed *by_name*. Raises `RuleBroken` when copies
    must be deleted and may not be, `InUse` or `NotSaved`; then nothing changed.
    """
    return erase(withdrawal_task(plan, papers=papers, lost=lost, by_name=by_name), progress)


def withdrawal_task(
    plan: WithdrawalPlan, *, papers: bool, lost: bool, by_name: Collection[Path] = ()
) -> Task:
    """Return what the engine is to do. Raises `RuleBroken` when copies that must be deleted may not be."""
    require_agreed(plan.lost, agreed=lost)
    person = plan.person.id
    named = [path for path in plan.foreign if path in by_name]
    return Task(
        command="withdraw-name",
        workspace=plan.workspace,
        folder=plan.folder,
        scrub=NameOff(plan.person),
        change=lambda file: take_name_off(file, person),
        files=plan.files,
        copies=plan.copies,
        deleted=(*(plan.papers if papers else ()), *plan.lost, *named),
        counts={"places with the name": plan.named},
        names=[person],
    )
