"""The clocks of a session: one that nobody can set, and the one on the wall.

Elapsed time comes from the first alone. So setting the computer's clock changes nothing, and an
hour with the lid closed is told apart from an hour of talk.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Protocol

from facilitator import identity

LONGEST_GAP = 90.0
"""Seconds between two looks at the clock beyond which the computer must have slept or stood still."""


class Clock(Protocol):
    """What a live session needs to know of time."""

    def monotonic(self) -> float:
        """Return seconds from a clock that nobody can set; only differences mean something."""
        ...

    def now(self) -> datetime:
        """Return the present moment in UTC, aware of it."""
        ...


def _clock_that_never_stops() -> Callable[[], float]:
    """Return the monotonic clock that goes on while the computer sleeps, where there is one.

    Only such a clock shows that it slept. Linux has it as CLOCK_BOOTTIME; on macOS it is
    CLOCK_MONOTONIC, while `time.monotonic` stops there. Windows' own goes on.
    """
    name = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}.get(sys.platform)
    clock_id = getattr(time, name, None) if name else None
    read = getattr(time, "clock_gettime", None)
    if clock_id is None or read is None:
        return time.monotonic
    return lambda: float(read(clock_id))


class SystemClock:
    """The computer's clocks. *now* replaces the wall clock, as a programme with an as-of date needs."""

    def __init__(self, now: Callable[[], datetime] = identity.utc_now) -> None:
        self._now = now
        self._monotonic = _clock_that_never_stops()

    def monotonic(self) -> float:
        """Return seconds that go on while the computer sleeps and that nobody can set."""
        return self._monotonic()

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return self._now()


class Stopwatch:
    """Counts the seconds in which the program was awake.

    It has to be looked at more often than every `LONGEST_GAP` seconds; a longer gap is not counted
    but kept as sleep, to be told once.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = clock.monotonic()
        self._counted = 0.0
        self._slept = 0.0
        self._marks: dict[Hashable, float] = {}

    def read(self) -> float:
        """Return the seconds counted since the stopwatch was made."""
        now = self._clock.monotonic()
        gap = max(0.0, now - self._last)
        self._last = now
        if gap > LONGEST_GAP:
            self._slept += gap
        else:
            self._counted += gap
        return self._counted

    def mark(self, key: Hashable, ago: float = 0.0) -> None:
        """Remember under *key* the moment that was *ago* counted seconds ago."""
        self._marks[key] = self.read() - ago

    def since(self, key: Hashable) -> float | None:
        """Return the seconds counted since *key* was marked; None when it never was."""
        now = self.read()
        return max(0.0, now - self._marks[key]) if key in self._marks else None

    def take_sleep(self) -> float:
        """Return the seconds slept since this was last asked, 0.0 when there were none."""
        self.read()
        slept, self._slept = self._slept, 0.0
        return slept


def sleep_sentence(seconds: float) -> str:
    """Return what people are told after the computer slept that long, more than `LONGEST_GAP`."""
    minutes = max(2, round(seconds / 60))
    return f"The computer slept for {minutes} minutes; the clock stood still."
