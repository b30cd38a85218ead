"""How champions and services meet: one cell of the matrix at a time, each change one step back."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from facilitator.insight.contacts import contacts
from facilitator.model.service import Service
from facilitator.model.smo import Champion, Contact, ServiceContact
from facilitator.text import clean_line
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

ABOUT = "contact"
"""What such a change is about, for the screens that take it back."""

_NEXT = {
    Contact.NONE_YET: Contact.OCCASIONAL,
    Contact.OCCASIONAL: Contact.REGULAR,
    Contact.REGULAR: Contact.NONE_YET,
}


def cycle_contact(folder: ProgrammeFolder, champion: Champion, service: Service) -> ServiceContact:
    """Go on from none yet to occasional, to regular, to none yet. Raises as `RecordFile.put`."""
    now = contacts(folder.file).cell(champion.id, service.id)
    return change_contact(folder, champion, service, contact=_NEXT[now.contact])


def note_meeting(folder: ProgrammeFolder, champion: Champion, service: Service, day: date) -> ServiceContact:
    """Put down that they met on a day; who never met before meets occasionally from then on.

    A day before the last one changes nothing of that.
    """
    now = contacts(folder.file).cell(champion.id, service.id)
    last = day if now.last_contact is None else max(day, now.last_contact)
    met = Contact.OCCASIONAL if now.contact is Contact.NONE_YET else now.contact
    return change_contact(folder, champion, service, contact=met, last_contact=last)


def change_topic(folder: ProgrammeFolder, champion: Champion, service: Service, topic: str) -> ServiceContact:
    """Say what they are about at the moment, "" for nothing."""
    return change_contact(folder, champion, service, topic=clean_line(topic))


def change_contact(
    folder: ProgrammeFolder, champion: Champion, service: Service, **fields: Any
) -> ServiceContact:
    """Save some fields of a cell, as one change."""
    now = contacts(folder.file).cell(champion.id, service.id)
    name = folder.people[champion.person].name
    with folder.file.group(f"{name} and {service.name}", about=ABOUT):
        return folder.file.put(msgspec.structs.replace(now, **fields))
