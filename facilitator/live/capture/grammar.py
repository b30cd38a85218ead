"""What can be typed in the capture line, as a table.

The help screen prints these rows; the reader in `capture` follows the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from facilitator.model.base import Scale
from facilitator.model.observation import KINDS, NoteKind


class Where(Scale):
    """Where in the line something counts; the label is the heading of the help screen."""

    START = "start", "Start a line with"
    INSIDE = "inside", "In a line"
    END = "end", "At its end"
    ALONE = "alone", "Also"


class Mark(Enum):
    """What the reader does with it."""

    KIND = "kind"
    PRACTICE = "practice"
    TEAM = "team"
    NODS = "nods"
    STRENGTH = "strength"
    OWNER = "owner"
    DUE = "due"
    NOD_LAST = "nod_last"
    LETTER = "letter"
    SPACE = "space"


_ALL = ("note", "idea", "action")


class GrammarRow(NamedTuple):
    """One thing to type: an example, what it does, where it counts, a hint at the right.

    `lines` are the sorts of line on which it counts: "note", "idea", "action"; elsewhere it is speech.
    """

    typed: str
    does: str
    where: Where
    mark: Mark
    hint: str = ""
    lines: tuple[str, ...] = _ALL


_KIND_ROWS = tuple(
    GrammarRow(kind.sign, kind.label, Where.START, Mark.KIND, kind.hint) for kind in KINDS.values()
)

GRAMMAR: tuple[GrammarRow, ...] = (
    *_KIND_ROWS,
    GrammarRow("#change", "the practice", Where.INSIDE, Mark.PRACTICE, lines=("note", "idea")),
    GrammarRow("@desk", "a team", Where.INSIDE, Mark.TEAM),
    GrammarRow("+5", "five nodded", Where.END, Mark.NODS, lines=("note",)),
    GrammarRow("!!", "felt strongly", Where.END, Mark.STRENGTH, lines=("note",)),
    GrammarRow("@sam", "an owner, on actions", Where.END, Mark.OWNER, lines=("action",)),
    GrammarRow("due fri", "a date, on actions", Where.END, Mark.DUE, lines=("action",)),
    GrammarRow(
        "+1", "one more nod for the last note", Where.ALONE, Mark.NOD_LAST, "nothing else in the line"
    ),
    GrammarRow("h: …", "hurts, by its letter", Where.ALONE, Mark.LETTER, "every kind has one"),
    GrammarRow("space", "first: keep the sign as text", Where.ALONE, Mark.SPACE),
)
"""Every row of the grammar in the order the help screen shows them."""

CLOSING_WORDS = "Unknown words stay text. Nothing is refused."
"""The last line of the help screen's table."""


def rows_for(kinds: Iterable[NoteKind]) -> tuple[GrammarRow, ...]:
    """Return the table with these kinds; one without a sign is typed as its letter and a colon."""
    own = tuple(
        GrammarRow(kind.sign or f"{kind.letter}:", kind.label, Where.START, Mark.KIND, kind.hint)
        for kind in kinds
    )
    return (*own, *GRAMMAR[len(_KIND_ROWS) :])


def counts(mark: Mark, sort: str) -> bool:
    """Tell whether *mark* counts on that sort of line ("note", "idea", "action"), going by the table."""
    return any(row.mark is mark and sort in row.lines for row in GRAMMAR)
