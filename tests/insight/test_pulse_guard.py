"""No figure of the pulse gives anybody away: every small organisation, every way to answer.

An outsider, and somebody of each team who knows their own answer, see what is printed and what is not. The
arbiter of `pulse_worlds` finds what they can work out; with the rules in force it finds nothing, and it finds
something as soon as one of them is switched off. Larger organisations: `benchmarks/pulse_guard.py`.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.insight import pulse_guard
from facilitator.insight.pulse_guard import Pooling, bands_of, may_pool, outside, pooling, printed
from facilitator.insight.pulse_keeping import keep
from facilitator.insight.pulse_words import WORDS, Mood
from tests.tables import for_each
from tests.workspace.pulse_worlds import ITEM, as_kept, counted, found_out, organisations

MOST_PEOPLE = 12
"""Every rule has something to do in fewer, see `RULES`; the benchmark goes on from here."""

UP_TO_THREE = [
    org for teams in (1, 2, 3) for org in organisations(teams, (1, 2, 3, 4, 5, 6)) if sum(org) <= MOST_PEOPLE
]
FOUR = [(1, 1, 3, 5), (1, 4, 4, 5), (2, 3, 4, 4), (1, 1, 5, 6), (1, 2, 5, 5)]


@for_each("organisations_", [UP_TO_THREE, FOUR], ids=["up to three teams", "four teams"])
def test_no_reader_works_out_a_group_or_anybodys_side(organisations_):
    assert [found for sizes in organisations_ if (found := found_out(sizes)) is not None] == []


@for_each("sizes", [(4, 3), (5, 5), (1, 6), (8,)])
def test_nor_does_what_is_kept_with_middle_answers_and_words(sizes):
    """All five answers, through what the program keeps: nothing finer than bands gives more away."""
    assert found_out(sizes, as_kept, answers=5) is None


def test_one_and_four_beside_six_need_others_around_them(monkeypatch):
    """The control: pooled by themselves, the one who is alone would know all about the four."""
    assert found_out((1, 4, 6)) is None
    monkeypatch.setattr(pulse_guard, "LEAST_COVER", 0)
    found = found_out((1, 4, 6))
    assert (found.who[0], found.team, found.what) == (0, 1, "its counts")


def _all_alone(sizes, threshold):
    return Pooling(tuple(team for team, size in sizes.items() if size), (), False)


RULES = {
    "small teams are hidden": ("pooling", _all_alone, (3, 6)),
    "nobody is pooled without cover": ("LEAST_COVER", 0, (1, 4)),
    "a pool is one of several": ("may_pool", lambda sizes, threshold: True, (4, 6)),
    "no counts where all are of one mind": ("LEAST_OUTSIDE", 0, (6,)),
    "no counts where one differs": ("LEAST_OUTSIDE", 1, (6,)),
    "no counts where two differ": ("LEAST_OUTSIDE", 2, (6,)),
    "no total beside everything else": ("may_show_total", lambda *unseen: True, (4, 6)),
    "no total of people of one mind": ("LEAST_OPEN", 0, (5, 5)),
    "no total where one of those differs": ("LEAST_OPEN", 1, (5, 5)),
}


@pytest.mark.parametrize(("name", "without", "sizes"), RULES.values(), ids=RULES)
def test_with_a_rule_switched_off_somebody_is_given_away(monkeypatch, name, without, sizes):
    assert found_out(sizes) is None
    monkeypatch.setattr(pulse_guard, name, without)
    assert found_out(sizes) is not None


def test_the_arbiter_finds_what_is_printed_openly():
    assert found_out((5, 4), lambda world: (world, frozenset({0}))) is not None
    assert found_out((5, 4), lambda world: ((), frozenset())) is None


# The rules, one by one -----------------------------------------------------------------------------


@for_each(
    ("sizes", "alone", "others", "pool"),
    [
        ((9, 7, 4, 3), (7, 9), (3, 4), True),
        ((9, 6, 4, 1), (9,), (1, 4, 6), True),  # the four would be known to the one
        ((9, 5, 3, 2), (9,), (2, 3, 5), True),
        ((9, 8, 4), (9,), (4, 8), True),  # a single small team takes the smallest other one in
        ((9, 8, 0, 0), (8, 9), (), False),  # who did not answer is no group
        ((6, 2), (6,), (2,), False),  # the two would be known to the six, so nothing stands of them
        ((4,), (), (4,), False),
        ((2, 2), (), (2, 2), False),
        ((4, 4), (), (4, 4), True),
        ((5, 5), (5, 5), (), False),
    ],
)
def test_who_stands_alone_and_who_together(sizes, alone, others, pool):
    told = pooling({str(at): size for at, size in enumerate(sizes)}, 5)
    assert tuple(sizes[int(team)] for team in told.alone) == alone
    assert tuple(sizes[int(team)] for team in told.others) == others
    assert told.pool is pool


def test_a_raised_threshold_pools_more():
    sizes = {"a": 9, "b": 7, "c": 6, "d": 5}
    assert pooling(sizes, 5) == Pooling(("d", "c", "b", "a"), (), False)
    assert pooling(sizes, 7) == Pooling(("b", "a"), ("d", "c"), True)
    assert not may_pool([3, 3], 7)


@for_each(
    ("answers", "total"),
    [
        ([(3, 1, 3), (2, 2, 2)], (5, 3, 5)),  # everything stands there with counts
        ([(3, 1, 3), (5, 0, 1)], None),  # one group with a word: the rest would tell its counts
        ([(3, 1, 3), (5, 0, 1), (0, 0, 5)], None),  # of the open four all but one are of one side
        ([(3, 1, 3), (5, 0, 1), (1, 1, 3)], (9, 2, 7)),
        ([(0, 0, 6), (0, 0, 5)], None),
    ],
)
def test_where_a_total_stands(answers, total):
    assert printed({str(at): bands for at, bands in enumerate(answers)}, 5).total == total


@given(st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5), min_size=1, max_size=9))
def test_what_is_kept_is_what_the_rules_print(teams):
    """So what the arbiter finds of the rules holds for the program: of teams, all others, and the total."""
    tallies = counted(*teams)
    told = printed({team: bands_of(tally.of(ITEM.key)) for team, tally in tallies.items()}, 5)
    kept = keep(dict.fromkeys(tallies, 99), tallies, (ITEM.key,), 5)
    for team in kept.teams:
        (figure,) = team.figures
        if team.team in told.teams:
            assert _as_printed(figure) == told.teams[team.team]
        else:
            assert figure.mood == (Mood.NOT_SHOWN if told.pool is None else Mood.WITH_OTHERS)
            assert figure.bands is None
    assert [_as_printed(figure) for figure in kept.others] == ([] if told.pool is None else [told.pool])
    assert [figure.bands for figure in kept.total.figures] == ([told.total] if told.total else [])
    for figure in (
        *kept.others,
        *kept.total.figures,
        *(each for team in kept.teams for each in team.figures),
    ):
        assert figure.bands is None or (outside(figure.bands) >= 3 and sum(figure.bands) >= 5)


def _as_printed(figure):
    return figure.bands if figure.bands is not None else WORDS.index(Mood(figure.mood))
