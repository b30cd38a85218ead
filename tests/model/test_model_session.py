"""The rules of a listening session, its segment runs and its shows of hands."""

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import RuleBroken
from facilitator.model.base import fields_of, validated
from facilitator.model.session import (
    LIVE,
    RELEASED,
    SESSION_TRANSITIONS,
    Draft,
    FistOfFive,
    HandCount,
    LeadPresent,
    ListeningSession,
    Mode,
    ReadBack,
    Roti,
    SegmentRun,
    SessionStatus,
    Stretch,
)
from tests.making import READ_BACK, START, session
from tests.tables import for_each

S = SessionStatus


# The status machine -------------------------------------------------------------------------------

ALLOWED = {
    (S.DRAFT, S.INVITED),
    (S.DRAFT, S.RUNNING),
    (S.DRAFT, S.CAPTURED),
    (S.DRAFT, S.CANCELLED),
    (S.INVITED, S.RUNNING),
    (S.INVITED, S.CAPTURED),
    (S.INVITED, S.CANCELLED),
    (S.RUNNING, S.PAUSED),
    (S.RUNNING, S.CAPTURED),
    (S.PAUSED, S.RUNNING),
    (S.PAUSED, S.CAPTURED),
    (S.CAPTURED, S.REVIEWED),
    (S.REVIEWED, S.SHARED),
    (S.SHARED, S.CLOSED),
}


@for_each(("was", "now"), list(product(S, S)), ids=lambda status: status.value)
def test_a_session_moves_only_along_its_steps(was, now):
    before = session(status=was, read_back=READ_BACK)
    if (was, now) in ALLOWED:
        assert before.moved_to(now).status is now
    else:
        with pytest.raises(RuleBroken, match="cannot become"):
            before.moved_to(now)


def test_every_status_has_its_moves():
    assert {*SESSION_TRANSITIONS} == {*S}


def test_a_session_starts_as_a_draft():
    assert session().status is S.DRAFT


@for_each("status", S)
def test_papers_leave_only_from_reviewed_on(status):
    assert (status in RELEASED) is (status in (S.REVIEWED, S.SHARED, S.CLOSED))


def test_the_room_is_in_session_while_running_or_paused():
    assert {S.RUNNING, S.PAUSED} == LIVE


@for_each("status", sorted(RELEASED))
@for_each(
    "read_back",
    [None, ReadBack(done=False, at=START), ReadBack(done=False, at=START, why_not=" ")],
    ids=["none", "not done", "blank reason"],
)
def test_reviewed_requires_the_read_back_or_a_reason_why_not(status, read_back):
    with pytest.raises(RuleBroken, match="only after the read-back"):
        session(status=status, read_back=read_back)


@for_each("read_back", [READ_BACK, ReadBack(done=False, at=START, why_not="the fire alarm went")])
def test_reviewed_with_the_read_back_or_a_reason(read_back):
    captured = session(status=S.CAPTURED)
    assert captured.moved_to(S.REVIEWED, read_back=read_back).status is S.REVIEWED


# Fields -------------------------------------------------------------------------------------------


def test_the_words_of_a_session():
    assert [mode.value for mode in Mode] == ["room", "remote", "hybrid"]
    assert [present.value for present in LeadPresent] == ["all", "part", "no"]


@for_each("teams", [(), ("a", "b", "c")])
def test_a_session_has_one_team_or_two(teams):
    with pytest.raises(RuleBroken, match="teams"):
        validated(session(teams=teams))


def test_two_teams_are_two():
    assert validated(session(teams=("infra", "desk")))
    with pytest.raises(RuleBroken, match="two different teams"):
        session(teams=("infra", "infra"))


def test_attendance_is_a_count_never_a_roster():
    fields = {field.name: field for field in fields_of(ListeningSession)}
    assert fields["attendance"].ref is None
    assert [field.name for field in fields.values() if field.ref == "people"] == ["facilitators"]


