"""Numbers typed without Enter: a digit counts at once; with a second one soon after both are one number."""

from __future__ import annotations

from collections.abc import Callable

SOON = 1.0
"""Seconds within which two digits are one number."""


class TypedNumber:
    """What digits say, one after the other. *seconds* is a clock that nobody can set."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._last: tuple[object, int, float] | None = None

    def after(self, digit: int, place: object) -> int:
        """Return the number *digit* makes there: with the one before it, if that was typed just now."""
        now, last = self._seconds(), self._last
        if last is not None and last[0] == place and 0 < last[1] < 10 and now - last[2] <= SOON:
            self._last = None
            return 10 * last[1] + digit
        self._last = (place, digit, now)
        return digit
