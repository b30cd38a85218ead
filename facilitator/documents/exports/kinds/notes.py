"""What was said, with nobody's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator.documents.exports.tables import (
    ID,
    KIND_KEY,
    RECORD,
    TEAM,
    Cell,
    Column,
    Export,
    Register,
    is_own,
    register_of,
)
from facilitator.documents.parts.notes import kind_label, seen_by
from facilitator.documents.parts.reading import Reading, numbered, teams_of_session
from facilitator.documents.wording.phrases import Words
from facilitator.identity import random_id
from facilitator.model.audience import effective_visibility
from facilitator.model.observation import Observation
from facilitator.workspace.release.release import Released

COLUMNS = (
    ID,
    TEAM,
    Column("kind", width=18),
    Column("note", width=60),
    Column("practice", width=26),
    Column("nods", "number", 8),
    Column("seen_by", width=26),
    RECORD,
    KIND_KEY,
    Column("practice_key", programs=True),
    Column("seen_by_key", programs=True),
)


def notes(released: Released, words: Words) -> Register:
    """Return the remarks, `notes/1`, with nobody's name."""
    return register_of("notes", released, words, COLUMNS, _rows)


def _rows(reading: Reading) -> Iterator[Mapping[str, Cell]]:
    """Yield the remarks; beyond the team without what tells who was heard."""
    own = is_own(reading.released)
    for note in reading.notes if own else _unmerged(reading):
        yield {
            "id": numbered(reading, Observation, note.number) if own else "",
            "team": teams_of_session(reading) if own else "",
            "kind": kind_label(note.kind, reading),
            "kind_key": note.kind,
            "note": note.text,
            "practice": reading.practice(note.practice),
            "practice_key": note.practice or "",
            "nods": note.nods if own and reading.may_count else None,
            "seen_by": seen_by(note, reading) if own else reading.words(f"seen_by.{note.visibility.value}"),
            "seen_by_key": effective_visibility(note).value,
            "record": random_id(),
        }


def _unmerged(reading: Reading) -> tuple[Observation, ...]:
    remarks = reading.records.all(Observation)
    there = {note.id for note in remarks}
    return tuple(note for note in remarks if note.merged_into not in there)


EXPORT = Export("notes", notes, order=4)
