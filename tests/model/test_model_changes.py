"""What a record may become: dates, statuses, visibility, and what freezes at closing."""

from datetime import UTC, datetime
from itertools import product

import msgspec
import pytest

from facilitator.errors import RuleBroken
from facilitator.model.action import ACTION_TRANSITIONS, Action, ActionStatus, Commitment
from facilitator.model.audience import Attribution, Visibility
from facilitator.model.changes import REDACTED, check_change
from facilitator.model.debrief import Debrief
from facilitator.model.group import NoteGroup
from facilitator.model.idea import (
    IDEA_TRANSITIONS,
    Benefit,
    DotVote,
    IdeaStatus,
    ImprovementIdea,
    VoteSubject,
)
from facilitator.model.interaction import Interaction, InterfaceSide, TouchRole
from facilitator.model.ladder import Rung
from facilitator.model.observation import Observation
from facilitator.model.programme import Programme
from facilitator.model.registry import entities_of
from facilitator.model.session import (
    RELEASED,
    SESSION_TRANSITIONS,
    Draft,
    OnScreen,
    Roti,
    SegmentRun,
    SessionStatus,
)
from facilitator.model.take_out import TakeOutDue
from facilitator.model.team import Team
from tests.making import DAY, LATER, READ_BACK, START, session
from tests.tables import for_each

V = Visibility
replace = msgspec.structs.replace
CLOSED = session(id="s1", status=SessionStatus.CLOSED, read_back=READ_BACK)


def allowed(before, after, within=None):
    try:
        check_change(before, after, within)
    except RuleBroken:
        return False
    return True


# Statuses -----------------------------------------------------------------------------------------

STATES = {
    "session": (
        SESSION_TRANSITIONS,
        lambda status: session(id="s1", status=status, read_back=READ_BACK),
    ),
    "idea": (
        IDEA_TRANSITIONS,
        lambda status: ImprovementIdea(
            title="x",
            status=status,
            answer="no",
            review_on=LATER,
            benefits=(Benefit(group="team", text="y", evidence="reported"),),
        ),
    ),
    "action": (
        ACTION_TRANSITIONS,
        lambda status: Action(text="x", status=status, owner="dev", blocked_by="y", done_on=DAY, reason="z"),
    ),
}
MOVES = [(name, was, now) for name, (moves, _) in STATES.items() for was, now in product(moves, moves)]


@for_each(("name", "was", "now"), MOVES)
def test_a_status_changes_only_along_its_steps(name, was, now):
    moves, make = STATES[name]
    assert allowed(make(was), make(now)) is (now is was or now in moves[was])


def test_a_record_may_be_new_in_any_status():
    for moves, make in STATES.values():
        assert all(allowed(None, make(status)) for status in moves)


@for_each("record", [Programme(name="x", organisation="y"), session()], ids=["programme", "session"])
def test_a_file_keeps_its_session_and_a_folder_its_programme(record):
    assert not allowed(record, None)


# Programme ----------------------------------------------------------------------------------------


@for_each(("before", "after"), [(5, 5), (5, 8), (8, 8), (8, 7), (6, 5)])
def test_the_threshold_may_be_raised_never_lowered(before, after):
    programme = Programme(name="x", organisation="y", threshold=before)
    assert allowed(programme, replace(programme, threshold=after)) is (after >= before)


# Actions ------------------------------------------------------------------------------------------


@for_each("status", SessionStatus)
@for_each("after", [LATER, None])
def test_the_first_due_date_is_never_overwritten_once_the_team_was_told(status, after):
    action = Action(text="x", due=DAY)
    within = session(status=status, read_back=READ_BACK)
    assert allowed(action, replace(action, due=after), within) is (status not in RELEASED)
    assert allowed(action, replace(action, due_now=LATER), within)


def test_a_first_date_may_be_given_at_any_time():
    action = Action(text="x")
    assert allowed(action, replace(action, due=LATER), CLOSED)


