"""What becomes of a key that nothing takes: it goes to the line or is answered, never lost without a word."""

from __future__ import annotations

from textual import events

from facilitator.ui import safe
from facilitator.ui.instruments.base import Answering
from facilitator.ui.runner.line import SessionLine
from facilitator.ui.runner.stage import InstrumentStage

_TO_LINE = (("Tab", "key"), " takes you to the line")


class StrayKeys:
    """Takes the keys that the instrument in use leaves over while the keyboard is with it.

    Whoever types a word means the line: it gets the letter, and the keyboard with it. Where letters and
    digits are answers, one that says nothing is answered with those that do.
    """

    def __init__(self, stage: InstrumentStage, line: SessionLine) -> None:
        self._stage = stage
        self._line = line

    def take(self, event: events.Key) -> bool:
        """Do what there is to do with a key; tell whether it was one that is typed."""
        pane = self._stage.instrument
        if pane is None or self._line.has_focus_within or self._is_bound(event):
            return False
        if event.key in ("enter", "space"):
            self._line.tell(
                safe.text("Nothing to choose here.   ", *_TO_LINE, "   ", ("^N", "key"), " goes on")
            )
            return True
        if not event.is_printable or event.character is None:
            return False
        answer = pane.answer_to(event.character) if isinstance(pane, Answering) else ""
        if answer:
            self._line.tell(safe.text((answer, "warn"), "   ", *_TO_LINE))
        else:
            self._line.begin_with(event.character)
        return True

    def _is_bound(self, event: events.Key) -> bool:
        """Tell whether the key has an action here; Textual takes it only after every widget heard the key."""
        bound = self._line.screen.active_bindings
        return any(name in bound for name in event.aliases)
