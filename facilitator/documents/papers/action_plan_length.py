"""Keeping the action plan to its length: what is cut first, and saying so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import ceil
from typing import NamedTuple

from facilitator.documents.parts.page_fit import ENDING, WIDE_PADDING, Giving, cut, lines, row
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words

MOST_PAGES = 6
"""An action plan gives lines until it has at most this many pages. What was agreed, ideas and what hurts
never give: where they take more pages, those are the limit, and lines are cut until the plan has no more."""

LITTLE_PAIN = 6
"""Practices with less pain than this are cut first."""

KEPT_REMARKS = 20
"""About one page of remarks, which parked lines give way to."""

_PAGE = 245.0
_ALL_ON_ONE = 238.0
"""What a page holds of a plan that goes on, and what fits one page of either size, in millimetres."""

_OF_A4 = 257.0
_CLOSER = 0.93
"""What A4 holds to its last line, and how high closer lines are beside usual ones."""

_SPARE = 1 / 4
"""So much of a page stays free in a plan longer than the limit: the measure of many pages is a rough one."""

_TOP, _TITLE, _LEAD = 16.0, 9.9, 6.0
"""For whom it is and the space around the title; a line of the title and one of the lead."""

_SECTION, _EMPTY = 24.0, 20.0
_PART, _EMPTY_PART = 18.0, 12.0
_TABLE = 9.0
"""A heading with the head of its table and without; the same of smaller headings; words above a table."""


_row = partial(row, padding=WIDE_PADDING)


class Heights(NamedTuple):
    """About how high the parts of a plan are: what was agreed; the ideas and practices; what was said."""

    first: float
    second: float
    third: float


def heights(view: View) -> Heights:
    """Return about how high the parts of a plan are."""
    first = _opening(view) + sum(_SECTION if view[part] else _EMPTY for part in ("actions", "commitments"))
    first += sum(
        _row((each["text"] + "\n" + each["aside"], 42), _stand(each, 32)) for each in view["actions"]
    )
    first += sum(_row((each["text"], 52), (each["role"], 20)) for each in view["commitments"])
    second = sum(_SECTION if view[part] else _EMPTY for part in ("ideas", "ladder")) + _EMPTY_PART
    second += _TABLE if view["ladder"] else 0.0
    second += sum(_row((each["title"], 40), _stand(each, 34)) for each in view["ideas"])
    second += sum(_row((each["text"] + each["where_to"], 110)) for each in view["parked"])
    second += sum(_row((each["practice"], 34)) for each in view["ladder"])
    second += _since(view["since"])
    told = {each["part"] for each in view["remarks"]}
    third = _EMPTY + ENDING + sum(_PART if part in told else _EMPTY_PART for part in ("works", "hurts"))
    third += _PART * len(view["headings"])
    third += sum(
        _row((each["text"], 66 if each["part"] == "hurts" else 54), (each["seen_by"], 22))
        for each in view["remarks"]
    )
    third += 8.0 * len({each["group"] for each in view["remarks"]})
    third += _PART if any(each["later"] for each in view["remarks"]) else 0.0
    third += sum(_SECTION + sum(map(_cells, table["rows"])) for table in view["more"])
    return Heights(first, second, third)


def _opening(view: View) -> float:
    """Return the height of what stands above the first section."""
    height = _TOP + lines(view["doc"]["title"], 44) * _TITLE + lines(view["lead"], 80) * _LEAD
    return height + sum(
        _row((view[part], 110)) for part in ("meta", "wanted", "reach", "changed") if view.get(part)
    )


def page_breaks(view: View) -> View:
    """Return which parts begin a page: none where all of it fits one, or where half a page would stay white.

    What was agreed is made to be pinned up, so ideas stand behind it and remarks never on its page.
    """
    return _breaks(heights(view))


def _breaks(parts: Heights) -> View:
    first, second, third = parts
    ideas = first + second + third > _ALL_ON_ONE and first > _PAGE / 2
    beside = not ideas and first + second <= _PAGE
    return {"ideas": ideas, "remarks": beside and first + second + third > _ALL_ON_ONE}


def _fits(view: View, pages: float) -> bool:
    return _length(view) <= pages


def _length(view: View) -> float:
    """Return about how many pages the plan takes, and how much of the last one."""
    parts = heights(view)
    return _end(parts, _breaks(parts), _PAGE)


def _end(parts: Heights, breaks: View, page: float) -> float:
    """Return where a plan ends, in pages; a part that begins one leaves the rest of another white."""
    end = parts.first / page
    for part, begins in ((parts.second, breaks["ideas"]), (parts.third, breaks["remarks"])):
        end = (ceil(end) if begins else end) + part / page
    return end


def stands_closer(view: View) -> bool:
    """Tell whether a plan takes a page for what fits the one before when its lines stand closer."""
    parts = heights(view)
    usual, closer = (ceil(_end(parts, _breaks(parts), page)) for page in (_OF_A4, _OF_A4 / _CLOSER))
    return closer < usual


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
    painful = [each for each in view["ladder"] if (each["pain"] or 0) >= LITTLE_PAIN]
    least = ceil(_length(view | {"ladder": painful, "remarks": [], "parked": []}))
    room = least - _SPARE if least > most else most
    gave = cut(
        view,
        (
            Giving("ladder", lambda each: each["pain"] or 0, len(painful)),
            Giving("remarks", _nods, KEPT_REMARKS),
            Giving("parked", _nods),
            Giving("remarks", _nods),
        ),
        lambda view: _fits(view, room),
    )
    return [words.count(f"cut.{part}", count) for part, count in gave.items() if count]


def _nods(each: View) -> int:
    return int(each["nods"] or 0)
