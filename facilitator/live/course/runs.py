"""Segment runs and their stretches: what the clock writes down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from facilitator.live.base import LiveBase
from facilitator.live.course.agenda import current_run, runs_of
from facilitator.model.base import UNSTAMPED, Record
from facilitator.model.registry import entities_of
from facilitator.model.script import Segment
from facilitator.model.session import SegmentRun, SessionStatus, Stretch


class Runs(LiveBase):
    """The segment runs of a session. A run's open stretch is measured by the process that began it."""

    @property
    def runs(self) -> tuple[SegmentRun, ...]:
        """The runs of the script's segments."""
        known = {segment.key for segment in self.session.script.segments}
        return tuple(run for run in self.records.all(SegmentRun) if run.segment in known)

    @property
    def segment(self) -> Segment | None:
        """The current segment of the script."""
        run = current_run(self.runs)
        return self.session.script.segment(run.segment) if run else None

    def _open(self, segment: Segment) -> SegmentRun:
        """Let a segment run: anew, or on from where it was left."""
        own = runs_of(self.runs, segment.key)
        run = own[-1] if own else SegmentRun(segment=segment.key, planned=segment.minutes)
        return self._begin(msgspec.structs.replace(run, ended=False, skipped=""))

    def _begin(self, run: SegmentRun) -> SegmentRun:
        """Start a stretch of a run."""
        stretch = Stretch(start=self.clock.now())
        saved = self.records.put(msgspec.structs.replace(run, stretches=(*run.stretches, stretch)))
        self.stopwatch.mark(self._key(saved))
        return saved

    def _close(self, run: SegmentRun, *, seconds: float | None = None, **changes: object) -> SegmentRun:
        """End the stretch of a run after *seconds*, measured ones if left out, and change it further."""
        stretches = run.stretches
        if run.running:
            spent = self._going(run) if seconds is None else seconds
            ended = msgspec.structs.replace(stretches[-1], seconds=round(spent, 3))
            stretches = (*stretches[:-1], ended)
        return self.records.put(msgspec.structs.replace(run, stretches=stretches, **changes))

    def _going(self, run: SegmentRun) -> float:
        """Return the seconds of the stretch that is still going; 0.0 when none is.

        Only the process that started the stretch can measure it; another one that follows the
        session goes by the wall clock.
        """
        if not run.running:
            return 0.0
        measured = self.stopwatch.since(self._key(run))
        if measured is not None:
            return measured
        return max(0.0, (self.clock.now() - run.stretches[-1].start).total_seconds())

    def _stopped(self, now: Record, other: Record | None) -> Record:
        """Return a record that undo brings back, a run whose stretch another process began with that ended.

        Its length is known from the state on the *other* side of the change.
        """
        if not isinstance(now, SegmentRun) or not now.running or self._is_measured(now):
            return now
        place = len(now.stretches) - 1
        later = other.stretches if isinstance(other, SegmentRun) else ()
        seconds = (later[place].seconds if len(later) > place else None) or 0.0
        ended = msgspec.structs.replace(now.stretches[-1], seconds=round(seconds, 3))
        return msgspec.structs.replace(now, stretches=(*now.stretches[:-1], ended))

    def _go_on(self, back: Iterable[Record]) -> None:
        """Let the clock of a run go on from here that undo brought back with its stretch ended."""
        for before in back:
            if isinstance(before, SegmentRun) and before.running and not self._is_measured(before):
                run = self.records.find(SegmentRun, before.id)
                if run is not None and self.session.status is SessionStatus.RUNNING:
                    with self._change("clock set right", undoable=False):
                        self._begin(run)

    def _is_measured(self, run: SegmentRun) -> bool:
        return self.stopwatch.since(self._key(run)) is not None

    @staticmethod
    def _key(run: SegmentRun) -> tuple[str, int]:
        return run.id, len(run.stretches) - 1

    def _run_session(self) -> None:
        if self.session.status is SessionStatus.PAUSED:
            self.records.put(self.session.moved_to(SessionStatus.RUNNING))

    def _pause_session(self) -> None:
        if self.session.status is SessionStatus.RUNNING:
            self.records.put(self.session.moved_to(SessionStatus.PAUSED))

    def _last_change(self) -> datetime:
        kinds = entities_of("session")
        return max((each.changed for kind in kinds for each in self.records.all(kind)), default=UNSTAMPED)
