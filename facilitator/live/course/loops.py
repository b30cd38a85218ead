"""Loops: a part of a segment for each item of a list, in the order the list has when a part begins."""

from __future__ import annotations

from facilitator.insight.script_lists import Item, item_named, items_of
from facilitator.live.desk import SessionDesk
from facilitator.model.observation import Observation
from facilitator.model.script import Segment
from facilitator.model.session import SegmentRun, current_run


class Loops:
    """What a loop goes through. What is written, chosen or taken out counts from the next part on."""

    def __init__(self, desk: SessionDesk) -> None:
        self._desk = desk

    @property
    def run(self) -> SegmentRun | None:
        """The part of a loop that runs or stands paused; None outside of one."""
        run = current_run(self._desk.records.all(SegmentRun)) if self._has_loops else None
        return run if run is not None and self._segment_of(run).each else None

    @property
    def segment(self) -> Segment | None:
        """The segment that runs, where it is a loop; else None."""
        run = self.run
        return self._segment_of(run) if run is not None else None

    @property
    def in_hand(self) -> Item | None:
        """What the part that runs is about; None outside of a loop, in an empty one, and once it is gone."""
        run = self.run
        return item_named(run.item, self._segment_of(run), self._desk.records) if run is not None else None

    @property
    def ahead(self) -> tuple[Item, ...]:
        """What comes after it, as the list is now."""
        run = self.run
        return self._still_ahead(self._segment_of(run), run) if run is not None else ()

    @property
    def _has_loops(self) -> bool:
        return any(each.each for each in self._desk.session.script.segments)

    def _segment_of(self, run: SegmentRun) -> Segment:
        return self._desk.session.script.segment(run.segment)

    def items_at_start(self, segment: Segment) -> tuple[str, ...]:
        """Return the keys of what a segment goes through as it begins; none where it is no loop."""
        return tuple(each.key for each in items_of(segment.each, segment, self._desk.records))

    def items_after(self, run: SegmentRun) -> tuple[str, ...]:
        """Return the keys for the part after a run: what was gone through, then what is ahead."""
        segment = self._desk.session.script.segment(run.segment)
        gone_through = (*run.items, *[""] * run.part, "")[: run.part + 1]  # "" where there was nothing yet
        return (*gone_through, *(each.key for each in self._still_ahead(segment, run)))

    def notes_in_hand(self) -> tuple[Observation, ...]:
        """Return the notes of the part that runs."""
        run = self.run
        if run is None:
            return ()
        said = (each for each in self._desk.records.all(Observation) if each.merged_into is None)
        return tuple(each for each in said if (each.segment, each.item) == (run.segment, run.item))

    def _still_ahead(self, segment: Segment, run: SegmentRun) -> tuple[Item, ...]:
        every = items_of(segment.each, segment, self._desk.records)
        return tuple(each for each in every if each.key not in run.items[: run.part + 1])
