"""What points at a record in any file of a programme, and whether a change leaves a loose end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

from facilitator.catalogue import Catalogue
from facilitator.errors import Damaged, RuleBroken
from facilitator.language.words import first_of
from facilitator.model.base import Record, fields_of
from facilitator.model.practice import CustomPractice
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.folder.session_files import SessionFile, short_id

MOST_NAMED = 5
"""At most this many places are named in a sentence."""

DELETED = " deleted"
"""The end of what the changes of one deletion are about, in every file they are made in."""

Pairs = Sequence[tuple[Record | None, Record | None]]
"""Records before and after a change; None is where there is none."""


class ProgrammeFiles(Protocol):
    """What has to be known of a programme's folder."""

    @property
    def file(self) -> RecordFile:
        """The programme's own file."""

    @property
    def sessions(self) -> tuple[SessionFile, ...]:
        """The files of its sessions that can be read."""

    @property
    def damaged(self) -> Mapping[Path, Damaged]:
        """The files that cannot be read."""

    @property
    def catalogue(self) -> Catalogue:
        """Its practices."""


def target_of(record: Record) -> tuple[str, str]:
    """Return by which table and id other records point at this one; a practice is known by its key."""
    if isinstance(record, CustomPractice):
        return "practices", record.practice.key
    return ENTITIES[type(record)].table, record.id


def pointing(
    folder: ProgrammeFiles, target: tuple[str, str], sessions: Sequence[SessionFile] | None = None
) -> Iterator[tuple[RecordFile, Record]]:
    """Yield every record that points at a table and id, with its file.

    It is looked for in the programme and in these *sessions*, all of them unless told otherwise.
    """
    for kind in entities_of("programme"):
        for other in folder.file.all(kind):
            if _points_at(other, target):
                yield folder.file, other
    for file in folder.sessions if sessions is None else sessions:
        for kind in entities_of("session"):
            for other in file.all(kind):
                if _points_at(other, target):
                    yield file, other


def places_of(
    folder: ProgrammeFiles, record: Record, sessions: Sequence[SessionFile] | None = None
) -> Iterator[str]:
    """Yield the place of every reference to *record*, such as "L-03/A-1" or "team Service Desk"."""
    for file, other in pointing(folder, target_of(record), sessions):
        yield place_of(file, other)


def place_of(file: RecordFile, record: Record) -> str:
    """Return where a record stands: its short id, that of its session, or what it is called."""
    if isinstance(file, SessionFile):
        has_number = getattr(record, "number", 0) and short_id(file, record) != record.id
        return short_id(file, record) if has_number else file.session.short_id
    return label_of(record, file)


def label_of(record: Record, file: RecordFile) -> str:
    """Return what a record of a programme's own *file* is called, such as "team Service Desk"."""
    if isinstance(record, CustomPractice):
        return f"practice {record.practice.name}"
    return f"{ENTITIES[type(record)].name} {name_of(record, file)}"


def name_of(record: Record, file: RecordFile) -> str:
    """Return what tells a record apart in words; one known by another record, as a champion, has its name."""
    first = ENTITIES[type(record)].listed[0]
    value = getattr(record, first, record.id)
    table = next((field.ref for field in fields_of(type(record)) if field.name == first), None)
    kind = next((kind for kind, entity in ENTITIES.items() if table and entity.table == table), None)
    known = file.find(kind, value) if kind is not None else None
    return str(value) if known is None else name_of(known, file)


def _points_at(record: Record, target: tuple[str, str]) -> bool:
    return any((table, id) == target for _, table, id in record.references())


def check_move(folder: ProgrammeFiles, file: RecordFile, pairs: Pairs) -> None:
    """Raise `RuleBroken` when a step of undo or redo that was just made in *file* leaves a loose end.

    *pairs* are the records it moved, each from one state to another: what is taken away keeps the rules of
    removal, and what is brought back needs what it points at.
    """
    first: dict[str, Record | None] = {}
    last: dict[str, Record | None] = {}
    for before, after in pairs:
        id = (before or after).id  # type: ignore[union-attr]  # one of them is there
        first.setdefault(id, before)
        last[id] = after
    for id, before in first.items():
        if before is not None and last[id] is None:
            _require_unused(folder, file, before)
    for id, after in last.items():
        if after is not None:
            _require_targets(folder, file, first[id], after)


def _require_unused(folder: ProgrammeFiles, file: RecordFile, record: Record) -> None:
    sessions = folder.sessions if file is folder.file else (cast(SessionFile, file),)
    places = tuple(dict.fromkeys(places_of(folder, record, sessions)))
    name = getattr(record, "name", "") or "It"
    if places:
        raise RuleBroken(
            f"{name} stays: it is used in {first_of(places, MOST_NAMED)}.",
            "Take it off there first.",
        )
    if file is folder.file:
        for path in folder.damaged:
            raise RuleBroken(
                f"{name} stays: whether it is used is not known, because {path.name} cannot be read.",
                "Set that file right first: facilitator check.",
            )


def _require_targets(folder: ProgrammeFiles, file: RecordFile, before: Record | None, after: Record) -> None:
    known = set(before.references()) if before is not None else set()
    for field, table, id in set(after.references()) - known:
        if not _is_there(folder, file, table, id):
            raise RuleBroken(
                f"What it points at is gone meanwhile ({field.replace('_', ' ')}).", "It stays as it is now."
            )


def _is_there(folder: ProgrammeFiles, file: RecordFile, table: str, id: str) -> bool:
    if table == "practices":
        return id in folder.catalogue.practices
    if table == "modules":
        return id in folder.catalogue.modules
    kind = next(kind for kind, entity in ENTITIES.items() if entity.table == table)
    return any(each.find(kind, id) is not None for each in (file, folder.file, *folder.sessions))
