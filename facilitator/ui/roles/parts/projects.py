"""Projects: their list, their table, and the lists of what stands at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.content import Content

from facilitator.insight.at_table import answers_of, by_project, check_due, counted
from facilitator.language import words
from facilitator.model.project import Project
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, command
from facilitator.ui.program import Program
from facilitator.ui.records.kinds import Drawer, KindView
from facilitator.ui.records.list import RecordList
from facilitator.ui.roles.screens import Screens
from facilitator.ui.roles.table import KEYS as TABLE_KEYS
from facilitator.ui.roles.table import Table
from facilitator.wording.at_table import (
    ANSWER_SIGNS,
    asked_again,
    criterion_in_words,
    in_few_words,
    in_short,
    seat_since,
)
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.projects import CHECK, CRITERION, PROJECT, SEAT

KEYS = Context(
    "projects",
    "Projects",
    (
        command("verb('table')", "t", "table", "the twelve questions of the project in hand"),
        command("app.place('project_seats')", "s", "seats", "who sits at a table, and since when"),
        command("app.place('life_criteria')", "l", "early life", "when early-life support starts and ends"),
        command("app.place('value_checks')", "c", "checks", "what projects were judged to be worth"),
    ),
)


def _table(program: Program, project: Project, done: Callable[[], None]) -> None:
    program.navigation.go_to_place("table", at=project.id)


def _project_rows(folder: ProgrammeFolder) -> Drawer:
    today, own = folder.today(), by_project(folder.file)

    def draw(project: Any, width: int) -> Sequence[Content]:
        due = check_due(own(project.id), project, today)
        live = (
            f"go-live {words.day(project.go_live, today, weekday=False)}" if project.go_live else "no day yet"
        )
        if project.phase.is_over:
            live = project.phase.label
        number = counted(answers_of(own(project.id), project.id))
        told = "  ".join(f"{sign} {number[each]}" for each, sign in ANSWER_SIGNS.items() if number[each])
        told = in_few_words(folder, project) or ("" if project.phase.is_over else told)
        name = safe.text(("» " if due else "", "warn"), project.name)
        first = safe.row(width, name, safe.text((live, "muted")))
        return [first, safe.cell(safe.text(("  " + told, "muted")), width)]

    return draw


def _about_a_project(folder: ProgrammeFolder, project: Any, field: str) -> str:
    if field == "go_live":
        return f"Success: {in_short(folder, project)}; {asked_again(project, folder.today())}."
    return ""


def _by_project(folder: ProgrammeFolder) -> Callable[[Any], str]:
    names = {each.id: each.name for each in folder.file.all(Project)}
    return lambda entry: names.get(entry.project, "–")


def _seat_rows(folder: ProgrammeFolder) -> Drawer:
    projects = {each.id: each for each in folder.file.all(Project)}

    def draw(seat: Any, width: int) -> Sequence[Content]:
        team = folder.teams[seat.team].name if seat.team in folder.teams else "–"
        project = projects.get(seat.project)
        since = seat_since(project, seat.since, folder.today()) if project is not None else ""
        pen = "warn" if seat.since is None else "muted"
        return [safe.row(width, safe.text(team), safe.text((since, pen)))]

    return draw


def _criterion_rows(folder: ProgrammeFolder) -> Drawer:
    def draw(criterion: Any, width: int) -> Sequence[Content]:
        left = safe.text((f"{criterion.stage.label}  ", "muted"), criterion_in_words(criterion))
        return [safe.row(width, left, safe.text("met" if criterion.is_met else "", pen="good"))]

    return draw


def _check_rows(folder: ProgrammeFolder) -> Drawer:
    def draw(check: Any, width: int) -> Sequence[Content]:
        when = words.day(check.on, folder.today(), weekday=False)
        return [safe.row(width, safe.text(check.round.label), safe.text((when, "muted")))]

    return draw


PROJECTS = KindView(
    PROJECT,
    "projects",
    "Projects",
    "No projects yet. n adds the first; t then asks its twelve questions.",
    _project_rows,
    _about_a_project,
    back="roles",
    part="projects",
    keys=KEYS,
    verbs={"table": _table},
)

SEATS = KindView(
    SEAT,
    "project_seats",
    "Seats at the table",
    "No team has a seat yet. n notes which has one, and since when.",
    _seat_rows,
    group=_by_project,
    back="projects",
    part="projects",
)

CRITERIA = KindView(
    CRITERION,
    "life_criteria",
    "Early-life support",
    "No numbers yet. n names when early-life support starts or ends, before go-live.",
    _criterion_rows,
    group=_by_project,
    back="projects",
    part="projects",
)

CHECKS = KindView(
    CHECK,
    "value_checks",
    "Value checks",
    "Nothing was asked yet. n writes down what a project was judged to be worth.",
    _check_rows,
    group=_by_project,
    back="projects",
    part="projects",
)

CONTEXTS = (KEYS, TABLE_KEYS)

SCREENS: Screens = {
    "projects": lambda at: RecordList(PROJECTS, at),
    "table": lambda at: Table(at),
    "project_seats": lambda at: RecordList(SEATS, at),
    "life_criteria": lambda at: RecordList(CRITERIA, at),
    "value_checks": lambda at: RecordList(CHECKS, at),
}
