"""The parts of the place People: what the modules of their room declare, in the order they give."""

from __future__ import annotations

from importlib import import_module

from facilitator.extensions import module_name, names_in
from facilitator.model.registry import ENTITIES
from facilitator.wording.roles.part import Part

ROOM = "wording.roles.parts"


def parts() -> tuple[Part, ...]:
    """Return every part in its order."""
    found = [import_module(module_name(ROOM, name) or "").PART for name in names_in(ROOM)]
    return tuple(sorted(found, key=lambda each: (each.order, each.place)))


def part_of(place: str) -> str:
    """Return the place of the part that a list belongs to, "" for none."""
    opened = next((each.place for each in parts() if place in (each.place, each.opens, *each.others)), "")
    if opened:
        return opened
    return next((row.part for row in ENTITIES.values() if row.table == place and row.part), "")


def beside(place: str, step: int) -> str:
    """Return the part so many further on, or back, than the one a list belongs to; "" for none."""
    places = [each.place for each in parts()]
    here = part_of(place)
    return places[(places.index(here) + step) % len(places)] if here else ""
