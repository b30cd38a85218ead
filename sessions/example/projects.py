"""Writes the projects of the example, and what stands at their tables."""

from __future__ import annotations

from facilitator.model.project import Project, ProjectSeat, ValueCheck
from facilitator.workspace.at_table import answer_item, name_finder
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.projects import CHECK, PROJECT, SEAT

from .clockwork import Clockwork
from .programme import Registered
from .rows import ProgrammeTables, ProjectRow


def write_projects(
    folder: ProgrammeFolder, clock: Clockwork, tables: ProgrammeTables, known: Registered
) -> None:
    """Write each project on the day it was asked, or on the first of the programme."""
    for row in tables.projects:
        clock.begin(row.asked or tables.started, 14)
        project = PROJECT.put(
            folder,
            Project(
                name=row.name,
                phase=row.phase,
                kick_off=row.kick_off,
                go_live=row.go_live,
                vendor=row.vendor,
                volunteers=row.volunteers,
            ),
        )
        for key, since in row.seats.items():
            SEAT.put(folder, ProjectSeat(project=project.id, team=known.teams[key], since=since))
        _answer(folder, project, row, known)
        for check in row.checks:
            CHECK.put(
                folder,
                ValueCheck(
                    project=project.id,
                    round=check.round,
                    on=check.on,
                    timing=check.timing,
                    budget=check.budget,
                    budget_said=check.budget_said,
                    value=check.value,
                    evidence=check.evidence,
                    value_said=check.value_said,
                    adoption=check.adoption,
                ),
            )


def _answer(folder: ProgrammeFolder, project: Project, row: ProjectRow, known: Registered) -> None:
    for each in row.answers:
        answer_item(folder, project, each.item, each.answer)
        if each.owner:
            who = folder.people[known.people[each.owner]].name
            name_finder(folder, project, each.item, who, each.by, agreed=True)
