"""The barometer: how the week was, in one word each; hands are counted, never who raised one."""

from __future__ import annotations

from facilitator.live.desk import SessionDesk
from facilitator.live.instruments.notes import Notes
from facilitator.model.instrument import InstrumentFacts
from facilitator.model.observation import Observation

KIND = "barometer"
"""The kind of note a word becomes; a script that names the instrument declares it."""

SKIES = ("sunny", "cloudy", "stormy")


class Barometer:
    """The verbs: each is one change, undone as one."""

    def __init__(self, desk: SessionDesk) -> None:
        self._desk = desk
        self._notes = Notes(desk)

    @property
    def words(self) -> tuple[Observation, ...]:
        """What was said, each word once, in the order it came."""
        return tuple(note for note in self._notes.all if note.kind == KIND)

    def hands(self, word: str) -> int:
        """Return how many said that word."""
        return sum(1 + note.nods for note in self.words if note.text == word)

    def raise_hand(self, word: str) -> Observation:
        """Count one more for a word; the first makes a note of it."""
        said = next((note for note in self.words if note.text == word), None)
        if said is None:
            return self._notes.add(word, KIND)
        return self._desk.set(said, f"one more {word}", nods=said.nods + 1)


FACTS = InstrumentFacts(label="barometer of the week", line=KIND)
