"""A session opened to be written into, with the programme's practices, teams and people at hand."""

from __future__ import annotations

import msgspec

from facilitator.identity import new_id
from facilitator.live.clock import Clock
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.audience import Visibility
from facilitator.model.base import require
from facilitator.model.idea import ImprovementIdea
from facilitator.model.labels import quoted
from facilitator.model.session import RELEASED, SessionStatus
from facilitator.model.stakeholder import Stakeholder
from facilitator.text import clean_line
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.last_time import EarlierSessions
from facilitator.workspace.people import PeopleNow, add_person, drop_person
from facilitator.workspace.records.stakeholders import STAKEHOLDER, note_idea


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


def make_idea(
    folder: ProgrammeFolder, file: SessionFile, clock: Clock, stakeholder: Stakeholder, title: str
) -> ImprovementIdea:
    """Make an idea of what a stakeholder sees that we do not, in a session that is not reviewed yet.

    It stays with the facilitators until they let others read it. That it was made is noted of the
    stakeholder; undo takes back both, from either side. Raises `RuleBroken` for a session that is over or
    words that name the stakeholder, `HeldBack` for words that are not for the notes.
    """
    require(
        file.session.status not in RELEASED | {SessionStatus.CANCELLED},
        f"{file.session.short_id} is {file.session.status.label}, so what the room did stays as it is.",
        "Take a session that was not reviewed yet.",
    )
    names = [each.casefold() for each in (stakeholder.name, stakeholder.short) if each]
    require(
        not any(each in clean_line(title).casefold() for each in names),
        f"These words name {stakeholder.name}.",
        "Say what is seen, not who sees it.",
    )
    label, about = f"idea {quoted(clean_line(title))}", f"{STAKEHOLDER.name} {new_id()}"
    folder.file.hold()  # before anything is written: both are, or neither
    with file.group(label, about=about):
        idea = open_session(folder, file, clock).ideas.add(title)
        private = file.put(msgspec.structs.replace(idea, visibility=Visibility.FACILITATOR))
    with folder.file.group(label, about=about):
        note_idea(folder, stakeholder)
    return private
