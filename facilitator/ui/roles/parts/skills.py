"""Skills: the pages people share, the areas of a team, and who pairs up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.content import Content

from facilitator.insight.skill_findings import pair_ends
from facilitator.insight.skills import AreaCover, team_skills
from facilitator.language import words
from facilitator.model.skills import SkillArea
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, command
from facilitator.ui.records.kinds import Drawer, KindView
from facilitator.ui.records.list import RecordList
from facilitator.ui.roles.learning_lists import COURSES, LEARNINGS
from facilitator.ui.roles.learning_lists import KEYS as LEARNING_KEYS
from facilitator.ui.roles.page_fields import ask_page
from facilitator.ui.roles.screens import Adds, Screens
from facilitator.ui.roles.skill_page import KEYS as PAGE_KEYS
from facilitator.ui.roles.skill_page import PageGrid, open_page
from facilitator.ui.roles.skill_sheet import KEYS as SHEET_KEYS
from facilitator.ui.roles.skill_sheet import SkillSheet
from facilitator.ui.roles.taking_back import take_back
from facilitator.wording.names import person_name
from facilitator.wording.skills import cover_cells, own_page, team_name, wanted
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.skills import SKILL_AREA, SKILL_PAGE, SKILL_PAIR

KEYS = Context(
    "skills",
    "Pages of skills",
    (
        command("app.place('skill_sheet')", "m", "sheet", "the sheet of a team: cover, shapes, pairs"),
        command("verb('page')", "l", "area by area", "the page area by area: ← → how far, l learn, s stop"),
        command("app.place('skill_areas')", "w", "wanted", "what teams have to know, and how much is wanted"),
        command("app.place('skill_pairs')", "o", "pairs", "who learns from whom"),
        command("verb('take_back')", "b", "take back", "take a page back: out of every file, for good"),
    ),
)


def _page_rows(folder: ProgrammeFolder) -> Drawer:
    def draw(page: Any, width: int) -> Sequence[Content]:
        person = folder.people.get(page.person)
        team = team_name(folder, person.team or "") if person else ""
        day = words.day(page.confirmed, folder.today(), weekday=False) if page.confirmed else ""
        name = safe.cell(person_name(folder, page.person), max(14, width // 2))
        return [safe.row(width, safe.text(name, " ", (team, "muted")), safe.text((day, "muted")))]

    return draw


def _about_a_page(folder: ProgrammeFolder, page: Any, field: str) -> str:
    return next(iter(own_page(folder, page)), "") if field == "codes" else ""


def _area_rows(folder: ProgrammeFolder) -> Drawer:
    covers: dict[str, AreaCover] = {}
    for team in {each.team for each in folder.file.all(SkillArea)}:
        skills = team_skills(folder.file, team)
        covers |= {each.area.id: each for each in skills.areas if skills.sharers}

    def draw(area: Any, width: int) -> Sequence[Content]:
        cover = covers.get(area.id)
        alone, _, rests, _, _ = cover_cells(cover) if cover is not None else ("", "", "nobody shares", "", "")
        right = safe.text(f"{alone}  ", (rests, "muted"))
        return [safe.row(width, safe.text(area.name), right)]

    return draw


def _about_an_area(folder: ProgrammeFolder, area: Any, field: str) -> str:
    return f"Wanted: {wanted(area)}." if field == "teachers" else ""


def _team_of(folder: ProgrammeFolder) -> Callable[[Any], str]:
    return lambda area: folder.teams[area.team].name if area.team in folder.teams else ""


def _pair_rows(folder: ProgrammeFolder) -> Drawer:
    areas = {each.id: each.name for each in folder.file.all(SkillArea)}

    def draw(pair: Any, width: int) -> Sequence[Content]:
        who = safe.text(
            person_name(folder, pair.teacher), (" with ", "muted"), person_name(folder, pair.learner)
        )
        ends = pair_ends(pair)
        until = f"until {words.day(ends, folder.today(), weekday=False)}" if ends else "no first day yet"
        right = safe.text((f"{areas.get(pair.area, '–')}  {until}", "muted"))
        return [safe.row(width, who, right.truncate(width // 2, ellipsis=True))]

    return draw


PAGES = KindView(
    SKILL_PAGE,
    "skills",
    "Pages of skills",
    "Nobody has shared theirs. It is theirs to share. n begins a page with somebody who wants to.",
    _page_rows,
    _about_a_page,
    back="skill_sheet",
    part="skills",
    keys=KEYS,
    verbs={"take_back": take_back, "page": open_page},
    adds=ask_page,
)

AREAS = KindView(
    SKILL_AREA,
    "skill_areas",
    "Areas",
    "No areas yet. n adds the first: something a team has to know.",
    _area_rows,
    _about_an_area,
    group=_team_of,
    back="skill_sheet",
    part="skills",
)

PAIRS = KindView(
    SKILL_PAIR,
    "skill_pairs",
    "Pairs",
    "No pairs yet. n adds the first two who said yes.",
    _pair_rows,
    back="skill_sheet",
    part="skills",
)

ADDS: Adds = ask_page

CONTEXTS = (KEYS, SHEET_KEYS, PAGE_KEYS, LEARNING_KEYS)

SCREENS: Screens = {
    "skill_page": lambda at: PageGrid(at),
    "skill_sheet": lambda at: SkillSheet(at),
    "skills": lambda at: RecordList(PAGES, at),
    "skill_areas": lambda at: RecordList(AREAS, at),
    "learning": lambda at: RecordList(LEARNINGS, at),
    "courses": lambda at: RecordList(COURSES, at),
    "skill_pairs": lambda at: RecordList(PAIRS, at),
}
