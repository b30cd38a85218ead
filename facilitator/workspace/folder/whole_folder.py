"""A folder that is there as a whole or not at all: a backup, a restored programme, a copy for sharing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from facilitator.files.private import make_folder

UNFINISHED = ".new"
"""How the name of such a folder ends while it is being filled; it begins with a dot."""

_LONGEST = 100


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Give a new folder to fill; it gets the name *path* when all went well, and goes when not.

    It lies beside *path* under a name nothing had before, and nothing else is ever deleted, but *path* itself
    if it is an empty folder. A program that is killed leaves it behind; it never counts for anything. Raises
    `OSError`.
    """
    make_folder(path.parent)
    beside = Path(tempfile.mkdtemp(UNFINISHED, f".{path.name[:_LONGEST]}.", path.parent))
    try:
        yield beside
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        beside.rename(path)
    except BaseException:
        # Imported here: mostly all goes well.
        from facilitator.workspace.deletion.removal import delete_as_far_as_possible

        delete_as_far_as_possible(beside)
        raise