def test_a_new_owner_says_yes_too():
    action = Action(text="x", owner="dev", status=ActionStatus.OPEN, accepted_on=DAY)
    assert not allowed(action, replace(action, owner="mina"))
    assert allowed(action, replace(action, owner="mina", accepted_on=LATER))
    assert allowed(action, replace(action, owner="mina", status=ActionStatus.PROPOSED, accepted_on=None))


def test_a_proposed_action_may_be_offered_to_anybody():
    action = Action(text="x", owner="dev")
    assert allowed(action, replace(action, owner="mina"))
    assert allowed(action, replace(action, owner=None))


# Votes --------------------------------------------------------------------------------------------


@for_each(
    ("was_open", "is_open", "may"),
    [(True, True, True), (True, False, True), (False, True, True), (False, False, False)],
)
def test_dots_count_only_while_voting_is_open(was_open, is_open, may):
    before = DotVote(subject=VoteSubject.IDEAS, people=8, dots={"i1": 2}, open=was_open)
    assert allowed(before, replace(before, dots={"i1": 3}, open=is_open)) is may
    assert allowed(before, replace(before, revealed=True, open=is_open))


def test_the_dots_of_an_idea_that_is_taken_out_go_with_it():
    before = DotVote(subject=VoteSubject.IDEAS, people=8, dots={"i1": 2, "i2": 3}, open=False)
    assert allowed(before, replace(before, dots={"i2": 3}))
    assert not allowed(before, replace(before, dots={"i2": 2}))


# Visibility ---------------------------------------------------------------------------------------


def at(level, yes=None, changed=None):
    moment = datetime.combine(changed or DAY, START.time(), UTC)
    return ImprovementIdea(title="x", visibility=level, room_yes=yes, changed=moment)


@for_each(("before", "after"), list(product(V, V)))
def test_lowering_is_always_allowed(before, after):
    if after.rank <= before.rank:
        assert allowed(at(before, DAY), at(after, DAY, LATER))


@for_each(("before", "after"), [(V.FACILITATOR, V.PARTNERS), (V.TEAM, V.PROGRAMME), (V.TEAM, V.OPEN)])
def test_raising_with_the_rooms_first_yes(before, after):
    assert allowed(at(before), at(after, DAY))


def test_back_to_the_team_needs_no_yes():
    assert allowed(at(V.FACILITATOR), at(V.TEAM))


RAISED = [(V.PARTNERS, V.PROGRAMME), (V.PARTNERS, V.OPEN), (V.PROGRAMME, V.OPEN), (V.TEAM, V.OPEN)]


@for_each(("before", "after"), RAISED)
def test_raising_again_on_the_day_of_the_yes(before, after):
    assert allowed(at(before, DAY), at(after, DAY, DAY))


@for_each(("before", "after"), RAISED)
def test_raising_again_later_needs_another_yes(before, after):
    assert not allowed(at(before, DAY), at(after, DAY, LATER))
    assert allowed(at(before, DAY), at(after, LATER, LATER))


# Closing freezes what was heard -------------------------------------------------------------------

GROUP = NoteGroup(title="x")
NOTE = Observation(
    text="x", nods=3, visibility=V.PARTNERS, room_yes=DAY, attribution=Attribution.NAMED, said_by="sam"
)
IDEA = ImprovementIdea(title="x", impact=3, visibility=V.PROGRAMME, room_yes=DAY)
TOLD = Interaction(
    team="infra", practice="change", role=TouchRole.PERFORMS, rung=Rung.SCRIPTED, benefit_sought="y"
)
SIDE = InterfaceSide(team="infra", counterpart="desk", practice="change", ease=3, passes="tickets")
VOTE = DotVote(subject=VoteSubject.IDEAS, people=8, dots={"i1": 2}, open=False)
RUN = SegmentRun(segment="deep", planned=8)
ACTION = Action(text="x", owner="dev", status=ActionStatus.OPEN, due=DAY)

