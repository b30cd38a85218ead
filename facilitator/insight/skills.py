"""How what a team has to know is covered by those who share their skills, and who has which shape.

Nothing is stored; what is found goes when its cause does. See docs/field.md, "Skills and learning".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum

import msgspec

from facilitator.model.person import Person
from facilitator.model.records import RecordView
from facilitator.model.skills import CompetencyCode, SkillArea, SkillLevel, SkillPage, SkillPair

SHARERS = 5
"""From so many who share on a team sees shapes, codes and names; below, cover alone."""

_DEEP = SkillLevel.EXPERT.rank
_BESIDE = SkillLevel.CAN_HELP.rank
_BREADTH = 3
_TWO, _THREE = 2, 3


class Shape(Enum):
    """The shape of what somebody knows: depths, with three or more other areas beside them, or not."""

    T = "T"
    PI = "Pi"
    COMB = "comb"
    SPECIALIST = "specialist"
    GROWING = "growing"


class Standing(Enum):
    """How an area is covered, the thinnest first."""

    NOBODY = "nobody"
    ONE = "one person"
    TOO_FEW = "too few"
    NO_TEACHER = "nobody teaches"
    ENOUGH = "enough"


class AreaCover(msgspec.Struct, frozen=True):
    """An area and how many are there: who work alone in it, who teach it, who want to learn it or stop.

    `at` counts those who share by level, `none` among them.
    """

    area: SkillArea
    alone: int
    teachers: int
    learn: int
    stop: int
    at: Mapping[SkillLevel, int]

    @property
    def standing(self) -> Standing:
        """How it stands beside what is wanted."""
        wanted = self.area.alone
        if wanted and self.alone == 0:
            return Standing.NOBODY
        if self.alone < wanted:
            return Standing.ONE if self.alone == 1 else Standing.TOO_FEW
        return Standing.NO_TEACHER if self.teachers < self.area.teachers else Standing.ENOUGH


class TeamSkills(msgspec.Struct, frozen=True):
    """What a team knows together: each area, the thinnest first, and of how many who share theirs.

    From `SHARERS` on `shapes`, `codes` and `bridges` count them, and `named` is true; below they are empty.
    """

    team: str
    sharers: int
    areas: tuple[AreaCover, ...]
    named: bool
    shapes: Mapping[Shape, int]
    codes: Mapping[CompetencyCode, int]
    bridges: int

    def count(self, standing: Standing) -> int:
        """Return how many areas stand so."""
        return sum(each.standing is standing for each in self.areas)


class PairHint(msgspec.Struct, frozen=True):
    """Two who could learn from each other: the ids of who teaches, "" for nobody here, and who wants to."""

    area: SkillArea
    teacher: str
    learner: str


def teams_with_skills(programme: RecordView) -> tuple[str, ...]:
    """Return the ids of the teams that have areas, or somebody who shares, each once, by their id."""
    found = {each.team for each in programme.all(SkillArea)}
    return tuple(sorted(found | {team for each in pages_now(programme) if (team := _home(programme, each))}))


def pages_now(programme: RecordView) -> tuple[SkillPage, ...]:
    """Return the page of each person who shares; of several the one confirmed and changed last."""
    newest: dict[str, SkillPage] = {}
    for page in sorted(programme.all(SkillPage), key=_age):
        newest[page.person] = page
    return tuple(newest[person] for person in sorted(newest))


def pages_of(programme: RecordView, team: str) -> tuple[SkillPage, ...]:
    """Return the pages of those whose home the team is."""
    return tuple(page for page in pages_now(programme) if _home(programme, page) == team)


def team_skills(programme: RecordView, team: str) -> TeamSkills:
    """Return what a team knows together, the same whatever the order of the records."""
    pages = pages_of(programme, team)
    areas = areas_of(programme, team)
    named = len(pages) >= SHARERS
    shown = pages if named else ()
    return TeamSkills(
        team,
        len(pages),
        tuple(sorted((_cover(area, pages) for area in areas), key=_thinnest)),
        named,
        dict(Counter(shape_of(page, areas) for page in shown)),
        dict(Counter(code for page in shown for code in page.codes)),
        sum(page.bridge for page in shown),
    )


def areas_of(programme: RecordView, team: str) -> tuple[SkillArea, ...]:
    """Return the areas of a team, by name."""
    own = (each for each in programme.all(SkillArea) if each.team == team)
    return tuple(sorted(own, key=lambda each: (each.name.casefold(), each.id)))


def shape_of(page: SkillPage, areas: Iterable[SkillArea]) -> Shape:
    """Return the shape of a page over the areas of a team."""
    ranks = [page.level_of(area.id).rank for area in areas]
    deep = sum(rank >= _DEEP for rank in ranks)
    beside = sum(_BESIDE <= rank < _DEEP for rank in ranks)
    if not deep:
        return Shape.GROWING
    if beside < _BREADTH:
        return Shape.SPECIALIST
    return Shape.COMB if deep >= _THREE else Shape.PI if deep == _TWO else Shape.T


def pair_hints(programme: RecordView, team: str) -> tuple[PairHint, ...]:
    """Return who could pair up: for each wish to learn somebody who teaches, else an expert of the team.

    Those who are a pair in it already are left out. Where there is nobody `teacher` is "".
    """
    pages = pages_of(programme, team)
    made = {(each.area, each.learner) for each in programme.all(SkillPair)}
    found = []
    for area in areas_of(programme, team):
        taught: Counter[str] = Counter()
        for page in pages:
            if area.id not in page.learn or (area.id, page.person) in made:
                continue
            teacher = _teacher(area, [each for each in pages if each.person != page.person], taught)
            taught[teacher] += 1
            found.append(PairHint(area, teacher, page.person))
    return tuple(found)


def _teacher(area: SkillArea, pages: Iterable[SkillPage], taught: Counter[str]) -> str:
    """Return who could teach it: who teaches others before an expert, and who teaches fewest first."""
    able = [(page, page.level_of(area.id).rank) for page in pages]
    ready = [(page, rank) for page, rank in able if rank >= _DEEP and area.id not in page.stop]
    best = min(ready, key=lambda each: (-each[1], taught[each[0].person], each[0].person), default=None)
    return best[0].person if best else ""


def _home(programme: RecordView, page: SkillPage) -> str | None:
    person = programme.find(Person, page.person)
    return person.team if isinstance(person, Person) else None


def _age(page: SkillPage) -> tuple[str, str, str]:
    return (page.confirmed.isoformat() if page.confirmed else "", page.changed.isoformat(), page.id)


def _cover(area: SkillArea, pages: Iterable[SkillPage]) -> AreaCover:
    pages = tuple(pages)
    at = Counter(page.level_of(area.id) for page in pages)
    return AreaCover(
        area,
        sum(count for level, count in at.items() if level.rank >= SkillLevel.WORKS_ALONE.rank),
        at[SkillLevel.TEACHES],
        sum(area.id in page.learn for page in pages),
        sum(area.id in page.stop for page in pages),
        {level: at[level] for level in SkillLevel},
    )


def _thinnest(cover: AreaCover) -> tuple[int, int, str, str]:
    order = list(Standing)
    return (order.index(cover.standing), cover.teachers, cover.area.name.casefold(), cover.area.id)
