"""The worked example: a made-up university to look around in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from facilitator import identity, resources
from facilitator.errors import BadInput, NotSaved
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.record_files import PROGRAMME_FILE
from facilitator.workspace.folder.workspace import Workspace

_NAME = "demo"


def open_demo(
    into: Path | None = None,
    *,
    clock: Callable[[], datetime] = identity.utc_now,
    as_of: date | None = None,
    lasting: Workspace | None = None,
) -> tuple[Workspace, ProgrammeFolder]:
    """Open the worked example in *into*, or in a new scratch folder that nobody keeps.

    What is begun while somebody looks around in a scratch folder is kept in their own workspace, *lasting*.
    A new or empty folder is filled; one that holds the example is opened with its edits. Anything
    else is refused with `BadInput`, and a disk that cannot be written with `NotSaved`.
    """
    root = into if into is not None else _scratch_folder()
    programme = root / "sessions" / _NAME
    if programme.resolve() == resources.demo_dir().resolve():
        raise BadInput(
            f"{root} holds the example as it is shipped.", "Name a new folder; the example is copied there."
        )
    if not (programme / PROGRAMME_FILE).is_file():
        _fill(root, programme)
    workspace = Workspace(root, clock=clock, as_of=as_of, lasting=None if into else lasting)
    return workspace, workspace.open(programme)


def _scratch_folder() -> Path:
    # Imported here: who named a folder does not wait for it.
    import tempfile

    return Path(tempfile.mkdtemp(prefix="facilitator-"))


def _fill(root: Path, programme: Path) -> None:
    if root.exists() and not root.is_dir():
        raise BadInput(f"{root} is a file.", "Name a new or empty folder for the example.")
    try:
        if root.is_dir() and any(root.iterdir()):
            raise BadInput(
                f"{root} holds something else already.", "Name a new or empty folder for the example."
            )
        _copy(resources.demo_dir(), programme)
    except OSError as error:
        raise NotSaved(
            f"The example cannot be written to {root}: {error.strerror or error}.", "Name another folder."
        ) from None


def _copy(shipped: Path, programme: Path) -> None:
    """Copy the record files; the folder gets its name when all of them are there."""
    # Imported here: the second time it is there.
    from facilitator.files.writing import save
    from facilitator.store.records.mending import write_anew
    from facilitator.workspace.folder.whole_folder import whole_folder

    with whole_folder(programme) as beside:
        for file in sorted(shipped.glob("*.json")):
            # The words alone, not the rights: a copy of what was installed read-only can be changed.
            save(beside / file.name, file.read_bytes())
            write_anew(beside / file.name, keep_previous=False)
