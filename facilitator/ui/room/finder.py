"""The table of what the room sees: the drawing of an instrument, found by the instrument's name."""

from __future__ import annotations

from importlib import import_module

from facilitator.extensions import module_name
from facilitator.ui.room.drawing import Drawing

ROOM = "ui.room"


def drawing_of(instrument: str) -> Drawing | None:
    """Return the drawing of an instrument; None where the room sees the notes alone."""
    name = module_name(ROOM, instrument)
    found = getattr(import_module(name), "DRAWING", None) if name else None
    return found if isinstance(found, Drawing) else None
