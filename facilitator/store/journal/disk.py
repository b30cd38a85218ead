"""What the store asks of a disk, one small call each: the seam between the rules and the machine.

    write a file   open, write, sync, close           the bytes survive a power cut
    name a file    replace or link, then sync_folder  the name survives one too
    take it back   truncate                           what was appended never was

A sync of a file says nothing about its name, and a name says nothing about the bytes: POSIX promises
either only by the call made for it. On macOS `fsync` leaves the bytes in the drive; `F_FULLFSYNC` does
not (fsync(2) there). Windows cannot sync a folder and refuses to replace a file that anybody has open.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from pathlib import Path
from typing import BinaryIO

from facilitator.files.private import FILE

if sys.platform == "darwin":
    import fcntl

_NO_FOLDER_SYNC = {errno.EACCES, errno.EBADF, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM}
"""How systems say that folders cannot be synced there."""

BEGINNING = 256
"""How many first bytes are enough to tell one journal from another: its first line has a checksum."""

Stamp = tuple[int, int, int]

_IN_PLAIN_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EROFS: "the disk can only be read",
    errno.ENODEV: "the disk is gone",
    errno.EIO: "the disk does not answer",
    errno.EACCES: "this folder may not be written",
    errno.EPERM: "this folder may not be written",
}


def why(error: OSError) -> str:
    """Return the reason of an error of the disk in plain words, without a full stop."""
    return _IN_PLAIN_WORDS.get(error.errno or 0) or error.strerror or str(error)


RETRIES = 10
"""How often a replace is tried where a reader may have the file open for a moment (Windows)."""


LARGEST = 128 * 1024 * 1024
"""Bytes of a file that is read; a session of a day has less than one million."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def _opened(path: Path) -> BinaryIO:
    """Open a file to read it. Raises `OSError` for a pipe, a device, a folder, and what is too large."""
    if not stat.S_ISREG(path.stat().st_mode):  # before it is opened: opening can be an act as well
        raise OSError(errno.EINVAL, "it is a folder, a pipe or a device, not a file")
    file = os.fdopen(os.open(path, _FLAGS), "rb")
    if os.fstat(file.fileno()).st_size > LARGEST:
        file.close()
        raise OSError(errno.EFBIG, f"it has more than {LARGEST // 1024 // 1024} MB")
    return file


class Disk:
    """The calls themselves. Each raises `OSError`; a test puts its own recorder or fault here."""

    def read(self, path: Path) -> bytes | None:
        """Return the bytes of a file, or None when there is none. What never ends is not begun."""
        try:
            with _opened(path) as file:
                return file.read()
        except FileNotFoundError:
            return None

    def read_from(self, path: Path, start: int) -> tuple[bytes, bytes]:
        """Return the first bytes of a file and those from *start* on; nothing when there is none."""
        try:
            with _opened(path) as file:
                begin = file.read(BEGINNING)
                file.seek(start)
                return begin, file.read()
        except FileNotFoundError:
            return b"", b""

    def stamp(self, path: Path) -> Stamp | None:
        """Return what tells one state of a file from another without reading it; None when there is none."""
        try:
            status = os.stat(path)  # asked at each change, and faster than the path's own
        except OSError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns

    def permissions(self, path: Path) -> int:
        """Return the permissions of a file, for those made beside it; private when there is none."""
        try:
            return stat.S_IMODE(path.stat().st_mode)
        except OSError:
            return FILE

    def open(self, path: Path, mode: int = FILE) -> int:
        """Open a file to append to it, made with these permissions if it is new; return the handle."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), mode)

    def write(self, handle: int, data: bytes) -> None:
        """Append all of *data*, or raise after a part of it."""
        done = os.write(handle, data)
        while done < len(data):
            done += os.write(handle, data[done:])

    def sync(self, handle: int) -> None:
        """Return when the file's bytes are on the medium."""
        if sys.platform == "darwin":
            with contextlib.suppress(OSError):  # some file systems do not know it
                fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
                return
        os.fsync(handle)

    def truncate(self, handle: int, length: int) -> None:
        """Truncate the file to a number of bytes."""
        os.ftruncate(handle, length)

    def size(self, handle: int) -> int:
        """Return how many bytes the file has; -1 when it has no name any more."""
        status = os.fstat(handle)
        return status.st_size if status.st_nlink else -1

    def close(self, handle: int) -> None:
        """Give the handle back."""
        os.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        """Give *source* the name of *target*; tried again for about a second where readers are in the way."""
        for left in reversed(range(RETRIES)):
            try:
                os.replace(source, target)
                return
            except PermissionError:
                if sys.platform != "win32" or not left:
                    raise
                time.sleep(0.1)

    def link(self, source: Path, target: Path) -> None:
        """Give the file a second name; not every file system can."""
        os.link(source, target)

    def unlink(self, path: Path) -> None:
        """Take a name away if it is there."""
        path.unlink(missing_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Return when the names in *folder* are on the medium, where folders can be synced at all."""
        try:
            handle = os.open(folder, os.O_RDONLY)
        except OSError as error:
            if error.errno in _NO_FOLDER_SYNC:
                return
            raise
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(handle)


def write_whole(disk: Disk, path: Path, data: bytes, mode: int = FILE) -> None:
    """Write a new file and sync it; its name is not synced. Raises `OSError`."""
    disk.unlink(path)
    handle = disk.open(path, mode)
    try:
        disk.write(handle, data)
        disk.sync(handle)
    finally:
        disk.close(handle)
