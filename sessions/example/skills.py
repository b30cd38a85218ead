"""Writes what people of the example share of their skills and learn, with the verbs of the program."""

from __future__ import annotations

from facilitator.model.learning import Course, Learning
from facilitator.model.skills import CompetencyCode, SkillArea, SkillLevel, SkillPage, SkillPair
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.learning import COURSE, LEARNING
from facilitator.workspace.records.skills import SKILL_AREA, SKILL_PAGE, SKILL_PAIR, change_level, change_wish

from .clockwork import Clockwork
from .programme import Registered
from .rows import PageRow, SkillTables


def write_skills(folder: ProgrammeFolder, clock: Clockwork, tables: SkillTables, known: Registered) -> None:
    """Write the areas of the teams, the pages that are shared, and who pairs up."""
    clock.begin(tables.told_on, 15)
    areas: dict[str, SkillArea] = {}
    for row in tables.areas:
        for name in row.names:
            areas[name] = SKILL_AREA.put(folder, SkillArea(name=name, team=known.teams[row.team]))
    for page in tables.pages:
        _write_page(folder, page, areas, known)
    for pair in tables.pairs:
        SKILL_PAIR.put(
            folder,
            SkillPair(
                area=areas[pair.area].id,
                teacher=known.people[pair.teacher],
                learner=known.people[pair.learner],
                agreed=True,
                starts=pair.starts,
                weeks=pair.weeks,
            ),
        )

    _write_learning(folder, tables, known)


def _write_learning(folder: ProgrammeFolder, tables: SkillTables, known: Registered) -> None:
    for row in tables.learning:
        LEARNING.put(
            folder,
            Learning(
                person=known.people[row.person],
                module=row.module,
                answer=row.answer,
                awarded=row.awarded,
                renew_by=row.renew_by,
            ),
        )
    for course in tables.courses:
        COURSE.put(
            folder,
            Course(
                team=known.teams[course.team],
                module=course.module,
                people=course.people,
                planned_for=course.planned_for,
            ),
        )


def _write_page(
    folder: ProgrammeFolder, row: PageRow, areas: dict[str, SkillArea], known: Registered
) -> None:
    codes = tuple(map(CompetencyCode, row.codes))
    new = SkillPage(person=known.people[row.person], agreed=True, codes=codes, bridge=row.bridge)
    page = SKILL_PAGE.put(folder, new)
    for area, number in zip(areas.values(), row.levels, strict=True):
        page = change_level(folder, page, area, list(SkillLevel)[number])
    for name in (*row.learn, *row.stop):
        page = change_wish(folder, page, areas[name], learn=name in row.learn, stop=name in row.stop)
