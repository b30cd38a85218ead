"""The agenda of a sitting, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.sitting import CLOSING, MINUTES, OPENING, Pair, Sitting
from facilitator.language.words import count, day
from facilitator.model.service import Service
from facilitator.model.smo import Contact
from facilitator.wording.names import person_name
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


def agenda(folder: ProgrammeFolder, found: Sitting) -> Iterator[str]:
    """Yield the agenda: minutes and what for, one topic a pair."""
    if not found.pairs:
        yield "There is no champion and no service to sit together yet."
        return
    yield f"Champions and service managers, {MINUTES} minutes"
    yield ""
    yield f"{OPENING} min  What became of what we said last time"
    for pair in found.pairs:
        yield f"{pair.minutes} min  {_pair(folder, pair)}"
    yield f"{CLOSING} min  Who meets whom until the next sitting"
    if found.waiting:
        yield ""
        yield f"For the next one: {count(found.waiting, 'more pair')}."


def _pair(folder: ProgrammeFolder, pair: Pair) -> str:
    service = folder.file.find(Service, pair.service)
    manager = person_name(folder, service.manager) if service else ""
    name = f"{service.name if service else ''}{f' ({manager})' if manager else ''}"
    who = f"{person_name(folder, pair.champion.person)} and {name}"
    if pair.contact is Contact.NONE_YET:
        return f"{who}: they have not met; what could each do for the other?"
    when = f"last {day(pair.last, folder.today())}" if pair.last else "no day known"
    about = f"“{pair.topic}”, {when}" if pair.topic else when
    return f"{who}: {about}; one thing to go on with?"
