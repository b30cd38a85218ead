"""What redacting a record means: everything that belongs to it, and every file that holds its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.commands import command
from facilitator.errors import Damaged, RuleBroken
from facilitator.model.base import fields_of
from facilitator.model.person import Person
from facilitator.model.redaction import can_be_redacted, redactable_in
from facilitator.model.session import Draft
from facilitator.store.journal.files import Files
from facilitator.store.records.record_file import RecordFile
from facilitator.store.records.scrubbing import undo_steps
from facilitator.workspace.erasure.copies import Scrub, sort_copies
from facilitator.workspace.erasure.engine import require_all_readable
from facilitator.workspace.erasure.papers import sort_papers
from facilitator.workspace.erasure.places import in_use, is_rewritable
from facilitator.workspace.erasure.progress import UNTOLD, ErasureProgress
from facilitator.workspace.erasure.related_records import (
    Part,
    RelatedRecords,
    records_with_remarks,
    related_to,
)
from facilitator.workspace.erasure.text_search import Sought, look_through, records_with
from facilitator.workspace.erasure.wordings import wordings
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.lookup import FoundRecord


@dataclass(frozen=True)
class RedactionPlan:
    """What redacting a record means.

    *part* is the record, *related* what belongs to it, *also* the ids of those that are redacted with it.
    *fields* are the titles of what goes, *words* every wording of it that is known, earlier ones too.
    *drafts* are half-typed lines that hold it; they go. *undo* are the labels of the steps of undo that
    hold it. *documents* are papers as the program wrote them that hold it, or may (`maybe`: their text cannot
    be looked into); *foreign* are other files of the documents folder that do, each to be asked about by its
    name. In *copies* the words are replaced; *lost* cannot be changed and must be deleted. *elsewhere* are
    records that say the same, *others* files that do, also behind links; neither is touched. *unread* are too
    large to be looked into.
    """

    workspace: Workspace
    folder: ProgrammeFolder
    part: Part
    related: RelatedRecords
    also: frozenset[str]
    fields: tuple[str, ...]
    words: tuple[str, ...]
    drafts: tuple[Part, ...] = ()
    undo: tuple[str, ...] = ()
    documents: tuple[Path, ...] = ()
    maybe: tuple[Path, ...] = ()
    copies: tuple[Path, ...] = ()
    lost: tuple[Path, ...] = ()
    elsewhere: tuple[str, ...] = ()
    others: tuple[Path, ...] = ()
    foreign: tuple[Path, ...] = ()
    unread: tuple[Path, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The records that are redacted, the one it is about first."""
        return (
            self.part,
            *(each for each in (*self.related.merged, *self.related.derived) if self.chosen(each)),
        )

    def chosen(self, part: Part) -> bool:
        """Tell whether a related record is redacted too."""
        return part.record.id in self.also

    def says_the_same(self, part: Part) -> bool:
        """Tell whether a related record holds the very words of the record."""
        return Sought(self.part.telling).in_text("\n".join(part.words))

    @property
    def sought(self) -> Sought:
        """The words to look for."""
        return Sought(self.words)

    @property
    def scrub(self) -> Scrub:
        """What is taken out of copies."""
        ids = frozenset(part.record.id for part in self.parts)
        return Scrub(Sought(self.words, ids), ids)

    @property
    def root(self) -> Path:
        """The folder of the workspace."""
        return self.workspace.root

    @property
    def papers(self) -> Path:
        """The folder of the papers."""
        return self.workspace.documents_dir

    def shown(self, path: Path) -> str:
        """Return a path as people find it: from the folder of the workspace on."""
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)

    @property
    def touched(self) -> tuple[RecordFile, ...]:
        """The files of the programme with something to take out, that of the record last."""
        files = {part.file.path: part.file for part in (*self.parts, *self.drafts)}
        files.pop(self.part.file.path)
        return (*files.values(), self.part.file)


def plan_redaction(
    workspace: Workspace,
    folder: ProgrammeFolder,
    found: FoundRecord,
    also: Iterable[str] = (),
    progress: ErasureProgress = UNTOLD,
) -> RedactionPlan:
    """Return what redacting a record means; *also* are ids of related records that shall be redacted with it.

    The record need not be in its file any more: undo, an earlier state or a copy may still tell it.

    Raises `RuleBroken` for a record that cannot be redacted, `Damaged` when a file of the programme cannot
    be read and might hold the words, `NotSaved` when one cannot be looked into, `Cancelled`. Changes nothing.
    """
    if isinstance(found.record, Person):
        raise RuleBroken(
            f"{found.short_id} is a person: redaction would leave a person without a name.",
            f"Erase them everywhere instead: {command('person', 'erase', found.record.name)}",
        )
    if not can_be_redacted(type(found.record)):
        raise RuleBroken(
            f"{found.short_id} holds no words of anybody, only what was counted, chosen or named.",
            "Change it where it stands, or delete it.",
        )
    require_all_readable(folder)
    parts = records_with_remarks(folder)
    part = next((each for each in parts if each.record.id == found.record.id), None)
    if part is None:  # only undo, an earlier state or a copy still tells it
        part = Part(found.record, found.file or folder.file)
        parts.append(part)
    related = related_to(part, parts)
    first = RedactionPlan(workspace, folder, part, related, frozenset(also), _fields(part), ())
    return _with_places(first, parts, progress)


