"""Taking things out of a programme: only what nothing points at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.commands import command
from facilitator.errors import RuleBroken
from facilitator.model.base import Record
from facilitator.model.practice import CustomPractice
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.workspace.finding import short_id
from facilitator.workspace.folder.programme_folder import ProgrammeFolder, SessionFile

_MOST_TOLD = 5


def places_of(
    folder: ProgrammeFolder, record: Record, sessions: Sequence[SessionFile] | None = None
) -> Iterator[str]:
    """Yield the place of every reference to *record*, such as "L-03/A-1" or "Team Service Desk".

    It is looked for in the programme and in these *sessions*, all of them unless told otherwise.
    """
    target = (ENTITIES[type(record)].table, record.id)
    if isinstance(record, CustomPractice):
        target = ("practices", record.practice.key)
    for kind in entities_of("programme"):
        for other in folder.file.all(kind):
            if _points_at(other, target):
                yield f"{kind.__name__} {getattr(other, 'name', other.id)}"
    for file in folder.sessions if sessions is None else sessions:
        for kind in entities_of("session"):
            for other in file.all(kind):
                if _points_at(other, target):
                    has_number = getattr(other, "number", 0) and short_id(file, other) != other.id
                    yield short_id(file, other) if has_number else file.session.short_id


def _points_at(record: Record, target: tuple[str, str]) -> bool:
    return any((table, id) == target for _, table, id in record.references())


def delete(folder: ProgrammeFolder, record: Record) -> None:
    """Take a practice of one's own, a team, a person or a service out, if nothing refers to it.

    Raises `RuleBroken` with the places that do, or when a session cannot be read and might.
    """
    places = tuple(dict.fromkeys(places_of(folder, record)))
    if places:
        more = f" and {len(places) - _MOST_TOLD} more" if len(places) > _MOST_TOLD else ""
        raise RuleBroken(
            f"It is still used in {', '.join(places[:_MOST_TOLD])}{more}.",
            "What was heard keeps it; hide it, or take it off there first.",
        )
    for path in folder.damaged:
        raise RuleBroken(
            f"Whether it is still used is not known, because {path.name} cannot be read.",
            f"Set that file right first: {command('check')}",
        )
    folder.file.remove(record)