FROZEN = {
    "the words of a note": (NOTE, {"text": "y"}),
    "its kind": (NOTE, {"kind": "hurts"}),
    "its nods": (NOTE, {"nods": 4}),
    "merging": (NOTE, {"merged_into": "n2"}),
    "naming somebody else": (NOTE, {"said_by": "dev"}),
    "naming the team": (
        replace(NOTE, attribution=Attribution.NONE, said_by=None),
        {"attribution": Attribution.TEAM},
    ),
    "showing it to more": (NOTE, {"visibility": V.OPEN, "room_yes": LATER}),
    "the words of an idea": (IDEA, {"title": "y"}),
    "how it was placed": (IDEA, {"impact": 5}),
    "a rung": (TOLD, {"rung": Rung.SHARED}),
    "an ease score": (SIDE, {"ease": 5}),
    "dots": (VOTE, {"dots": {"i1": 3}}),
    "a segment's minutes": (RUN, {"planned": 9}),
    "attendance": (CLOSED, {"attendance": 8}),
    "return on time": (CLOSED, {"roti": Roti(hands=(0, 0, 1, 5, 2))}),
}
FOLLOW_THROUGH = {
    "lowering": (NOTE, {"visibility": V.FACILITATOR}),
    "revoking a name": (NOTE, {"attribution": Attribution.NONE, "said_by": None}),
    "redacting a note": (NOTE, {"text": REDACTED}),
    "redacting an idea": (IDEA, {"title": REDACTED}),
    "redacting an interaction": (TOLD, {"benefit_sought": REDACTED}),
    "an answer": (IDEA, {"status": IdeaStatus.DECLINED, "answer": "no room", "first_answered": LATER}),
    "new words for what was asked": (IDEA, {"said": "Boards wait."}),
    "a benefit of an idea": (IDEA, {"benefits": (Benefit(group="team", text="y"),)}),
    "an action": (ACTION, {"status": ActionStatus.DONE, "done_on": LATER}),
    "a yes to share a score": (SIDE, {"agreed_for_sharing": True}),
    "the next meeting": (CLOSED, {"next_meeting": START}),
}


@for_each(("before", "changes"), FROZEN.values(), ids=FROZEN)
def test_closing_freezes_what_was_heard(before, changes):
    after = replace(before, **changes)
    assert not allowed(before, after, CLOSED)


@for_each(("before", "changes"), FOLLOW_THROUGH.values(), ids=FOLLOW_THROUGH)
def test_follow_through_stays_possible(before, changes):
    assert allowed(before, replace(before, **changes), CLOSED)


@for_each("status", [status for status in SessionStatus if status is not SessionStatus.CLOSED])
def test_nothing_freezes_before_closing(status):
    within = session(status=status, read_back=READ_BACK)
    assert allowed(NOTE, replace(NOTE, text="y"), within)


@for_each("record", [NOTE, GROUP, IDEA, TOLD, SIDE, VOTE, RUN], ids=lambda each: type(each).__name__)
def test_nothing_heard_is_added_to_or_taken_from_a_closed_session(record):
    assert not allowed(None, record, CLOSED)
    assert not allowed(record, None, CLOSED)


@for_each(
    "record",
    [ACTION, Commitment(text="x", role="y"), Debrief(), Draft(segment="deep", text="x")],
    ids=lambda each: type(each).__name__,
)
def test_actions_promises_and_the_debrief_may_still_come_and_go(record):
    assert allowed(None, record, CLOSED)
    assert allowed(record, None, CLOSED)


def test_every_kind_of_record_was_thought_of():
    heard = {type(record) for record in (NOTE, GROUP, IDEA, TOLD, SIDE, VOTE, RUN, CLOSED)}
    goes_on = {Action, Commitment, Debrief, Draft, OnScreen, TakeOutDue}
    assert {*entities_of("session")} == heard | goes_on


def test_a_programme_is_never_closed():
    team = Team(name="Service Desk", headcount=11)
    assert allowed(team, replace(team, headcount=12))
    assert allowed(team, None)


def test_the_sentence_says_what_is_frozen():
    with pytest.raises(RuleBroken, match=r"keeps what was heard as it is \(text, nods\)"):
        check_change(NOTE, replace(NOTE, text="y", nods=9), CLOSED)
