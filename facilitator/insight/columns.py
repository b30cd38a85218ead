"""Kinds of note side by side: which stand there, with which lines (docs/field.md, "Notes")."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from facilitator.model.kinds import kinds_of
from facilitator.model.observation import KINDS, NoteKind, Observation
from facilitator.model.script import ASIDE, Script


class Column(msgspec.Struct, frozen=True):
    """A column: its kind, and its lines in the order they were said."""

    kind: NoteKind
    lines: tuple[Observation, ...]

    @property
    def heading(self) -> str:
        """What stands over it."""
        return self.kind.heading or self.kind.label.capitalize()


def columns_of(script: Script, segment: str, notes: Iterable[Observation]) -> tuple[Column, ...]:
    """Return the columns of a segment with those of *notes* that stand in them.

    Of a segment without columns they are those of the first one that has some; where none has, the kinds that
    have lines. A line of a kind of the script's own stands in its column wherever it was said, one of a
    shipped kind where it was said in that segment.
    """
    known, said = kinds_of(script), [note for note in notes if note.merged_into is None]
    asked = min(script.segments, key=lambda each: (not each.columns, each.key != segment))
    if not asked.columns:
        held = [key for key in known if key not in ASIDE and any(note.kind == key for note in said)]
        return tuple(_column(known[key], said) for key in held[:_MOST_HELD])
    return tuple(
        _column(known[key], [note for note in said if key not in KINDS or note.segment == asked.key])
        for key in asked.column_kinds
        if key in known
    )


_MOST_HELD = 4
"""Kinds side by side where the script names none."""


def _column(kind: NoteKind, notes: Iterable[Observation]) -> Column:
    return Column(kind, tuple(note for note in notes if note.kind == kind.key))
