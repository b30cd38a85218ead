"""What a part of People offers the table of its room."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.screen import Screen

Screens = Mapping[str, Callable[[str], Screen[None]]]
"""What makes the screen of a place; it is given the id of a record the cursor is to stand on, or ""."""
