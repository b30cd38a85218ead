"""Honest readers of the pulse: who know the program, how many answered, all it prints, perhaps themselves.

`worlds` are all ways in which teams of a size can answer one statement. What a reader sees of one world he
may see of others: `found_out` puts those together for which everything printed is the same, absences
included, and looks for what is the same in all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import combinations_with_replacement, product
from typing import Any, NamedTuple

from facilitator.insight import pulse_guard
from facilitator.insight.pulse_guard import Bands, bands_of
from facilitator.insight.pulse_keeping import keep
from facilitator.model.pulse import Invited, PulseItem, PulseSurvey, Questionnaire, Wave
from facilitator.model.tally import Tally

ITEM = PulseItem(key="heard", theme="Being heard", text="I find out what became of it.")
ANSWERS = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")

Answers = tuple[int, ...]
"""How many of a team gave each answer: by three bands, or by all five."""

World = tuple[Answers, ...]

Show = Callable[[World], tuple[object, frozenset[int]]]
"""What is printed of a world, so that it can be compared, and which teams are printed with their counts."""


class Finding(NamedTuple):
    """What a reader finds out of which team; *who* is an outsider (None), or a team and the own answer."""

    sizes: tuple[int, ...]
    who: tuple[int, int] | None
    team: int
    what: str
    world: World


@cache
def ways(people: int, answers: int = 3) -> tuple[Answers, ...]:
    """Return every way in which so many people can answer."""
    if answers == 1:
        return ((people,),)
    return tuple((first, *rest) for first in range(people + 1) for rest in ways(people - first, answers - 1))


def organisations(teams: int, sizes: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield every organisation of so many teams of these sizes."""
    return combinations_with_replacement(sizes, teams)


def worlds(sizes: Sequence[int], answers: int = 3) -> Iterator[World]:
    """Yield every way in which teams of these sizes can answer one statement."""
    return product(*(ways(size, answers) for size in sizes))


def as_printed(world: World) -> tuple[object, frozenset[int]]:
    """Return what the rules print of a world of bands."""
    told = pulse_guard.printed({str(at): bands for at, bands in enumerate(world)}, 5)  # type: ignore[misc]
    counted = frozenset(int(team) for team, said in told.teams.items() if isinstance(said, tuple))
    return (tuple(told.teams.items()), told.others, told.pool, told.total), counted


def as_kept(world: World) -> tuple[object, frozenset[int]]:
    """Return what the program keeps of a world of five answers, medians and words and all."""
    people = {str(at): max(1, sum(team)) for at, team in enumerate(world)}
    tallies = {str(at): Tally(responses=sum(team), answers={ITEM.key: team}) for at, team in enumerate(world)}
    kept = keep(people, tallies, (ITEM.key,), 5)
    counted = frozenset(int(team.team) for team in kept.teams if any(f.bands for f in team.figures))
    return kept, counted


def found_out(sizes: Sequence[int], show: Show = as_printed, answers: int = 3) -> Finding | None:
    """Return something that a reader finds out whatever else may be true; None where there is nothing.

    Readers are an outsider and, of each team, somebody who knows their own answer. Found out is the count of
    a team that is not printed with its counts, or that everybody else of a team is on one side.
    """
    alike: dict[object, list[World]] = defaultdict(list)
    counted: dict[object, frozenset[int]] = {}
    for world in worlds(sizes, answers):
        printed, with_counts = show(world)
        alike[printed].append(world)
        counted[printed] = with_counts
    found = (_found_in(tuple(sizes), same, counted[printed], answers) for printed, same in alike.items())
    return next((each for each in found if each is not None), None)


def _found_in(
    sizes: tuple[int, ...], same: Sequence[World], counted: frozenset[int], answers: int
) -> Finding | None:
    teams = range(len(sizes))
    readers: list[tuple[int, int] | None] = [None, *product(teams, range(answers))]
    for who in readers:
        seen = same if who is None else [world for world in same if world[who[0]][who[1]]]
        for team in teams if seen else ():
            if sizes[team] - (who is not None and who[0] == team) == 0:
                continue  # there is nobody else in it
            first = _others(seen[0][team], who, team)
            rest = (_others(world[team], who, team) for world in seen)
            if team not in counted and all(bands == first for bands in rest):
                return Finding(sizes, who, team, "its counts", seen[0])
            if first.count(0) == 2 and all(
                _side(_others(world[team], who, team)) == _side(first) for world in seen
            ):
                return Finding(sizes, who, team, "the side of others", seen[0])
    return None


def _others(team: Answers, who: tuple[int, int] | None, at: int) -> Bands:
    """Return the bands of a team without the reader."""
    if who is not None and who[0] == at:
        team = tuple(count - (place == who[1]) for place, count in enumerate(team))
    return team if len(team) == 3 else bands_of(team)  # type: ignore[return-value]


def _side(bands: Bands) -> tuple[bool, ...]:
    return tuple(count > 0 for count in bands)


# Surveys -------------------------------------------------------------------------------------------


def questionnaire(*items: PulseItem) -> Questionnaire:
    return Questionnaire(key="test", title="Test", answers=ANSWERS, items=items or (ITEM,))


def counted(*teams: Sequence[int], silent: int = 0) -> dict[str, Tally]:
    """Return the tallies in which teams "t0", "t1" … gave the one statement so many of each answer."""
    return {
        f"t{at}": Tally(responses=sum(team) + silent, answers={ITEM.key: tuple(team)})
        for at, team in enumerate(teams)
        if sum(team) + silent
    }


def closed(tallies: dict[str, Tally], *items: PulseItem, threshold: int = 5, **fields: Any) -> PulseSurvey:
    """Return the closed wave of these tallies; as many were invited as answered, one at least."""
    asked = questionnaire(*items)
    people = fields.pop("people", {team: max(1, tally.responses) for team, tally in tallies.items()})
    given = {
        "wave": Wave.BASELINE,
        "questionnaire": asked,
        "opened": date(2026, 2, 9),
        "closed": date(2026, 2, 20),
        "threshold": threshold,
        "teams": tuple(Invited(team=team, invited=number) for team, number in people.items()),
        "kept": keep(people, tallies, asked.keys, threshold),
    }
    return PulseSurvey(**given | fields)


def older(tallies: dict[str, Tally], **fields: Any) -> PulseSurvey:
    """Return a wave as older versions wrote it: with the tallies in it."""
    teams = tuple(
        Invited(team=team, invited=max(1, each.responses), responses=each.responses, answers=each.answers)
        for team, each in tallies.items()
    )
    given = {
        "wave": Wave.BASELINE,
        "questionnaire": questionnaire(),
        "opened": date(2026, 2, 9),
        "closed": date(2026, 2, 20),
        "teams": teams,
    }
    return PulseSurvey(**given | fields)
