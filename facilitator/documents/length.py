"""Keeping the action plan to its length: what is cut first, and saying so (documents.md §1 and §2, 1).

Heights are estimated in millimetres from the style sheet's own measures, so that the same records
always cut the same lines whatever prints them.
"""

from __future__ import annotations

from bisect import bisect_left
from math import ceil

from facilitator.documents.view import View
from facilitator.documents.words import Words

MOST_PAGES = 6
"""An action plan has at most this many pages (documents.md §2, 1)."""

LITTLE_PAIN = 6
"""Practices with less pain than this are cut first (documents.md §2, 1)."""

KEPT_REMARKS = 20
"""About one page of remarks, which parked lines give way to."""

_PAGE = 245.0
_LINE = 4.4
_PADDING = 2.8
_SECTION = 24.0
_FRAME = 60.0


def _row(*cells: tuple[str, int]) -> float:
    """Return the height of a table row of texts, each with the characters its column takes."""
    lines = max((sum(max(1, ceil(len(part) / width)) for part in text.split("\n")) for text, width in cells))
    return lines * _LINE + _PADDING


def _pages(view: View) -> int:
    """Return about how many pages the plan takes; parts that start a page count whole pages."""
    first = _FRAME + 2 * _SECTION
    first += sum(_row((row["text"] + "\n" + row["aside"], 42), _stand(row, 32)) for row in view["actions"])
    first += sum(_row((row["text"], 52), (row["role"], 22)) for row in view["commitments"])
    second = 3 * _SECTION + sum(_row((row["title"], 40), _stand(row, 34)) for row in view["ideas"])
    second += sum(_row((row["text"] + row["where_to"], 110)) for row in view["parked"])
    second += sum(_row((row["practice"], 34)) for row in view["ladder"])
    third = 3 * _SECTION + sum(
        _row((row["text"], 54 if row["part"] == "works" else 66), (row["seen_by"], 24))
        for row in view["remarks"]
    )
    third += 8.0 * len({row["group"] for row in view["remarks"]})
    return sum(ceil(part / _PAGE) for part in (first, second, third))


def _stand(row: View, width: int) -> tuple[str, int]:
    told = row["stands"]
    return (" ".join((told["before"], told["word"], told["text"])), width)


def cut_to_length(view: View, words: Words, most: int = MOST_PAGES) -> list[str]:
    """Take lines out of *view* until it fits, least missed first; return what was taken, in words.

    Remarks give before parked lines, but never their best page for them.
    """
    before = {part: len(view[part]) for part in ("ladder", "remarks", "parked")}
    pain = [(row["pain"] or 0) < LITTLE_PAIN for row in view["ladder"]]
    for part, weight, kept in (
        ("ladder", "pain", len(pain) - sum(pain)),
        ("remarks", "nods", KEPT_REMARKS),
        ("parked", "nods", 0),
        ("remarks", "nods", 0),
    ):
        rows = view[part]
        order = sorted(range(len(rows)), key=lambda index: (rows[index][weight] or 0, -index))
        going = order[: max(0, len(order) - kept)]
        view[part] = _without(rows, going[: _how_many(view, part, going, most)])
    cut = {part: count - len(view[part]) for part, count in before.items()}
    return [words.count(f"cut.{part}", count) for part, count in cut.items() if count]


def _how_many(view: View, part: str, going: list[int], most: int) -> int:
    """Return how many of the rows *going* must go until the view fits; all of them if it never does."""

    def fits(count: int) -> bool:
        return _pages(view | {part: _without(view[part], going[:count])}) <= most

    return bisect_left(range(len(going)), True, key=fits)


def _without(rows: list[View], indexes: list[int]) -> list[View]:
    gone = set(indexes)
    return [row for index, row in enumerate(rows) if index not in gone]
