"""Planning a session: the script is copied in, practices are shortlisted, the hour is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta

from facilitator.errors import BadInput
from facilitator.language.calendar import is_weekend
from facilitator.model.interaction import Interaction
from facilitator.model.script import Script
from facilitator.model.session import ListeningSession
from facilitator.model.team import Team
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

WORKING_DAY = time(8), time(18)
"""The hours, in the programme's zone, in which part-timers and carers can usually be there."""

SET_UP = "set-up"
"""What a change of the set-up of a session is about, and its cancelling."""

_LONGEST_SHORTLIST = 12


def planned_session(
    folder: ProgrammeFolder, teams: Sequence[Team], script: Script, start: datetime
) -> ListeningSession:
    """Return a session of *script* with *teams*, ready for `ProgrammeFolder.add_session`.

    Raises `BadInput` for a team that is retired.
    """
    for team in teams:
        if team.retired is not None:
            raise BadInput(
                f"{team.name} is retired, so it is not heard.", "Offer it again under Teams first."
            )
    return ListeningSession(
        number=1,
        teams=tuple(team.id for team in teams),
        script=script,
        stage=script.stage,
        planned_start=start.astimezone(UTC),
        minutes=script.minutes,
        shortlist=shortlist(folder, teams, script),
    )


def shortlist(folder: ProgrammeFolder, teams: Sequence[Team], script: Script) -> tuple[str, ...]:
    """Return the keys of the practices *teams* probably touch, likeliest first, twelve at most.

    First what the script offers, then what scripts for that kind of team offer, then what these teams
    touched before, then what others met them in.
    """
    known = folder.catalogue.offered
    likely = dict.fromkeys(key for key in _likely(folder, teams, script) if key in known)
    return tuple(likely)[:_LONGEST_SHORTLIST]


def _likely(folder: ProgrammeFolder, teams: Sequence[Team], script: Script) -> Iterator[str]:
    yield from script.offer
    kinds = {team.kind.value for team in teams}
    for other in folder.catalogue.scripts.values():
        if other.audience.value in kinds:
            yield from other.offer
    ids = {team.id for team in teams}
    heard = [item for file in reversed(folder.sessions) for item in file.all(Interaction)]
    yield from (item.practice for item in heard if item.team in ids and item.role.touches)
    yield from (item.practice for item in heard if ids & set(item.counterparts))


def outside_working_hours(start: datetime, minutes: int) -> bool:
    """Tell whether a session at *start* (local time) shuts out part-timers and carers.

    See docs/field.md, "What a room demands".
    """
    end = start + timedelta(minutes=minutes)
    opens, closes = WORKING_DAY
    inside = opens <= start.time() and end.time() <= closes and start.date() == end.date()
    return not inside or is_weekend(start)
