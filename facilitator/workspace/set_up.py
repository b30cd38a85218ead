"""The set-up of a planned session: what is asked as it is typed, and the session with what was typed.

What was changed of it, and its cancelling, are about `workspace.planning.SET_UP`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

import msgspec

from facilitator.errors import BadInput
from facilitator.language import words
from facilitator.language.moments import read_time
from facilitator.model.base import require
from facilitator.model.session import PLANNED, ListeningSession, Mode, SessionStatus
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.lookup import find_practice
from facilitator.workspace.people import facilitators_named, names_of
from facilitator.workspace.planning import SET_UP, planned_session
from facilitator.workspace.records.targets import Target, label_of, targets, targets_of
from facilitator.workspace.typed_dates import day_typed

ALWAYS = ("name", "place", "facilitators")
"""What is asked of a session in every state; all else is that of the meeting once it began."""


def set_up_as_typed(folder: ProgrammeFolder, session: ListeningSession) -> dict[str, str]:
    """Return the set-up of a session as it would be typed, by what is asked; the script by its key."""
    local = folder.local(session.planned_start)
    return {
        "script": session.script.key,
        "name": session.name,
        "day": local.date().isoformat(),
        "time": words.time(local),
        "mode": session.mode.value,
        "place": session.place,
        "second": _second_as_typed(folder, session),
        "facilitators": names_of(folder, session.facilitators),
        "shortlist": shortlist_as_typed(folder, session),
    }


def shortlist_as_typed(folder: ProgrammeFolder, session: ListeningSession) -> str:
    """Return the practices prepared for a session, with commas between."""
    practices = folder.catalogue.offered
    return ", ".join(practices[key].short_name for key in session.shortlist if key in practices)


def asked_of(session: ListeningSession) -> tuple[str, ...]:
    """Return what can be changed of the set-up of a session as it stands, `set_up_as_typed` of it."""
    return () if session.status in PLANNED else ALWAYS


def filled(
    folder: ProgrammeFolder,
    session: ListeningSession,
    values: Mapping[str, str],
    *,
    start: datetime | None = None,
) -> ListeningSession:
    """Return the session with what was typed; what was not asked stays.

    *start* stands for day and time. A new facilitator becomes a person last of all: nobody is stored for what
    cannot be. Raises `BadInput` or `RuleBroken`.
    """
    planned = _planned(folder, session, values, start) if "shortlist" in values else session
    changed = msgspec.structs.replace(planned, name=values["name"], place=values["place"])
    return msgspec.structs.replace(changed, facilitators=facilitators_named(folder, values["facilitators"]))


def _planned(
    folder: ProgrammeFolder, session: ListeningSession, values: Mapping[str, str], start: datetime | None
) -> ListeningSession:
    other = _other_script_or_teams(folder, session, values)
    proposed = shortlist_as_typed(folder, session)
    kept = values["shortlist"] == proposed  # nobody changed what was proposed, so it is proposed anew
    typed = shortlist_as_typed(folder, other) if kept else values["shortlist"]
    return msgspec.structs.replace(
        other,
        planned_start=start or _start(folder, values["day"], values["time"]),
        mode=Mode(values["mode"]),
        shortlist=practices_typed(folder, typed),
    )


def _other_script_or_teams(
    folder: ProgrammeFolder, session: ListeningSession, values: Mapping[str, str]
) -> ListeningSession:
    """Return the session with another script or second team, and what is proposed for those."""
    second = second_typed(folder, session, values.get("second", _second_as_typed(folder, session)))
    teams = (session.teams[0], second) if second else session.teams[:1]
    key = values.get("script", session.script.key)
    if teams == session.teams and key == session.script.key:
        return session
    script = folder.catalogue.script(key) if key != session.script.key else session.script
    known = [folder.teams[id] for id in teams if id in folder.teams]
    fresh = planned_session(folder, known, script, session.planned_start)
    return msgspec.structs.replace(
        session,
        teams=teams,
        script=script,
        stage=script.stage,
        minutes=fresh.minutes if key != session.script.key else session.minutes,
        shortlist=fresh.shortlist,
    )


def second_teams(folder: ProgrammeFolder, session: ListeningSession) -> tuple[Target, ...]:
    """Return who may meet with the first team: its counterparts, then the others."""
    first = folder.teams.get(session.teams[0])
    near = set(first.counterparts) if first else set()
    others = [each for each in targets(folder, "teams") if each.id != session.teams[0]]
    return tuple(sorted(others, key=lambda each: each.id not in near))


def _second_as_typed(folder: ProgrammeFolder, session: ListeningSession) -> str:
    offered = targets(folder, "teams")
    return ", ".join(label_of(offered, id) for id in session.teams[1:])


def second_typed(folder: ProgrammeFolder, session: ListeningSession, typed: str) -> str:
    """Return the id of the one team that was named, or given by its id; "" for none.

    Raises `NotFound`, or `BadInput` for more than one.
    """
    meant = targets_of("team", typed, second_teams(folder, session))
    if len(meant) > 1:
        raise BadInput("Two teams meet at most.", "Leave one ticked.")
    return meant[0].id if meant else ""


def practices_typed(folder: ProgrammeFolder, typed: str) -> tuple[str, ...]:
    """Return the keys of the practices that were typed, with commas between. Raises `NotFound`."""
    parts = [part for part in typed.split(",") if part.strip()]
    return tuple(dict.fromkeys(find_practice(folder, part).key for part in parts))


def _start(folder: ProgrammeFolder, day: str, clock: str) -> datetime:
    return datetime.combine(day_typed(day, folder.today()), time_typed(clock), folder.zone)


def time_typed(typed: str) -> time:
    """Return the time of day that was typed; "10" is 10:00. Raises `BadInput`."""
    at = read_time(typed, alone=True)
    if at is None:
        raise BadInput(f"“{typed}” is not a time.", "Type it like 14:00.")
    return at


# Verbs -------------------------------------------------------------------------------------------


def change_set_up(folder: ProgrammeFolder, file: SessionFile, values: Mapping[str, str]) -> ListeningSession:
    """Save what was typed into the set-up as one change. Raises `BadInput`, `RuleBroken`, `InUse`."""
    with file.group("set-up of the session", about=SET_UP):
        return file.put(filled(folder, file.session, values))


def another_like(folder: ProgrammeFolder, old: ListeningSession) -> ListeningSession:
    """Return a session with the same teams, script, practices and facilitators, a week from today."""
    teams = [folder.teams[id] for id in old.teams if id in folder.teams]
    day = folder.today() + timedelta(days=7)
    start = datetime.combine(day, folder.local(old.planned_start).time(), folder.zone)
    return msgspec.structs.replace(
        planned_session(folder, teams, old.script, start),
        mode=old.mode,
        place=old.place,
        facilitators=old.facilitators,
        shortlist=old.shortlist,
    )


def cancel_session(file: SessionFile) -> ListeningSession:
    """Cancel a planned session; its file stays. Raises `RuleBroken` for one that began."""
    require(
        file.session.status in PLANNED,
        f"A session that is {file.session.status.label} cannot be cancelled.",
        "Only a planned one can be.",
    )
    with file.group("session cancelled", about=SET_UP):
        return file.put(file.session.moved_to(SessionStatus.CANCELLED))


def invite_to(file: SessionFile) -> ListeningSession:
    """Note that the team was invited to a planned session. Raises `RuleBroken` for any other, and twice."""
    require(
        file.session.status is SessionStatus.DRAFT,
        f"This session is {file.session.status.label} already.",
        "Only to a planned one a team is invited.",
    )
    with file.group("invited", about=SET_UP):
        return file.put(file.session.moved_to(SessionStatus.INVITED))
