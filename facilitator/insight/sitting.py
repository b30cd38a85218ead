"""A sitting of champions and service managers: half an hour, made from who has met whom.

See docs/field.md, "Champions and services".
"""

from __future__ import annotations

from datetime import date

import msgspec

from facilitator.insight.contacts import Contacts, contacts
from facilitator.model.records import RecordView
from facilitator.model.smo import Champion, Contact, ServiceContact

MINUTES = 30
OPENING, CLOSING = 3, 3
EACH = 3
"""Minutes of the whole, of its beginning and end, and of each pair between them."""


class Pair(msgspec.Struct, frozen=True):
    """A champion and a service that have a turn: how they stand now, and the minutes they get."""

    champion: Champion
    service: str
    contact: Contact
    topic: str
    last: date | None
    minutes: int


class Sitting(msgspec.Struct, frozen=True):
    """The pairs that have a turn, in order, and how many others wait for the next sitting."""

    pairs: tuple[Pair, ...]
    waiting: int


def sitting(programme: RecordView) -> Sitting:
    """Return the agenda: who never met first, then the oldest contact, each pair once, one topic each."""
    matrix = contacts(programme)
    every = [
        (matrix.cell(one.id, other.id), one, other.id)
        for one in matrix.champions
        for other in matrix.services
    ]
    every.sort(key=lambda each: _order(matrix, *each))
    turns = (MINUTES - OPENING - CLOSING) // EACH
    pairs = (
        Pair(one, service, c.contact, c.topic, c.last_contact, EACH) for c, one, service in every[:turns]
    )
    return Sitting(tuple(pairs), max(0, len(every) - turns))


def _order(
    matrix: Contacts, cell: ServiceContact, champion: Champion, service: str
) -> tuple[bool, date, int, str, str]:
    """Sort those who never met first, of these the champion who meets the fewest; ids settle the rest."""
    never = cell.contact is Contact.NONE_YET
    fewest = len(matrix.regular(champion.id)) if never else 0
    return not never, date.min if never else cell.last_contact or date.min, fewest, champion.id, service
