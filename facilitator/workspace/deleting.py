"""Taking things out of a programme: only what nothing points at."""

from __future__ import annotations

from facilitator.commands import command
from facilitator.errors import RuleBroken
from facilitator.model.base import Record
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.references import MOST_NAMED, places_of


def delete(folder: ProgrammeFolder, record: Record) -> None:
    """Take a practice of one's own, a team, a person or a service out, if nothing refers to it.

    Raises `RuleBroken` with the places that do, or when a session cannot be read and might.
    """
    places = tuple(dict.fromkeys(places_of(folder, record)))
    if places:
        more = f" and {len(places) - MOST_NAMED} more" if len(places) > MOST_NAMED else ""
        raise RuleBroken(
            f"It is still used in {', '.join(places[:MOST_NAMED])}{more}.",
            "What was heard keeps it; hide it, or take it off there first.",
        )
    for path in folder.damaged:
        raise RuleBroken(
            f"Whether it is still used is not known, because {path.name} cannot be read.",
            f"Set that file right first: {command('check')}",
        )
    folder.file.remove(record)
