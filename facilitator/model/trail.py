"""What the programme remembers of its own doings: papers that left, and purges. Never words of either."""

from typing import Annotated

from msgspec import Meta

from facilitator.model.audience import AudienceKind
from facilitator.model.base import Count, Record, TeamId, ref, require

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


class Purge(Record, frozen=True, kw_only=True):
    """That a purge took place; `created` is when. `counts` says how many went, by the name of their table."""

    counts: Annotated[dict[str, Count], Meta(title="How many went")]

    def __post_init__(self) -> None:
        require(bool(self.counts), "A purge that took nothing away is none.", "Leave it out.")
