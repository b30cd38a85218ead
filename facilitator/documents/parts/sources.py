"""What a paper is made from: which sessions beside its own, which team's edition, which wave of the pulse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from facilitator.errors import BadInput, NotReleased
from facilitator.insight.last_time import earlier_sessions
from facilitator.insight.pulse import PulseResults
from facilitator.language.words import either
from facilitator.model.audience import Audience
from facilitator.model.session import RELEASED
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile


def team_of_edition(folder: ProgrammeFolder, session: SessionFile, team: str | None) -> str:
    """Return the id of the team whose edition is made. Raises `BadInput`."""
    there = session.session.teams
    if team is None and len(there) == 1:
        return there[0]
    if team in there:
        return str(team)
    names = either([folder.teams[each].name if each in folder.teams else each for each in there])
    which = session.session.short_id
    if team is None:
        raise BadInput(f"{which} is of two teams.", f"Say whose paper it is: {names}.")
    raise BadInput(f"That team was not in {which}.", f"Choose: {names}.")


def alone(folder: ProgrammeFolder, session: SessionFile, readers: Audience) -> Iterator[SessionFile]:
    """Yield no other session."""
    return iter(())


def with_all_others(
    folder: ProgrammeFolder, session: SessionFile, readers: Audience
) -> Iterator[SessionFile]:
    """Yield every other session whose papers may leave."""
    return (file for file in folder.sessions if file is not session and file.session.status in RELEASED)


def with_sessions_before(
    folder: ProgrammeFolder, session: SessionFile, readers: Audience
) -> Iterator[SessionFile]:
    """Yield the sessions that the readers' team had before and whose papers may leave, newest first."""
    own = msgspec.structs.replace(session.session, teams=tuple(readers.teams) or session.session.teams)
    before = earlier_sessions(folder.sessions, own, folder.today(), folder.zone)
    files = {file.session.id: file for file in folder.sessions}
    return (files[each.session.id] for each in reversed(before) if each.session.status in RELEASED)


def with_both_sides(
    folder: ProgrammeFolder, session: SessionFile, readers: Audience
) -> Iterator[SessionFile]:
    """Yield the other sessions with one of the readers' teams whose papers may leave."""
    others = with_all_others(folder, session, readers)
    return (file for file in others if readers.teams & set(file.session.teams))


def wave_of(waves: Sequence[PulseResults], opened: date | None) -> PulseResults:
    """Return the wave that was opened on that day, without a day the newest. Raises `NotReleased`."""
    found = [wave for wave in waves if opened in (None, wave.opened)]
    if not found:
        raise NotReleased(
            "No wave of the pulse is closed that this report could be about.",
            "Close the wave first; nothing is shown before.",
        )
    return found[-1]
