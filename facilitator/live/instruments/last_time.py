"""Last time: what the sessions before this one left, and what the room says became of their actions.

See docs/field.md, "Last time".
"""

from __future__ import annotations

from datetime import date

from facilitator.errors import HeldBack
from facilitator.insight.last_time import Agreed, LastTime
from facilitator.live.desk import SessionDesk
from facilitator.live.earlier import Earlier
from facilitator.model.action import Action, ActionStatus
from facilitator.model.base import require
from facilitator.model.instrument import InstrumentFacts
from facilitator.text import clean_line


class EarlierActions:
    """The verdicts on actions of earlier sessions.

    Each is one change of the action's own record, in the file of its own session. Raises `RuleBroken`,
    `HeldBack`, `InUse` or `NotSaved`, and then nothing has changed.
    """

    def __init__(self, desk: SessionDesk) -> None:
        self._desk = desk

    @property
    def told(self) -> LastTime | None:
        """What these sessions left, as it stands now; None when this is the first."""
        return self._desk.last_time()

    @property
    def unreadable(self) -> tuple[str, ...]:
        """The names of files that may be an earlier session and cannot be read."""
        return self._desk.earlier.unreadable if self._desk.earlier is not None else ()

    def done(self, agreed: Agreed, evidence: str = "") -> Action:
        """Say that it is done, and what shows it."""
        return self._earlier.settle(agreed, ActionStatus.DONE, self._words(evidence))

    def helped(self, agreed: Agreed, what: str) -> Action:
        """Say that it is done and what it changed for the team."""
        require(bool(what.strip()), "What helped is worth a word.", "Write what it changed, in a few words.")
        return self._earlier.helped(agreed, self._words(what))

    def blocked(self, agreed: Agreed, by: str, due: date | None = None) -> Action:
        """Say what it waits for, and its next date if one was agreed."""
        return self._earlier.settle(agreed, ActionStatus.BLOCKED, self._words(by), due=due)

    def dropped(self, agreed: Agreed, why: str) -> Action:
        """Say that it is dropped, and why."""
        return self._earlier.settle(agreed, ActionStatus.DROPPED, self._words(why))

    def goes_on(self, agreed: Agreed, due: date) -> Action:
        """Say that it goes on until another date; the first one is kept."""
        require(
            due >= self._desk.today, "That day is over.", "Give a day to come, such as fri or in 2 weeks."
        )
        return self._earlier.move(agreed, due)

    @property
    def _earlier(self) -> Earlier:
        earlier = self._desk.earlier
        require(earlier is not None, "Nothing is known of earlier sessions here.", "Open the session itself.")
        assert earlier is not None
        return earlier

    def _words(self, text: str) -> str:
        """Return words as they are stored. Raises `HeldBack` for what is not for the notes."""
        if self._desk.guard.is_for_elsewhere(text):
            raise HeldBack(
                "This is not for the notes: it has its own people. It was not stored.",
                "Say it otherwise, or let it go. ^D shows whom to turn to.",
            )
        return clean_line(text)


FACTS = InstrumentFacts(label="last time", order=11)
