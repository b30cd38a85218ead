"""A session opened to be written into, by commands."""

from __future__ import annotations

from facilitator.live.clock import SystemClock
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.last_time import EarlierSessions
from facilitator.workspace.people import add_person, drop_person


def open_live(folder: ProgrammeFolder, file: SessionFile) -> LiveSession:
    """Return the session of *file* with all its verbs; a new owner of an action becomes a person.

    Where two teams meet they are of the side in hand, of none while both are.
    """

    def home() -> str | None:
        return live.sides.in_hand if live.sides.teams else file.session.teams[0]

    live = LiveSession(
        SessionDesk(
            file,
            clock=SystemClock(folder.now),
            today=folder.today,
            practices=folder.catalogue.practices,
            teams=folder.teams,
            people=folder.people,
            add_person=lambda name: add_person(folder, name, home()),
            drop_person=lambda id: drop_person(folder, id),
            words=folder.catalogue.words,
            earlier=EarlierSessions(folder, file),
        )
    )
    return live
