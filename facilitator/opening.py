"""A session opened to be written into, with the programme's practices, teams and people at hand."""

from __future__ import annotations

from facilitator.live.clock import Clock
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.last_time import EarlierSessions
from facilitator.workspace.people import PeopleNow, add_person, drop_person


def open_session(folder: ProgrammeFolder, file: SessionFile, clock: Clock) -> LiveSession:
    """Return the session of *file* with all its verbs; a new owner is a person from their yes on.

    Where two teams meet they are of the side in hand, of none while both are.
    """

    def home() -> str | None:
        return live.sides.in_hand if live.sides.teams else file.session.teams[0]

    live = LiveSession(
        SessionDesk(
            file,
            clock=clock,
            today=folder.today,
            practices=folder.catalogue.practices,
            teams=folder.teams,
            people=PeopleNow(folder),
            add_person=lambda name: add_person(folder, name, home()),
            drop_person=lambda id: drop_person(folder, id),
            words=folder.catalogue.words,
            earlier=EarlierSessions(folder, file),
        )
    )
    return live
