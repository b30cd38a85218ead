"""What a message still lacks before it is sent, and what asks for somebody afterwards.

Nothing is stored; a finding goes when its cause does. See docs/field.md, "Messages".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

import msgspec

from facilitator.insight.finding_order import due, in_order
from facilitator.insight.message_promises import is_owed
from facilitator.insight.plain_speech import Speech, framework_words, ordering_words
from facilitator.model.message import Message
from facilitator.model.records import RecordView


class Check(Enum):
    """What is looked at before a message is sent; the value is the field that answers it."""

    THEIR_DAY = "their_day"
    INVITES = "invitation"
    PERSON = "for_you"
    ORGANISATION = "for_all"


class MessageGap(Enum):
    """What a finding is about, those that matter most first."""

    PROMISE = "promise"
    SEND = "send"
    READ_AGAIN = "read_again"
    OPEN = "open"


class MessageFinding(msgspec.Struct, frozen=True):
    """One thing found, as facts; `wording.messages` says it.

    `record` is the id of the message to `audience`, `points` what is open in it, `day` the day it is due;
    `orders` are the words in it that order.
    """

    gap: MessageGap
    record: str
    audience: str
    points: tuple[Check, ...] = ()
    orders: tuple[str, ...] = ()
    promise: str = ""
    day: date | None = None


def spoken(message: Message) -> str:
    """Return the words of a message that its readers get; what they are to feel is not said to them."""
    said = (
        message.their_day,
        message.know,
        message.act,
        message.for_you,
        message.for_all,
        message.proof,
        message.invitation,
        message.promise,
    )
    return "\n".join(each for each in said if each.strip())


def open_points(message: Message, speech: Speech) -> tuple[Check, ...]:
    """Return what is open in a message of the four points.

    It starts from their day in no words of a framework, invites without a word that orders, and does not call
    one gain both theirs and the organisation's.
    """
    return tuple(each for each in Check if not _says(message, each, speech))


def _says(message: Message, point: Check, speech: Speech) -> bool:
    text: str = getattr(message, point.value).strip()
    match point:
        case Check.THEIR_DAY:
            return bool(text) and not framework_words(text, speech)
        case Check.INVITES:
            return bool(text) and not ordering_words(spoken(message), speech)
        case Check.ORGANISATION:
            return bool(text) and text.casefold() != message.for_you.strip().casefold()
    return bool(text)


def message_findings(programme: RecordView, today: date, speech: Speech) -> tuple[MessageFinding, ...]:
    """Return what asks for somebody among messages on *today*, the same whatever the order of the records."""
    found = [finding for each in programme.all(Message) for finding in _of(each, today, speech)]
    return in_order(found, lambda each: (due(each.day), each.audience.casefold(), each.record))


def _of(message: Message, today: date, speech: Speech) -> Iterator[MessageFinding]:
    id, audience = message.id, message.audience
    if message.sent is None:
        if message.send_by is not None and message.send_by <= today:
            yield MessageFinding(MessageGap.SEND, id, audience, day=message.send_by)
        if points := open_points(message, speech):
            orders = tuple(ordering_words(spoken(message), speech))
            yield MessageFinding(MessageGap.OPEN, id, audience, points, orders)
        return
    if is_owed(message):
        yield MessageFinding(
            MessageGap.PROMISE, id, audience, promise=message.promise, day=message.promise_by
        )
    if message.read_again is not None and message.sent < message.read_again <= today:
        yield MessageFinding(MessageGap.READ_AGAIN, id, audience, day=message.read_again)
