"""The blank screen: for when somebody should not read along."""

from __future__ import annotations

from textual import events
from textual.screen import Screen

from facilitator.ui.keys.command import Context
from facilitator.ui.screen import ProgramScreen


class Blank(ProgramScreen, Screen[None]):
    """Nothing at all; any key or click brings the screen back."""

    DEFAULT_CSS = "Blank { background: $paper; }"

    def active_contexts(self) -> tuple[Context, ...]:
        """No other key works."""
        return ()

    def on_key(self, event: events.Key) -> None:
        """Bring the screen back, and do nothing else with the key."""
        event.stop()
        event.prevent_default()
        self.dismiss()

    def on_click(self) -> None:
        """Bring the screen back."""
        self.dismiss()
