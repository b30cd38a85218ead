"""What a part of the place People is: its list, how much is in it, and what in it needs somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum

import msgspec

from facilitator.workspace.folder.programme_folder import ProgrammeFolder


class Sign(Enum):
    """How much something asks for somebody, in the order of a list."""

    ALARM = "alarm"
    DUE = "due"
    KNOW = "to know"
    PRIVATE = "only you"


class Need(msgspec.Struct, frozen=True):
    """One thing that needs somebody: what it is, and the next step, both in words.

    What is `PRIVATE` is for the facilitators' eyes. `list` and `record` say where it is looked after: the
    place of a list, "" for that of the part, and the id in it. `due` is a day it has, if any.
    """

    sign: Sign
    subject: str
    step: str
    record: str = ""
    list: str = ""
    due: date | None = None


class Figure(msgspec.Struct, frozen=True):
    """One line of a part's figures: a sign before it, what is counted, the count; `short` when too few."""

    label: str
    value: str
    sign: str = ""
    short: bool = False


class Figures(msgspec.Struct, frozen=True):
    """Some figures of a part under a heading, for a wide window."""

    title: str
    lines: tuple[Figure, ...]


def _none(folder: ProgrammeFolder) -> tuple[Figures, ...]:
    return ()


class Part(msgspec.Struct, frozen=True):
    """One part of the place People.

    `place` is the place its screen stands at (`ui.roles.parts` has a module of that name), `title` what it is
    called, `short` the same beside a row, `about` what it is for. Parts stand in their `order`. `adds` is the
    list of what `n` begins there, "" for none. One that `opens` on another place than its list says which,
    and which `others` it has that are no lists of records.
    """

    place: str
    title: str
    short: str
    about: str
    order: int
    count: Callable[[ProgrammeFolder], int]
    needs: Callable[[ProgrammeFolder], Iterable[Need]]
    figures: Callable[[ProgrammeFolder], tuple[Figures, ...]] = _none
    adds: str = ""
    opens: str = ""
    others: tuple[str, ...] = ()


def sorted_needs(parts: Iterable[Part], folder: ProgrammeFolder) -> tuple[tuple[Part, Need], ...]:
    """Return what needs somebody in these parts: alarms first, then what is due by its day, then the rest."""
    order = list(Sign)
    found = [(part, need) for part in parts for need in part.needs(folder)]
    return tuple(sorted(found, key=lambda each: (order.index(each[1].sign), each[1].due or date.max)))
