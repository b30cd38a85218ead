"""Deleting files and folders: whether that is possible, and doing it. Nothing else of the workspace does."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from facilitator.errors import NotSaved


def require_deletable(path: Path) -> None:
    """Raise `NotSaved` when another program keeps a file, or the folder's rights forbid it to go."""
    try:
        for each in [path] if path.is_file() else path.iterdir():
            if each.is_file():
                each.open("r+b").close()
    except FileNotFoundError:
        return
    except OSError as error:
        raise _stays(path, error) from None


def delete(path: Path) -> None:
    """Delete a file, or a folder with all that is in it. Raises `NotSaved`."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
    except OSError as error:
        raise _stays(path, error) from None


def delete_as_far_as_possible(path: Path) -> None:
    """Delete a file, or a folder with all that is in it, as far as that goes; links are left alone."""
    if path.is_symlink():
        return
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        path.unlink()


def _stays(path: Path, error: OSError) -> NotSaved:
    return NotSaved(
        f"{path} cannot be deleted: {error.strerror or error}.",
        "Close it where it is open, or look at the rights of its folder; then try again.",
    )
