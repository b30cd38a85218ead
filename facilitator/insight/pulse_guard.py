"""The subtraction guard: what a total and the teams beside it would tell together (domain.md §6.2).

Whoever has a total and the figures of some teams can subtract. What is left is the answers of the teams
not shown, taken together, and what is said of them in words ("clear agreement") narrows it down.
Everything here is decided from what such a reader could know, never from the hidden answers themselves:
else leaving a figure out would tell something, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import msgspec

from facilitator.model.pulse import TeamTally

LEAST_HIDDEN_TEAMS = 2
"""Teams that are hidden together; of a single one, the total less the others would tell all."""

LEAST_OUTSIDE = 2
"""Answers outside a band before counts are shown; with fewer, a count tells what nearly everybody said."""

Bands = tuple[int, int, int]
"""How many disagree, say neither, and agree."""

AGREE = 2
"""The place of agreement in `Bands`; disagreement is at 0."""


def bands_of(counts: Sequence[int]) -> Bands:
    """Return the counts of the five answers in three bands."""
    return counts[0] + counts[1], counts[2], counts[3] + counts[4]


def clear_band(bands: Bands) -> int | None:
    """Return the band that holds all answers but one at most; None when there is no such band."""
    most = max(bands)
    return bands.index(most) if sum(bands) - most < LEAST_OUTSIDE else None


def enough_together(answers: Iterable[int], threshold: int) -> bool:
    """Tell whether groups with so many answers each may be known by their sum."""
    given = [count for count in answers if count]
    return len(given) >= LEAST_HIDDEN_TEAMS and sum(given) >= threshold


def hidden_teams(teams: Sequence[TeamTally], threshold: int) -> tuple[frozenset[str], bool]:
    """Return which teams are hidden, and whether the total may be shown beside the others.

    Hidden is who has fewer responses than *threshold*; then the next smallest, until the hidden ones
    may be known by their sum. If all together may not, only the small ones are hidden and there is no
    total. How anybody answered plays no part in it.
    """
    by_size = sorted(teams, key=lambda team: team.responses)
    small = [team for team in by_size if team.responses < threshold]
    hidden, others = list(small), by_size[len(small) :]
    while hidden and not enough_together((team.responses for team in hidden), threshold):
        if not others:
            return frozenset(team.team for team in small), False
        hidden.append(others.pop(0))
    return frozenset(team.team for team in hidden), len(teams) >= LEAST_HIDDEN_TEAMS


class Unseen(msgspec.Struct, frozen=True):
    """What is left of a statement's total without the teams whose counts are shown.

    *left* are the answers of all others. Among them are teams of whom a clear band is told (*clear*: the
    band and how many answered) and *hidden* people of whom nothing is.
    """

    left: Bands
    clear: tuple[tuple[int, int], ...]
    hidden: int


def may_show_total(unseen: Unseen) -> bool:
    """Tell whether all that is *unseen* stays uncertain once the total is known.

    Of each team told to be clear, both has to be possible: that it is of one mind, and that one differs.
    And the hidden ones may all but one be in no band for certain.
    """
    told = [[band for band, _ in unseen.clear].count(band) for band in range(3)]
    one_mind, one_differs = [count == 0 for count in told], [count == 0 for count in told]
    open_bands = [unseen.hidden == 0] * 3
    for leaving, hidden in _ways(unseen, told):
        for band in range(3):
            one_mind[band] |= leaving[band] < told[band]
            one_differs[band] |= leaving[band] > 0
            open_bands[band] |= unseen.hidden - hidden[band] >= LEAST_OUTSIDE
        if all(one_mind) and all(one_differs) and all(open_bands):
            return True
    return False


def _ways(unseen: Unseen, told: Sequence[int]) -> Iterator[tuple[Bands, Bands]]:
    """Yield every way the unseen answers may have been given.

    As: of how many clear teams one differs, by the band the team is in; and the hidden people by band.
    """
    inside = [sum(count for at, count in unseen.clear if at == band) for band in range(3)]
    splits = [
        [(first, second) for first in range(count + 1) for second in range(count + 1 - first)]
        for count in told
    ]
    for first, second, third in product(*splits):
        leaving = sum(first), sum(second), sum(third)
        arriving = second[0] + third[0], first[0] + third[1], first[1] + second[1]
        hidden = tuple(unseen.left[band] - inside[band] + leaving[band] - arriving[band] for band in range(3))
        if min(hidden) >= 0:
            yield leaving, (hidden[0], hidden[1], hidden[2])
