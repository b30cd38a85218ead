"""Which files are papers as the program wrote them: their digests, in `papers.log` beside the programme.

One SHA-256 a line, hexadecimal, and nothing else; it goes nowhere with a backup or a copy. What was handed
out, to whom and when, is remembered apart from this (`issuing`).
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from facilitator.files.faults import FileFault
from facilitator.files.reading import read_bytes

FILE = "papers.log"
"""The name of the list, in the folder of its programme."""

_LARGEST = 16_000_000


def note_written(programme: Path, content: bytes) -> None:
    """Remember that a paper with that content was written; if the disk refuses, it counts as a person's."""
    digest = hashlib.sha256(content).hexdigest()
    path = programme / FILE
    if digest in written_digests(programme) or (os.path.lexists(path) and not _is_plain(path)):
        return
    with suppress(OSError), path.open("ab") as file:
        file.write(f"{digest}\n".encode())


def written_digests(programme: Path) -> frozenset[str]:
    """Return the digests of all papers the programme remembers to have written."""
    try:
        return frozenset(read_bytes(programme / FILE, _LARGEST).decode("ascii", "replace").split())
    except FileFault:
        return frozenset()


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
