"""Naming who answers for a service."""

from __future__ import annotations

import msgspec

from facilitator.errors import NotFound
from facilitator.model.service import Service
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.people import person_asked

ABOUT = "service"


def name_manager(folder: ProgrammeFolder, service: str, who: str, *, agreed: bool) -> Service:
    """Let the person called *who* be manager of the service with that id, as one change.

    Somebody new is stored only when they *agreed*. Raises `BadInput`, `NotFound`, and what saving raises.
    """
    known = folder.file.find(Service, service)
    if known is None:
        raise NotFound("This service is not there any more.", "Look at the list again.")
    with folder.file.group(f"manager of {known.name}", about=ABOUT):
        person = person_asked(folder, who, agreed=agreed, about=ABOUT)
        return folder.file.put(msgspec.structs.replace(known, manager=person.id))
