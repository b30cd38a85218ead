"""The fields of a session's set-up: what is asked of one that is planned."""

from __future__ import annotations

from facilitator.model.session import ListeningSession, Mode
from facilitator.ui.forms.field import DAY, Field
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.targets import Target
from facilitator.workspace.set_up import (
    practices_typed,
    second_teams,
    second_typed,
    set_up_as_typed,
    time_typed,
)
from facilitator.workspace.typed_dates import day_typed


def set_up_fields(folder: ProgrammeFolder, session: ListeningSession) -> tuple[Field, ...]:
    """Return what is asked of a session that is planned."""
    now = set_up_as_typed(folder, session)
    return (*_when_and_where(folder, now), *_who_and_what(folder, session, now))


def script_field(folder: ProgrammeFolder, session: ListeningSession) -> Field:
    """Return what is asked of the script of a session that did not begin."""
    known = {each.key: each for each in (session.script, *folder.catalogue.scripts.values())}
    return Field(
        "script",
        "Script",
        session.script.key,
        about="What the session goes by; its minutes are those of the script.",
        choices=tuple((key, f"{each.minutes} min, {each.title}") for key, each in known.items()),
    )


def _when_and_where(folder: ProgrammeFolder, now: dict[str, str]) -> tuple[Field, ...]:
    return (
        Field(
            "name",
            "Name",
            now["name"],
            help="only to tell sessions apart",
            about="Only to tell sessions apart. It may stay empty.",
        ),
        Field(
            "day",
            "Day",
            now["day"],
            help=DAY,
            about="On which day, in words or in digits.",
            check=lambda typed: day_typed(typed, folder.today()),
        ),
        Field(
            "time",
            "Time",
            now["time"],
            help="such as 14:00",
            about="When it begins; an hour alone is the full hour.",
            check=time_typed,
        ),
        Field(
            "mode",
            "Where",
            now["mode"],
            about="Where people are; who is remote is asked first.",
            choices=tuple((mode.value, mode.label) for mode in Mode),
        ),
        Field(
            "place",
            "Place",
            now["place"],
            help="place to follow",
            about="The room, or the link of the call. Invitations say it.",
        ),
    )


def _who_and_what(
    folder: ProgrammeFolder, session: ListeningSession, now: dict[str, str]
) -> tuple[Field, ...]:
    return (
        Field(
            "second",
            "Second team",
            now["second"],
            help="nobody else",
            about="A team that meets with the first; its practices are prepared, too. Space ticks it.",
            names=lambda: second_teams(folder, session),
            several=True,
            check=lambda typed: second_typed(folder, session, typed),
        ),
        Field(
            "facilitators",
            "Facilitators",
            now["facilitators"],
            help="nobody named yet",
            about="Who leads the session. Space ticks; a new name may be typed.",
            names=lambda: [Target(each.id, each.name.replace(",", " ")) for each in folder.people.values()],
            several=True,
            takes_new=True,
        ),
        Field(
            "shortlist",
            "Practices",
            now["shortlist"],
            help="none yet",
            about="What the room is asked about: twelve at most, fewer in a short session. Space ticks.",
            names=lambda: [
                Target(each.key, each.short_name.replace(",", " "), (each.name,))
                for each in folder.catalogue.offered.values()
            ],
            several=True,
            check=lambda typed: practices_typed(folder, typed),
        ),
    )
