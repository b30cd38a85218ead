"""Redaction: words that are gone from every file the program owns (docs/field.md, "Taking out").

    plan      looks through the whole workspace and says what there is; changes nothing
    redact    takes hold of every file it will touch, or refuses all of it; then deletes papers, takes the
              words out of copies, and at last out of the record itself, by which all was found

So after an interruption each file is as it was or without the words, and redacting again does the rest.
It cannot be undone, and what was done before in the same files cannot be undone any more either.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from facilitator.errors import RuleBroken
from facilitator.model.base import Record, validated
from facilitator.model.changes import check_change
from facilitator.model.redaction import redacted
from facilitator.model.registry import ENTITIES
from facilitator.model.rules import broken_rules
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.erasure.engine import Erased, Task, count_kinds, erase
from facilitator.workspace.erasure.progress import UNTOLD, ErasureProgress
from facilitator.workspace.erasure.redaction_plan import RedactionPlan
from facilitator.workspace.erasure.text_search import look_through
from facilitator.workspace.folder.session_files import SessionFile


class RedactionChoices(NamedTuple):
    """What was answered: whether *documents* that hold the words, and copies that are *lost*, are deleted,
    and which files that are not the program's own are, each asked about *by_name*.
    """

    documents: bool = False
    lost: bool = False
    by_name: tuple[Path, ...] = ()


class Redacted(NamedTuple):
    """What was redacted, by the names people use; what was *deleted*; which *copies* were changed.

    *left* are files of the workspace that still hold the words or may, so whoever asked can look.
    """

    redacted: tuple[str, ...]
    deleted: tuple[Path, ...]
    copies: tuple[Path, ...]
    left: tuple[Path, ...]


def redaction_task(plan: RedactionPlan, choices: RedactionChoices, command: str = "redact") -> Task:
    """Return what the engine is to do. Raises `RuleBroken` when copies that must be deleted may not be."""
    if plan.lost and not choices.lost:
        names = ", ".join(map(plan.shown, plan.lost))
        raise RuleBroken(
            f"The words cannot be taken out of {names}. Nothing was changed.",
            "Let it be deleted, or move it out of the workspace.",
        )
    return Task(
        command=command,
        workspace=plan.workspace,
        folder=plan.folder,
        scrub=plan.scrub,
        change=lambda file: _redact_file(file, plan),
        allowed=lambda file: _require_allowed(file, plan),
        files=plan.touched,
        copies=plan.copies,
        deleted=(*_papers(plan, choices), *plan.lost),
        counts=count_kinds(ENTITIES[type(part.record)].table for part in (*plan.parts, *plan.drafts)),
        words=[part.record.id for part in plan.parts],
    )


def _papers(plan: RedactionPlan, choices: RedactionChoices) -> tuple[Path, ...]:
    named = tuple(path for path in plan.foreign if path in choices.by_name)
    return (*plan.documents, *plan.maybe, *named) if choices.documents else named


def redact(plan: RedactionPlan, choices: RedactionChoices, progress: ErasureProgress = UNTOLD) -> Redacted:
    """Take the words out of everything the plan names; return what was done, and where they still are.

    Raises `RuleBroken` when copies that must be deleted may not be, `InUse` when another program has one
    of the files, `NotSaved` when one cannot be written, `Damaged` when one cannot be read; then nothing
    changed. A disk that fails in the middle raises `NotSaved`: do it again then.
    """
    return outcome_of(plan, choices, erase(redaction_task(plan, choices), progress), progress)


def outcome_of(
    plan: RedactionPlan, choices: RedactionChoices, erased: Erased, progress: ErasureProgress = UNTOLD
) -> Redacted:
    """Look through the workspace once more, and return what an erasure by that plan did."""
    return Redacted(
        tuple(part.name for part in plan.parts),
        erased.deleted,
        erased.copies,
        remaining(plan, choices, progress.to_the_end()),
    )


def _require_allowed(file: RecordFile, plan: RedactionPlan) -> None:
    """Raise `RuleBroken` when a rule keeps the file from being changed, as one that is broken already."""
    session = file.session if isinstance(file, SessionFile) else None
    pairs = list(_pairs(file, plan))
    for before, after in pairs:
        check_change(before, after and validated(after), session)
    for sentence in broken_rules(file, frozenset(type(before) for before, _ in pairs)):
        raise RuleBroken(f"{file.path.name}: {sentence} Nothing was changed.", "Set that right first.")


def _pairs(file: RecordFile, plan: RedactionPlan) -> Iterator[tuple[Record, Record | None]]:
    """Yield each record of a file that changes, as it is now and as it will be; None for one that goes."""
    for part in (*plan.parts, *plan.drafts):
        now = file.find(type(part.record), part.record.id) if part.file is file else None
        if now is not None:
            yield now, redacted(now)


def _redact_file(file: RecordFile, plan: RedactionPlan) -> None:
    # First, for undo also keeps words that no record of today points to.
    file.forget_history()
    with file.group("redaction", undoable=False, trace=False):
        for now, less in list(_pairs(file, plan)):
            if less is None:
                file.remove(now)
            else:
                file.put(less)


def remaining(
    plan: RedactionPlan, choices: RedactionChoices, progress: ErasureProgress = UNTOLD
) -> tuple[Path, ...]:
    """Return the files of the workspace that hold the words, and those that cannot be looked into."""
    looked = look_through(plan.sought, plan.root, progress, unreadable=True)
    maybe = (*(() if choices.documents else plan.maybe), *plan.foreign)
    blind = (path for path in maybe if path not in choices.by_name and path.exists())
    return tuple(dict.fromkeys((*looked.found, *looked.unread, *blind)))
