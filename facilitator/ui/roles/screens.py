"""What a part of People offers the table of its room."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.screen import Screen

from facilitator.ui.program import Program

Screens = Mapping[str, Callable[[str], Screen[None]]]
"""What makes the screen of a place; it is given the id of a record the cursor is to stand on, or ""."""

Adds = Callable[[Program, Callable[[], None]], None]
"""Asks for a new one of a part; what it is given last is to be called once it is there."""
