"""The clock of the runner: what passes, what is said when the time of a segment ends."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.live.clock import sleep_sentence
from facilitator.model.programme import Signal
from facilitator.ui import safe
from facilitator.ui.runner.desk import Desk
from facilitator.ui.runner.line import SessionLine
from facilitator.ui.runner.segment_head import SOON

_TYPING = 0.15
"""Seconds after a key in which the next one is likely to come."""


class SegmentClock:
    """Looks at the clock of the session once a second. *show* draws the time, *ring* rings the bell."""

    def __init__(
        self, desk: Desk, line: SessionLine, show: Callable[[], None], ring: Callable[[], None]
    ) -> None:
        self._desk = desk
        self._line = line
        self._draw = show
        self._ring = ring
        self._remaining: float | None = None
        self._timed = ""
        self.is_behind = False
        """Whether the time was not drawn because somebody was typing."""

    def tick(self) -> None:
        """Look at the clock; done once a second."""
        slept = self._desk.live.timing.tick()
        if slept:
            self._line.tell(safe.text(sleep_sentence(slept)))
        self._signal()
        self.is_behind = self._desk.live.clock.monotonic() - self._line.last_key < _TYPING
        if not self.is_behind:
            self.show()
        self._line.forget_old()

    def show(self) -> None:
        """Draw the clock above; never in one go with a letter below, or all between is drawn as well."""
        self.is_behind = False
        self._draw()

    def _signal(self) -> None:
        """Say once that two minutes are left, and once that the time is over."""
        live = self._desk.live
        before, now = self._remaining, live.timing.remaining()
        place, self._remaining = self._timed, now
        self._timed = f"{self._desk.place} {live.timing.allotted():.0f}"
        if place != self._timed or before is None or live.course.is_paused or not live.course.is_live:
            return
        long = live.timing.allotted() > 2 * SOON
        if long and before > SOON >= now:
            self._announce("Two minutes left.")
        elif before > 0 >= now:
            self._announce("The time of this segment is over.")

    def _announce(self, sentence: str) -> None:
        signals = self._desk.program.folder.programme.signals
        if Signal.BELL in signals:
            self._ring()
        if Signal.TEXT in signals:
            more = ("   ", ("^N", "key"), " goes on", "   ", ("^E", "key"), " a minute more")
            self._line.tell(safe.text((sentence, "bold"), *more))
