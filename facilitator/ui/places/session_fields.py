"""The fields of a session's set-up: what is asked, and the session with what was typed."""

from __future__ import annotations

from datetime import datetime, time

import msgspec

from facilitator.errors import BadInput
from facilitator.language import words
from facilitator.language.due_dates import read_time
from facilitator.model.session import ListeningSession, Mode
from facilitator.ui.forms.field import DAY, Field
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.lookup import find_practice
from facilitator.workspace.people import facilitators_named, names_of
from facilitator.workspace.planning import planned_session
from facilitator.workspace.records.targets import Target
from facilitator.workspace.typed_dates import day_typed


def set_up_fields(folder: ProgrammeFolder, session: ListeningSession) -> tuple[Field, ...]:
    """Return what is asked of a session that is planned."""
    return (*_when_and_where(folder, session), *_who_and_what(folder, session))


def _when_and_where(folder: ProgrammeFolder, session: ListeningSession) -> tuple[Field, ...]:
    local = folder.local(session.planned_start)
    return (
        Field(
            "name",
            "Name",
            session.name,
            help="only to tell sessions apart",
            about="Only to tell sessions apart. It may stay empty.",
        ),
        Field(
            "day",
            "Day",
            local.date().isoformat(),
            help=DAY,
            about="On which day, in words or in digits.",
            check=lambda typed: day_typed(typed, folder.today()),
        ),
        Field(
            "time",
            "Time",
            words.time(local),
            help="such as 14:00",
            about="When it begins.",
            check=_time,
        ),
        Field(
            "mode",
            "Where",
            session.mode.value,
            about="Where people are; who is remote is asked first.",
            choices=tuple((mode.value, mode.label) for mode in Mode),
        ),
        Field(
            "place",
            "Place",
            session.place,
            help="place to follow",
            about="The room, or the link of the call. Invitations say it.",
        ),
    )


def _who_and_what(folder: ProgrammeFolder, session: ListeningSession) -> tuple[Field, ...]:
    return (
        Field(
            "second",
            "Second team",
            "".join(session.teams[1:]),
            about="A team that meets with the first; its practices are prepared, too.",
            choices=_second_teams(folder, session),
        ),
        Field(
            "facilitators",
            "Facilitators",
            names_of(folder, session.facilitators),
            help="you, and who helps",
            about="Who leads the session. Space ticks; a new name may be typed.",
            names=lambda: [Target(each.id, each.name.replace(",", " ")) for each in folder.people.values()],
            several=True,
            takes_new=True,
        ),
        Field(
            "shortlist",
            "Practices",
            _shortlist(folder, session),
            help="eight to twelve",
            about="What the room is asked about, eight to twelve of them. Space ticks.",
            names=lambda: [
                Target(each.key, each.short_name.replace(",", " "), (each.name,))
                for each in folder.catalogue.offered.values()
            ],
            several=True,
            check=lambda typed: _practices(folder, typed),
        ),
    )


def _second_teams(folder: ProgrammeFolder, session: ListeningSession) -> tuple[tuple[str, str], ...]:
    """Return who may meet with the first team: nobody, then its counterparts, then the others."""
    first = folder.teams.get(session.teams[0])
    near = set(first.counterparts) if first else set()
    known = (team for team in folder.teams.values() if team.retired is None or team.id in session.teams)
    others = [team for team in known if team.id != session.teams[0]]
    others.sort(key=lambda team: team.id not in near)
    return (("", "none"), *((team.id, team.short_name or team.name) for team in others))


def _with_second(
    folder: ProgrammeFolder, session: ListeningSession, values: dict[str, str]
) -> ListeningSession:
    """Return the session with the team taken as the second one; the practices prepared are those of both."""
    second = values.get("second", "".join(session.teams[1:]))
    teams = (session.teams[0], second) if second else session.teams[:1]
    if teams == session.teams:
        return session
    known = [folder.teams[id] for id in teams if id in folder.teams]
    fresh = planned_session(folder, known, session.script, session.planned_start)
    if values.get("shortlist") == _shortlist(folder, session):  # nobody changed what was proposed
        values["shortlist"] = _shortlist(folder, fresh)
    return msgspec.structs.replace(session, teams=teams)


def _shortlist(folder: ProgrammeFolder, session: ListeningSession) -> str:
    practices = folder.catalogue.offered
    return ", ".join(practices[key].short_name for key in session.shortlist if key in practices)


def filled(
    folder: ProgrammeFolder, session: ListeningSession, values: dict[str, str], *, start: datetime | None
) -> ListeningSession:
    """Return the session with what was typed; what was not asked stays. Raises `BadInput`."""
    session = _with_second(folder, session, values)
    changed = msgspec.structs.replace(
        session,
        name=values["name"],
        place=values["place"],
        facilitators=facilitators_named(folder, values["facilitators"]),
    )
    if "shortlist" not in values:
        return changed
    return msgspec.structs.replace(
        changed,
        planned_start=start or _start(folder, values["day"], values["time"]),
        mode=Mode(values["mode"]),
        shortlist=_practices(folder, values["shortlist"]),
    )


def _practices(folder: ProgrammeFolder, typed: str) -> tuple[str, ...]:
    """Return the keys of the practices that were typed, with commas between. Raises `NotFound`."""
    parts = [part for part in typed.split(",") if part.strip()]
    return tuple(dict.fromkeys(find_practice(folder, part).key for part in parts))


def _start(folder: ProgrammeFolder, day: str, clock: str) -> datetime:
    return datetime.combine(day_typed(day, folder.today()), _time(clock), folder.zone)


def _time(typed: str) -> time:
    """Return the time of day that was typed. Raises `BadInput`."""
    at = read_time(typed)
    if at is None:
        raise BadInput(f"“{typed}” is not a time.", "Type it like 14:00.")
    return at
