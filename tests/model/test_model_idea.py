"""The rules of ideas, benefits and dots."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import RuleBroken
from facilitator.model.base import validated
from facilitator.model.idea import (
    ANSWERED,
    IDEA_TRANSITIONS,
    Benefit,
    DotVote,
    Evidence,
    IdeaStatus,
    ImprovementIdea,
    Reach,
    StakeholderGroup,
    VoteSubject,
)
from tests.making import DAY, LATER
from tests.tables import for_each

S = IdeaStatus
GAIN = Benefit(group="team", text="an evening back each month", evidence=Evidence.REPORTED)
NEEDED = {
    S.DECLINED: {"answer": "Too large before summer"},
    S.PARKED: {"review_on": date(2026, 9, 1)},
    S.BENEFIT_CONFIRMED: {"benefits": (GAIN,)},
}


def idea(status=S.CAPTURED, **fields):
    return ImprovementIdea(
        **{"title": "One change calendar", "status": status} | NEEDED.get(status, {}) | fields
    )


def test_the_words_of_ideas():
    assert [each.value for each in StakeholderGroup] == [
        "team",
        "it_organisation",
        "users",
        "wider_business",
        "society",
    ]
    assert [each.value for each in Evidence] == ["assumed", "reported", "observed", "measured"]
    assert [each.value for each in Reach] == ["own_team", "two_teams", "many"]


def test_an_idea_needs_words():
    with pytest.raises(RuleBroken, match="needs words"):
        idea(title="  ")


@for_each("score", [0, 6])
@for_each("name", ["impact", "effort", "confidence"])
def test_impact_effort_and_confidence_are_one_to_five(name, score):
    with pytest.raises(RuleBroken, match=name):
        validated(idea(**{name: score}))


@for_each(("group", "text"), [("", "an evening"), ("team", " ")])
def test_a_benefit_says_who_gains_and_what(group, text):
    with pytest.raises(RuleBroken, match="who gains and what"):
        Benefit(group=group, text=text)


# The status machine -------------------------------------------------------------------------------

ALLOWED = {
    (S.CAPTURED, S.SHAPED),
    (S.CAPTURED, S.ACCEPTED),
    (S.CAPTURED, S.PARKED),
    (S.CAPTURED, S.DECLINED),
    (S.SHAPED, S.CAPTURED),
    (S.SHAPED, S.ACCEPTED),
    (S.SHAPED, S.PARKED),
    (S.SHAPED, S.DECLINED),
    (S.ACCEPTED, S.IN_ACTION),
    (S.ACCEPTED, S.PARKED),
    (S.ACCEPTED, S.DECLINED),
    (S.IN_ACTION, S.DONE),
    (S.IN_ACTION, S.ACCEPTED),
    (S.IN_ACTION, S.PARKED),
    (S.IN_ACTION, S.DECLINED),
    (S.DONE, S.BENEFIT_CONFIRMED),
    (S.DONE, S.IN_ACTION),
    (S.PARKED, S.ACCEPTED),
    (S.PARKED, S.DECLINED),
    (S.DECLINED, S.ACCEPTED),
    (S.DECLINED, S.PARKED),
}


@for_each(("was", "now"), list(product(S, S)), ids=lambda status: status.value)
def test_an_idea_moves_only_along_its_steps(was, now):
    before = idea(was)
    if (was, now) in ALLOWED:
        assert before.moved_to(now, LATER, **NEEDED.get(now, {})).status is now
    else:
        with pytest.raises(RuleBroken, match="cannot become"):
            before.moved_to(now, LATER, **NEEDED.get(now, {}))


def test_every_status_has_its_moves():
    assert {*IDEA_TRANSITIONS} == {*S}


@for_each("answer", ["", " \n"])
def test_declined_needs_a_reason_fit_to_send_back(answer):
    with pytest.raises(RuleBroken, match="reason fit to send back"):
        idea(S.DECLINED, answer=answer)


def test_parked_needs_a_review_date():
    with pytest.raises(RuleBroken, match="review date"):
        idea(S.PARKED, review_on=None)


@for_each("benefits", [(), (Benefit(group="team", text="an evening"),)], ids=["none", "only assumed"])
def test_benefit_confirmed_needs_evidence_and_who_felt_it(benefits):
    with pytest.raises(RuleBroken, match="evidence and who felt it"):
        idea(S.BENEFIT_CONFIRMED, benefits=benefits)


@for_each("evidence", [each for each in Evidence if each is not Evidence.ASSUMED])
def test_any_evidence_but_an_assumption_confirms_a_benefit(evidence):
    gain = Benefit(group="users", text="fewer restarts", evidence=evidence)
    assert idea(S.BENEFIT_CONFIRMED, benefits=(gain,))


@for_each("status", [S.ACCEPTED, S.PARKED, S.DECLINED])
def test_the_first_answer_has_a_day(status):
    assert idea().moved_to(status, LATER, **NEEDED.get(status, {})).first_answered == LATER


def test_shaping_is_no_answer():
    assert S.SHAPED not in ANSWERED
    assert idea().moved_to(S.SHAPED, LATER).first_answered is None


def test_the_first_answer_keeps_its_day():
    parked = idea().moved_to(S.PARKED, DAY, review_on=LATER)
    assert parked.moved_to(S.ACCEPTED, LATER).first_answered == DAY


def test_the_reason_and_review_date_end_when_an_idea_is_taken_up_again():
    parked = idea(S.PARKED, answer="not before summer")
    taken_up = parked.moved_to(S.ACCEPTED, LATER)
    assert (taken_up.answer, taken_up.review_on) == ("", None)
    assert parked.moved_to(S.ACCEPTED, LATER, answer="now there is room").answer == "now there is room"


# Dots ---------------------------------------------------------------------------------------------


def vote(**fields):
    return DotVote(**{"subject": VoteSubject.IDEAS, "people": 8} | fields)


def test_everybody_has_three_dots_and_puts_at_most_two_on_one_item():
    assert (vote().dots_each, vote().most_on_one) == (3, 2)


@given(
    people=st.integers(1, 12),
    dots_each=st.integers(1, 5),
    most_on_one=st.integers(1, 5),
    dots=st.dictionaries(st.sampled_from("abcde"), st.integers(0, 12)),
)
def test_dots_never_exceed_what_the_room_has(people, dots_each, most_on_one, dots):
    possible = sum(dots.values()) <= people * dots_each and all(
        count <= people * min(most_on_one, dots_each) for count in dots.values()
    )
    try:
        made = vote(people=people, dots_each=dots_each, most_on_one=most_on_one, dots=dots)
    except RuleBroken:
        assert not possible
    else:
        assert possible
        assert made.cast == sum(dots.values())
        assert made.cast + made.left == made.in_all == people * dots_each
        assert made.left >= 0


def test_dots_count_from_nought():
    with pytest.raises(RuleBroken, match="from 0"):
        vote(dots={"a": -1, "b": 3})


def test_a_vote_starts_open_and_covered():
    assert vote().open
    assert not vote().revealed
