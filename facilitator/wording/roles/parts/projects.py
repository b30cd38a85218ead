"""Projects: what support asks of them at the table, and what they turned out to be worth."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.project_care import ProjectGap, project_findings
from facilitator.model.project import Project
from facilitator.wording import at_table
from facilitator.wording.roles.part import Need, Part, Sign
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_SIGNS = {
    ProjectGap.NO_SEAT: Sign.ALARM,
    ProjectGap.LATE: Sign.ALARM,
    ProjectGap.CHECK: Sign.DUE,
    ProjectGap.NO_OWNER: Sign.DUE,
    ProjectGap.NO_END: Sign.DUE,
}


def _needs(folder: ProgrammeFolder) -> Iterator[Need]:
    for found in project_findings(folder.file, folder.today()):
        yield Need(
            _SIGNS.get(found.gap, Sign.KNOW),
            at_table.subject(folder, found),
            at_table.step(folder, found),
            found.project,
            "table",
            found.day,
        )


PART = Part(
    "projects",
    "Projects",
    "Projects",
    "What support asks of a project at the table, and what it turned out to be worth.",
    60,
    lambda folder: len(folder.file.all(Project)),
    _needs,
    adds="projects",
    others=("table",),
)
