"""What may be printed of one statement, so that nobody is given away (docs/field.md, "The culture pulse").

A reader knows this program, how many answered in each team, everything that is printed, and perhaps one
answer: their own. The rules below leave such a reader unsure of every group that is not printed with counts
and of the side of everybody else. That they do is not argued but enumerated:
`tests/insight/test_pulse_guard.py` takes all answers of small organisations, `benchmarks/pulse_guard.py`
those of larger ones, and `docs/field.md` says what was found.

    hidden    a team with fewer answers than the threshold; it never stands by itself
    pooled    hidden teams, and shown ones where that is needed, that stand together as "all others"
    open      people of whom nothing printed says on which side they are
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from facilitator.model.pulse_kept import LEAST_OUTSIDE

LEAST_COVER = 3
"""People of other groups each group of a pool stands among: two may compare notes, one is still unknown."""

LEAST_OPEN = 2
"""Open people outside their largest band before a total is printed; with fewer, who knows of one knows all.
"""

Bands = tuple[int, int, int]
"""How many disagree, say neither, and agree."""


def bands_of(counts: Sequence[int]) -> Bands:
    """Return the counts of the five answers in three bands."""
    return counts[0] + counts[1], counts[2], counts[3] + counts[4]


def outside(bands: Bands) -> int:
    """Return how many answers lie outside the largest band."""
    return sum(bands) - max(bands)


def largest(bands: Bands) -> int:
    """Return the place of the largest band; the first of them where two are alike."""
    return bands.index(max(bands))


def together(parts: Iterable[Bands]) -> Bands:
    """Return the sum of *parts*."""
    disagree, neither, agree = 0, 0, 0
    for part in parts:
        disagree, neither, agree = disagree + part[0], neither + part[1], agree + part[2]
    return disagree, neither, agree


class Pooling(NamedTuple):
    """Which teams stand by themselves, and which do not; *pool* tells whether those stand together."""

    alone: tuple[str, ...]
    others: tuple[str, ...]
    pool: bool


def may_pool(sizes: Sequence[int], threshold: int) -> bool:
    """Tell whether groups with so many answers each may be told by their sum.

    A single group never may: it has no others around it.
    """
    people = sum(sizes)
    return people >= threshold and all(people - size >= LEAST_COVER for size in sizes)


def pooling(sizes: Mapping[str, int], threshold: int) -> Pooling:
    """Return who stands where; *sizes* are the answers of each team to one statement.

    Only how many answered decides, never what: so it tells nothing. A team without answers is nowhere.
    """
    by_size = sorted((team for team, size in sizes.items() if size), key=lambda team: sizes[team])
    hidden = [team for team in by_size if sizes[team] < threshold]
    alone = by_size[len(hidden) :]
    for joining in range(len(alone) + 1 if hidden else 0):
        others = [*hidden, *alone[:joining]]
        if may_pool([sizes[team] for team in others], threshold):
            return Pooling(tuple(alone[joining:]), tuple(others), True)
    return Pooling(tuple(alone), tuple(hidden), False)


class Printed(NamedTuple):
    """What is printed of one statement: three bands, or the place of the largest where a word stands.

    *teams* are those that stand by themselves, *pool* all others together; None where nothing stands. Of the
    *total* only bands are printed. *others* are the teams that do not stand by themselves.
    """

    teams: Mapping[str, Bands | int]
    others: tuple[str, ...]
    pool: Bands | int | None
    total: Bands | None


def printed_alone(bands: Bands) -> Bands | int:
    """Return how a group is printed by itself: its bands, or the place of the largest."""
    return bands if outside(bands) >= LEAST_OUTSIDE else largest(bands)


def printed(answers: Mapping[str, Bands], threshold: int) -> Printed:
    """Return what is printed of the *answers* of each team to one statement."""
    groups = pooling({team: sum(bands) for team, bands in answers.items()}, threshold)
    teams = {team: printed_alone(answers[team]) for team in groups.alone}
    others = together(answers[team] for team in groups.others)
    pool = printed_alone(others) if groups.pool else None
    words = [answers[team] for team, said in teams.items() if isinstance(said, int)]
    sizes = [sum(bands) for bands in words]
    if groups.others and not isinstance(pool, tuple):
        sizes += [sum(answers[team]) for team in groups.others]
        if groups.pool:
            words.append(others)
    unseen = () if groups.pool else tuple(answers[team] for team in groups.others)
    total = together(answers.values())
    shown = any(total) and may_show_total(words, unseen, sizes, threshold)
    return Printed(teams, groups.others, pool, total if shown else None)


def may_show_total(
    words: Sequence[Bands], unseen: Sequence[Bands], sizes: Sequence[int], threshold: int
) -> bool:
    """Tell whether a total may stand beside the groups: *words* have a word, of *unseen* nothing is told.

    *sizes* are the answers of every team among them. Who has the total subtracts the bands that are printed.
    A word then tells all but two people of its group, so these are set aside; those who are left are open,
    and any of them may be in any of the groups.
    """
    if not sizes:
        return True
    if not may_pool(sizes, threshold) or outside(together((*words, *unseen))) < LEAST_OUTSIDE:
        return False
    return outside(together((*map(_open_of, words), *unseen))) >= LEAST_OPEN


def _open_of(bands: Bands) -> Bands:
    """Return the answers of a group with a word without those that the word tells."""
    known = sum(bands) - (LEAST_OUTSIDE - 1)
    at = largest(bands)
    disagree, neither, agree = (count - known * (place == at) for place, count in enumerate(bands))
    return disagree, neither, agree