def with_also(plan: RedactionPlan, also: Iterable[str], progress: ErasureProgress = UNTOLD) -> RedactionPlan:
    """Return the plan for redacting these related records too. Raises as `plan_redaction` does."""
    part = plan.part
    file = part.file if isinstance(part.file, SessionFile) else None
    return plan_redaction(
        plan.workspace, plan.folder, FoundRecord(part.record, file, part.name), also, progress
    )


def _fields(part: Part) -> tuple[str, ...]:
    record = part.record
    return tuple(
        field.title
        for field in fields_of(type(record))
        if any(redactable_in(field, getattr(record, field.name)))
    )


def _with_places(plan: RedactionPlan, parts: list[Part], progress: ErasureProgress) -> RedactionPlan:
    """Look through the workspace and return the plan with what is there."""
    by_id = records_with(Sought((), [part.record.id for part in plan.parts]), plan.workspace, progress)
    plan = replace(plan, words=_wordings(plan, by_id))
    looked = look_through(plan.sought, plan.root, progress)
    hits = tuple(dict.fromkeys((*by_id, *looked.found)))
    used = in_use(plan.folder)
    stored = [path for path in hits if path not in used and not path.is_relative_to(plan.papers)]
    copies, lost = sort_copies(
        [each for each in stored if is_rewritable(plan.workspace, plan.folder, each)], plan.scrub
    )
    _require_of_no_other_programme(plan, lost)
    papers = sort_papers(plan.workspace, [each for each in looked.found if each.is_relative_to(plan.papers)])
    pdfs = [path for path in _of_session(plan, "*.pdf") if path not in looked.found]
    maybe = sort_papers(plan.workspace, pdfs)
    known = {*papers.ours, *(path for file in (*copies, *lost) for path in (file, *Files(file).all()))}
    found = (path for path in looked.found if path not in known and path not in used)
    return replace(
        plan,
        drafts=tuple(each for each in parts if _is_half_line(each, plan)),
        undo=_labels(plan),
        documents=papers.ours,
        maybe=maybe.ours,
        foreign=(*papers.foreign, *maybe.foreign),
        copies=copies,
        lost=lost,
        elsewhere=_elsewhere(plan, parts, hits),
        others=tuple(path for path in found if path not in papers.foreign and path.parent not in lost),
        unread=looked.unread,
    )


def _require_of_no_other_programme(plan: RedactionPlan, lost: Iterable[Path]) -> None:
    others = {*plan.workspace.programme_paths()} - {plan.folder.path}
    for path in lost:
        if path.parent in others:
            raise Damaged(
                f"{plan.shown(path)} holds the words too, and cannot be read. Nothing was changed.",
                f"Move it out of the workspace, or set it right first: {command('check')}",
            )


def _wordings(plan: RedactionPlan, files: Iterable[Path]) -> tuple[str, ...]:
    """Return every wording of the records that any of these files knows, or one that belongs to them."""
    ids = {part.record.id for part in plan.parts}
    now = [word for part in plan.parts for word in part.telling]
    known = wordings(ids, (*files, *(part.file.path for part in plan.parts)))
    return tuple(dict.fromkeys((*now, *known)))


def _is_half_line(part: Part, plan: RedactionPlan) -> bool:
    record = part.record
    return isinstance(record, Draft) and part not in plan.parts and plan.sought.in_line(record.text)


def _labels(plan: RedactionPlan) -> tuple[str, ...]:
    steps = (step for file in plan.touched for step in undo_steps(file.path))
    sought = plan.scrub.sought
    return tuple(label for label, text in steps if sought.in_text(text))


def _elsewhere(plan: RedactionPlan, parts: list[Part], hits: Iterable[Path]) -> tuple[str, ...]:
    """Return the names of records in these files that say the same and are not redacted."""
    sought, found = plan.sought, set(hits)
    files = [file for file in plan.folder.files if found.intersection(Files(file.path).all())]
    near = [part for part in parts if part.file in files and not isinstance(part.record, Draft)]
    others = [part for part in near if part not in plan.parts]
    return tuple(part.name for part in others if sought.in_text("\n".join(part.words)))


def _of_session(plan: RedactionPlan, pattern: str) -> tuple[Path, ...]:
    """Return the papers of the record's session, told by their names."""
    if not isinstance(plan.part.file, SessionFile):
        return ()
    begin = f"{plan.part.file.session.short_id}-".casefold()
    found = plan.papers.rglob(pattern)
    return tuple(sorted(path for path in found if path.name.casefold().startswith(begin)))
