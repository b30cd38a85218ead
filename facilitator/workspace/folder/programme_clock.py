"""The time a programme lives at: its zone, and the day it is seen from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from facilitator.model.programme import Programme


class ProgrammeClock:
    """Says what time it is for a programme.

    *wall* gives the present moment in UTC, *programme* the programme as it is now, or None while it cannot be
    read. *as_of* is a day to see everything from, whatever the programme says itself.
    """

    def __init__(
        self, wall: Callable[[], datetime], programme: Callable[[], Programme | None], as_of: date | None
    ) -> None:
        self._wall, self._programme, self._as_of = wall, programme, as_of

    @property
    def zone(self) -> tzinfo:
        """The programme's time zone; the computer's when none is set or known."""
        programme = self._programme()
        name = programme.timezone if programme is not None else ""
        try:
            return ZoneInfo(name) if name else (datetime.now().astimezone().tzinfo or UTC)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return UTC

    @property
    def as_of(self) -> date | None:
        """The day everything is seen from, when it is not today."""
        if self._as_of is not None:
            return self._as_of
        programme = self._programme()
        return programme.as_of if programme is not None else None

    def now(self) -> datetime:
        """Return the present moment in UTC; on the as-of day if there is one, at the present time of day."""
        moment, day = self._wall(), self.as_of
        if day is None:
            return moment
        local = moment.astimezone(self.zone)
        return local.replace(year=day.year, month=day.month, day=day.day).astimezone(UTC)

    def today(self) -> date:
        """Return the day everything is seen from, in the programme's zone."""
        return self.as_of or self.now().astimezone(self.zone).date()
