"""Marks a sheet has beside the capture line: who may see a line, a yes, the idea an action is for.

They stand at the end of a line, in any order; what is none of them stays in the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from facilitator.language.due_dates import MOST_WORDS
from facilitator.language.tables import spoken
from facilitator.live.paper_entry.sheet import SEEN_BY
from facilitator.model.audience import Visibility

_SEEN_BY = (
    SEEN_BY
    | {level.value: level for level in SEEN_BY.values()}
    | {"us": Visibility.FACILITATOR, "partner": Visibility.PARTNERS, "leaders": Visibility.PROGRAMME}
    | {"anyone": Visibility.OPEN}
)
_SEE, _YES, _DUE = "see", "yes", ("due", "due:")
_IDEAS = re.compile(r"(?:idea |ideas |i)?([0-9]{1,3}(?:(?:,| and|, and) ?i?[0-9]{1,3})*)")
_MOST_IDEAS = 6
"""Words behind `for` at most."""


@dataclass(frozen=True)
class Marked:
    """A line without its marks. `ideas` are numbers as they stand on the sheet."""

    text: str
    see: Visibility | None = None
    yes: bool = False
    ideas: tuple[int, ...] = ()


def take_marks(said: str, *, yes: bool = False, ideas: bool = False) -> Marked:
    """Return *said* without the marks at its end; a *yes* and *ideas* are marks only where they can be.

    They may stand before the owner and the date, too, as on the sheet.
    """
    words = said.split(" ")
    due = _due_at(words)
    owner = max((at for at in range(1, due) if words[at].startswith("@")), default=due)
    parts = [words[:owner], words[owner:due], words[due:]]
    marked = Marked("")
    while taken := next(filter(None, (_take(part, marked, yes, ideas) for part in reversed(parts))), None):
        marked = taken
    return replace(marked, text=" ".join(word for part in parts for word in part))


def _due_at(words: list[str]) -> int:
    """Return where `due …`, or `in …` after a yes, begins near the end of a line, else its length."""
    near = range(len(words) - 1, max(0, len(words) - MOST_WORDS - _MOST_IDEAS - 4), -1)
    return next((at for at in near if _begins_date(words[at].casefold(), words[at - 1])), len(words))


def _begins_date(word: str, before: str) -> bool:
    return word in _DUE or (before.casefold() == _YES and word in spoken().read.in_)


def _take(words: list[str], marked: Marked, yes: bool, ideas: bool) -> Marked | None:
    """Take one mark off the end of *words* and return what is marked now, None if there is none."""
    if len(words) > 1 and words[-2].casefold() == _SEE and marked.see is None:
        level = _SEEN_BY.get(words[-1].casefold())
        if level is not None:
            del words[-2:]
            return replace(marked, see=level)
    if yes and not marked.yes and len(words) > 1 and words[-1].casefold() == _YES:
        del words[-1]
        return replace(marked, yes=True)
    for count in range(2, min(_MOST_IDEAS, len(words) - 1) + 1) if ideas and not marked.ideas else ():
        match = _IDEAS.fullmatch(" ".join(words[1 - count :])) if words[-count] == "for" else None
        if match:
            del words[-count:]
            return replace(marked, ideas=tuple(int(each) for each in re.findall("[0-9]+", match[1])))
    return None
