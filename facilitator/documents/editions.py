"""Whose edition of a paper it is: a session of two teams has one for each."""

from __future__ import annotations

from facilitator.errors import BadInput
from facilitator.workspace.programme_folder import ProgrammeFolder, SessionFile


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
