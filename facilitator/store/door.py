"""The one door through which what stands in a record file comes in: refused or cleaned, never just passed on.

A file may come from anywhere: another program, a person's editor, a damaged disk. Refused is what no record
holds and what would stop a later step: values nested deep, numbers of many digits, days of years that no
calendar sum can go beyond. Cleaned is text that acts on a terminal or a document (`text.clean`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from facilitator.errors import Damaged
from facilitator.model.base import FIRST_YEAR, LARGEST_NUMBER, LAST_YEAR
from facilitator.store.journal.tables import Tables
from facilitator.text import clean

DEEPEST = 40
"""Values in values; a record has about ten."""

NOTHING_LEFT = "\ufffd"
"""Stands for a text in which nothing was to be read, for many texts must not be empty."""

Place = tuple[str, str]
"""A table and the number of a document in it."""


class OddTexts(msgspec.Struct, frozen=True):
    """What was seen of tables: texts that act, as (table, number, field), and documents with strange days."""

    acting: tuple[tuple[str, str, str], ...]
    strange_days: frozenset[Place]


NOTHING_ODD = OddTexts((), frozenset())


def look(tables: Mapping[str, Mapping[str, dict[str, Any]]], name: str) -> OddTexts:
    """Look through all tables of the file called *name*. Raises `Damaged` for what no record holds."""
    acting: list[tuple[str, str, str]] = []
    strange: set[Place] = set()
    acts = re.compile(_ACTS)
    for table, documents in tables.items():
        for number, document in documents.items():
            for field, value in document.items():
                if value.__class__ is str:
                    parts: Iterable[str] = (value,)
                elif value.__class__ in _SMALL:
                    continue
                else:
                    parts = _parts(value, f"{name} cannot be read at {table} {number}")
                for part in parts:
                    if part[4:5] == "-" and _is_strange_day(part):
                        strange.add((table, number))
                    if acts.search(part):
                        acting.append((table, number, field))
    return OddTexts(tuple(dict.fromkeys(acting)), frozenset(strange))


_SMALL = frozenset({bool, type(None)})

_ACTS = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
"""What `text.clean` takes out or changes because it acts; letters that are composed otherwise do not."""


def _parts(value: Any, where: str) -> Iterator[str]:
    """Yield every text inside a value, without recursion. Raises `Damaged`."""
    waiting = [(value, 0)]
    while waiting:
        value, deep = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, (list, dict)):
            if deep > DEEPEST:
                raise Damaged(f"{where}: its values are nested more than {DEEPEST} deep.", _REMEDY)
            parts = [*value, *value.values()] if isinstance(value, dict) else value
            waiting += [(part, deep + 1) for part in parts]
        elif isinstance(value, int) and not -LARGEST_NUMBER < value < LARGEST_NUMBER:
            raise Damaged(f"{where}: a number in it has too many digits.", _REMEDY)
        elif isinstance(value, float) and not math.isfinite(value):
            raise Damaged(f"{where}: a number in it is none.", _REMEDY)


_REMEDY = "It is left as it is. Put back a copy of it, or correct that place."


def _is_strange_day(text: str) -> bool:
    year = text[:4]
    return year.isdecimal() and text[7:8] == "-" and not FIRST_YEAR <= int(year) <= LAST_YEAR


def cleaned(tables: Tables) -> Tables:
    """Return a copy of tables with every text cleaned; those of `look` may be given, so they are not deep."""
    return {
        name: {number: _cleaned(document) for number, document in table.items()}
        for name, table in tables.items()
    }


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value) or (NOTHING_LEFT if value else "")
    if isinstance(value, dict):
        return {clean(key): _cleaned(part) for key, part in value.items()}
    return [_cleaned(part) for part in value] if isinstance(value, list) else value
