"""The pane of the barometer: three skies and their hands."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.live.session import LiveSession
from facilitator.ui import safe
from facilitator.ui.instruments.base import FactsPane, UseInstrument
from facilitator.ui.keys.command import Context, bindings, command
from tests.ui.throwaway.live.instruments.barometer import SKIES, Barometer

KEYS = Context(
    "barometer",
    "Barometer",
    (
        command("sky", "1 2 3", "sky", "one hand for sunny, cloudy, stormy", palette=False, with_key=True),
        command("storm", "s", "storm", "one hand for stormy weather"),
        command("to_capture", "tab escape", "note", "to the line", palette=False, always=True),
    ),
)


class BarometerPane(FactsPane):
    """A line for each sky."""

    keys = KEYS
    step_words = "read it back"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def compose(self) -> ComposeResult:
        """Lay out the skies."""
        yield Static(id="skies")

    @property
    def barometer(self) -> Barometer:
        """Its verbs, over the session's desk."""
        return Barometer(self.live.desk)

    def about(self, live: LiveSession) -> str:
        """Say how many hands there were."""
        return f"{sum(Barometer(live.desk).hands(sky) for sky in SKIES)} hands"

    def show_records(self) -> None:
        """Draw what was counted."""
        lines = [
            safe.text((f"{key} ", "key"), safe.cell(sky, 10), str(self.barometer.hands(sky) or "·"))
            for key, sky in enumerate(SKIES, 1)
        ]
        self.query_one("#skies", Static).update(Content("\n").join(lines))

    def step(self) -> bool:
        """Read back what was said."""
        self.post_message(UseInstrument("read_back"))
        return True

    def action_sky(self, key: str) -> None:
        """One hand more for a sky."""
        self.attempt(lambda: self.barometer.raise_hand(SKIES[int(key) - 1]))

    def action_storm(self) -> None:
        """One hand more for the last sky."""
        self.action_sky("3")


PANE = BarometerPane
