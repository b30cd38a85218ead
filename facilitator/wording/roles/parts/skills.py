"""Skills and learning: what a team has to know, how thin the cover is, and who would pair up."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.skill_findings import SkillGap, skill_findings
from facilitator.insight.skills import pages_now
from facilitator.wording import skills
from facilitator.wording.roles.part import Need, Part, Sign
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_SIGNS = {
    SkillGap.NOBODY: Sign.ALARM,
    SkillGap.PAIR_OVER: Sign.DUE,
    SkillGap.CONFIRM: Sign.PRIVATE,
}
_LISTED_IN = {
    SkillGap.PAIR_OVER: "skill_pairs",
    SkillGap.PAIR_UNSET: "skill_pairs",
    SkillGap.CONFIRM: "skills",
}


def _needs(folder: ProgrammeFolder) -> Iterator[Need]:
    for found in skill_findings(folder.file, folder.today()):
        yield Need(
            _SIGNS.get(found.gap, Sign.KNOW),
            skills.subject(folder, found),
            skills.step(folder, found),
            found.record,
            _LISTED_IN.get(found.gap, "skill_areas"),
            found.day,
        )


PART = Part(
    "skills",
    "Skills and learning",
    "Skills",
    "What a team has to know, how thin the cover is, and who would like to learn it.",
    50,
    lambda folder: len(pages_now(folder.file)),
    _needs,
    adds="skills",
    opens="skill_sheet",
    others=("skill_areas", "skill_pairs"),
)
