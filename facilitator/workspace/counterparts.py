"""Which other teams a team has to do with: by their ids and nothing that was said.

It is asked before anything is released, to know whose paper one about two teams is.
"""

from __future__ import annotations

from collections import Counter

from facilitator.model.interaction import InterfaceSide
from facilitator.model.session import HEARD
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile


def other_sides(folder: ProgrammeFolder, session: SessionFile, team: str) -> tuple[str, ...]:
    """Return the teams that met *team* in this session, then those that named it as it named them.

    Those with whom it agreed to share most scores come first; of equals by name. Only sessions that were
    held count.
    """
    there = [id for id in session.session.teams if id != team]
    heard = [file for file in folder.sessions if file.session.status in HEARD]
    sides = {
        (side.team, side.counterpart, side.practice): side.agreed_for_sharing
        for file in heard
        for side in file.all(InterfaceSide)
    }
    shared = Counter(
        other
        for (first, other, practice), agreed in sides.items()
        if first == team and agreed and sides.get((other, team, practice))
    )
    own = {side.counterpart for side in session.all(InterfaceSide) if side.team == team}
    named_it = {first for first, other, _ in sides if other == team}
    found = [id for id in own & named_it - set(there) if id in folder.teams]
    found.sort(key=lambda id: (-shared[id], folder.teams[id].name.casefold()))
    return (*there, *found)


def other_side(folder: ProgrammeFolder, session: SessionFile, team: str) -> str | None:
    """Return the first of `other_sides`, else the team this one named most often; None without any."""
    both = other_sides(folder, session, team)
    if both:
        return both[0]
    sides = (side for side in session.all(InterfaceSide) if side.team == team)
    named = Counter(side.counterpart for side in sides if side.counterpart in folder.teams)
    return min(named, key=lambda id: (-named[id], folder.teams[id].name.casefold()), default=None)
