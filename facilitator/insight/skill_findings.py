"""What asks for somebody among skills: thin cover, pairs whose weeks are over, pages to confirm.

Nothing is stored; a finding goes when its cause does. See docs/field.md, "Skills and learning".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum

import msgspec

from facilitator.insight.finding_order import in_order
from facilitator.insight.skills import Standing, pages_now, team_skills, teams_with_skills
from facilitator.language.calendar import months_after
from facilitator.model.records import RecordView
from facilitator.model.retention import CONFIRMED_MONTHS
from facilitator.model.skills import SkillPair

CONFIRM_AHEAD = timedelta(days=30)
"""So long before a page goes its owner is asked whether it still holds."""


class SkillGap(Enum):
    """What a finding is about, those that matter most first; only the first is an alarm."""

    NOBODY = "nobody"
    PAIR_OVER = "pair_over"
    ONE = "one"
    TOO_FEW = "too_few"
    PAIR_UNSET = "pair_unset"
    CONFIRM = "confirm"


class SkillFinding(msgspec.Struct, frozen=True):
    """One thing found, as facts; `wording.skills` says it.

    `record` is the id of an area, a pair or a page; `areas` are the names of those it is about, of `team`,
    the most wished for first: so many want to `learn` the first, of `sharers` in the team. `people` are the
    ids of a pair, or of whose page it is; `day` is that of a pair's end or of a page's.
    """

    gap: SkillGap
    record: str
    areas: tuple[str, ...] = ()
    team: str = ""
    learn: int = 0
    sharers: int = 0
    people: tuple[str, ...] = ()
    day: date | None = None


_THIN = {
    Standing.NOBODY: SkillGap.NOBODY,
    Standing.ONE: SkillGap.ONE,
    Standing.TOO_FEW: SkillGap.TOO_FEW,
}


def skill_findings(programme: RecordView, today: date) -> tuple[SkillFinding, ...]:
    """Return what asks for somebody, the gravest first, the same whatever the order of the records."""
    found = [*_thin(programme), *_pairs(programme, today), *_to_confirm(programme, today)]
    return in_order(found, lambda each: (each.areas, each.record))


def pair_ends(pair: SkillPair) -> date | None:
    """Return the day the weeks of a pair are over; None while no first day is said."""
    return pair.starts + timedelta(weeks=pair.weeks) if pair.starts is not None else None


def _thin(programme: RecordView) -> Iterator[SkillFinding]:
    """Yield the areas with thin cover, of teams in which anybody shares: of others nothing is known.

    Each that nobody works alone in stands for itself; the rest is one finding a team.
    """
    for team in teams_with_skills(programme):
        skills = team_skills(programme, team)
        for standing, gap in _THIN.items() if skills.sharers else ():
            found = sorted(
                (each for each in skills.areas if each.standing is standing), key=lambda each: -each.learn
            )
            for some in [[each] for each in found] if gap is SkillGap.NOBODY else [found] if found else []:
                names = tuple(each.area.name for each in some)
                yield SkillFinding(gap, some[0].area.id, names, team, some[0].learn, skills.sharers)


def _pairs(programme: RecordView, today: date) -> Iterator[SkillFinding]:
    for each in programme.all(SkillPair):
        ends, who = pair_ends(each), (each.teacher, each.learner)
        if ends is None:
            yield SkillFinding(SkillGap.PAIR_UNSET, each.id, people=who)
        elif ends <= today:
            yield SkillFinding(SkillGap.PAIR_OVER, each.id, people=who, day=ends)


def _to_confirm(programme: RecordView, today: date) -> Iterator[SkillFinding]:
    for each in pages_now(programme):
        until = months_after(each.confirmed, CONFIRMED_MONTHS) if each.confirmed is not None else None
        if until is not None and until <= today + CONFIRM_AHEAD:
            yield SkillFinding(SkillGap.CONFIRM, each.id, people=(each.person,), day=until)
