"""The word for a poll's hands, and how it stands to that of last time."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.insight.poll import SPLIT, Answered, Change, word_of
from facilitator.model.script import QuestionSpec, ScaleSpec
from tests.tables import for_each

SCALE = ScaleSpec(key="three", answers=("good", "mixed", "poor"))
PACE = QuestionSpec(key="pace", title="Pace", scale="three", good="Soon in use", poor="Lies about")


def hands(*counts):
    return dict(zip(SCALE.answers, counts, strict=False))


@for_each(
    ("counts", "word"),
    [
        ((0, 0, 0), ""),
        ((5, 3, 0), "good"),
        ((4, 4, 0), "mixed"),
        ((0, 4, 4), "poor"),
        ((3, 0, 5), SPLIT),
        ((2, 2, 2), SPLIT),
        ((2, 3, 2), "mixed"),
        ((1, 0, 8), "poor"),
    ],
)
def test_the_word_is_the_answer_with_most_hands_the_worse_on_a_tie(counts, word):
    assert word_of(SCALE, hands(*counts)) == word


@for_each(
    ("then", "now", "change"),
    [
        ((0, 0, 8), (0, 8, 0), Change.BETTER),
        ((8, 0, 0), (0, 8, 0), Change.WORSE),
        ((0, 8, 0), (1, 6, 1), Change.SAME),
        ((4, 0, 4), (8, 0, 0), None),
        ((8, 0, 0), (4, 0, 4), None),
        ((8, 0, 0), (4, 4), None),
    ],
)
def test_a_change_is_told_only_between_two_plain_words(then, now, change):
    assert Answered(PACE, SCALE, hands(*now), before=hands(*then), people=8).change is change


@given(st.tuples(*[st.integers(0, 12)] * 3), st.one_of(st.none(), st.integers(0, 12)))
def test_every_count_has_a_word_and_few_are_few(counts, people):
    asked = Answered(PACE, SCALE, hands(*counts), people=people)
    assert bool(asked.now) == (sum(counts) > 0)
    assert asked.now in ("", SPLIT, *SCALE.answers)
    assert asked.is_small == ((sum(counts) if people is None else people) < 5)


def test_only_the_ends_have_sentences_of_their_own():
    asked = Answered(PACE, SCALE, {})
    told = [asked.means(each) for each in SCALE.answers]
    assert told == ["Soon in use", "somewhere between", "Lies about"]
