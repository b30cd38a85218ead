"""The sheet that replaces the screen: its parts in the order of a session, and how each row begins.

It is printed (`documents.papers.room_sheets`), laid out on the screen to be filled in, and read (`lines`): in
the same order and with the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from facilitator.model.audience import Visibility
from facilitator.model.base import Scale
from facilitator.model.interaction import Frequency, TouchRole
from facilitator.model.observation import KINDS, NoteKind
from facilitator.model.session import LeadPresent

NOTES, IDEAS, ACTIONS, PROMISES = 24, 12, 6, 4
"""Rows of the sheet to write on."""

MORE_PRACTICES = 2
"""At least so many rows of the touch map are for practices nobody thought of."""

_NUMBERED = re.compile("[ia][0-9]")
GAP = "…"
"""What stands in a row nobody filled in yet."""

FREE_PART = "What you hear"
"""The part in which any number of lines may stand."""

HEADING = "## "
"""How a line begins that says which part follows, and nothing else."""

ROLES = {"o": TouchRole.OWNS, "p": TouchRole.PERFORMS, "c": TouchRole.CONTRIBUTES} | {
    "r": TouchRole.RECEIVES,
    "s": TouchRole.SUBJECT_TO,
    "n": TouchRole.NONE,
    "u": TouchRole.UNKNOWN,
}
OFTEN = {each.value[0]: each for each in Frequency}
SEEN_BY = {
    "u": Visibility.FACILITATOR,
    "t": Visibility.TEAM,
    "p": Visibility.PARTNERS,
    "l": Visibility.PROGRAMME,
    "o": Visibility.OPEN,
}
"""Who may see it, by the letter behind `see`; no letter leaves it with the team."""

LEAD = {each.value: each for each in LeadPresent}


COLUMNS = ("part", "often", "matters", "runs", "sentence", "dots")
"""What is answered of a practice, in the order of the sheet."""

TOUCH_ROW = f"{' '.join(COLUMNS)} @other side"
IDEA_ROW = "words #practice @other side see t = dots impact effort sure"


class Row(NamedTuple):
    """A row: the words it begins with, "" for none, and what is written behind them."""

    word: str
    takes: str

    @property
    def blank(self) -> str:
        """The row as it is laid out to be filled in."""
        return f"{self.word} {GAP}".strip()


class Part(NamedTuple):
    """A part of the sheet; *key* is its heading's in the words of papers, *legend* what its letters mean."""

    key: str
    title: str
    rows: tuple[Row, ...]
    legend: str = ""


def sheet(
    practices: Iterable[str],
    teams: Sequence[str] = (),
    kinds: Iterable[NoteKind] = KINDS.values(),
    polls: Iterable[tuple[str, tuple[Row, ...]]] = (),
) -> tuple[Part, ...]:
    """Return the parts of the sheet for these practices; of two *teams* it begins with whose it is.

    *kinds* are those a note can have, each with its sign, or with its letter where it has none; *polls* the
    heading and the rows of each poll.
    """
    signs = [(kind.sign or f"{kind.letter}:", kind) for kind in kinds]
    begin = " ".join(sign for sign, _ in signs)
    action = "what for 3 @owner yes due fri see t"
    whose = (Row("team", f"whose sheet it is: {' or '.join(teams)}"),) if teams else ()
    return (
        Part(
            "start",
            "The start",
            (
                *whose,
                Row("agreed", "yes or no"),
                Row("here", "how many; 8 remote 2 where two of them are"),
                Row("lead", "all, part or no: how long the team lead stayed"),
            ),
        ),
        Part(
            "touch_map",
            "What touches your work",
            (
                *(Row(name, TOUCH_ROW) for name in practices),
                *[Row("", f"another practice, then {TOUCH_ROW}")] * MORE_PRACTICES,
                Row("focus", "practices, with commas between"),
            ),
            _letters(*ROLES.items(), *OFTEN.items()),
        ),
        *(Part("poll", title, rows) for title, rows in polls),
        Part(
            "heard",
            FREE_PART,
            (Row("", f"{begin} words #practice @other side +nods see t; on change: all below"),),
            _letters(*signs),
        ),
        Part(
            "ideas",
            "Ideas",
            tuple(Row(f"i{number}", IDEA_ROW) for number in range(1, IDEAS + 1)),
            _letters(*SEEN_BY.items()),
        ),
        Part(
            "actions",
            "Actions",
            tuple(
                row
                for number in range(1, ACTIONS + 1)
                for row in (
                    Row(f"a{number}", action),
                    Row("step:", "the first step"),
                    Row("help:", "help needed"),
                )
            ),
        ),
        Part("promises", "Promises", tuple(Row("p", "Role: what due fri see t") for _ in range(PROMISES))),
        Part(
            "end",
            "The end",
            (
                Row("fist", "hands for 5 4 3 2 1 0"),
                Row("read back", "yes, or no: why not"),
                Row("roti", "hands for 5 4 3 2 1"),
                Row("next", "day and time, like 26 mar 14:00"),
            ),
        ),
    )


def _letters(*meant: tuple[str, Scale | NoteKind]) -> str:
    return ", ".join(f"{letter} {each.label}" for letter, each in meant)


def takes(parts: Sequence[Part], line: str, heading: str = "") -> str:
    """Return what is written behind the first words of a line, or what the letters under a heading mean.

    *heading* is the one above the line; one that begins like no row takes what a row without words does
    there.
    """
    if line.startswith(HEADING):
        return next((part.legend for part in parts if line == f"{HEADING}{part.title}"), "")
    rows = [row for part in parts for row in part.rows]
    begun = line.removesuffix(GAP).strip()
    found = [row for row in rows if row.word and f"{begun} ".startswith(f"{row.word} ")]
    if found:
        return max(found, key=lambda row: len(row.word)).takes
    if _NUMBERED.match(begun):
        return next(row.takes for row in rows if row.word == f"{begun[0]}1")
    here = [part for part in parts if f"{HEADING}{part.title}" == heading]
    free = [part for part in parts if part.title == FREE_PART]
    return next(row.takes for part in (*here, *free) for row in part.rows if not row.word)


def laid_out(parts: Iterable[Part]) -> str:
    """Return the sheet as text to be filled in: a heading a part, a line a row."""
    return "\n".join(
        line for part in parts for line in (f"{HEADING}{part.title}", *(row.blank for row in part.rows))
    )
