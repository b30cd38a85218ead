"""The table of panes: what the room works with in a segment, found by the instrument's name."""

from __future__ import annotations

from importlib import import_module

from facilitator.extensions import module_name
from facilitator.model.script import Instrument as Name
from facilitator.ui.instruments.base import Instrument

ROOM = "ui.instruments"

PLAIN = "notes"
"""What a session works with where its script names an instrument that is not there."""


def pane_of(name: str) -> type[Instrument] | None:
    """Return the class of an instrument's pane; None for one without."""
    module = module_name(ROOM, name)
    found = getattr(import_module(module), "PANE", None) if module else None
    return found if isinstance(found, type) and issubclass(found, Instrument) else None


def panes() -> dict[str, type[Instrument]]:
    """Return the panes of all instruments by name, in the order they are offered."""
    found = {name.value: pane_of(name) for name in Name}
    return {name: pane for name, pane in found.items() if pane is not None}


def make_instrument(name: str) -> Instrument:
    """Return a new pane; an instrument without one of its own is worked with notes."""
    pane = pane_of(name) or pane_of(PLAIN)
    assert pane is not None, "notes have a pane"
    return pane()


def has_instrument(name: str) -> bool:
    """Tell whether an instrument has a pane of its own."""
    return pane_of(name) is not None
