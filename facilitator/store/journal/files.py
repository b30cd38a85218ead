"""The files one store consists of, by name."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path


class Files:
    """The names beside `x.json`; the module `journal` draws what is in them.

    Attributes: *snapshot* `x.json`, *journal* `x.json.journal`, *checksum* `x.json.sum`, *previous*
    `x.json.previous`, *bad* `x.json.bad`, *lock* `x.json.lock`, *holder* `x.json.holder`. A link is
    followed first, so that all lie in one folder; *name* is that by which the file was asked for.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.snapshot = Path(os.path.realpath(path))
        self.folder = self.snapshot.parent
        self.name = Path(path).name

    @cached_property
    def journal(self) -> Path:
        """The file of what was saved since the snapshot."""
        return self._beside(".journal")

    @cached_property
    def checksum(self) -> Path:
        """The file that says which snapshot is the right one."""
        return self._beside(".sum")

    @cached_property
    def previous(self) -> Path:
        """The snapshot before."""
        return self._beside(".previous")

    @cached_property
    def bad(self) -> Path:
        """The file of what could not be read."""
        return self._beside(".bad")

    @cached_property
    def lock(self) -> Path:
        """The file that whoever writes holds."""
        return self._beside(".lock")

    @cached_property
    def holder(self) -> Path:
        """The file that says who holds the lock."""
        return self._beside(".holder")

    def _beside(self, ending: str) -> Path:
        return self.snapshot.with_name(self.snapshot.name + ending)

    def changed_elsewhere(self, number: int) -> Path:
        """Return the name under which what something else put in the place of the file is kept beside it."""
        stem, ending = self.snapshot.stem, self.snapshot.suffix
        label = "changed elsewhere" if number == 1 else f"changed elsewhere {number}"
        return self.snapshot.with_name(f"{stem} ({label}){ending}")

    def all(self) -> tuple[Path, ...]:
        """Return every file that may hold words of this store, also those an interruption leaves."""
        named = (self.snapshot, self.journal, self.previous, self.bad)
        return (*named, unfinished(self.snapshot), unfinished(self.previous))

    def companions(self) -> tuple[Path, ...]:
        """Return every file that goes where the snapshot goes, the snapshot first."""
        return (self.snapshot, self.journal, self.checksum, self.previous, self.bad)


def unfinished(path: Path) -> Path:
    """Return the name a file has while it is being written."""
    return path.with_name(f"{path.name}.tmp")
