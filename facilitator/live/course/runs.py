"""Segment runs and their stretches: what the clock writes down, and where the session stands by them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from facilitator.live.course.agenda import Agenda, build_agenda, runs_of
from facilitator.live.course.loops import Loops
from facilitator.live.desk import SessionDesk
from facilitator.model.base import UNSTAMPED, Record
from facilitator.model.registry import entities_of
from facilitator.model.script import Segment
from facilitator.model.session import ListeningSession, SegmentRun, SessionStatus, Stretch, current_run


class Progress(msgspec.Struct, frozen=True):
    """How far a session is by its runs. The stretch that is still going is not counted in `agenda`."""

    runs: tuple[SegmentRun, ...] = ()
    run: SegmentRun | None = None
    segment: Segment | None = None
    agenda: Agenda = Agenda(())

    @property
    def part(self) -> int:
        """The part of the current segment that runs, counted from 0."""
        return self.run.part if self.run else 0


def progress_of(session: ListeningSession, runs: Iterable[SegmentRun]) -> Progress:
    """Return how far a session is."""
    known = {segment.key: segment for segment in session.script.segments}
    own = tuple(run for run in runs if run.segment in known)
    run = current_run(own)
    agenda = build_agenda(session.script, own, focus=len(session.focus))
    return Progress(own, run, known[run.segment] if run else None, agenda)


class Runs:
    """The segment runs of a session. A run's open stretch is measured by the process that began it."""

    def __init__(self, desk: SessionDesk, loops: Loops) -> None:
        self._desk = desk
        self._loops = loops
        self._seen: tuple[ListeningSession | None, tuple[SegmentRun, ...]] = (None, ())
        self._progress = Progress()

    @property
    def progress(self) -> Progress:
        """How far the session is, derived once a change: records never change, new ones take their place."""
        session, runs = self._desk.session, self._desk.records.all(SegmentRun)
        before = self._seen
        if session is not before[0] or not _are_same(runs, before[1]):
            self._progress = progress_of(session, runs)
            self._seen = session, runs
        return self._progress

    @property
    def current(self) -> SegmentRun | None:
        """The run that is going or stands paused."""
        return self.progress.run

    def open(self, segment: Segment) -> SegmentRun:
        """Let a segment run: anew, or on from where it was left."""
        own = runs_of(self.progress.runs, segment.key)
        items = self._loops.items_at_start(segment)
        run = own[-1] if own else SegmentRun(segment=segment.key, planned=segment.minutes, items=items)
        return self.begin(msgspec.structs.replace(run, ended=False, skipped=""))

    def begin(self, run: SegmentRun) -> SegmentRun:
        """Start a stretch of a run."""
        stretch = Stretch(start=self._desk.clock.now())
        saved = self._desk.records.put(msgspec.structs.replace(run, stretches=(*run.stretches, stretch)))
        self._desk.stopwatch.mark(_key(saved))
        return saved

    def close(self, run: SegmentRun, *, seconds: float | None = None, **changes: object) -> SegmentRun:
        """End the stretch of a run after *seconds*, measured ones if left out, and change it further."""
        stretches = run.stretches
        if run.running:
            spent = self.going(run) if seconds is None else seconds
            ended = msgspec.structs.replace(stretches[-1], seconds=round(spent, 3))
            stretches = (*stretches[:-1], ended)
        return self._desk.records.put(msgspec.structs.replace(run, stretches=stretches, **changes))

    def until_last_change(self, run: SegmentRun) -> float:
        """Return the seconds from the beginning of a run's last stretch to the last change in the file."""
        return max(0.0, (self._last_change() - run.stretches[-1].start).total_seconds())

    def take_over(self, run: SegmentRun, seconds: float) -> None:
        """Measure here the last stretch of a run, which another process began *seconds* ago."""
        self._desk.stopwatch.mark(_key(run), ago=seconds)

    def going(self, run: SegmentRun) -> float:
        """Return the seconds of the stretch that is still going; 0.0 when none is.

        Only the process that started the stretch can measure it; another one that follows the
        session goes by the wall clock.
        """
        if not run.running:
            return 0.0
        measured = self._desk.stopwatch.since(_key(run))
        if measured is not None:
            return measured
        return max(0.0, (self._desk.clock.now() - run.stretches[-1].start).total_seconds())

    def is_measured(self, run: SegmentRun) -> bool:
        """Tell whether this process began the last stretch of a run."""
        return self._desk.stopwatch.since(_key(run)) is not None

    # Undo

    def stopped(self, now: Record, other: Record | None) -> Record:
        """Return a record that undo brings back, a run whose stretch another process began with that ended.

        Its length is known from the state on the *other* side of the change.
        """
        if not isinstance(now, SegmentRun) or not now.running or self.is_measured(now):
            return now
        place = len(now.stretches) - 1
        later = other.stretches if isinstance(other, SegmentRun) else ()
        seconds = (later[place].seconds if len(later) > place else None) or 0.0
        ended = msgspec.structs.replace(now.stretches[-1], seconds=round(seconds, 3))
        return msgspec.structs.replace(now, stretches=(*now.stretches[:-1], ended))

    def go_on(self, back: Iterable[Record]) -> None:
        """Let the clock of a run go on from here that undo brought back with its stretch ended."""
        for before in back:
            if isinstance(before, SegmentRun) and before.running and not self.is_measured(before):
                run = self._desk.records.find(SegmentRun, before.id)
                if run is not None and self._desk.session.status is SessionStatus.RUNNING:
                    with self._desk.change("clock set right", undoable=False):
                        self.begin(run)

    def _last_change(self) -> datetime:
        kinds = entities_of("session")
        return max(
            (each.changed for kind in kinds for each in self._desk.records.all(kind)), default=UNSTAMPED
        )


def _key(run: SegmentRun) -> tuple[str, int]:
    return run.id, len(run.stretches) - 1


def _are_same(these: Sequence[Record], those: Sequence[Record]) -> bool:
    return len(these) == len(those) and all(one is other for one, other in zip(these, those, strict=True))
