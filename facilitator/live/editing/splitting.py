"""Taking apart what was merged, and splitting what holds two things; originals always stay."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from facilitator.language.words import count_or_no
from facilitator.live.base import LiveBase, label_of
from facilitator.model.base import require
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.text import clean_line

Said = Observation | ImprovementIdea
"""What can hold more than one thing."""


class Splitting(LiveBase):
    """Verbs on notes and ideas that hold more than one thing."""

    def originals_of(self, record: Said) -> tuple[Said, ...]:
        """Return what was merged into a note or idea."""
        return tuple(each for each in self.records.all(type(record)) if each.merged_into == record.id)

    def take_apart(self, record: Said) -> tuple[Said, ...]:
        """Bring back what was merged into a note or idea; return it. Raises `RuleBroken` without any."""
        originals = self.originals_of(record)
        require(bool(originals), "Nothing was merged into this.", "Split it instead.")
        with self._change(f"{label_of(record)} taken apart"):
            return tuple(
                self.records.put(msgspec.structs.replace(each, merged_into=None)) for each in originals
            )

    def split(self, record: Said, texts: Sequence[str]) -> tuple[Said, ...]:
        """Make one note or idea for each of *texts*; the original stays in the file, out of sight.

        The parts keep what the original had: kind, practice, nods, who may see it. Raises
        `RuleBroken` for fewer than two parts.
        """
        parts = [text for text in map(clean_line, texts) if text]
        require(len(parts) > 1, "Splitting needs two parts.", "Put a / between them.")
        original = self._newest(record)
        number = self._next_number(type(record))
        words = "text" if isinstance(original, Observation) else "title"
        with self._change(f"{label_of(original)} split into {count_or_no(len(parts), 'part')}"):
            made = tuple(
                self.records.put(
                    self._with_care(
                        msgspec.structs.replace(original, id="", number=number + index, **{words: part})
                    )
                )
                for index, part in enumerate(parts)
            )
            self.records.put(msgspec.structs.replace(original, merged_into=made[0].id))
            return made
