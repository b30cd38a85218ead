"""Three stages: where each team stands, and which may be ready to look back at how it works."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.stages import team_stages
from facilitator.model.team import going_teams
from facilitator.wording.roles.part import Need, Part, Sign
from facilitator.wording.stages import question
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


def _needs(folder: ProgrammeFolder) -> Iterator[Need]:
    for each in team_stages(folder.file, folder.sessions, folder.today(), folder.zone):
        if each.may_look_back:
            step = "ask the team; it runs the look-back itself, and no is an answer"
            yield Need(Sign.KNOW, question(each), step, each.team.id)


PART = Part(
    "stages",
    "Three stages",
    "Stages",
    "Where each team stands, and what each stage gives the next. Advice, never a lock.",
    90,
    lambda folder: len(going_teams(folder.teams.values())),
    _needs,
)
