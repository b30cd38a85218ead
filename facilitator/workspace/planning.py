"""Planning a session: the script is copied in, practices are shortlisted, the hour is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta

import msgspec

from facilitator.errors import BadInput
from facilitator.language.calendar import is_weekend
from facilitator.model.interaction import Interaction
from facilitator.model.script import Script
from facilitator.model.session import ListeningSession, SessionStatus
from facilitator.model.team import Team
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

WORKING_DAY = time(8), time(18)
"""The hours, in the programme's zone, in which part-timers and carers can usually be there."""

_USUAL = time(10)
"""When a session is proposed for on a day that did not begin yet."""

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


def proposed_start(folder: ProgrammeFolder, now: datetime, minutes: int) -> datetime:
    """Return when a session of so many *minutes* is best proposed for: the next full hour in which people
    work, today or on the next working day. *now* is local time.
    """
    start = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    working = folder.programme.working_days
    works_today = working.between(now.date() - timedelta(days=1), now.date()) == 1
    if works_today and not outside_working_hours(start, minutes):
        return start
    early = works_today and now.time() < WORKING_DAY[0]
    day = now.date() if early else working.after(now.date(), 1)
    return datetime.combine(day, _USUAL, now.tzinfo)


def like_last_time(folder: ProgrammeFolder, draft: ListeningSession) -> ListeningSession:
    """Return a *draft* with what its team had last time: place, mode, practices; of one script its minutes.

    Who leads it is who led the newest session of all.
    """
    there = [file.session for file in folder.sessions if file.session.status is not SessionStatus.CANCELLED]
    there.sort(key=lambda each: each.planned_start)
    led = next((each.facilitators for each in reversed(there) if each.facilitators), ())
    draft = msgspec.structs.replace(draft, facilitators=led)
    last = next((each for each in reversed(there) if each.teams[0] == draft.teams[0]), None)
    if last is None:
        return draft
    same = last.script.key == draft.script.key
    offered = folder.catalogue.offered
    known = tuple(key for key in last.shortlist if key in offered)
    practices = known if same and known else (*draft.shortlist, *known)
    return msgspec.structs.replace(
        draft,
        place=last.place,
        mode=last.mode,
        minutes=last.minutes if same else draft.minutes,
        shortlist=tuple(dict.fromkeys(practices))[:_LONGEST_SHORTLIST],
    )


def outside_working_hours(start: datetime, minutes: int) -> bool:
    """Tell whether a session at *start* (local time) shuts out part-timers and carers.

    See docs/field.md, "What a room demands".
    """
    end = start + timedelta(minutes=minutes)
    opens, closes = WORKING_DAY
    inside = opens <= start.time() and end.time() <= closes and start.date() == end.date()
    return not inside or is_weekend(start)
