"""Leaders: what they look after, the advantage they seek, and what became of their promises."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.leaders import LeaderGap, leader_findings
from facilitator.model.leader import Leader
from facilitator.wording import leaders
from facilitator.wording.roles.part import Need, Part, Sign
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


def _needs(folder: ProgrammeFolder) -> Iterator[Need]:
    for found in leader_findings(folder.file, folder.sessions, folder.today()):
        sign = Sign.DUE if found.gap is LeaderGap.LATE else Sign.KNOW
        yield Need(sign, leaders.subject(found), leaders.step(found), found.record, due=found.day)


PART = Part(
    "leaders",
    "Leaders",
    "Leaders",
    "What leaders look after, the advantage they seek, and whether they kept what they promised.",
    30,
    lambda folder: len(folder.file.all(Leader)),
    _needs,
    adds="leaders",
)
