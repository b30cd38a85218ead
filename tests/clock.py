"""A clock the tests wind by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Both clocks of a session. `pass_time` moves them together, `set_wall` only the one on the wall."""

    def __init__(self, start: datetime = datetime(2026, 3, 12, 10, 4, tzinfo=UTC)) -> None:
        self.seconds = 1000.0
        self.wall = start

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return self.wall.replace(microsecond=0)

    def pass_time(self, seconds: float) -> None:
        """Let time pass in one go, unseen by anybody."""
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds)

    def set_wall(self, moment: datetime) -> None:
        """Set the computer's clock."""
        self.wall = moment
