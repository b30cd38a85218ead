"""What taking a person's name back and erasing a person have in common: copies, papers, what is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from facilitator.errors import Damaged, FacilitatorError
from facilitator.model.base import Record
from facilitator.model.person import Person
from facilitator.model.trail import Issued
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.erasure.copies import Scrub, sort_copies
from facilitator.workspace.erasure.papers import PapersFound, sort_papers
from facilitator.workspace.erasure.places import copy_files
from facilitator.workspace.erasure.progress import ErasureProgress
from facilitator.workspace.erasure.text_search import Sought, look_through
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import Workspace


@dataclass(frozen=True)
class PersonPlan:
    """What taking something of a person out of every file means.

    The *files* in use that tell of it, *named* records that carry it now, *copies* it is taken out of, *lost*
    ones that must be deleted, and *papers* of the program's with the name in them. *foreign* files of the
    documents folder have it too, and are each asked about by their names; *unread* ones are too large to be
    looked into. *told* are papers that left and may name them; *look* are the places of texts that may still
    mean them, so that somebody has to look.
    """

    workspace: Workspace
    folder: ProgrammeFolder
    person: Person
    scrub: Scrub
    files: tuple[RecordFile, ...]
    named: int
    copies: tuple[Path, ...]
    lost: tuple[Path, ...]
    papers: tuple[Path, ...] = ()
    foreign: tuple[Path, ...] = ()
    unread: tuple[Path, ...] = ()
    told: tuple[Issued, ...] = ()
    look: tuple[str, ...] = ()

    def deleted(self, *, papers: bool, by_name: Collection[Path]) -> tuple[Path, ...]:
        """Return what is deleted as a whole: *papers*, files agreed *by_name*, and copies that are lost."""
        named = [path for path in self.foreign if path in by_name]
        return (*(self.papers if papers else ()), *self.lost, *named)


def copies_with(
    workspace: Workspace, folder: ProgrammeFolder, scrub: Scrub
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the copies with something to take out, and those that must be deleted as a whole."""
    return sort_copies(_copies(workspace, folder, scrub), scrub)


def _copies(workspace: Workspace, folder: ProgrammeFolder, scrub: Scrub) -> Iterator[Path]:
    for path in copy_files(workspace, folder):
        if scrub.sought.in_file(path):
            try:
                if path.suffix != ".json" or scrub.tables(path) is not None:
                    yield path  # else it knows the person, and tells nothing that is to go
            except FacilitatorError:
                yield path


def record_in_copy(kind: type[Record], row: dict[str, Any]) -> Record:
    """Return the record that a row of a copy stands for. Raises `Damaged`."""
    try:
        return msgspec.convert(row, kind)
    except (msgspec.ValidationError, UnicodeError) as error:
        raise Damaged(f"A record of it cannot be read: {error}.", "Delete that copy.") from None


def papers_with(
    workspace: Workspace, names: Sequence[str], progress: ErasureProgress
) -> tuple[PapersFound, tuple[Path, ...]]:
    """Return the files of the documents folder that hold a name, and those too large to look into."""
    looked = look_through(Sought(names), workspace.root, progress, folders=("documents",))
    found = [path for path in looked.found if path.is_relative_to(workspace.documents_dir)]
    return sort_papers(workspace, found), looked.unread
