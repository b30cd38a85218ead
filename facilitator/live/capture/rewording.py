"""Other words for what was captured: their marks are read as those of a line that is written first."""

from __future__ import annotations

from facilitator.live.capture.line import Line
from facilitator.live.capture.naming import IDEA
from facilitator.live.capture.reading import LineReading, read_words
from facilitator.live.desk import SessionDesk, label_of
from facilitator.live.editing.editing import Editing
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Worded
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation


class Rewording:
    """Writes the words of a record anew; `#`, `@`, `+5` and `!!` in them say of it what they always say."""

    def __init__(self, desk: SessionDesk, line: Line, editing: Editing) -> None:
        self._desk = desk
        self._line = line
        self._editing = editing

    def reword(
        self,
        record: Observation | ImprovementIdea | Action | Commitment,
        typed: str,
        *,
        for_good: bool = False,
    ) -> Worded:
        """Save what was typed as the words of a record, and its marks in a note or an idea with them.

        A practice, a count of nods and a strength take the place of those of before; a team comes to those
        that are named. Raises as `Editing.set_text` does; then nothing changed.
        """
        if not isinstance(record, Observation | ImprovementIdea):
            return self._editing.set_text(record, typed, for_good=for_good)
        kind = record.kind if isinstance(record, Observation) else IDEA
        reading = read_words(typed, kind, self._line.context)
        with self._desk.change(f"new words of {label_of(record)}"):
            self._put_marks(record, reading)
            return self._editing.set_text(record, reading.text, for_good=for_good)

    def _put_marks(self, record: Observation | ImprovementIdea, reading: LineReading) -> None:
        newest = self._desk.newest(record)
        teams = dict.fromkeys((*newest.counterparts, *reading.counterparts))
        if tuple(teams) != newest.counterparts:
            self._editing.set_counterparts(record, teams)
        changes: dict[str, object] = {}
        if isinstance(newest, ImprovementIdea):
            if reading.practice:
                changes["practices"] = tuple(dict.fromkeys((*newest.practices, reading.practice)))
        else:
            said = {
                "practice": reading.practice,
                "nods": reading.nods or None,
                "intensity": reading.intensity,
            }
            changes = {name: value for name, value in said.items() if value is not None}
        if changes:
            self._desk.set(record, f"new words of {label_of(record)}", **changes)
