"""The screens of the parts of People, found by the place they stand at."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from textual.screen import Screen

from facilitator.extensions import module_name, names_in
from facilitator.ui.keys.command import Context
from facilitator.ui.roles.screens import Adds, Screens
from facilitator.wording.roles.finder import part_of

ROOM = "ui.roles.parts"


def screen_of(place: str, at: str = "") -> Screen[None] | None:
    """Return a new screen for a place of a part; None where no part has one of its own for it."""
    module = module_name(ROOM, part_of(place) or place)
    if module is None:
        return None
    screens: Screens = import_module(module).SCREENS
    make = screens.get(place)
    return make(at) if make is not None else None


def adder_of(place: str) -> Adds | None:
    """Return what `n` does at a part that asks in a way of its own; None for one with a plain form."""
    module = module_name(ROOM, place)
    return getattr(import_module(module), "ADDS", None) if module is not None else None


def part_contexts() -> Iterator[Context]:
    """Yield the keys that the screens of parts declare."""
    for name in names_in(ROOM):
        yield from getattr(import_module(module_name(ROOM, name) or ""), "CONTEXTS", ())
