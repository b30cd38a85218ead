"""Which form of a word goes with a number, by the rules a file of words carries in its table `plural`.

A rule is such as Unicode writes them: `n = 1`, `n = 0..1`, `n % 10 = 2..4 and n % 100 != 12..14`. Where none
holds, or a word has no such form, it takes the form `many`, which every word that is counted has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

MANY = "many"
"""The form of every other number."""

_CONDITION = re.compile(
    r"n(?: ?% ?(\d{1,4}))? ?(!?=) ?(\d{1,4}(?:\.\.\d{1,4})?(?:, ?\d{1,4}(?:\.\.\d{1,4})?)*)"
)
_LONGEST = 200

_Condition = tuple[int, bool, tuple[tuple[int, int], ...]]


def is_rule(text: object) -> bool:
    """Tell whether a text is a rule."""
    return isinstance(text, str) and len(text) <= _LONGEST and _read(text) is not None


def form_of(n: int, forms: Collection[str], rules: Mapping[str, str]) -> str:
    """Return which of a word's *forms* goes with *n*: the first whose rule holds, else `many`."""
    return next((form for form, rule in rules.items() if form in forms and _holds(rule, n)), MANY)


def _holds(rule: str, n: int) -> bool:
    return any(all(_is_met(each, n) for each in every) for every in _read(rule) or ())


def _is_met(condition: _Condition, n: int) -> bool:
    modulus, wanted, ranges = condition
    rest = n % modulus if modulus else n
    return any(first <= rest <= last for first, last in ranges) is wanted


@cache
def _read(rule: str) -> tuple[tuple[_Condition, ...], ...] | None:
    """Return the conditions of a rule, any of which must be met whole; None for what is no rule."""
    every = [
        [_CONDITION.fullmatch(each.strip()) for each in part.split(" and ")] for part in rule.split(" or ")
    ]
    if not all(match for part in every for match in part):
        return None
    return tuple(tuple(_condition(match) for match in part if match) for part in every)


def _condition(match: re.Match[str]) -> _Condition:
    bounds = (each.strip().split("..") for each in match[3].split(","))
    return int(match[1] or 0), match[2] == "=", tuple((int(each[0]), int(each[-1])) for each in bounds)
