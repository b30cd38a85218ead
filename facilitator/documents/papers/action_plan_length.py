"""Keeping the action plan to its length: what is cut first, and saying so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import ceil

from facilitator.documents.parts.page_fit import WIDE_PADDING, Giving, cut, row
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words

MOST_PAGES = 6
"""An action plan has at most this many pages."""

LITTLE_PAIN = 6
"""Practices with less pain than this are cut first."""

KEPT_REMARKS = 20
"""About one page of remarks, which parked lines give way to."""

_PAGE = 245.0
_SECTION = 24.0
_FRAME = 60.0


_row = partial(row, padding=WIDE_PADDING)


def _pages(view: View) -> int:
    """Return about how many pages the plan takes; parts that start a page count whole pages."""
    first = _FRAME + 2 * _SECTION
    first += sum(
        _row((each["text"] + "\n" + each["aside"], 42), _stand(each, 32)) for each in view["actions"]
    )
    first += sum(_row((each["text"], 52), (each["role"], 20)) for each in view["commitments"])
    first += sum(_row((view[line], 110)) for line in ("wanted", "reach") if view[line])
    second = 3 * _SECTION + sum(_row((each["title"], 40), _stand(each, 34)) for each in view["ideas"])
    second += sum(_row((each["text"] + each["where_to"], 110)) for each in view["parked"])
    second += sum(_row((each["practice"], 34)) for each in view["ladder"])
    second += _since(view["since"])
    third = 3 * _SECTION + sum(
        _row((each["text"], 66 if each["part"] == "hurts" else 54), (each["seen_by"], 22))
        for each in view["remarks"]
    )
    third += 8.0 * len({each["group"] for each in view["remarks"]})
    third += sum(_SECTION + sum(map(_cells, table["rows"])) for table in view["more"])
    return sum(ceil(part / _PAGE) for part in (first, second, third))


def _since(since: View) -> float:
    """Return the height of what changed since last time; nothing of it is ever cut."""
    if not since:
        return 0.0
    height = 2 * _SECTION + sum(_row((each["practice"], 38)) for each in since["rungs"])
    return height + sum(_row((each["text"], 52), _stand(each, 38)) for each in since["actions"])


def _cells(row: Sequence[str]) -> float:
    """Return the height of a row of a table that an instrument brings along, its columns about alike."""
    return _row(*((cell, 110 // len(row)) for cell in row))


def _stand(each: View, width: int) -> tuple[str, int]:
    status = each["stands"]
    return (" ".join((status["before"], status["word"], status["text"])), width)


def cut_to_length(view: View, words: Words, most: int = MOST_PAGES) -> list[str]:
    """Take lines out of *view* until it fits, least missed first; return what was taken, in words.

    Remarks give before parked lines, but never their best page for them.
    """
    painful = sum((each["pain"] or 0) >= LITTLE_PAIN for each in view["ladder"])
    gave = cut(
        view,
        (
            Giving("ladder", lambda each: each["pain"] or 0, painful),
            Giving("remarks", _nods, KEPT_REMARKS),
            Giving("parked", _nods),
            Giving("remarks", _nods),
        ),
        lambda view: _pages(view) <= most,
    )
    return [words.count(f"cut.{part}", count) for part, count in gave.items() if count]


def _nods(each: View) -> int:
    return int(each["nods"] or 0)
