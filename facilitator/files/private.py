"""Folders and files for their owner alone: what teams said in confidence is nobody else's on this computer.

The program starts by asking the system for it once (`umask`), so whatever makes a file later, a library
too, makes a private one. Who makes a folder or a file says so as well, for programs that only borrow a part.
Windows has other rights; there a folder in the user's own is private already, and nothing is done.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

FOLDER = 0o700
"""What the owner may do with a folder; others nothing."""

FILE = 0o600
"""What the owner may do with a file; others nothing."""

_OTHERS = 0o077

_usual = -1


@contextlib.contextmanager
def privately() -> Iterator[None]:
    """Let everything that is made inside be for its owner alone. For the whole process, so for its start."""
    global _usual  # the rights of a process are of the process
    before = os.umask(_OTHERS)
    _usual = before if os.name != "nt" else -1
    try:
        yield
    finally:
        os.umask(before)


def usual_umask() -> int:
    """Return the umask from before `privately`, for other programs that are started; -1 for that there is."""
    return _usual


def make_folder(path: Path) -> Path:
    """Make a folder, and those it lies in where they lack, each for its owner alone. Raises `OSError`.

    One that is there stays as it is.
    """
    missing = []
    each = path
    while not each.is_dir() and each != each.parent:
        missing.append(each)
        each = each.parent
    for new in reversed(missing):
        try:
            new.mkdir(FOLDER, exist_ok=True)
        except FileExistsError as error:
            raise NotADirectoryError(errno.ENOTDIR, "There is a file of that name", str(new)) from error
    return path


def is_wider(path: Path) -> bool:
    """Tell whether anybody but its owner may do something with a file or folder. A link says nothing."""
    if os.name == "nt":
        return False
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return not stat.S_ISLNK(mode) and bool(stat.S_IMODE(mode) & _OTHERS)


def narrow(path: Path) -> None:
    """Take from a file or folder what others may do with it. Raises `OSError`."""
    path.chmod(stat.S_IMODE(path.lstat().st_mode) & ~_OTHERS)
