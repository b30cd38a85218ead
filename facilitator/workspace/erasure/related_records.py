"""Which records hold remarks, and which of them come from the same words (docs/field.md, "Taking out")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from facilitator.model.base import Record
from facilitator.model.redaction import holds_remarks, redactable_texts
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile, short_id

_MERGED = "merged_into"

Links = dict[str, set[str]]
"""The ids that each id leads to."""


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
        return f"{self.file.session.short_id}, {ENTITIES[type(self.record)].name} {self.record.id}"

    @property
    def words(self) -> tuple[str, ...]:
        """Every text of it that redaction takes out."""
        return tuple(words.text for words in redactable_texts(self.record))

    @property
    def telling(self) -> tuple[str, ...]:
        """Those of its texts that are known again where they stand without it."""
        return tuple(words.text for words in redactable_texts(self.record) if words.telling)


class RelatedRecords(NamedTuple):
    """What belongs to a record: notes or ideas *merged* with it, and what was *derived* from any of them."""

    merged: tuple[Part, ...]
    derived: tuple[Part, ...]


def records_with_remarks(folder: ProgrammeFolder) -> list[Part]:
    """Return every record of a programme that holds remarks, half-typed lines as well."""
    files: tuple[RecordFile, ...] = (folder.file, *folder.sessions)
    return [
        Part(record, file)
        for file in files
        for kind in entities_of(file.kind)
        if holds_remarks(kind)
        for record in file.all(kind)
    ]


def related_to(part: Part, parts: Iterable[Part]) -> RelatedRecords:
    """Return what belongs to a record among these, itself left out."""
    by_id = {each.record.id: each for each in parts}
    merged, derived = _links(by_id)
    one = _spread({part.record.id}, merged)
    all_ = _spread(one, merged, derived)
    return RelatedRecords(
        tuple(each for id, each in by_id.items() if id in one and id != part.record.id),
        tuple(each for id, each in by_id.items() if id in all_ - one),
    )


def _links(by_id: Mapping[str, Part]) -> tuple[Links, Links]:
    """Return what each record is merged with, in both directions, and what comes from it; by their ids."""
    merged: Links = defaultdict(set)
    derived: Links = defaultdict(set)
    for id, part in by_id.items():
        for field, _, target in part.record.references():
            if target not in by_id:
                continue
            if field == _MERGED:
                merged[id].add(target)
                merged[target].add(id)
            else:
                derived[target].add(id)
    return merged, derived


def _spread(first: set[str], *links: Links) -> set[str]:
    """Return the first and everything that links lead to from them."""
    found, edge = set(first), set(first)
    while edge:
        edge = {to for id in edge for each in links for to in each.get(id, ())} - found
        found |= edge
    return found
