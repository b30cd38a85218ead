"""Redacting what a room had taken out: at once, without questions, while the session goes on.

The record may be gone already, so that only undo, an earlier state or a copy still tells it; or it stays as
it is now and only its earlier wordings go. Papers, and copies that would have to be deleted as a whole, are
left and told: somebody has to be asked about those.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from facilitator.errors import NotSaved
from facilitator.model.base import Record
from facilitator.model.redaction import redactable_texts, redacted
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.model.session import Draft
from facilitator.store.journal.files import Files
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.erasure.copies import Scrub, sort_copies
from facilitator.workspace.erasure.engine import PATIENCE, Erased, Task, count_kinds, erase
from facilitator.workspace.erasure.places import in_use, is_rewritable
from facilitator.workspace.erasure.progress import UNTOLD, ErasureProgress
from facilitator.workspace.erasure.text_search import Sought, look_through, records_with
from facilitator.workspace.erasure.wordings import wordings
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace

COMMAND = "take-out"
"""Its name in the deletion log."""


@dataclass(frozen=True)
class TakeOut:
    """What a take-out means: the *task* for the engine, the words *sought*, and *left*: the files that hold
    the words and are not changed without a question.
    """

    task: Task
    sought: Sought
    left: tuple[Path, ...]


class _Earlier(Scrub):
    """Takes records out of copies where they say anything they do not say now."""

    def __init__(self, sought: Sought, ids: frozenset[str], now: Collection[str]) -> None:
        super().__init__(sought, ids)
        self._now = now

    def _document(self, kind: type[Record], document: dict[str, Any]) -> dict[str, Any] | None:
        try:
            said = {word.text for word in redactable_texts(msgspec.convert(document, kind))}
        except (msgspec.ValidationError, UnicodeError):
            return super()._document(kind, document)
        return document if said and said <= set(self._now) else super()._document(kind, document)


def plan_take_out(
    workspace: Workspace,
    folder: ProgrammeFolder,
    file: SessionFile,
    ids: Iterable[str],
    *,
    earlier_only: bool = False,
    also_remove: Iterable[Record] = (),
    progress: ErasureProgress = UNTOLD,
) -> TakeOut:
    """Return what taking these records out of every file means; changes nothing, on any thread.

    With *earlier_only* the records stay as they are now and only what they said before goes. *also_remove*
    are records of the same file that go in the same change, such as the note that a take-out is due. Raises
    `NotSaved` while something waits for the disk, `Cancelled`.
    """
    if folder.wait_for_disk(PATIENCE):
        raise NotSaved("Some of it waits for the disk.", "Try again when it is saved.")
    wanted = frozenset(ids)
    live = tuple(_live(file, wanted))
    now = {word.text for record in live for word in redactable_texts(record)} if earlier_only else set()
    by_id = records_with(Sought((), wanted), workspace, progress)
    sought = Sought(word for word in wordings(wanted, {*by_id, file.path}) if word not in now)
    scrub = _scrub(Sought(sought.words, wanted), wanted, now)
    found = look_through(sought, workspace.root, progress, unreadable=True).found
    used = in_use(folder)
    hits = [path for path in dict.fromkeys((*by_id, *found)) if path not in used]
    copies, _ = sort_copies([path for path in hits if is_rewritable(workspace, folder, path)], scrub)
    drafts = tuple(each for each in file.all(Draft) if sought.in_line(each.text))
    stay = live if earlier_only else ()
    task = Task(
        command=COMMAND,
        workspace=workspace,
        folder=folder,
        scrub=scrub,
        change=lambda each: _change(each, wanted, sought, () if stay else live, (*drafts, *also_remove)),
        files=(file,),
        copies=copies,
        counts=_counts(wanted, live, drafts),
        words=() if stay else [record.id for record in live],
        gone=wanted - {record.id for record in live},
        earlier=stay,
    )
    covered = {each for path in (file.path, *copies) for each in Files(path).all()}
    return TakeOut(task, sought, tuple(path for path in found if path not in covered))


def _scrub(sought: Sought, ids: frozenset[str], now: Collection[str]) -> Scrub:
    return _Earlier(sought, ids, now) if now else Scrub(sought, ids)


def _counts(ids: Collection[str], live: Sequence[Record], drafts: Sequence[Record]) -> dict[str, int]:
    removed = len(ids) - len(live)
    return count_kinds(ENTITIES[type(record)].table for record in (*live, *drafts)) | {
        "records removed": removed
    }


def take_out(
    workspace: Workspace,
    folder: ProgrammeFolder,
    file: SessionFile,
    ids: Iterable[str],
    *,
    earlier_only: bool = False,
    also_remove: Iterable[Record] = (),
    progress: ErasureProgress = UNTOLD,
) -> Erased:
    """Do all of it, as when a programme is opened. Raises as `plan_take_out` and the engine's steps do."""
    plan = plan_take_out(
        workspace,
        folder,
        file,
        ids,
        earlier_only=earlier_only,
        also_remove=also_remove,
        progress=progress,
    )
    return erase(plan.task, progress)


def _live(file: RecordFile, ids: Collection[str]) -> Iterable[Record]:
    return (record for kind in entities_of(file.kind) for record in file.all(kind) if record.id in ids)


def _change(
    file: RecordFile,
    ids: Collection[str],
    sought: Sought,
    gone: Iterable[Record],
    also_remove: Iterable[Record],
) -> None:
    """Take the words out of the records and of every earlier state; other steps of undo stay."""

    def tells(record: Record) -> bool:
        return record.id in ids or sought.in_text("\n".join(word.text for word in redactable_texts(record)))

    file.forget_history(tells)
    with file.group(COMMAND, undoable=False, trace=False):
        for record in gone:
            now = file.find(type(record), record.id)
            less = None if now is None else redacted(now)
            if now is not None and less is not None:
                file.put(less)
            elif now is not None:
                file.remove(now)
        for record in also_remove:
            there = file.find(type(record), record.id)
            if there is not None:
                file.remove(there)