@for_each(("attendance", "remote"), [(8, 9), (0, 1)])
def test_not_more_people_are_remote_than_are_here(attendance, remote):
    with pytest.raises(RuleBroken, match="remote"):
        session(attendance=attendance, remote=remote)


@for_each(("number", "short_id"), [(3, "L-03"), (12, "L-12"), (123, "L-123")])
def test_the_short_id(number, short_id):
    assert session(number=number).short_id == short_id


def test_what_the_room_thought_and_chose_stays_with_the_team():
    kept = {field.name for field in fields_of(ListeningSession) if field.only_team}
    assert kept == {
        "lead_present",
        "shortlist",
        "focus",
        "fist_of_five",
        "roti",
        "polled",
        "parked",
        "thanks",
    }


# Segment runs -------------------------------------------------------------------------------------


def run(*seconds, **fields):
    stretches = tuple(
        Stretch(start=START + timedelta(minutes=5 * i), seconds=each) for i, each in enumerate(seconds)
    )
    return SegmentRun(**{"segment": "deep", "planned": 8, "stretches": stretches} | fields)


@given(st.lists(st.none() | st.floats(0, 1e4), max_size=4), st.booleans(), st.booleans())
def test_only_the_last_stretch_is_going_and_none_once_it_ended_or_was_skipped(seconds, ended, skipped):
    going = [place for place, each in enumerate(seconds) if each is None]
    right = not going or (going == [len(seconds) - 1] and not ended and not skipped)
    try:
        made = run(*seconds, ended=ended, skipped="no time" if skipped else "")
    except RuleBroken:
        assert not right
    else:
        assert right
        assert made.running is bool(going)
        assert made.seconds == sum(each for each in seconds if each is not None)


def test_a_segment_that_never_ran():
    assert not run().running
    assert run().seconds == 0


@for_each(("seconds", "told"), [(-1.0, "seconds"), (float("nan"), "none at all")])
def test_seconds_do_not_run_backwards(seconds, told):
    with pytest.raises(RuleBroken, match=told):
        validated(run(seconds))


def test_a_half_typed_line_is_kept_with_its_segment():
    assert validated(Draft(segment="deep", text="We learned of the go-")).segment == "deep"


# Shows of hands -----------------------------------------------------------------------------------


@for_each(("kind", "lowest", "many"), [(FistOfFive, 0, 6), (Roti, 1, 5)])
def test_hands_are_counted_for_each_number(kind, lowest, many):
    made = kind(hands=tuple(range(many)))
    assert made.lowest_number == lowest
    assert sorted(set(made.answers)) == list(range(lowest + 1, lowest + many))
    for wrong in (many - 1, many + 1):
        with pytest.raises(RuleBroken, match="counts"):
            kind(hands=(0,) * wrong)


def test_the_worked_example():
    assert FistOfFive(hands=(0, 0, 0, 2, 4, 2)).answers == (5, 5, 4, 4, 4, 4, 3, 3)
    roti = Roti(hands=(0, 0, 1, 5, 2))
    assert (roti.answers, roti.median, roti.total) == ((5, 5, 4, 4, 4, 4, 4, 3), 4, 8)


@given(st.lists(st.integers(0, 6), min_size=5, max_size=5))
def test_the_median_is_the_lower_one(hands):
    count = HandCount(hands=tuple(hands))
    assert count.total == len(count.answers) == sum(hands)
    if count.median is None:
        assert count.total == 0
    else:
        assert sum(answer < count.median for answer in count.answers) * 2 < count.total
        assert sum(answer <= count.median for answer in count.answers) * 2 >= count.total


@given(st.lists(st.integers(0, 6), min_size=6, max_size=6))
def test_every_nought_one_and_two_is_heard_first(hands):
    fist = FistOfFive(hands=tuple(hands))
    assert fist.to_hear_first == sum(answer <= 2 for answer in fist.answers)


@for_each("kind", [FistOfFive, Roti])
def test_nobody_stands_behind_a_hand(kind):
    assert kind.__struct_fields__ == ("hands",)
