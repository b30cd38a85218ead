"""Archives (zip, and so Word and Excel files) with limits that are checked before a part is unpacked.

A few kilobytes can say they are terabytes, or hold a hundred thousand names. What an archive says of itself
is added up first, and `zipfile` never unpacks more of a part than the archive says it has, so what passes
these limits is as small as it claims.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from facilitator.errors import Damaged

PARTS = 2_000
"""Parts of an archive with all archives inside it. A Word file has some twenty."""

BYTES = 64_000_000
"""Bytes of all parts, unpacked."""

DEEPEST = 3
"""Archives inside an archive, the outermost counted."""

_PART = b"PK\x01\x02"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    MemoryError,
)
"""What `zipfile` raises over bytes that are no archive, are damaged, locked, or packed in an unknown way."""


class UnusableArchive(Damaged):
    """An archive is damaged, or larger than an allowance. *too_large* tells which; nothing was unpacked."""

    title = "This archive cannot be opened"

    def __init__(self, happened: str, todo: str = "", *, too_large: bool = False) -> None:
        super().__init__(happened, todo)
        self.too_large = too_large


@dataclass
class Allowance:
    """How much may still be unpacked; an archive and those inside it share one.

    *parts* is a number of parts, *size* the bytes of all of them unpacked, *deep* how many archives may
    still be opened inside each other.
    """

    parts: int = PARTS
    size: int = BYTES
    deep: int = DEEPEST

    def take(self, infos: list[zipfile.ZipInfo]) -> None:
        """Take so many parts off. Raises `UnusableArchive` when they are more than is left."""
        self._require(len(infos), sum(info.file_size for info in infos))
        self.parts -= len(infos)
        self.size -= sum(info.file_size for info in infos)

    def _require(self, parts: int, size: int) -> None:
        if parts > self.parts:
            raise _too_large(f"It holds {parts} files, and {self.parts} are the most.")
        if size > self.size:
            raise _too_large(
                f"Unpacked it would have {_megabytes(size)}, and {_megabytes(self.size)} are the most."
            )

    def require_names(self, data: bytes) -> None:
        """Raise `UnusableArchive` when the bytes of an archive list far too many parts to look at."""
        if self.deep < 1:
            raise _too_large("It holds archives inside archives.")
        # A picture may hold the mark of a part by chance, so this is twice as generous.
        if (marks := data.count(_PART)) > 2 * self.parts:
            raise _too_large(f"It holds {marks} files, and {self.parts} are the most.")


def _too_large(happened: str) -> UnusableArchive:
    return UnusableArchive(happened, "Make it smaller.", too_large=True)


def _megabytes(size: int) -> str:
    return f"{max(1, size // 1_000_000):,} MB".replace(",", " ")


def is_archive(data: bytes) -> bool:
    """Tell whether bytes begin as a zip does."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


@contextmanager
def open_archive(data: bytes, allowance: Allowance | None = None) -> Iterator[zipfile.ZipFile]:
    """Give the archive in *data*, all of whose parts fit the *allowance*; they are taken off it.

    Raises `UnusableArchive`, also for what is damaged in a part that is read inside.
    """
    left = allowance or Allowance()
    left.require_names(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            left.take(archive.infolist())
            yield archive
    except _BROKEN as error:
        raise UnusableArchive("It cannot be read as an archive.", "Save it anew.") from error


def parts_of(data: bytes, allowance: Allowance | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file in an archive. For archives inside it, go `deeper`.

    Raises `UnusableArchive` before the first part when it is larger than the *allowance*.
    """
    with open_archive(data, allowance) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield info.filename, archive.read(info)


@contextmanager
def deeper(allowance: Allowance) -> Iterator[Allowance]:
    """Give the same allowance for an archive inside an archive; it may not go down for ever."""
    allowance.deep -= 1
    try:
        yield allowance
    finally:
        allowance.deep += 1
