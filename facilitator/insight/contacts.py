"""Who meets whom: champions and services, and how they meet (docs/field.md, "Champions and services")."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from facilitator.model.records import RecordView
from facilitator.model.service import Service
from facilitator.model.smo import Champion, Contact, ServiceContact

_IN_TOUCH = frozenset({Contact.REGULAR, Contact.OCCASIONAL})


class Contacts(msgspec.Struct, frozen=True):
    """Every champion against every service; where nothing was put down they do not meet yet."""

    champions: tuple[Champion, ...]
    services: tuple[Service, ...]
    cells: Mapping[tuple[str, str], ServiceContact]

    def cell(self, champion: str, service: str) -> ServiceContact:
        """Return how those with these ids meet."""
        known = self.cells.get((champion, service))
        return known or ServiceContact(champion=champion, service=service)

    def regular(self, champion: str) -> tuple[Service, ...]:
        """Return the services a champion meets regularly."""
        return tuple(
            each for each in self.services if self.cell(champion, each.id).contact is Contact.REGULAR
        )

    def met_by(self, service: str) -> tuple[Champion, ...]:
        """Return the champions who are in contact with a service."""
        return tuple(each for each in self.champions if self.cell(each.id, service).contact in _IN_TOUCH)

    def count(self, contact: Contact) -> int:
        """Return in how many cells they meet like that."""
        every = (self.cell(one.id, other.id) for one in self.champions for other in self.services)
        return sum(each.contact is contact for each in every)


def contacts(programme: RecordView) -> Contacts:
    """Return the matrix as it stands; of two entries of one cell, as folder sync may leave, the newer one."""
    told = sorted(programme.all(ServiceContact), key=lambda each: (each.changed, each.id))
    cells = {(each.champion, each.service): each for each in told}
    return Contacts(programme.all(Champion), programme.all(Service), cells)
