"""Which sessions a paper is made from beside its own, and which of the teams that met it is for."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.errors import BadInput
from facilitator.model.audience import Audience
from facilitator.model.session import RELEASED
from facilitator.workspace.folder.programme_folder import ProgrammeFolder, SessionFile


def edition(folder: ProgrammeFolder, session: SessionFile, team: str | None) -> str:
    """Return the id of the team whose edition is made. Raises `BadInput`."""
    there = session.session.teams
    if team is None and len(there) == 1:
        return there[0]
    if team in there:
        return str(team)
    names = " or ".join(folder.teams[each].name if each in folder.teams else each for each in there)
    which = session.session.short_id
    if team is None:
        raise BadInput(f"Two teams met in {which}.", f"Say whose paper it is: {names}.")
    raise BadInput(f"That team was not in {which}.", f"Choose: {names}.")


def alone(folder: ProgrammeFolder, session: SessionFile, readers: Audience) -> Iterator[SessionFile]:
    """Yield no other session."""
    return iter(())


def with_all_others(
    folder: ProgrammeFolder, session: SessionFile, readers: Audience
) -> Iterator[SessionFile]:
    """Yield every other session whose papers may leave."""
    return (file for file in folder.sessions if file is not session and file.session.status in RELEASED)


def with_both_sides(
    folder: ProgrammeFolder, session: SessionFile, readers: Audience
) -> Iterator[SessionFile]:
    """Yield the other sessions with one of the readers' teams whose papers may leave."""
    others = with_all_others(folder, session, readers)
    return (file for file in others if readers.teams & set(file.session.teams))
