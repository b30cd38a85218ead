"""What is known of a record type beside its fields: a row of the registry."""

from __future__ import annotations

from functools import cache
from importlib import import_module

import msgspec

from facilitator.model.base import FileKind, Record, Release, Retention


class Entity(msgspec.Struct, frozen=True):
    """Where records of one type live, what people call them, how long they stay and how they may leave.

    The type is found `where` its row says: in a module of `facilitator.model`, by its name there. `name` is
    what one of them is called ("note"), `letter` that of its short id ("N" in `L-03/N-12`), "" for a type
    without numbers. `listed` are the fields that tell records apart in a list, the first of them most.
    `open_when_closed` are the fields that go on changing when the session is closed; None for a type that
    may come and go then. Records of the programme that people keep `by_hand` have a list and a form, reached
    from the settings, or from the `part` of the place People they say. One that `belongs_to` what one of
    these fields names goes with that when it is deleted. Of a `traceless` one no earlier state is ever left
    on the disk: from two states one could see what lies between them.
    """

    where: str
    file: FileKind
    table: str
    name: str
    listed: tuple[str, ...]
    retention: Retention = Retention.PROGRAMME
    release: Release = Release.FACILITATORS
    letter: str = ""
    open_when_closed: frozenset[str] | None = None
    traceless: bool = False
    belongs_to: tuple[str, ...] = ()
    by_hand: bool = False
    part: str = ""

    @property
    def type(self) -> type[Record]:
        """The type itself; asked for the first time, its module is imported."""
        return _type_at(self.where)


@cache
def _type_at(where: str) -> type[Record]:
    module, _, name = where.partition(".")
    found: type[Record] = getattr(import_module(f"facilitator.model.{module}"), name)
    return found
