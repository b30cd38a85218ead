"""The rules of interactions, the ladder, and interfaces."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import RuleBroken
from facilitator.model.base import validated
from facilitator.model.interaction import (
    Channel,
    Frequency,
    Interaction,
    InterfaceSide,
    TouchRole,
    pain,
    perception_gap,
)
from facilitator.model.ladder import Agreement, Rung
from tests.tables import for_each

TOUCHING = [role for role in TouchRole if role.touches]
OTHERS = [role for role in TouchRole if not role.touches]


def told(**fields):
    return Interaction(**{"team": "infra", "practice": "change", "role": TouchRole.PERFORMS} | fields)


# Shared scales ------------------------------------------------------------------------------------


def test_the_words_of_the_scales():
    assert [role.value for role in TouchRole] == [
        "owns",
        "performs",
        "contributes",
        "receives",
        "subject_to",
        "none",
        "unknown",
    ]
    assert [each.value for each in Frequency] == [
        "daily",
        "weekly",
        "monthly",
        "quarterly",
        "rarely",
        "never",
    ]
    assert [each.value for each in Agreement] == ["consensus", "majority", "split", "single_voice"]


def test_a_single_voice_is_printed_as_not_agreed_yet():
    assert Agreement.SINGLE_VOICE.label == "not agreed yet"


def test_the_ladder_has_six_whole_rungs():
    assert [(rung.value, rung.label) for rung in Rung] == [
        (0, "Disconnected"),
        (1, "Scripted"),
        (2, "Understood"),
        (3, "Collaborative"),
        (4, "Shared"),
        (5, "Organically improving"),
    ]
    assert all(rung.sounds_like and rung.when_it_goes_wrong for rung in Rung)


# Interaction --------------------------------------------------------------------------------------


def test_only_team_practice_and_role_are_required():
    for role in TOUCHING:
        assert validated(told(role=role)).rung is None


@for_each("role", TOUCHING)
def test_a_role_that_touches_may_carry_a_rung(role):
    assert told(role=role, rung=Rung.SHARED).rung is Rung.SHARED


@for_each("role", OTHERS)
def test_only_a_role_that_touches_may_carry_a_rung(role):
    with pytest.raises(RuleBroken):
        told(role=role, frequency=Frequency.NEVER, rung=Rung.DISCONNECTED)


def test_role_none_has_the_frequency_never_and_no_scores():
    assert told(role=TouchRole.NONE, frequency=Frequency.NEVER)


@for_each(
    "fields",
    [
        {},
        {"frequency": Frequency.RARELY},
        {"frequency": Frequency.NEVER, "importance": 1},
        {"frequency": Frequency.NEVER, "ease": 1},
        {"frequency": Frequency.NEVER, "rung": Rung.DISCONNECTED},
    ],
    ids=str,
)
def test_role_none_takes_nothing_else(fields):
    with pytest.raises(RuleBroken, match="never meets"):
        told(role=TouchRole.NONE, **fields)


@for_each("score", [0, 6, -1])
@for_each("name", ["importance", "ease"])
def test_importance_and_ease_are_one_to_five(name, score):
    with pytest.raises(RuleBroken, match=name):
        validated(told(**{name: score}))


@for_each("rung", [-1, 6, 2.5])
def test_rungs_are_whole(rung):
    with pytest.raises(RuleBroken, match="rung"):
        validated(told(rung=rung))


@for_each("agreement", [each for each in Agreement if each is not Agreement.SPLIT])
def test_agreement_is_about_a_rung(agreement):
    assert told(rung=Rung.SCRIPTED, agreement=agreement)
    with pytest.raises(RuleBroken, match="there is none"):
        told(agreement=agreement)


def test_a_team_is_not_its_own_counterpart():
    with pytest.raises(RuleBroken, match="own counterpart"):
        told(counterparts=("desk", "infra"))


# A split room -------------------------------------------------------------------------------------


@given(st.dictionaries(st.sampled_from(Rung), st.integers(0, 20), max_size=6), st.sampled_from(Rung))
def test_a_split_keeps_the_lower_rung_and_each_count(hands, rung):
    counted = Counter({each: count for each, count in hands.items() if count})
    split = {str(each.value): count for each, count in hands.items()}
    right = len(counted) >= 2 and rung == min(counted)
    try:
        made = told(rung=rung, agreement=Agreement.SPLIT, split=split)
    except RuleBroken:
        assert not right
    else:
        assert right
        assert made.split == split


@for_each("agreement", [None, Agreement.CONSENSUS, Agreement.MAJORITY, Agreement.SINGLE_VOICE])
def test_only_a_split_keeps_counts(agreement):
    with pytest.raises(RuleBroken, match="only when the room is split"):
        told(rung=Rung.SCRIPTED, agreement=agreement, split={"1": 5, "2": 3})


@for_each("key", ["x", "6", "-1", "1.5", " 1", "٣", ""])
def test_counts_are_by_rung(key):
    with pytest.raises(RuleBroken, match="at least two rungs"):
        told(rung=Rung.SCRIPTED, agreement=Agreement.SPLIT, split={"1": 5, "2": 3, key: 1})


def test_counts_are_not_negative():
    with pytest.raises(RuleBroken, match="split"):
        validated(told(rung=Rung.SCRIPTED, agreement=Agreement.SPLIT, split={"1": -5, "2": 3}))


# Derived ------------------------------------------------------------------------------------------


@for_each(
    ("importance", "ease", "expected"),
    [(5, 2, 20), (4, 1, 20), (1, 5, 1), (5, 1, 25), (None, 2, None), (5, None, None)],
)
def test_pain_is_importance_times_six_minus_ease(importance, ease, expected):
    assert pain(importance, ease) == expected


@for_each(("one", "other", "gap"), [(3, 2, 1), (2, 3, 1), (4, 4, 0), (None, 2, None), (3, None, None)])
def test_the_perception_gap_is_the_difference_of_both_sides(one, other, gap):
    assert perception_gap(one, other) == gap


# Interface ----------------------------------------------------------------------------------------


def test_how_things_pass():
    assert [channel.value for channel in Channel] == ["ticket", "chat", "meeting", "automatic", "informal"]


def test_an_interface_lies_between_two_teams():
    with pytest.raises(RuleBroken, match="between two teams"):
        InterfaceSide(team="infra", counterpart="infra", practice="incident")


def test_each_side_has_its_own_ease_and_is_shared_only_once_agreed():
    side = InterfaceSide(team="infra", counterpart="desk", practice="incident", ease=3)
    assert not side.agreed_for_sharing
    assert side.counterparts == ("desk",)
