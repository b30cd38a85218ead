"""What the programme remembers of its own doings: papers and calendars that left, and purges. Never words."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from facilitator.model.audience import AudienceKind
from facilitator.model.base import Count, Moment, Record, TeamId, ref, require

SessionId = Annotated[str, ref("sessions", "Session")]


class Issued(Record, frozen=True, kw_only=True):
    """A document or export that was written to a file; `created` is when.

    It tells for whom it was made and from which sessions (their ids), so that whoever narrows a record
    later learns what left before. `digest` is the SHA-256 of the file as it left, hexadecimal.

    See docs/field.md, "Wider and narrower".
    """

    document: Annotated[str, Meta(title="Document", pattern=r"^[a-z][a-z-]*$")]
    format: Annotated[str, Meta(title="Format", pattern=r"^[a-z]+$")]
    audience: Annotated[AudienceKind, Meta(title="For")]
    teams: Annotated[tuple[TeamId, ...], Meta(title="Of these teams")] = ()
    sessions: Annotated[tuple[SessionId, ...], Meta(title="From these sessions")] = ()
    digest: Annotated[str, Meta(title="Digest", pattern=r"^[0-9a-f]{64}$")]
    file: Annotated[str, Meta(title="File name", min_length=1)]


class SentEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An event of a calendar as it left last, by its `uid`: it is made from a handle, and stands outside too.

    `day`, with `at` and `minutes` of a meeting, is when it stood there. `seal` changes with its day, place,
    owner or state and says nothing of them. `sequence` counts these changes. `gone_on` is the day on which it
    first left as cancelled. `session` tells with which exports it goes, also once its record is gone.
    """

    uid: Annotated[str, Meta(title="Event", min_length=1)]
    session: Annotated[str, Meta(title="Session")]
    day: date
    at: Moment | None = None
    minutes: Annotated[int, Meta(ge=0, le=480)] = 0
    seal: Annotated[str, Meta(title="Seal", min_length=1)]
    sequence: Count = 0
    gone_on: date | None = None


class SentCalendar(Record, frozen=True, kw_only=True):
    """What a calendar for these readers held as it left last, so that the next one says what changed.

    Without it nobody who took an event over would learn that it was moved or called off. It never leaves the
    facilitators, and holds no word of anybody. `begins_at` is the sequence of what leaves for the first time,
    for whatever readers: above 0 in a programme that was restored, which cannot know what left since.

    See docs/field.md, "What points back".
    """

    audience: Annotated[AudienceKind, Meta(title="For")]
    teams: Annotated[tuple[TeamId, ...], Meta(title="Of these teams")] = ()
    events: tuple[SentEvent, ...] = ()
    begins_at: Annotated[int, Meta(ge=0, title="Sequences begin at")] = 0


class Purge(Record, frozen=True, kw_only=True):
    """That a purge took place; `created` is when. `counts` says how many went, by the name of their table."""

    counts: Annotated[dict[str, Count], Meta(title="How many went")]

    def __post_init__(self) -> None:
        require(bool(self.counts), "A purge that took nothing away is none.", "Leave it out.")
