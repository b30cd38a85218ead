"""What asks for somebody among projects: open answers, seats, early life, and value on its day.

Nothing is stored; a finding goes when its cause does. See docs/field.md, "Projects at the table".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum

import msgspec

from facilitator.insight.at_table import (
    answers_of,
    by_project,
    check_due,
    chosen_late,
    criteria_of,
    open_answers,
    seats_of,
)
from facilitator.insight.finding_order import due, in_order
from facilitator.model.project import CheckRound, LifeStage, Phase, Project
from facilitator.model.records import RecordView

AHEAD = timedelta(days=60)
"""So long before go-live the end of early-life support should be agreed."""

_BEFORE = (Phase.IDEA, Phase.DEFINITION, Phase.BUILD, Phase.TEST)


class ProjectGap(Enum):
    """What a finding is about, those that matter most first: two alarms, then from `CHECK` what is due."""

    NO_SEAT = "no_seat"
    LATE = "late"
    CHECK = "check"
    NO_OWNER = "no_owner"
    NO_END = "no_end"
    MISSING_SEAT = "missing_seat"
    IS_IT_LIVE = "is_it_live"
    NO_DAY = "no_day"
    CHOSEN_LATE = "chosen_late"
    MAY_END = "may_end"


class ProjectFinding(msgspec.Struct, frozen=True):
    """One thing found about a project, as facts; `wording.at_table` says it.

    `some` of `of` are so: answers without an owner of all that are open, late ones, numbers chosen late.
    `teams` are the ids of who has no seat; `day` is when it falls due, fell due, or the project goes live.
    """

    gap: ProjectGap
    project: str
    name: str
    some: int = 0
    of: int = 0
    day: date | None = None
    teams: tuple[str, ...] = ()
    round: CheckRound | None = None


def project_findings(programme: RecordView, today: date) -> tuple[ProjectFinding, ...]:
    """Return what asks for somebody among projects on *today*, the same whatever the order of the records."""
    own = by_project(programme)
    found = [finding for each in programme.all(Project) for finding in _of(own(each.id), each, today)]
    return in_order(found, lambda each: (due(each.day), each.name.casefold(), each.project))


def _of(programme: RecordView, project: Project, today: date) -> Iterator[ProjectFinding]:
    if project.phase is Phase.STOPPED:
        return
    due = check_due(programme, project, today)
    if due is not None:
        yield _found(project, ProjectGap.CHECK, day=due[1], round=due[0])
    if not project.phase.is_over:
        yield from _answers(programme, project, today)
        yield from _seats(programme, project)
        yield from _days(project, today)
        yield from _early_life(programme, project, today)


def _answers(programme: RecordView, project: Project, today: date) -> Iterator[ProjectFinding]:
    left = open_answers(answers_of(programme, project.id))
    late = [each.by for each in left if each.by is not None and each.by < today]
    if late:
        yield _found(project, ProjectGap.LATE, some=len(late), of=len(left), day=min(late))
    nobody = sum(each.owner is None for each in left)
    if nobody:
        yield _found(project, ProjectGap.NO_OWNER, some=nobody, of=len(left), day=project.go_live)


def _seats(programme: RecordView, project: Project) -> Iterator[ProjectFinding]:
    seats = seats_of(programme, project)
    without = tuple(each.team for each in seats if each.since is None)
    if len(without) == len(seats):
        yield _found(project, ProjectGap.NO_SEAT, teams=without)
    elif without:
        yield _found(project, ProjectGap.MISSING_SEAT, teams=without)


def _days(project: Project, today: date) -> Iterator[ProjectFinding]:
    if project.go_live is None:
        yield _found(project, ProjectGap.NO_DAY)
    elif project.go_live < today and project.phase in _BEFORE:
        yield _found(project, ProjectGap.IS_IT_LIVE, day=project.go_live)


def _early_life(programme: RecordView, project: Project, today: date) -> Iterator[ProjectFinding]:
    criteria = criteria_of(programme, project.id)
    ends = [each for each in criteria if each.stage is LifeStage.ENDS]
    if not ends and project.go_live is not None and project.go_live <= today + AHEAD:
        yield _found(project, ProjectGap.NO_END, day=project.go_live)
    late = [each for each in criteria if chosen_late(project, each)]
    if late:
        yield _found(project, ProjectGap.CHOSEN_LATE, some=len(late), of=len(criteria))
    if ends and all(each.is_met for each in ends) and project.phase is Phase.ROLLOUT:
        yield _found(project, ProjectGap.MAY_END)


def _found(
    project: Project,
    gap: ProjectGap,
    *,
    some: int = 0,
    of: int = 0,
    day: date | None = None,
    teams: tuple[str, ...] = (),
    round: CheckRound | None = None,
) -> ProjectFinding:
    return ProjectFinding(gap, project.id, project.name, some, of, day, teams, round)
