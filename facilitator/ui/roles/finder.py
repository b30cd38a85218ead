"""The screens of the parts of People, found by the place they stand at."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from textual.screen import Screen

from facilitator.extensions import module_name, names_in
from facilitator.model.registry import ENTITIES
from facilitator.ui.keys.command import Context
from facilitator.ui.roles.screens import Screens

ROOM = "ui.roles.parts"


def screen_of(place: str, at: str = "") -> Screen[None] | None:
    """Return a new screen for a place of a part; None where no part has one of its own for it."""
    part = next((row.part for row in ENTITIES.values() if row.table == place and row.part), place)
    module = module_name(ROOM, part) or module_name(ROOM, place)
    if module is None:
        return None
    screens: Screens = import_module(module).SCREENS
    make = screens.get(place)
    return make(at) if make is not None else None


def part_contexts() -> Iterator[Context]:
    """Yield the keys that the screens of parts declare."""
    for name in names_in(ROOM):
        found = vars(import_module(module_name(ROOM, name) or "")).values()
        yield from (each for each in found if isinstance(each, Context))
