"""Which files of a workspace are records in use, which are copies, and what may be deleted or rewritten.

Files behind a link are read, never written: what lies there is not the workspace's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from facilitator.commands import command
from facilitator.errors import RuleBroken
from facilitator.store.journal.files import Files
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.record_files import record_files
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.backup import FOLDER as BACKUPS
from facilitator.workspace.integrity.backup import backups_of
from facilitator.workspace.paths import resolved

Stamp = tuple[tuple[int, int, int] | None, ...]
"""What tells one state of a record file's files from another: inode, size and time of each."""

_PASSING = (".lock", ".holder")


def stamp_of(path: Path) -> Stamp:
    """Return size and time of change of every file of a record file, without reading any."""

    def stamp(file: Path) -> tuple[int, int, int] | None:
        try:
            status = file.stat()
        except OSError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns

    return tuple(map(stamp, Files(path).companions()))


def in_use(folder: ProgrammeFolder) -> frozenset[Path]:
    """Return every file of every record file of a programme that is no copy, by every name it goes by.

    What lies in its folder counts as in use unless it is known to be a copy, readable or not.
    """
    folder.sessions  # noqa: B018  # reading them fills `copies`
    records = {folder.file.path, *(path for path in record_files(folder.path) if path not in folder.copies)}
    files = {path: Files(path) for path in records}
    return frozenset(
        name
        for path, each in files.items()
        for name in (path, *each.all(), *each.companions(), each.lock, each.holder)
    )


def copy_files(workspace: Workspace, folder: ProgrammeFolder) -> Iterator[Path]:
    """Yield every file of every copy of the programme's record files, by name; none that is in use."""
    used = in_use(folder)
    roots = (folder.path, *backups_of(workspace, folder.path))
    for path in sorted(path for root in roots for path in root.rglob("*") if path.is_file()):
        ours = ".json" in path.name and not path.name.endswith(_PASSING)
        if ours and resolved(path) == path and path not in used:
            yield path


def is_behind_a_link(path: Path) -> bool:
    """Tell whether a path of the workspace leads over a link, so that the file lies somewhere else."""
    return resolved(path) != path


def require_erasable(workspace: Workspace, folder: ProgrammeFolder, paths: Iterable[Path]) -> None:
    """Raise `RuleBroken` for a path that no erasure may delete.

    That is a record file in use, one of another programme, a folder that holds one, what lies outside of the
    workspace's folders, and what lies behind a link.
    """
    if not (paths := tuple(paths)):
        return
    used = in_use(folder)
    others = {
        path
        for programme in workspace.programme_paths()
        if programme != folder.path
        for path in record_files(programme)
    }
    kept = used | others | {folder.path, *workspace.programme_paths(), *_roots(workspace)}
    for path in paths:
        _require_inside(workspace, folder, path)
        if any(each == path or each.is_relative_to(path) for each in kept):
            raise RuleBroken(
                f"{path.name} is a file in use and is never deleted. Nothing was changed.",
                f"Look at it: {command('check')}",
            )


def require_rewritable(workspace: Workspace, folder: ProgrammeFolder, paths: Iterable[Path]) -> None:
    """Raise `RuleBroken` for a path that no erasure may rewrite as a copy: as `require_erasable` says."""
    if not (paths := tuple(paths)):
        return
    used = in_use(folder)
    for path in paths:
        _require_inside(workspace, folder, path)
        if path in used:
            raise RuleBroken(
                f"{path.name} is a file in use, no copy. Nothing was changed.",
                f"Look at it: {command('check')}",
            )


def is_rewritable(workspace: Workspace, folder: ProgrammeFolder, path: Path) -> bool:
    """Tell whether a path lies where only the program writes record files, and not behind a link."""
    ours = (workspace.sessions_dir, resolved(workspace.root / BACKUPS), folder.path)
    return not is_behind_a_link(path) and any(path.is_relative_to(folder) for folder in ours)


def _roots(workspace: Workspace) -> tuple[Path, ...]:
    backups = resolved(workspace.root / BACKUPS)
    return workspace.root, workspace.sessions_dir, workspace.documents_dir, backups


def _require_inside(workspace: Workspace, folder: ProgrammeFolder, path: Path) -> None:
    folders = (*_roots(workspace)[1:], folder.path)
    if is_behind_a_link(path) or not any(path.is_relative_to(each) for each in folders):
        raise RuleBroken(
            f"{path} lies outside of the workspace and is not touched. Nothing was changed.",
            "Change it yourself where it lies, or move it out of the workspace.",
        )
