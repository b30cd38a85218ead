"""Who may change a file: one program at a time, which the others can name.

The lock is the operating system's, on `x.json.lock`, so it is free the moment its holder is gone, killed
or not. Who holds it stands in `x.json.holder`: a file that is locked cannot be read on Windows.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from facilitator.errors import FacilitatorError, InUse, NotSaved
from facilitator.files.reading import read_text
from facilitator.language.words import day, time
from facilitator.store.journal.disk import why
from facilitator.store.journal.files import Files

if TYPE_CHECKING:
    from filelock import BaseFileLock


_MOST = 10_000
"""Bytes of what a holder tells of itself."""


class Holder(msgspec.Struct, frozen=True):
    """A program that has a file open for changes: its process number, its computer, since when (UTC)."""

    process: int
    host: str
    since: datetime

    def __str__(self) -> str:
        since = self.since.astimezone()
        today = since.date() == datetime.now().astimezone().date()
        on = "" if today else f"{day(since, weekday=False)} "
        return f"process {self.process} on {self.host}, since {on}{time(since)}"


class Hold:
    """The right to change one file, until `let_go` or the end of the program."""

    def __init__(self, files: Files, lock: BaseFileLock) -> None:
        self._files = files
        self._lock = lock

    def let_go(self) -> None:
        """Let others change the file."""
        if not self._lock.is_locked:
            return
        # While it is still held: whoever opened the old lock file meanwhile notices that it is gone.
        for path in (self._files.holder, self._files.lock):
            with contextlib.suppress(OSError):
                path.unlink()
        self._lock.release()


def take_hold(path: Path, clock: Callable[[], datetime]) -> Hold:
    """Return the right to change a file. Raises `InUse` when another program has it, or `NotSaved`."""
    # Imported here: it takes longer than most commands, and who only reads needs no lock.
    from filelock import FileLock, Timeout

    files = Files(path)
    if path.is_symlink() and files.snapshot.exists() and not files.snapshot.is_file():
        # Whatever is written would lie beside a device or a pipe somewhere else, or take its place.
        raise NotSaved(f"Not saved: {path.name} is a link to what is no file.", "Take the link away.")
    lock = FileLock(files.lock, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise _in_use(files) from None
    except OSError as error:
        raise NotSaved(
            f"Not saved: {path.name} cannot be opened for changes: {why(error)}.",
            "Check the folder, or choose another one.",
        ) from None
    host = platform.node() or "this computer"
    holder = {"process": os.getpid(), "host": host, "since": clock().isoformat()}
    with contextlib.suppress(OSError):  # it only helps the others to know
        files.holder.unlink(missing_ok=True)  # a pipe would be waited for, a link written through
        with files.holder.open("x", encoding="utf-8") as holder_file:
            holder_file.write(json.dumps(holder))
    return Hold(files, lock)


def _in_use(files: Files) -> InUse:
    holder = _read_holder(files)
    who = f" ({holder})" if holder else ""
    return InUse(
        f"{files.name} is open for changes in another window{who}.",
        "Close it there to change it here; reading goes on.",
    )


def holder_of(path: Path) -> Holder | None:
    """Return who has a file open for changes, None when nobody has."""
    files = Files(path)
    if not files.lock.exists():
        return None
    from filelock import FileLock, Timeout

    lock = FileLock(files.lock, timeout=0, thread_local=False)
    try:
        with lock:
            return None
    except Timeout:
        return _read_holder(files)
    except OSError:
        return None


def _read_holder(files: Files) -> Holder | None:
    try:
        stored = json.loads(read_text(files.holder, _MOST))
        return Holder(int(stored["process"]), str(stored["host"]), datetime.fromisoformat(stored["since"]))
    except (FacilitatorError, ValueError, KeyError, TypeError, RecursionError):
        return None
