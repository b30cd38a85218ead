"""What people learn and plans for teams, as lists; a person's page, and where schemes are from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.content import Content

from facilitator.insight.learning import is_whole_team
from facilitator.insight.renewals import AHEAD
from facilitator.language import words
from facilitator.model.learning import Learning, LearningAnswer
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, command
from facilitator.ui.program import Program
from facilitator.ui.records.kinds import Drawer, KindView
from facilitator.wording.learning import about_course, about_scheme, days_left, module_name, page, standing
from facilitator.wording.names import person_name
from facilitator.wording.skills import team_name
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.learning import COURSE, LEARNING

KEYS = Context(
    "learning",
    "Learning",
    (
        command("verb('page')", "p", "page", "what one person learns: renewals, what is open, what suits"),
        command("app.place('courses')", "o", "for teams", "plans to let people of a team learn together"),
        command("verb('schemes')", "i", "schemes", "where the schemes are from, and when somebody looked"),
        command("app.place('skill_sheet')", "m", "", "the sheet of a team: cover, shapes, pairs"),
    ),
)


def _learning_rows(folder: ProgrammeFolder) -> Drawer:
    today = folder.today()

    def draw(each: Any, width: int) -> Sequence[Content]:
        module = module_name(folder, each.module) if each.module else "all modules"
        name = safe.cell(person_name(folder, each.person), max(14, width // 3))
        left = safe.text(name, " ", module)
        return [safe.row(width, left, _stands(folder, each, wide=width > _WIDE))]

    def _stands(folder: ProgrammeFolder, each: Learning, *, wide: bool) -> Content:
        if each.answer is LearningAnswer.HELD and each.renew_by and each.renew_by <= today + AHEAD:
            return safe.text((f"renew {days_left(each.renew_by, today)}", "warn"))
        return safe.text((standing(folder, each) if wide else each.answer.label, "muted"))

    return draw


_WIDE = 90


def _course_rows(folder: ProgrammeFolder) -> Drawer:
    def draw(each: Any, width: int) -> Sequence[Content]:
        many = words.count(each.people, "person", "people")
        sign = ("» ", "warn") if about_course(folder, each, whole=is_whole_team(folder.file, each)) else ""
        day = words.day(each.planned_for, folder.today(), weekday=False) if each.planned_for else ""
        left = safe.text(
            sign, module_name(folder, each.module), (f"   {team_name(folder, each.team)}", "muted")
        )
        return [safe.row(width, left, safe.text((f"{many}  {day}", "muted")))]

    return draw


def _about_a_course(folder: ProgrammeFolder, course: Any, field: str) -> str:
    whole = field == "people" and is_whole_team(folder.file, course)
    return about_course(folder, course, whole=whole)


def _show(program: Program, title: str, lines: Sequence[str]) -> None:
    from facilitator.ui.dialogs.base import Ask  # here: a list is shown before anything is asked

    program.push_screen(Ask(title, "\n".join(lines), (("back", "Go back"),), scrolls=True), lambda _: None)


def show_page(program: Program, entry: Any, done: Callable[[], None]) -> None:
    """Show what one person learns."""
    _show(
        program,
        f"What {person_name(program.folder, entry.person)} learns",
        [*page(program.folder, entry.person)],
    )


def show_schemes(program: Program, entry: Any, done: Callable[[], None]) -> None:
    """Show where the facts of the schemes are from."""
    folder = program.folder
    lines = [
        line for scheme in folder.catalogue.schemes.values() for line in (*about_scheme(folder, scheme), "")
    ]
    _show(program, "Schemes", lines[:-1])


LEARNINGS = KindView(
    LEARNING,
    "learning",
    "Learning",
    "Nothing yet. n puts down what somebody holds, plans or would like; “enough for me” is an answer, too.",
    _learning_rows,
    back="skill_sheet",
    part="skills",
    keys=KEYS,
    verbs={"page": show_page, "schemes": show_schemes},
)

COURSES = KindView(
    COURSE,
    "courses",
    "Plans for teams",
    "No plan yet. n adds one; ask first who wants it.",
    _course_rows,
    _about_a_course,
    back="learning",
    part="skills",
)
