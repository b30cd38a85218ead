"""What is said to each audience, begun from their own day (docs/field.md, "Messages")."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from facilitator.model.action import CommitmentStatus
from facilitator.model.base import PersonId, Record, Scale, TeamId, asked, require, words


class Readers(Scale):
    """Whom a message is for, each with what it may begin from."""

    LEADERS = "leaders", "leaders", "where IT effort becomes value, and what blocks it"
    TECHNICAL = "technical", "technical teams", "fewer bounced tickets, calmer changes, being asked early"
    FRONT_LINE = "front_line", "front line", "fewer repeat calls, answers to hand"
    PROJECTS = "projects", "projects", "a launch that stays launched"
    BUSINESS = "wider_business", "wider business", "easier to get help, easier to be heard"
    SCEPTICS = "sceptics", "sceptics", "one irritation you choose, one month, then judge"


class Message(Record, frozen=True, kw_only=True):
    """What an audience is to know, feel and do, and what they and the organisation gain by it.

    `team` is the one whose own map is the proof. The promise, once `sent`, is owed by its day until
    it is said what became of it.
    """

    audience: Annotated[str, words("Who reads it"), Meta(min_length=1)]
    kind: Annotated[Readers | None, asked("Kind of readers")] = None
    their_day: Annotated[str, words("Their day", "it starts from there, in their words", remark=True)] = ""
    know: Annotated[str, words("Know")] = ""
    feel: Annotated[str, words("Feel")] = ""
    act: Annotated[str, words("Do")] = ""
    for_you: Annotated[str, words("For you", "what each of them gains")] = ""
    for_all: Annotated[str, words("For us all", "what the organisation gains")] = ""
    proof: Annotated[str, words("Proof")] = ""
    team: Annotated[TeamId | None, asked("Team", "whose own map is the proof")] = None
    invitation: Annotated[str, words("Invitation", "they may say no")] = ""
    sender: Annotated[PersonId | None, asked("From")] = None
    channel: Annotated[str, words("Channel", "in the corridor, by mail")] = ""
    send_by: Annotated[date | None, asked("Send by")] = None
    sent: Annotated[date | None, asked("Sent on", past=True)] = None
    read_again: Annotated[date | None, asked("Read again on", "to see whether it still holds")] = None
    promise: Annotated[str, words("Promise", "owed once it is sent")] = ""
    promise_by: Annotated[date | None, asked("By when")] = None
    promise_status: Annotated[CommitmentStatus, asked("What became of it")] = CommitmentStatus.PENDING

    @property
    def promised(self) -> bool:
        """Whether it promises something to those it was sent to."""
        return self.sent is not None and bool(self.promise.strip())

    def __post_init__(self) -> None:
        require(bool(self.audience.strip()), "A message has readers.", "Type who reads it.", field="audience")
        require(
            not self.promise.strip() or self.promise_by is not None,
            "A promise has a day.",
            "Say by when, or leave the promise out.",
            field="promise_by",
        )
