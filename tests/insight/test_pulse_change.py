"""Two waves in words: as large down as up, and nothing where people are too few."""

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.insight.pulse import results
from facilitator.insight.pulse_change import Direction, changes
from facilitator.model.pulse import PulseItem
from facilitator.model.tally import Tally
from tests.tables import for_each
from tests.workspace.pulse_worlds import ITEM, closed

UP, DOWN, SAME, TOO_FEW = Direction
MIRROR = {UP: DOWN, DOWN: UP, SAME: SAME, TOO_FEW: TOO_FEW}


def wave(counts, silent=0, *items):
    people = sum(counts) + silent
    items = items or (ITEM,)
    tally = Tally(responses=people, answers={item.key: counts for item in items})
    return results(closed({"infra": tally}, *items, people={"infra": people + 1}))


def said(before, after):
    (change,) = changes(before, after, "infra").items
    return change.direction


LOW, HIGH, SPLIT = (3, 3, 2, 1, 0), (0, 1, 2, 3, 3), (2, 1, 1, 1, 2)
NO, MIDDLE, YES = (5, 2, 1, 0, 0), (0, 1, 6, 0, 0), (0, 1, 0, 4, 3)


@for_each(
    ("before", "after", "direction"),
    [
        ((1, 2, 1, 2, 1), (1, 1, 1, 3, 1), UP),  # the median rises from 3 to 4
        (LOW, SPLIT, UP),  # net agreement rises by more than a third
        ((1, 2, 1, 2, 1), (1, 2, 1, 2, 2), SAME),
        (HIGH, LOW, DOWN),
        (NO, YES, UP),  # from word to word
        (NO, MIDDLE, UP),
        (YES, MIDDLE, DOWN),
        (YES, (0, 0, 0, 5, 3), SAME),
        (NO, HIGH, UP),  # counts stand for the word of their largest band
        (YES, HIGH, SAME),
        (YES, LOW, DOWN),
        (NO, SPLIT, UP),  # a tie lies between its ends
        (YES, SPLIT, DOWN),
        (MIDDLE, SPLIT, SAME),
        ((1, 1, 1, 1, 0), HIGH, TOO_FEW),
    ],
)
def test_a_change(before, after, direction):
    assert said(wave(before, 1), wave(after)) is direction
    assert said(wave(after), wave(before, 1)) is MIRROR[direction]


def test_a_third_counts_those_who_could_not_say():
    assert said(wave(SPLIT, 2), wave((1, 0, 3, 0, 4), 1)) is UP  # 0 of 9, then 3 of 9
    assert said(wave(SPLIT, 2), wave((2, 0, 3, 0, 5), 5)) is SAME  # then 3 of 15


counts = st.lists(st.integers(0, 6), min_size=5, max_size=5).map(tuple)


@given(counts, counts, st.integers(0, 3))
@settings(max_examples=150, deadline=None)
def test_falls_are_as_large_as_rises(before, after, silent):
    if sum(before) + silent and sum(after):
        there, back = (
            said(wave(before, silent), wave(after)),
            said(wave(after), wave(before, silent)),
        )
        assert there is MIRROR[back]


@given(counts, counts)
@settings(max_examples=100, deadline=None)
def test_only_what_is_shown_is_compared(before, after):
    """Waves that are shown alike change alike, whatever lies behind them."""
    if min(sum(before), sum(after)) == 0:
        return
    first, second = wave(before), wave(after)
    if sum(before) >= 5 and first.teams["infra"].figures[0].bands is None:
        band = max(range(3), key=lambda b: (sum(before[:2]), before[2], sum(before[3:]))[b])
        alone = [0, 0, 0, 0, 0]
        alone[(0, 2, 4)[band]] = sum(before)
        assert said(wave(tuple(alone)), second) is said(first, second)


def test_numbers_of_both_waves_stand_beside_it():
    told = changes(wave((1, 2, 1, 2, 1)), wave((1, 2, 1, 2, 2)), "infra")
    assert told.answered == ((7, 8), (8, 9))


def test_a_theme_is_told_by_its_statements():
    other = PulseItem(key="other", theme=ITEM.theme, text="Another one.")
    items = (ITEM, other)
    low, high = LOW, HIGH

    def two(first, second):
        tally = Tally(responses=9, answers={ITEM.key: first, other.key: second})
        return results(closed({"infra": tally}, *items))

    def theme(before, after):
        (change,) = changes(before, after, "infra").themes
        assert change.subject == ITEM.theme
        return change.direction

    assert theme(two(low, low), two(high, low)) is UP
    assert theme(two(high, low), two(low, low)) is DOWN
    assert theme(two(low, high), two(high, low)) is SAME


def test_a_statement_in_other_words_is_not_compared():
    reworded = PulseItem(key=ITEM.key, theme=ITEM.theme, text="Something else.")
    assert changes(wave((1, 2, 1, 2, 1)), wave((1, 2, 1, 2, 1), 0, reworded), "infra").items == ()
