"""The files one store consists of, by name."""

from __future__ import annotations

import os
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
        self.journal = self._beside(".journal")
        self.checksum = self._beside(".sum")
        self.previous = self._beside(".previous")
        self.bad = self._beside(".bad")
        self.lock = self._beside(".lock")
        self.holder = self._beside(".holder")

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
