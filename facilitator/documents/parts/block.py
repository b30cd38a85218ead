"""What an instrument says on papers: each module of one has one called `BLOCK`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View


def _nothing(reading: Reading) -> View:
    return {}


@dataclass(frozen=True)
class Table:
    """A table with a heading: its columns' heads and widths in per cent, its rows cell by cell."""

    title: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]
    note: str = ""

    @property
    def view(self) -> View:
        """The table as templates see it."""
        return {
            "title": self.title,
            "note": self.note,
            "heads": list(self.heads),
            "widths": list(self.widths),
            "rows": [list(row) for row in self.rows],
        }


def _no_table(reading: Reading) -> Table | None:
    return None


@dataclass(frozen=True, kw_only=True)
class Block:
    """Made from what the readers of a paper may see, and nothing else.

    `plan` returns the fields that the template of the action plan lays out itself, and `lines` are lines to
    write on in parts of the worksheet that its template lays out. What no template knows of comes as a table:
    `table` for the action plan, None while there is nothing to say, and `form` for the worksheet, with empty
    rows to write on.
    """

    plan: Callable[[Reading], View] = _nothing
    lines: Mapping[str, int] = field(default_factory=dict)
    table: Callable[[Reading], Table | None] = _no_table
    form: Callable[[Reading], Table | None] = _no_table
