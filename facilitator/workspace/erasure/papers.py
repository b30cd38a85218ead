"""Which files of the documents folder are papers as the program wrote them, and which are not its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from facilitator.errors import FacilitatorError
from facilitator.model.registry import ENTITIES
from facilitator.model.trail import Issued
from facilitator.store.records.scrubbing import read_tables
from facilitator.workspace.erasure.places import is_behind_a_link
from facilitator.workspace.folder.record_files import PROGRAMME_FILE
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.written_papers import written_digests


class PapersFound(NamedTuple):
    """Files of the documents folder: *ours* are byte for byte what the program wrote, *foreign* are not, for
    they are somebody else's, or changed by hand. What lies behind a link is neither.
    """

    ours: tuple[Path, ...]
    foreign: tuple[Path, ...]


def sort_papers(workspace: Workspace, paths: Iterable[Path]) -> PapersFound:
    """Return which of these files are the program's own, told by the digests of what it wrote."""
    own = [path for path in paths if not is_behind_a_link(path)]
    issued = issued_digests(workspace) if own else frozenset()
    ours = tuple(path for path in own if _digest(path) in issued)
    return PapersFound(ours, tuple(path for path in own if path not in ours))


def issued_digests(workspace: Workspace) -> frozenset[str]:
    """Return the SHA-256 digests of everything any programme of the workspace remembers to have written."""
    digests: set[str] = set()
    for path in workspace.programme_paths():
        with suppress(FacilitatorError, OSError):
            digests |= written_digests(path)
            rows = read_tables(path / PROGRAMME_FILE).get(ENTITIES[Issued].table, {})
            digests |= {str(row.get("digest")) for row in rows.values()}
    return frozenset(digests)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
