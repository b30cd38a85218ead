"""Reaching every file of a programme: its own, and the copies that lie about in the workspace.

Copies are backups, what repairs kept, removed sessions and what folder sync left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from facilitator.errors import Damaged, NotSaved, RuleBroken
from facilitator.identity import utc_now
from facilitator.store.files import Files
from facilitator.store.holding import take_hold
from facilitator.store.record_file import RecordFile
from facilitator.workspace.backup import backups_of
from facilitator.workspace.programme_folder import ProgrammeFolder
from facilitator.workspace.redacting_copies import Scrub, delete, require_deletable, scrub_copies
from facilitator.workspace.workspace import Workspace

PATIENCE = 10.0
"""Seconds to wait for the disk to take what is waiting."""

_PASSING = (".lock", ".holder")


def require_readable(folder: ProgrammeFolder) -> None:
    """Let all that waits be on the disk, and every session be read. Raises `NotSaved` or `Damaged`."""
    if folder.wait_for_disk(PATIENCE):
        raise NotSaved("Some of it waits for the disk.", "Try again when it is saved.")
    folder.sessions  # noqa: B018  # reading them fills `damaged`
    for path in folder.damaged:
        raise Damaged(
            f"{path.name} cannot be read, so what it holds is not known. Nothing was changed.",
            "Set that file right first: facilitator check. Or move it out of the workspace.",
        )


def copy_files(workspace: Workspace, folder: ProgrammeFolder) -> Iterator[Path]:
    """Yield every file of every copy of the programme's record files, by name."""
    live = {path for file in folder.files for path in (*Files(file.path).all(), Files(file.path).checksum)}
    roots = (folder.path, *backups_of(workspace, folder.path))
    for path in sorted(path for root in roots for path in root.rglob("*") if path.is_file()):
        if path not in live and ".json" in path.name and not path.name.endswith(_PASSING):
            yield path


def require_agreed(lost: Sequence[Path], *, agreed: bool) -> None:
    """Raise `RuleBroken` when copies must be deleted and nobody said they may be."""
    if lost and not agreed:
        raise RuleBroken(
            f"It cannot be taken out of {', '.join(path.name for path in lost)}. Nothing was changed.",
            "Let it be deleted, or move it out of the workspace.",
        )


def take_out(
    scrub: Scrub,
    copies: Sequence[Path],
    deleted: Sequence[Path],
    files: Sequence[RecordFile],
    change: Callable[[RecordFile], object],
) -> tuple[Path, ...]:
    """Take hold of every file; then delete, scrub copies, *change* the programme's own. Return the copies.

    Raises `InUse` or `NotSaved` before anything changed, or `NotSaved` for a disk that fails in the middle.
    """
    with ExitStack() as holds:
        for path in copies:
            holds.callback(take_hold(path, utc_now).let_go)
        for path in deleted:
            require_deletable(path)
        for file in files:
            file.hold()
        for path in deleted:
            delete(path)
        done = tuple(scrub_copies(copies, scrub))
        for file in files:
            change(file)
            _require_durable(file)
    return done


def _require_durable(file: RecordFile) -> None:
    if not file.settle(PATIENCE):
        raise NotSaved(f"{file.path.name} waits for the disk.", "Make room, then do it again.")
