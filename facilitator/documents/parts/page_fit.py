"""Keeping papers to their length: about how high a row is, and what is taken out first.

Heights are estimated in millimetres from the style sheet's own measures, so that the same records
always cut the same lines whatever prints them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from math import ceil
from typing import Any, NamedTuple

from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words

LINE = 4.4
PADDING, WIDE_PADDING = 2.4, 2.8
"""What a row of a table has beside its lines, on one page and in papers of several."""

ONE_PAGE = 247.0
"""What a tight page may hold: of A4 16 mm stay free, for Letter, for Word, and for words wider than most."""

_TITLE = 16.6
_TITLE_LINE, _LEAD_LINE = 8.8, 5.6

SECTION = 19.0
"""A heading, the head of its table and the space before both."""

LACKS = 6.2
"""The line below a section that says how many of its lines were cut."""

ENDING = 18.4
"""The limits at the end, with what was left out."""


class Giving(NamedTuple):
    """A part of a view that gives rows while the paper is too long.

    The rows of the least `weight` go first, of equals the last one; `kept` of them stay.
    """

    part: str
    weight: Callable[[View], Any]
    kept: int = 0


def head(view: View) -> float:
    """Return the height of what a paper begins with: for whom it is, its title, its lead; its contact too."""
    doc = view["doc"]
    height = _TITLE + lines(f"{doc['audience']} {doc['handling']}", 120) * LINE
    height += (lines(doc["title"], 48) - 1) * _TITLE_LINE
    height += lines(doc["contact"], 120) * LINE if doc["contact"] else 0
    return height + (lines(view["lead"], 78) * _LEAD_LINE if "lead" in view else 0)


def row(*cells: tuple[str, int], padding: float = PADDING) -> float:
    """Return the height of a table row of texts, each with the characters its column takes."""
    return max(lines(text, width) for text, width in cells) * LINE + padding


def lines(text: str, width: int) -> int:
    """Return on how many lines a text stands that takes *width* characters a line."""
    return sum(max(1, ceil(len(part) / width)) for part in text.split("\n"))


def cut(view: View, giving: Sequence[Giving], fits: Callable[[View], bool]) -> dict[str, int]:
    """Take rows out of *view*, part by part, until it fits; return how many each part gave."""
    before = {each.part: len(view[each.part]) for each in giving}
    for part, weight, kept in giving:
        rows = view[part]
        order = sorted(range(len(rows)), key=lambda index: (weight(rows[index]), -index))
        going = order[: max(0, len(order) - kept)]
        view[part] = _without(rows, going[: _how_many(view, part, going, fits)])
    return {part: count - len(view[part]) for part, count in before.items()}


def left_out(view: View, kind: str, words: Words) -> list[str]:
    """Return what *view* gave, in the words `cut.{kind}_{part}`."""
    return [words.count(f"cut.{kind}_{part}", count) for part, count in view["gave"].items() if count]


def _how_many(view: View, part: str, going: list[int], fits: Callable[[View], bool]) -> int:
    """Return how many of the rows *going* must go until the view fits; all of them if it never does."""

    def enough(count: int) -> bool:
        return fits(view | {part: _without(view[part], going[:count])})

    return bisect_left(range(len(going)), True, key=enough)


def _without(rows: list[View], indexes: list[int]) -> list[View]:
    gone = set(indexes)
    return [each for index, each in enumerate(rows) if index not in gone]
