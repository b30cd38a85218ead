"""Purging: what has been kept long enough is deleted for real (docs/field.md, "How long it is kept").

    plan      says what is due, and which other files hold it; changes nothing
    purge     takes hold of every file it will touch, or refuses all of it; then takes it out of copies,
              deletes papers, and at last takes it out of the records

Copies are backups, what repairs kept, removed sessions and what folder sync left. Only how many of what went
is remembered. It cannot be undone; after an interruption, purging again does the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from facilitator.errors import Damaged, FacilitatorError
from facilitator.model.base import Record
from facilitator.model.redaction import holds_remarks, redactable_texts
from facilitator.model.registry import ENTITIES
from facilitator.model.trail import Purge
from facilitator.store.journal.tables import Tables
from facilitator.store.records.history import TABLE as HISTORY
from facilitator.store.records.record_file import RecordFile
from facilitator.store.records.scrubbing import read_tables, states_of
from facilitator.workspace.erasure.copies import Scrub, sort_copies
from facilitator.workspace.erasure.engine import Erased, Task, erase, require_agreed, require_all_readable
from facilitator.workspace.erasure.papers import PapersFound, sort_papers
from facilitator.workspace.erasure.places import copy_files
from facilitator.workspace.erasure.progress import UNTOLD, ErasureProgress
from facilitator.workspace.erasure.retention_due import Due, Less, Policy, due_by_file, due_counts, records_of
from facilitator.workspace.erasure.text_search import Sought, look_through
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace


@dataclass(frozen=True)
class PurgePlan:
    """What a purge means.

    *less* says what becomes of each file of the programme; *due* counts it. *stale* are files in which only
    earlier states are due, so that their undo ends. In *copies* it is taken out; *lost* cannot be changed and
    must be deleted. *papers*, as the program wrote them, hold words that go, or may (PDF cannot be looked
    into); so do *foreign* files of the documents folder, each to be asked about by its name. *unread* are too
    large to be looked into.
    """

    workspace: Workspace
    folder: ProgrammeFolder
    less: dict[RecordFile, Less]
    stale: tuple[RecordFile, ...] = ()
    copies: tuple[Path, ...] = ()
    lost: tuple[Path, ...] = ()
    papers: tuple[Path, ...] = ()
    foreign: tuple[Path, ...] = ()
    unread: tuple[Path, ...] = ()

    @property
    def due(self) -> tuple[Due, ...]:
        """How many of what go, by session."""
        return due_counts(self.less)

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to purge in any file."""
        return not (self.less or self.stale or self.copies or self.lost)

    @property
    def cut(self) -> Cut:
        """What is taken out of copies."""
        ids = frozenset(record.id for less in self.less.values() for record in less.gone)
        return Cut(msgspec.structs.replace(Policy.of(self.folder), in_copies=True), ids)

    @property
    def files(self) -> tuple[RecordFile, ...]:
        """The files of the programme that change, its own last: it remembers the purge."""
        sessions = dict.fromkeys((*self.less, *self.stale))
        return (*(file for file in sessions if file is not self.folder.file), self.folder.file)

    def shown(self, path: Path) -> str:
        """Return a path as people find it: from the folder of the workspace on."""
        root = self.workspace.root
        return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


class Cut(Scrub):
    """What is taken out of copies: all that has been kept long enough, and the undo that tells of it.

    *ids* are the records that go from the programme itself.
    """

    def __init__(self, policy: Policy, ids: frozenset[str]) -> None:
        super().__init__(Sought((), ids), ids)
        self._policy = policy

    def tables(self, path: Path) -> Tables | None:
        """Return what a record file is to hold; None when nothing in any file of it is due.

        Raises `Damaged` for one that cannot be read, or that must go as a whole.
        """
        tables = read_tables(path)
        records = tuple(_records(tables))
        less = self._policy.less(records)
        if less.session_goes:
            raise Damaged(f"{path.name} has been kept long enough as a whole.", "Delete that copy.")
        if not less.changed and not tells_of_due(path, self._policy, self._policy.held(records)):
            return None
        new = {record.id: msgspec.to_builtins(record) for record in less.changed}
        gone = {record.id for record in less.gone}
        return {
            name: {
                n: new.get(str(row.get("id")), row) for n, row in table.items() if row.get("id") not in gone
            }
            for name, table in tables.items()
            if name != HISTORY
        }


def _records(tables: Tables) -> Iterator[Record]:
    kinds = {entity.table: kind for kind, entity in ENTITIES.items()}
    for name, table in tables.items():
        for row in table.values() if name in kinds else ():
            try:
                yield msgspec.convert(row, kinds[name])
            except (msgspec.ValidationError, UnicodeError) as error:
                raise Damaged(f"A record of it cannot be read: {error}.", "Delete that copy.") from None


def tells_of_due(path: Path, policy: Policy, session_day: date | None) -> bool:
    """Tell whether any file of a store says something that has been kept long enough, undo included."""
    return any(policy.is_due_state(state.kind, state.fields, session_day) for state in states_of(path))


