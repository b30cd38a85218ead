"""What is looked at after an episode: every file, what `check` says, and the way back and forth again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from facilitator.errors import FacilitatorError, RuleBroken
from facilitator.model.base import Record
from facilitator.model.registry import entities_of
from facilitator.model.session import Draft, OnScreen
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.check import check
from tests.clock import FakeClock

Records = dict[str, Record]


def faults_of(root: Path, clock: FakeClock) -> list[str]:
    """Return what is wrong with the workspace an episode left at *root*."""
    return list(_faults(Workspace(root, clock=clock.now)))


def _faults(workspace: Workspace) -> Iterator[str]:
    yield from _checked(workspace, "after the episode")
    for path in sorted(workspace.sessions_dir.glob("*/programme.json")):
        folder = workspace.open(path.parent)
        try:
            for file in (*folder.sessions, folder.file):
                yield from _back_and_forth(file)
        finally:
            folder.close()
    yield from _checked(workspace, "after undo and redo of everything")


def _checked(workspace: Workspace, when: str) -> Iterator[str]:
    for problem in check(workspace).problems:
        yield f"check, {when}: {problem}"


def _back_and_forth(file: RecordFile) -> Iterator[str]:
    """Take everything back, then do it again: the records at each step are the same both ways.

    What something in another file points at stays, and what was done before it as well.
    """
    states = [everything(file)]
    labels = []
    try:
        with contextlib.suppress(RuleBroken):
            while (change := file.undo()) is not None:
                labels.append(change.label)
                states.append(everything(file))
        for state, label in zip(reversed(states[:-1]), reversed(labels), strict=True):
            if file.redo() is None:
                yield f"{file.path.name}: redo of “{label}” is gone"
                return
            if (now := everything(file)) != state:
                yield f"{file.path.name}: redo of “{label}” differs in {_difference(state, now)}"
                return
    except FacilitatorError as error:
        yield f"{file.path.name}: {error} after {labels[-3:]}"


def everything(file: RecordFile) -> Records:
    """Return the records by id, without half lines and what the window shows: they are no steps of undo."""
    kinds = [kind for kind in entities_of(file.kind) if kind not in (Draft, OnScreen)]
    return {each.id: each for kind in kinds for each in file.all(kind)}


def _difference(one: Records, other: Records) -> str:
    ids = [id for id in one.keys() | other.keys() if one.get(id) != other.get(id)]
    return "; ".join(f"{one.get(id)} / {other.get(id)}" for id in ids[:2])
