"""Stakeholders: whom the change touches, where they stand, and where the work is. Facilitators only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facilitator.insight.stakeholders import StakeholderFinding, StakeholderGap, stakeholder_findings
from facilitator.model.stakeholder import Stakeholder
from facilitator.wording import stakeholders
from facilitator.wording.roles.part import Need, Part, Sign
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_LISTED_IN = {
    StakeholderGap.ACT_DUE: "sponsor_acts",
    StakeholderGap.NO_ACT: "sponsor_acts",
    StakeholderGap.UNPLACED: "stakeholder_grid",
    StakeholderGap.CHECK: "stakeholder_grid",
    StakeholderGap.SEES_MORE: "stakeholder_grid",
}


_MOST = 5
"""So many of a kind are told one by one, those that matter most; the others are counted."""


def _needs(folder: ProgrammeFolder) -> Iterator[Need]:
    every = stakeholder_findings(folder.file, folder.today(), folder.zone)
    for gap in StakeholderGap:
        some = [each for each in every if each.gap is gap]
        yield from _told(some[:_MOST])
        if more := some[_MOST:]:
            subject, step = stakeholders.more_of(more)
            yield Need(Sign.PRIVATE, subject, step, more[0].record, _LISTED_IN.get(gap, "stakeholder_grid"))


def _told(some: Iterable[StakeholderFinding]) -> Iterator[Need]:
    for found in some:
        yield Need(
            Sign.PRIVATE,
            stakeholders.subject(found),
            stakeholders.step(found),
            found.record,
            _LISTED_IN.get(found.gap, ""),
            found.day,
        )


PART = Part(
    "stakeholders",
    "Stakeholders",
    "Stakeholders",
    "Whom the change touches, where they stand and should, and where the work is.",
    40,
    lambda folder: len(folder.file.all(Stakeholder)),
    _needs,
    adds="stakeholders",
    others=("stakeholder_form",),
    opens="stakeholder_grid",
)
