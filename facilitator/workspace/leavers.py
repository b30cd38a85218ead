"""Somebody leaves: all actions they have open go to somebody else, in one step."""

from __future__ import annotations

from facilitator.errors import BadInput
from facilitator.model.person import Person
from facilitator.workspace import follow_up
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.people import person_asked


def hand_over_all(folder: ProgrammeFolder, leaver: Person, name: str, *, agreed: bool) -> int:
    """Give all open actions of one who leaves to the person of that name; return how many.

    Somebody new is stored only when they *agreed*; without a yes the actions wait for it. Raises `BadInput`,
    `InUse` or `NotSaved`; where one cannot be given, no new name is stored.
    """
    files = {file: None for file, _ in follow_up.going_actions(folder.sessions, leaver.id)}
    for file in files:
        file.hold()
    if not files:
        return 0
    about = follow_up.deed()
    person = person_asked(folder, name, agreed=agreed, about=about)
    if person.id == leaver.id:
        raise BadInput(f"{leaver.name} has them already.", "Name somebody else.")
    return follow_up.hand_over(files, leaver.id, person, folder.today() if agreed else None, about=about)
