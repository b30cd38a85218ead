"""Which records hold remarks, and which of them come from the same words (domain.md §8.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from facilitator.model.base import ENTITIES, Record, entities_of
from facilitator.model.redacting import holds_remarks, words_of
from facilitator.model.session import Draft
from facilitator.store.record_file import RecordFile
from facilitator.workspace.finding import short_id
from facilitator.workspace.programme_folder import ProgrammeFolder, SessionFile

_MERGED = "merged_into"


class Part(NamedTuple):
    """A record that holds remarks, and the file it stands in."""

    record: Record
    file: RecordFile

    @property
    def name(self) -> str:
        """What people call it, such as `L-03/N-12`; without a number its session and what it is."""
        if not isinstance(self.file, SessionFile):
            return f"{type(self.record).__name__} {self.record.id}"
        known = short_id(self.file, self.record)
        if known != self.record.id:
            return known
        what = ENTITIES[type(self.record)].table.replace("_", " ").removesuffix("s")
        return f"{self.file.session.short_id}, {what} {self.record.id}"

    @property
    def words(self) -> tuple[str, ...]:
        """Every text of it that redaction takes out."""
        return tuple(words_of(self.record))


class Kin(NamedTuple):
    """What belongs to a record: notes or ideas *merged* with it, and what was *derived* from any of them."""

    merged: tuple[Part, ...]
    derived: tuple[Part, ...]


def parts_of(folder: ProgrammeFolder) -> list[Part]:
    """Return every record of a programme that holds remarks, half-typed lines as well."""
    files: tuple[RecordFile, ...] = (folder.file, *folder.sessions)
    return [
        Part(record, file)
        for file in files
        for kind in entities_of(file.kind)
        if holds_remarks(kind)
        for record in file.all(kind)
    ]


def kin_of(part: Part, parts: Iterable[Part]) -> Kin:
    """Return what belongs to a record among these, itself left out."""
    others = [each for each in parts if each.record.id != part.record.id]
    merged = _spread([part], others, _are_merged)
    rest = [each for each in others if each not in merged]
    return Kin(tuple(merged), tuple(_spread([part, *merged], rest, _comes_from)))


def _spread(
    first: list[Part], others: list[Part], belongs: Callable[[Record, Record], bool]
) -> list[Part]:
    """Return which of *others* belong to the first, or to one that does."""
    found: list[Part] = []
    edge = first
    while edge:
        edge = [
            each for each in others if each not in found and any(belongs(each.record, e.record) for e in edge)
        ]
        found += edge
    return [each for each in others if each in found]


def _are_merged(one: Record, other: Record) -> bool:
    return _points(one, other, merged=True) or _points(other, one, merged=True)


def _comes_from(later: Record, earlier: Record) -> bool:
    return not isinstance(later, Draft) and (
        _points(later, earlier, merged=False) or _are_merged(later, earlier)
    )


def _points(record: Record, target: Record, *, merged: bool) -> bool:
    aim = (ENTITIES[type(target)].table, target.id)
    return any(
        (table, id) == aim for field, table, id in record.references() if (field == _MERGED) is merged
    )
