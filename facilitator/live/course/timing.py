"""Where a session stands in time: elapsed, left, projected end."""

from __future__ import annotations

from datetime import datetime, timedelta

from facilitator.live.course.agenda import Agenda
from facilitator.live.course.runs import Runs
from facilitator.live.desk import SessionDesk
from facilitator.model.session import SessionStatus

EARLIEST_START = timedelta(hours=1)
"""A session held earlier than this before its time, or after its planned end, ends by its own start."""


class Timing:
    """Questions about time; nothing is written. All seconds come from the clock nobody can set."""

    def __init__(self, desk: SessionDesk, runs: Runs) -> None:
        self._desk = desk
        self._runs = runs

    @property
    def agenda(self) -> Agenda:
        """The agenda as it is at this moment."""
        progress = self._runs.progress
        return progress.agenda.after(self._runs.going(progress.run) if progress.run else 0.0)

    def tick(self) -> float:
        """Look at the clock; return the seconds the computer slept since the last tick, mostly 0.0.

        Call it about once a second, and at least once a minute, while the session runs: two looks
        more than 90 seconds apart mean that the computer slept, and that time is not counted.
        """
        slept = self._desk.stopwatch.take_sleep()
        return slept if self._desk.session.status is SessionStatus.RUNNING else 0.0

    def elapsed(self) -> float:
        """Return the seconds of the current segment, or of its part; 0.0 when there is none."""
        row = self.agenda.current
        return row.part_seconds if row else 0.0

    def allotted(self) -> float:
        """Return the seconds the current segment may take, or its part."""
        row = self.agenda.current
        return row.part_allotted if row else 0.0

    def remaining(self) -> float:
        """Return the seconds left of the current segment, or of its part; below 0 once it is over."""
        return self.allotted() - self.elapsed()

    @property
    def planned_end(self) -> datetime:
        """When the session should end (UTC): at its planned time, unless it is held at quite another."""
        session = self._desk.session
        begin = session.planned_start
        length = timedelta(minutes=session.minutes)
        started = session.started_at or self._desk.clock.now()
        if not begin - EARLIEST_START <= started <= begin + length:
            begin = started
        return begin + length

    def projected_end(self) -> datetime:
        """Return when the session will end (UTC) if everything ahead takes its planned minutes."""
        if self._desk.session.ended_at is not None:
            return self._desk.session.ended_at
        now = self._desk.clock.now()
        if self._desk.session.started_at is None and now < self._desk.session.planned_start:
            now = self._desk.session.planned_start
        return self.agenda.ends_at(now)

    def minutes_late(self) -> int:
        """Return how many minutes after its planned end the session will end; below 0 if before."""
        return round((self.projected_end() - self.planned_end).total_seconds() / 60)
