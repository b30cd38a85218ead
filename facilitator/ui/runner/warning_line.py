"""The banner above the line: what a person should look at before anything else."""

from __future__ import annotations

from textual.widgets import Static

from facilitator.ui import safe
from facilitator.ui.late_calls import Late


class WarningLine(Late, Static):
    """Stands there until something else is done, or, where it *stays*, until all is well."""

    DEFAULT_CSS = """
    WarningLine { height: auto; display: none; background: $raised; padding: 0 2; border-left: outer $warn; }
    """

    def __init__(self) -> None:
        super().__init__(id="warning")
        self._stays = False

    def warn(self, sentence: str, *, stays: bool = False) -> None:
        """Say it."""
        self._stays = stays
        self.update(safe.text((sentence, "warn")))
        self.display = True

    def forget(self) -> None:
        """Take it away, unless it stays: something else is done now."""
        if not self._stays:
            self.calm()

    def calm(self) -> None:
        """Take it away: all is well."""
        self._stays = False
        self.display = False
