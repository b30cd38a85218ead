"""The rules of actions and commitments."""

from datetime import date
from itertools import product

import pytest

from facilitator.errors import RuleBroken
from facilitator.model.action import (
    ACTION_TRANSITIONS,
    MOST_ACTIONS,
    Action,
    ActionSize,
    ActionStatus,
    Commitment,
    CommitmentStatus,
)
from facilitator.model.base import validated
from tests.making import DAY, LATER
from tests.tables import for_each

S = ActionStatus
NEEDED = {
    S.OPEN: {"owner": "dev"},
    S.STARTED: {"owner": "dev"},
    S.BLOCKED: {"owner": "dev", "blocked_by": "the supplier changes a form"},
    S.DONE: {"owner": "dev", "done_on": DAY},
    S.DROPPED: {"reason": "the tool is going away"},
}


def action(status=S.PROPOSED, **fields):
    return Action(**{"text": "Write the standard change", "status": status} | NEEDED.get(status, {}) | fields)


ALLOWED = {
    (S.PROPOSED, S.OPEN),
    (S.PROPOSED, S.DROPPED),
    (S.OPEN, S.PROPOSED),
    (S.OPEN, S.STARTED),
    (S.OPEN, S.BLOCKED),
    (S.OPEN, S.DONE),
    (S.OPEN, S.DROPPED),
    (S.STARTED, S.PROPOSED),
    (S.STARTED, S.BLOCKED),
    (S.STARTED, S.DONE),
    (S.STARTED, S.DROPPED),
    (S.BLOCKED, S.PROPOSED),
    (S.BLOCKED, S.STARTED),
    (S.BLOCKED, S.DONE),
    (S.BLOCKED, S.DROPPED),
    (S.DONE, S.STARTED),
    (S.DROPPED, S.OPEN),
    (S.DROPPED, S.PROPOSED),
}


@for_each(("was", "now"), list(product(S, S)), ids=lambda status: status.value)
def test_an_action_moves_only_along_its_steps(was, now):
    before = action(was)
    if (was, now) in ALLOWED:
        assert before.moved_to(now, **NEEDED.get(now, {})).status is now
    else:
        with pytest.raises(RuleBroken, match="cannot become"):
            before.moved_to(now, **NEEDED.get(now, {}))


def test_every_status_has_its_moves():
    assert {*ACTION_TRANSITIONS} == {*S}


def test_an_action_needs_words():
    with pytest.raises(RuleBroken, match="needs words"):
        action(text="\t")


@for_each("status", [S.OPEN, S.STARTED, S.BLOCKED, S.DONE])
def test_an_action_is_only_proposed_until_its_owner_said_yes(status):
    with pytest.raises(RuleBroken, match="only proposed"):
        action(status, owner=None)


@for_each(
    ("status", "fields", "sentence"),
    [
        (S.BLOCKED, {"blocked_by": " "}, "says what blocks it"),
        (S.DONE, {"done_on": None}, "says when it was done"),
        (S.DROPPED, {"reason": ""}, "needs a reason"),
    ],
    ids=lambda part: part.value if isinstance(part, S) else "",
)
def test_what_a_status_has_to_say(status, fields, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        action(status, **fields)


@for_each(
    ("was", "now", "field", "blank"),
    [
        (S.BLOCKED, S.STARTED, "blocked_by", ""),
        (S.DONE, S.STARTED, "done_on", None),
        (S.DROPPED, S.OPEN, "reason", ""),
    ],
)
def test_what_only_a_status_has_to_say_ends_with_it(was, now, field, blank):
    assert getattr(action(was, owner="dev").moved_to(now), field) == blank


@for_each(
    ("status", "accepted_on", "accepted"),
    [
        (S.PROPOSED, None, False),
        (S.DROPPED, None, False),
        (S.DROPPED, DAY, True),
        (S.OPEN, None, True),
        (S.DONE, None, True),
    ],
)
def test_an_owner_is_named_only_once_they_said_yes(status, accepted_on, accepted):
    assert action(status, owner="dev", accepted_on=accepted_on).accepted is accepted


def test_the_moved_date_counts_and_the_first_one_stays():
    moved = action(due=DAY, due_now=LATER)
    assert (moved.due, moved.due_date) == (DAY, LATER)
    assert action(due=DAY).due_date == DAY
    assert action().due_date is None


def test_sizes_and_the_aim_of_a_session():
    assert [size.value for size in ActionSize] == ["two_weeks", "quarter", "larger"]
    assert action().size is ActionSize.TWO_WEEKS
    assert MOST_ACTIONS == 5


# Commitment ---------------------------------------------------------------------------------------


def test_what_can_become_of_a_commitment():
    assert [each.value for each in CommitmentStatus] == ["pending", "kept", "renegotiated", "broken"]


@for_each("status", CommitmentStatus)
def test_a_commitment_says_who_what_to_whom_by_when(status):
    promise = Commitment(
        text="No project passes its first gate without a support seat",
        role="Director of Digital",
        to="every team",
        by=date(2026, 4, 30),
        status=status,
    )
    assert validated(promise).status is status


@for_each(("text", "role"), [(" ", "Director"), ("No gate", "")])
def test_a_commitment_needs_words_and_somebody_who_makes_it(text, role):
    with pytest.raises(RuleBroken):
        Commitment(text=text, role=role)
