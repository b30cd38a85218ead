"""What a line of a filled paper can say of the session itself, from its start to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import TYPE_CHECKING, Literal

from facilitator.language.words import day
from facilitator.language.words import time as time_said
from facilitator.live.capture.naming import CaptureContext
from facilitator.model.session import LeadPresent

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession


@dataclass(frozen=True)
class Whose:
    """The side whose sheet follows, None for both; `name` is what it is called."""

    team: str | None
    name: str
    what: str = "team"

    def words(self, known: CaptureContext) -> str:
        """Return whose the lines are that follow."""
        return f"{self.name}: the lines that follow"

    def enter(self, live: LiveSession) -> None:
        """Take that side in hand."""
        live.sides.take(self.team)


@dataclass(frozen=True)
class Agreed:
    """Whether the room agreed to start."""

    agreed: bool
    what: str = "welcome"

    def words(self, known: CaptureContext) -> str:
        """Return what the room said."""
        return "the room agreed" if self.agreed else "the room did not agree"

    def enter(self, live: LiveSession) -> None:
        """Record it, for the time the session began."""
        session = live.session
        live.frame.agree(self.agreed, min(session.started_at or session.planned_start, live.clock.now()))


@dataclass(frozen=True)
class Here:
    """How many people were there, and how many of them remote; None where the paper does not say."""

    count: int
    remote: int | None = None
    what: str = "welcome"

    def words(self, known: CaptureContext) -> str:
        """Return "8 people were here"."""
        here = f"{self.count} {'person was' if self.count == 1 else 'people were'} here"
        return here if self.remote is None else f"{here}, {self.remote} of them remote"

    def enter(self, live: LiveSession) -> None:
        """Record the attendance."""
        remote = min(live.session.remote, self.count) if self.remote is None else self.remote
        live.frame.set_attendance(self.count, remote)


@dataclass(frozen=True)
class LeadHere:
    """How long the team lead stayed."""

    present: LeadPresent
    what: str = "welcome"

    def words(self, known: CaptureContext) -> str:
        """Return how long the team lead was there."""
        return f"the team lead was there: {self.present.label}"

    def enter(self, live: LiveSession) -> None:
        """Record it."""
        live.frame.set_lead_present(self.present)


@dataclass(frozen=True)
class Round:
    """Hands of a closing round, the lowest number first."""

    what: Literal["fist of five", "ratings"]
    hands: tuple[int, ...]

    def words(self, known: CaptureContext) -> str:
        """Return "2 for 5, 4 for 4"."""
        lowest = 6 - len(self.hands)
        counts = [f"{count} for {number}" for number, count in enumerate(self.hands, lowest) if count]
        return ", ".join(reversed(counts)) or "no hands"

    def enter(self, live: LiveSession) -> None:
        """Record the hands."""
        if self.what == "ratings":
            live.frame.set_roti(self.hands)
        else:
            live.frame.set_fist_of_five(self.hands)


@dataclass(frozen=True)
class WasReadBack:
    """Whether it was read back to the room, "" for yes, else why not."""

    why_not: str = ""
    what: str = "read-back"

    def words(self, known: CaptureContext) -> str:
        """Return what happened."""
        return f"not read back: {self.why_not}" if self.why_not else "read back to the room"

    def enter(self, live: LiveSession) -> None:
        """Record it, for the time the session ended."""
        at = min(live.session.ended_at or live.clock.now(), live.clock.now())
        if self.why_not:
            live.frame.read_back_skipped(self.why_not)
        else:
            live.frame.read_back_done(at)


@dataclass(frozen=True)
class MeetAgain:
    """When the room meets again; without a time of day, at the hour of this session."""

    on: date
    at: time | None
    zone: tzinfo
    what: str = "next meeting"

    def words(self, known: CaptureContext) -> str:
        """Return the day and the time."""
        hour = time_said(datetime.combine(self.on, self.at)) if self.at else "at the same hour"
        return f"{day(self.on, known.today)}, {hour}"

    def enter(self, live: LiveSession) -> None:
        """Record it."""
        usual = live.session.planned_start.astimezone(self.zone).time()
        live.frame.set_next_meeting(datetime.combine(self.on, self.at or usual, self.zone))


@dataclass(frozen=True)
class Blank:
    """A row nobody filled in, or a heading of the sheet: it saves nothing. `takes` is what belongs there."""

    takes: str = ""
    what: str = ""

    def words(self, known: CaptureContext) -> str:
        """Return what is written there."""
        return self.takes

    def enter(self, live: LiveSession) -> None:
        """Nothing."""
