"""Taking back what somebody shared of their own: out of every file of the programme, undo and copies too.

See docs/field.md, "Skills and learning".
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from facilitator.model.base import Record
from facilitator.model.registry import ENTITIES
from facilitator.model.skills import SkillPage, SkillPair
from facilitator.store.journal.files import Files
from facilitator.store.journal.tables import Tables
from facilitator.store.records.history import TABLE as HISTORY
from facilitator.store.records.record_file import RecordFile
from facilitator.store.records.scrubbing import changed_tables, read_tables
from facilitator.workspace.erasure.copies import Scrub
from facilitator.workspace.erasure.engine import Task, count_kinds, require_agreed, require_all_readable
from facilitator.workspace.erasure.person_plan import copies_with
from facilitator.workspace.erasure.text_search import Sought
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import Workspace


class RecordsOff(Scrub):
    """What is taken out of copies: some records of the programme, and the undo that tells of them."""

    def __init__(self, ids: frozenset[str]) -> None:
        super().__init__(Sought((), ids), ids)

    def tables(self, path: Path) -> Tables | None:
        """Return what a record file is to hold; None when no file of it holds them. Raises `Damaged`."""
        tables = read_tables(path)
        if not any(map(self.sought.in_file, Files(path).all())):
            return None
        new = changed_tables(tables, lambda _, row: None if row.get("id") in self.ids else row, True)
        return {name: table for name, table in new.items() if name != HISTORY}


@dataclass(frozen=True)
class TakingBack:
    """What taking *records* of one person back means: *copies* lose them, *lost* ones must be deleted."""

    workspace: Workspace
    folder: ProgrammeFolder
    records: tuple[Record, ...]
    scrub: Scrub
    copies: tuple[Path, ...]
    lost: tuple[Path, ...]


def plan_taking_back(workspace: Workspace, folder: ProgrammeFolder, person: str) -> TakingBack:
    """Return what taking back the skills of a person means: their page, and the pairs they are in.

    Changes nothing. Raises `Damaged` for a session that cannot be read, `NotSaved` for a file that cannot be
    looked into.
    """
    require_all_readable(folder)
    pages = [each for each in folder.file.all(SkillPage) if each.person == person]
    pairs = [each for each in folder.file.all(SkillPair) if person in (each.teacher, each.learner)]
    records = (*pages, *pairs)
    scrub = RecordsOff(frozenset(each.id for each in records))
    copies, lost = copies_with(workspace, folder, scrub) if records else ((), ())
    return TakingBack(workspace, folder, records, scrub, copies, lost)


def taking_back_task(plan: TakingBack, *, lost: bool) -> Task:
    """Return what the engine is to do; undo cannot bring it back.

    Raises `RuleBroken` when copies that must be deleted may not be.
    """
    require_agreed(plan.lost, agreed=lost)
    return Task(
        command="skill take-back",
        workspace=plan.workspace,
        folder=plan.folder,
        scrub=plan.scrub,
        change=lambda file: _take_out(file, plan.records),
        files=(plan.folder.file,),
        copies=plan.copies,
        deleted=plan.lost,
        counts=count_kinds(ENTITIES[type(each)].name for each in plan.records),
        people=[each.id for each in plan.records],  # none of it comes back, not even without words
    )


def _take_out(file: RecordFile, records: tuple[Record, ...]) -> None:
    file.forget_history()
    with file.group("skills taken back", undoable=False, trace=False):
        for each in records:
            if file.find(type(each), each.id) is not None:
                file.remove(each)
