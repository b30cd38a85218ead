"""Beginning a page of skills with somebody who wants to share theirs."""

from __future__ import annotations

import msgspec

from facilitator.errors import RuleBroken
from facilitator.model.skills import SkillPage
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.people import person_asked
from facilitator.workspace.records.skills import SKILL_PAGE
from facilitator.workspace.records.targets import target_of, targets


def begin_page(folder: ProgrammeFolder, who: str, team: str, *, agreed: bool) -> SkillPage:
    """Begin the page of the person called *who*, of that home *team*, as one change.

    Somebody new, and a page at all, is stored only when they *agreed*. An empty *team* leaves their own.
    Raises `BadInput`, `NotFound`, `RuleBroken`, and what saving raises.
    """
    home = target_of("team", team, targets(folder, "teams")).id if team.strip() else None
    with folder.file.group(f"{SKILL_PAGE.name} {who}", about=SKILL_PAGE.name):
        person = person_asked(folder, who, agreed=agreed, about=SKILL_PAGE.name)
        if person.team is None and home is None:
            raise RuleBroken(
                f"Which team {person.name} is of is not said, and areas are those of a team.",
                "Name their home team.",
                field="team",
            )
        if home is not None and person.team != home:
            person = folder.file.put(msgspec.structs.replace(person, team=home))
        page: SkillPage = SKILL_PAGE.put(folder, SkillPage(person=person.id, agreed=agreed))
        return page
