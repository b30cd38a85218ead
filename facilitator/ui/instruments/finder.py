"""The table of panes: what the room works with in a segment, found by the instrument's name."""

from __future__ import annotations

from importlib import import_module

from facilitator.extensions import module_name
from facilitator.live.instruments.finder import instruments
from facilitator.model.instrument import NOTES
from facilitator.ui.instruments.base import Instrument

ROOM = "ui.instruments"


def pane_of(name: str) -> type[Instrument] | None:
    """Return the class of an instrument's pane; None for one without."""
    module = module_name(ROOM, name)
    found = getattr(import_module(module), "PANE", None) if module else None
    return found if isinstance(found, type) and issubclass(found, Instrument) else None


def panes() -> dict[str, type[Instrument]]:
    """Return the panes of all instruments by name, in the order they are offered."""
    found = {name: pane_of(name) for name in instruments()}
    return {name: pane for name, pane in found.items() if pane is not None}


def make_instrument(name: str) -> Instrument:
    """Return a new pane; one that is not there is worked with notes."""
    pane = pane_of(name) or pane_of(NOTES)
    assert pane is not None, "notes have a pane"
    return pane()
