"""Writing a paper to the disk: all of it or nothing."""

from __future__ import annotations

import os
import time
from pathlib import Path

from facilitator.errors import NotSaved

_TRIES = 5
_PAUSE = 0.05


def save(path: Path, content: bytes) -> Path:
    """Write *content* to *path* through a file beside it, so that an older paper is never half gone.

    Raises `NotSaved`.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _replace(beside, path)
    except OSError as error:
        _forget(beside)
        raise NotSaved(
            f"{path} could not be written: {error.strerror or error}.",
            "Close it if it is open elsewhere, or choose another folder.",
        ) from None
    return path


def _replace(beside: Path, path: Path) -> None:
    for attempt in range(_TRIES):
        try:
            beside.replace(path)
            return
        except PermissionError:  # Windows, while a reader has the old one open for a moment
            if os.name != "nt" or attempt == _TRIES - 1:
                raise
            time.sleep(_PAUSE)


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
