"""Managers and services: who answers for a service from end to end, and who could stand in."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.smo import service_findings
from facilitator.model.service import Service
from facilitator.wording import smo
from facilitator.wording.roles.part import Need, Part, Sign
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


def _needs(folder: ProgrammeFolder) -> Iterator[Need]:
    for found in service_findings(folder.file):
        yield Need(Sign.ALARM, smo.subject(folder, found), smo.step(folder, found), found.record)


PART = Part(
    "services",
    "Managers and services",
    "Managers",
    "Who answers for a service from end to end, and who could stand in.",
    20,
    lambda folder: len(folder.file.all(Service)),
    _needs,
    adds="services",
)
