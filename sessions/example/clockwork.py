"""Time and ids of the worked example, the same at every build."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")


def on_the_wall(moment: datetime) -> datetime:
    """Return in UTC the moment at which the clock on the wall shows *moment*."""
    return moment.replace(tzinfo=ZONE).astimezone(UTC)


class Clockwork:
    """A clock that is put to where the story is, and ids made from its time and a counter.

    The ids have the form of a UUIDv7, so they sort by age like those of a real programme.
    """

    def __init__(self) -> None:
        self._moment = datetime(2026, 1, 1, tzinfo=UTC)
        self._count = 0

    def now(self) -> datetime:
        """Return the moment the story has come to, in UTC."""
        return self._moment

    def begin(self, day: date, hour: int = 10) -> None:
        """Begin to tell the story of another file on *day*."""
        self._moment = on_the_wall(datetime.combine(day, time(hour)))

    def put_to(self, moment: datetime) -> None:
        """Go on to *moment*; a story is told forwards."""
        assert moment >= self._moment, f"{moment} lies before {self._moment}"
        self._moment = moment

    def put_to_day(self, day: date, hour: int = 16) -> None:
        """Go on to an hour of *day* on the clock on the wall."""
        self.put_to(on_the_wall(datetime.combine(day, time(hour))))

    def next_id(self) -> str:
        """Return the next id."""
        self._count += 1
        milliseconds = (self._moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
        tail = int.from_bytes(sha256(f"Harrowmere {self._count}".encode()).digest()[:8]) >> 2
        bits = milliseconds << 80 | 0x7 << 76 | (self._count & 0xFFF) << 64 | 0b10 << 62 | tail
        return str(UUID(int=bits))
