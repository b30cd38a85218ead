"""The terminal's own cursor, where one types: some people follow it, and screen readers and magnifiers do.

Textual moves it there for input methods, and hides it. While nobody types it stays hidden.
"""

from __future__ import annotations

from textual.geometry import Offset, Region
from textual.widget import Widget

HIDDEN = "\x1b[?25l"
_SHOWN = "\x1b[6 q\x1b[?25h"
"""A thin line that stands still, so that the letter under it can be read, and visible."""
USUAL_SHAPE = "\x1b[0 q"
"""The shape the person chose for their terminal."""


class TerminalCursor:
    """Says what is to be written before and after a screen is drawn."""

    def __init__(self) -> None:
        self._is_shown = False

    def before(self) -> str:
        """Return what hides it while the screen is drawn; otherwise it would be seen running about."""
        return HIDDEN if self._is_shown else ""

    def after(self, field: Widget | None, screen: Region) -> str:
        """Return what shows it in *field*, the widget in focus; "" where that takes no letters or hides."""
        at: Offset | None = getattr(field, "cursor_screen_offset", None)
        if at is not None and getattr(field, "cursor_at_end", False):
            at -= (1, 0)  # Textual puts it one cell behind the end of a line
        self._is_shown = at is not None and screen.contains_point(at)
        return f"\x1b[{at.y + 1};{at.x + 1}H{_SHOWN}" if at is not None and self._is_shown else ""
