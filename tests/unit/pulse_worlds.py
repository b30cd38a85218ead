"""An honest reader of the pulse: who knows the program, every figure it shows, and nothing else.

`worlds` are all ways in which teams of a size can have answered one statement. What a reader sees of one
world, he may see of others; `given_away` looks for a group of fewer than five people whose answers are
the same in all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from facilitator.model.pulse import PulseItem, PulseSurvey, Questionnaire, TeamTally, Wave

ITEM = PulseItem(key="heard", theme="Being heard", text="I find out what became of it.")
ANSWERS = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")
CANT_SAY = 0

Team = tuple[int, ...]
"""How many of a team gave each of the answers that are looked at."""

World = tuple[Team, ...]


def questionnaire(*items: PulseItem) -> Questionnaire:
    return Questionnaire(key="test", title="Test", answers=ANSWERS, items=items or (ITEM,))


def survey(*teams: TeamTally, **fields: Any) -> PulseSurvey:
    given = {"wave": Wave.BASELINE, "questionnaire": questionnaire(), "opened": date(2026, 2, 9)}
    return PulseSurvey(**given | {"teams": teams, "closed": date(2026, 2, 20)} | fields)


def asked(answers: Sequence[int], world: World) -> PulseSurvey:
    """Return the closed survey in which the teams answered so."""
    tallies = []
    for place, team in enumerate(world):
        counts = [0, 0, 0, 0, 0]
        for answer, people in zip(answers, team, strict=True):
            if answer != CANT_SAY:
                counts[answer - 1] += people
        responses = sum(team)
        tallies.append(
            TeamTally(
                team=f"team {place}",
                invited=max(1, responses),
                responses=responses,
                answers={ITEM.key: tuple(counts)},
            )
        )
    return survey(*tallies)


def worlds(sizes: Sequence[int], answers: Sequence[int]) -> Iterator[World]:
    """Yield every way in which teams of these sizes can give these answers."""
    return product(*(_ways(size, len(answers)) for size in sizes))


@cache
def _ways(people: int, answers: int) -> tuple[Team, ...]:
    if answers == 1:
        return ((people,),)
    return tuple((first, *rest) for first in range(people + 1) for rest in _ways(people - first, answers - 1))


def given_away(
    sizes: Sequence[int], answers: Sequence[int], show: Callable[[PulseSurvey], object], group: int = 5
) -> list[tuple[World, tuple[int, ...]]]:
    """Return worlds, and how many people of each team in them, whose answers what is shown gives away."""
    alike: dict[object, list[World]] = defaultdict(list)
    for world in worlds(sizes, answers):
        alike[show(asked(answers, world))].append(world)
    few = [
        part
        for part in product(*(range(min(size, group - 1) + 1) for size in sizes))
        if 0 < sum(part) < group
    ]
    return [(found[0], part) for found in alike.values() for part in few if _certain(found, part)]


def _certain(alike: Sequence[World], part: Sequence[int]) -> bool:
    """Tell whether so many people of each team can have answered in one way only."""
    known: Team | None = None
    for world in alike:
        for possible in _answers_of(world, part):
            if known not in (None, possible):
                return False
            known = possible
    return True


def _answers_of(world: World, part: Sequence[int]) -> Iterator[Team]:
    for chosen in product(*(_within(team, people) for team, people in zip(world, part, strict=True))):
        yield tuple(map(sum, zip(*chosen, strict=True)))


@cache
def _within(team: Team, people: int) -> tuple[Team, ...]:
    return tuple(
        way for way in _ways(people, len(team)) if all(a <= b for a, b in zip(way, team, strict=True))
    )
