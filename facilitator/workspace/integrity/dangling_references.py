"""References between the records of a programme, and those that point at nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from facilitator.errors import Damaged
from facilitator.model.base import R, Record
from facilitator.model.programme import Programme
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.model.rules import dangling_references
from facilitator.store.records.record_file import RecordFile
from facilitator.store.records.salvage import NOTHING_MISSED, Missed
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.problems import Fix, Problem

FROM_FILES = ("practices", "modules")
"""What stands in workshop files, by the table references name."""

Known = dict[str, frozenset[str]]
"""The ids there are, by table; the keys of practices and modules too."""


def known_ids(folder: ProgrammeFolder) -> Known:
    """Return what there is to point at; nothing of a table that may stand in a file that cannot be read."""
    files = (folder.file, *folder.sessions)
    damaged = folder.damaged.keys() - {folder.file.path}
    own = bool(folder.file.all(Programme)) and folder.file.damage is None
    whole = {"programme": own, "session": not damaged}
    kinds = [kind for kind in entities_of() if whole[ENTITIES[kind].file]]
    known = {ENTITIES[kind].table: frozenset(_all_ids(kind, files)) for kind in kinds}
    if whole["programme"]:
        known["practices"] = frozenset(folder.catalogue.practices)
        known["modules"] = frozenset(folder.catalogue.modules)
    return known


def _all_ids(kind: type[R], files: Iterable[RecordFile]) -> Iterator[str]:
    for file in files:
        yield from (record.id for record in file.all(kind))


def dangling(folder: ProgrammeFolder, files: Sequence[RecordFile]) -> Iterator[Problem]:
    """Yield each reference of these files to a record, a practice or a module that is not there."""
    known = known_ids(folder)
    # They may be back as soon as a workshop file can be read again, so a person looks after those.
    from_files = {table: known.pop(table) for table in FROM_FILES if table in known}
    for file in files:
        if file.newer:
            continue
        for sentence in dangling_references(file, known):
            if folder.copies:
                yield Problem(file.path, sentence, "A person must decide about the copies first.")
                continue
            remedy = (
                "With --repair it is put right where one of a letter or two less is meant; "
                "else the reference is taken out, where the record can do without."
            )
            yield Problem(file.path, sentence, remedy, Fix.REFERENCES)
        for sentence in dangling_references(file, from_files):
            remedy = "A person must decide: put back the workshop file, or choose another."
            yield Problem(file.path, sentence, remedy)


def missed_of(folder: ProgrammeFolder, files: Sequence[RecordFile]) -> Missed:
    """Return the ids that records point at, and those of them that are nowhere."""
    known = known_ids(folder)
    pointed = {
        (table, target)
        for file in files
        for kind in entities_of(file.kind)
        for record in file.all(kind)
        for _, table, target in record.references()
    }
    wanted = {target for table, target in pointed if table in known and target not in known[table]}
    return Missed(frozenset(wanted), frozenset(target for _, target in pointed))


def missed_in(workspace: Workspace, path: Path) -> Missed:
    """Return what records of a file's programme point at; nothing while the programme cannot be read."""
    try:
        folder = workspace.open(path.parent)
    except Damaged:
        return NOTHING_MISSED
    try:
        return missed_of(folder, (folder.file, *folder.sessions))
    finally:
        folder.close()


def is_dangling(record: Record, known: Known) -> bool:
    """Tell whether a record points at something that is not there."""
    return any(table in known and target not in known[table] for _, table, target in record.references())
