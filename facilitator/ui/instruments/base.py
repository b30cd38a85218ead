"""What every instrument shares: the session it works on, its place in the registry, its own step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from facilitator.live.session import LiveSession
from facilitator.ui.widgets.row_list import GUTTER

if TYPE_CHECKING:
    from facilitator.ui.app import FacilitatorApp
    from facilitator.ui.screens.runner import Runner


class Instrument(Widget):
    """A part of the runner. `place` names its keys in the registry.

    `focus_part` is where Tab goes; `show_records` repaints from the records; `step` is F8 and
    `step_words` what it will do.
    """

    place: ClassVar[str] = "notes"
    step_words: str = ""
    DEFAULT_CSS = """
    Instrument { height: 1fr; layout: vertical; }
    Instrument > Static { padding-left: 2; }
    """

    @property
    def runner(self) -> Runner:
        """The screen it is on."""
        from facilitator.ui.screens.runner import Runner

        screen = self.screen
        assert isinstance(screen, Runner)
        return screen

    @property
    def program(self) -> FacilitatorApp:
        """The running program."""
        return self.runner.program

    @property
    def live(self) -> LiveSession:
        """The session."""
        return self.runner.live

    @property
    def room(self) -> int:
        """How many cells a line of text has, also before the first layout; the marks stand before it."""
        beside = 34 if self.app.size.width >= 100 else 3
        return self.size.width - GUTTER if self.size.width else self.app.size.width - beside

    def show_records(self) -> None:
        """Repaint from the records."""

    def focus_part(self) -> None:
        """Take the keyboard."""
        self.focus()

    def step(self) -> bool:
        """Do this segment's own step; tell whether there is one."""
        return False

    def attempt(self, change: Callable[[], object]) -> bool:
        """Do a change; if a rule or the disk forbids it, say so above the line. Tell whether it worked."""
        return self.runner.attempt(change)

    def action_to_capture(self) -> None:
        """Give the keyboard back to the line."""
        self.runner.focus_line()
