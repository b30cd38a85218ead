"""Skills and learning: what a team has to know, how thin the cover is, and who would pair up."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.learning import LearningGap, learning_findings
from facilitator.insight.skill_findings import SkillGap, skill_findings
from facilitator.insight.skills import pages_now
from facilitator.model.learning import Course, Learning
from facilitator.wording import learning, skills
from facilitator.wording.roles.part import Need, Part, Sign
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_SIGNS = {
    SkillGap.NOBODY: Sign.ALARM,
    SkillGap.PAIR_OVER: Sign.DUE,
    SkillGap.CONFIRM: Sign.PRIVATE,
}
_LEARNING_SIGNS = {
    LearningGap.RENEWAL: Sign.KNOW,
    LearningGap.UNKNOWN_MODULE: Sign.KNOW,
    LearningGap.OLD_SCHEME: Sign.KNOW,
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
    modules = folder.catalogue.modules if _anybody_learns(folder) else {}  # else no scheme is read
    for each in learning_findings(folder.file, modules, folder.today()):
        yield Need(
            _LEARNING_SIGNS.get(each.gap, Sign.DUE),
            learning.subject(folder, each),
            learning.step(folder, each),
            each.record,
            "courses" if each.team else "learning",
            each.day if each.gap is not LearningGap.OLD_SCHEME else None,
        )


def _anybody_learns(folder: ProgrammeFolder) -> bool:
    return bool(folder.file.all(Learning) or folder.file.all(Course))


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
    others=("skill_page", "skill_areas", "skill_pairs", "learning", "courses"),
)
