"""The one writer of whole files: papers, exports, templates, settings. All of it or nothing.

A file is written beside and put in place when it is whole and on the disk, so an older one is never half
gone, and a full disk leaves no beginning that looks like a file. Records have a writer of their own (store).
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from pathlib import Path

from facilitator.errors import BadInput, NotSaved
from facilitator.files.private import FILE, make_folder

_TRIES = 5
_PAUSE = 0.05
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_LONGEST = 40
_PART = ".facilitator-part"
"""Ends the name of a file that is not whole yet."""

_OLD = 3600
"""Seconds after which nobody writes it any more."""


def save(path: Path, content: bytes) -> Path:
    """Write *content* to *path*, in place of what is there, and return the path. Raises `NotSaved`.

    A new file is for its owner alone; one that takes the place of another keeps what others may do with it.
    A link is replaced and never written through.
    """
    try:
        beside = _written_beside(path, content, _mode(path))
        try:
            _replace(beside, path)
        except OSError:
            _forget(beside)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise _not_saved(path, error) from None
    return path


def save_new(path: Path, content: bytes) -> Path:
    """Write *content* to *path*, where nothing may be yet, and return the path.

    Raises `BadInput` when something is there, which stays, or `NotSaved`.
    """
    try:
        if os.path.lexists(path):
            raise FileExistsError
        beside = _written_beside(path, content, FILE)
        try:
            _name_new(beside, path)
        finally:
            _forget(beside)
        _sync_folder(path.parent)
    except FileExistsError:
        raise BadInput(
            f"{path} is there already.", "Change that one, or take it away to begin anew."
        ) from None
    except OSError as error:
        raise _not_saved(path, error) from None
    return path


def _written_beside(path: Path, content: bytes, mode: int) -> Path:
    """Write a file beside *path* and return where it is. Raises `OSError`; then it is gone again."""
    make_folder(path.parent)
    beside = path.with_name(f".{path.name[:_LONGEST]}.{os.urandom(4).hex()}{_PART}")
    _sweep(path.parent)
    with os.fdopen(os.open(beside, _NEW, mode), "wb") as file:
        try:
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            _forget(beside)
            raise
    return beside


def _sweep(folder: Path) -> None:
    """Take away what programs that were killed while they wrote here left behind: it may hold words."""
    for path in folder.glob(f".*{_PART}"):
        with contextlib.suppress(OSError):
            if time.time() - path.lstat().st_mtime > _OLD:
                path.unlink()


def _mode(path: Path) -> int:
    """Return what others may do with a file that is there. Raises `OSError` where none can be."""
    try:
        led_to, itself = path.stat().st_mode, path.lstat().st_mode
    except OSError:
        return FILE  # nothing, or a link that leads nowhere
    if not stat.S_ISREG(led_to):
        raise OSError(errno.EINVAL, "There is something that is not a file")
    return stat.S_IMODE(itself) if stat.S_ISREG(itself) else FILE


def _replace(beside: Path, path: Path) -> None:
    for attempt in range(_TRIES):
        try:
            beside.replace(path)
            return
        except PermissionError:  # Windows, while a reader has the old one open for a moment
            if os.name != "nt" or attempt == _TRIES - 1:
                raise
            time.sleep(_PAUSE)


def _name_new(beside: Path, path: Path) -> None:
    """Give a file its name unless that is taken. Raises `FileExistsError`."""
    if os.name == "nt":
        beside.rename(path)  # never replaces there
        return
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # a disk on which a file has one name
        if os.path.lexists(path):
            raise FileExistsError from None
        beside.rename(path)


def _sync_folder(folder: Path) -> None:
    """Let the name survive a power cut as well, where folders can be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _not_saved(path: Path, error: OSError) -> NotSaved:
    return NotSaved(
        f"{path} could not be written: {error.strerror or error}.",
        "Close it if it is open elsewhere, or choose another folder.",
    )
