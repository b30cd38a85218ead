"""What papers say of the barometer, and the form to fill in by hand."""

from __future__ import annotations

from facilitator.documents.parts.block import Block, Table
from facilitator.documents.parts.reading import Reading

_SKIES = ("sunny", "cloudy", "stormy")


def table(reading: Reading) -> Table | None:
    """Return the words and how many said each; of a few people the words alone."""
    said = [note for note in reading.notes if note.kind == "barometer"]
    rows = [[note.text, str(1 + note.nods) if reading.may_count else ""] for note in said]
    return Table("How your week was", ("Sky", "Hands"), (70, 30), rows) if rows else None


def form(reading: Reading) -> Table | None:
    """Return the skies with room for hands, where the script asks for them."""
    asked = any("barometer" in segment.instruments for segment in reading.session.script.segments)
    rows = [[sky, ""] for sky in _SKIES]
    note = "One stroke a hand. No names."
    return Table("Barometer of the week", ("Sky", "Hands"), (40, 60), rows, note) if asked else None


BLOCK = Block(table=table, form=form)
