"""What stands at the table of a project: answers, seats, early-life support, and how success is judged.

Nothing is stored; what is told goes when its cause does. See docs/field.md, "Projects at the table".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec

from facilitator.model.base import R, Record
from facilitator.model.project import (
    Answer,
    CheckRound,
    Judgement,
    LifeCriterion,
    LifeStage,
    Project,
    ProjectSeat,
    TableAnswer,
    TableItem,
    ValueCheck,
)
from facilitator.model.records import RecordView
from facilitator.model.team import Team, going_teams


class Seat(msgspec.Struct, frozen=True):
    """A team at the table, and since when; None for one that has no seat yet."""

    team: str
    since: date | None


class Success(msgspec.Struct, frozen=True):
    """The four judgements of a project as they stand, from the newest check; `check` is that, if any.

    Before people use it, all four are too early, whatever somebody said.
    """

    timing: Judgement = Judgement.TOO_EARLY
    budget: Judgement = Judgement.TOO_EARLY
    value: Judgement = Judgement.TOO_EARLY
    adoption: Judgement = Judgement.TOO_EARLY
    check: ValueCheck | None = None


_OF_PROJECTS = (TableAnswer, ProjectSeat, LifeCriterion, ValueCheck)

_Grouped = Callable[[type[Record]], dict[str, tuple[Any, ...]]]


class _Of:
    """The records of a programme, of those of projects the ones of one project alone."""

    def __init__(self, programme: RecordView, project: str, grouped: _Grouped) -> None:
        self._programme = programme
        self._project = project
        self._grouped = grouped

    def all(self, kind: type[R]) -> tuple[R, ...]:
        if kind in _OF_PROJECTS:
            return self._grouped(kind).get(self._project, ())
        return self._programme.all(kind)

    def find(self, kind: type[R], id: str) -> R | None:
        return self._programme.find(kind, id)

    def has(self, kind: type[Record], field: str, value: str) -> bool:
        return any(getattr(each, field) == value for each in self.all(kind))


def by_project(programme: RecordView) -> Callable[[str], RecordView]:
    """Return what gives the records of a project by its id; to ask about many, each is looked at once."""

    @cache
    def grouped(kind: type[Record]) -> dict[str, tuple[Any, ...]]:
        every: tuple[Any, ...] = programme.all(kind)
        found: dict[str, list[Any]] = {}
        for each in every:
            found.setdefault(each.project, []).append(each)
        return {project: tuple(records) for project, records in found.items()}

    return lambda project: _Of(programme, project, grouped)


def answers_of(programme: RecordView, project: str) -> tuple[TableAnswer, ...]:
    """Return the twelve answers of a project in their order; what nobody said is unanswered."""
    given: dict[TableItem, TableAnswer] = {}
    for each in sorted(programme.all(TableAnswer), key=lambda each: (each.changed, each.id)):
        if each.project == project:
            given[each.item] = each
    return tuple(given.get(item) or TableAnswer(project=project, item=item) for item in TableItem)


def counted(answers: tuple[TableAnswer, ...]) -> Counter[Answer]:
    """Return how often each answer was given."""
    return Counter(each.answer for each in answers)


def open_answers(answers: tuple[TableAnswer, ...]) -> tuple[TableAnswer, ...]:
    """Return those for which somebody still has to find out."""
    return tuple(each for each in answers if each.answer.is_open)


def seats_of(programme: RecordView, project: Project) -> tuple[Seat, ...]:
    """Return who sits at the table, and after them who should: the teams of the services it changes."""
    teams = {each.id: each for each in programme.all(Team)}
    own = [each for each in programme.all(ProjectSeat) if each.project == project.id and each.team in teams]
    since: dict[str, date | None] = {}
    for each in own:
        known = since.get(each.team)
        since[each.team] = min(filter(None, (known, each.since)), default=None)
    for team in going_teams(teams.values()):
        if set(team.services) & set(project.services):
            since.setdefault(team.id, None)
    rows = [Seat(team, day) for team, day in since.items()]
    return tuple(
        sorted(rows, key=lambda each: (each.since or date.max, teams[each.team].name.casefold(), each.team))
    )


def criteria_of(programme: RecordView, project: str) -> tuple[LifeCriterion, ...]:
    """Return when early-life support starts, then when it ends."""
    own = [each for each in programme.all(LifeCriterion) if each.project == project]
    order = list(LifeStage)
    return tuple(sorted(own, key=lambda each: (order.index(each.stage), each.what.casefold(), each.id)))


def chosen_late(project: Project, criterion: LifeCriterion) -> bool:
    """Tell whether a number was chosen, or changed, after people began to use it."""
    return (
        project.go_live is not None
        and criterion.chosen_on is not None
        and criterion.chosen_on > project.go_live
    )


def success_of(programme: RecordView, project: Project, today: date) -> Success:
    """Return how success stands on *today*."""
    if project.go_live is None or today < project.go_live:
        return Success()
    given = [each for each in _checks(programme, project) if project.go_live <= each.on <= today]
    if not given:
        return Success()
    last = max(given, key=lambda each: (each.on, list(CheckRound).index(each.round), each.id))
    return Success(last.timing, last.budget, last.value, last.adoption, last)


def check_days(project: Project) -> tuple[tuple[CheckRound, date], ...]:
    """Return on which days value is asked about; none without a day of going live."""
    if project.go_live is None:
        return ()
    return tuple((round, project.go_live + timedelta(days=round.days)) for round in CheckRound)


def check_due(programme: RecordView, project: Project, today: date) -> tuple[CheckRound, date] | None:
    """Return which check is to be made, and since when: from its day on until it or a later one is made."""
    rounds = list(CheckRound)
    live = project.go_live
    made = [each.round for each in _checks(programme, project) if live is not None and each.on >= live]
    last = max(map(rounds.index, made), default=-1)
    due = [(round, day) for round, day in check_days(project) if day <= today and rounds.index(round) > last]
    return due[-1] if due else None


def _checks(programme: RecordView, project: Project) -> Iterator[ValueCheck]:
    yield from (each for each in programme.all(ValueCheck) if each.project == project.id)