# Planning ----------------------------------------------------------------------------------------


def plan_purge(
    workspace: Workspace, folder: ProgrammeFolder, progress: ErasureProgress = UNTOLD
) -> PurgePlan:
    """Return what a purge means on the day the programme is seen from; changes nothing.

    Raises `Damaged` for a session that cannot be read, `NotSaved` for one that waits for the disk or a file
    that cannot be looked into, `RuleBroken` where something cannot do without what is due.
    """
    require_all_readable(folder)
    policy, less = Policy.of(folder), due_by_file(folder)
    stale = tuple(
        file
        for file in (*folder.sessions, folder.file)
        if file not in less and tells_of_due(file.path, policy, policy.held(records_of(file)))
    )
    first = PurgePlan(workspace, folder, less, stale)
    copies, lost = sort_copies(_copies_with_due(first, progress), first.cut)
    papers, unread = _papers(first, progress)
    return PurgePlan(workspace, folder, less, stale, copies, lost, papers.ours, papers.foreign, unread)


def _copies_with_due(plan: PurgePlan, progress: ErasureProgress) -> Iterator[Path]:
    """Yield the files of copies of this programme that hold something due."""
    cut = plan.cut
    for path in progress.each("Looking through copies", copy_files(plan.workspace, plan.folder)):
        if cut.sought.in_file(path) or (path.suffix == ".json" and _is_due(path, cut)):
            yield path


def _is_due(path: Path, cut: Cut) -> bool:
    try:
        return cut.tables(path) is not None
    except FacilitatorError:
        return False  # it holds no record that goes; what else it is, nobody can read


def _papers(plan: PurgePlan, progress: ErasureProgress) -> tuple[PapersFound, tuple[Path, ...]]:
    """Return the files of the documents folder that tell what goes, or may, and those too large to read."""
    gone = [record for less in plan.less.values() for record in less.gone if holds_remarks(type(record))]
    if not gone:
        return PapersFound((), ()), ()
    sought = Sought(word.text for record in gone for word in redactable_texts(record) if word.telling)
    looked = look_through(sought, plan.workspace.root, progress, folders=("documents",))
    sessions = tuple(f"{each.session.casefold()}-" for each in plan.due if each.session)
    beneath = plan.workspace.documents_dir
    pdfs = (path for path in sorted(beneath.rglob("*.[pP][dD][fF]")) if path.is_file())
    maybe = [path for path in pdfs if path.name.casefold().startswith(sessions)] if sessions else []
    found = dict.fromkeys((*(path for path in looked.found if path.is_relative_to(beneath)), *maybe))
    return sort_papers(plan.workspace, found), looked.unread


# Doing -------------------------------------------------------------------------------------------


def purge(
    plan: PurgePlan,
    *,
    papers: bool,
    lost: bool,
    by_name: Collection[Path] = (),
    progress: ErasureProgress = UNTOLD,
) -> Erased:
    """Delete everything that is due; *papers* and copies that are *lost* only when that was agreed, and of
    the files that are not the program's own those that were agreed *by_name*.

    Raises `RuleBroken` when copies that must be deleted may not be, `InUse` when another program has one of
    the files, `NotSaved` when one cannot be written; then nothing changed. A disk that fails in the middle
    raises `NotSaved`: do it again then.
    """
    return erase(purge_task(plan, papers=papers, lost=lost, by_name=by_name), progress)


def purge_task(plan: PurgePlan, *, papers: bool, lost: bool, by_name: Collection[Path] = ()) -> Task:
    """Return what the engine is to do. Raises `RuleBroken` when copies that must be deleted may not be."""
    require_agreed(plan.lost, agreed=lost)
    named = [path for path in plan.foreign if path in by_name]
    whole = {file for file, less in plan.less.items() if less.session_goes and isinstance(file, SessionFile)}
    return Task(
        command="purge",
        workspace=plan.workspace,
        folder=plan.folder,
        scrub=plan.cut,
        change=lambda file: _purge_file(plan, file),
        files=[file for file in plan.files if file not in whole],
        sessions=[file for file in plan.files if isinstance(file, SessionFile) and file in whole],
        copies=plan.copies,
        deleted=(*(plan.papers if papers else ()), *plan.lost, *named),
        counts=_counts(plan.due),
        gone=plan.cut.ids,
    )


def _purge_file(plan: PurgePlan, file: RecordFile) -> None:
    less = plan.less.get(file, Less())
    file.forget_history()  # undo also keeps what no record of today points to
    with file.group("purge", purging=True):
        for record in less.gone:
            file.remove(record)
        for record in less.changed:
            file.put(record)
        if file is plan.folder.file and (counts := _counts(plan.due)):
            file.put(Purge(counts=counts))


def _counts(due: Iterable[Due]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for each in due:
        counts[each.kind] += each.number
    return dict(counts)
