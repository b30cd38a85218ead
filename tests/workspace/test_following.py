"""After the meeting: what became of actions, ideas and promises, each as one change."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from facilitator.errors import BadInput, RuleBroken
from facilitator.model.action import Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.idea import Benefit, Evidence, IdeaStatus, ImprovementIdea
from facilitator.model.person import Person
from facilitator.model.session import SessionStatus
from facilitator.model.team import Team
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.follow_up import (
    answer_idea,
    cancel_follow_up,
    confirm_benefit,
    finish_idea,
    give_action,
    hand_over,
    hold_follow_up,
    move_action,
    move_follow_up,
    report_benefit,
    settle_action,
    settle_commitment,
    shape_idea,
    take_first_step,
)
from tests.making import DAY, LATER, READ_BACK, session

S = ActionStatus


@pytest.fixture
def folder(tmp_path):
    folder = Workspace(tmp_path).new_programme("Better Together", "H", timezone="UTC")
    yield folder
    folder.close()


@pytest.fixture(params=[SessionStatus.SHARED, SessionStatus.CLOSED], ids=lambda status: status.value)
def file(request, folder):
    """Return a session with an idea in action and two actions that serve it."""
    infra = folder.file.put(Team(name="Infrastructure", headcount=9)).id
    folder.file.put(Person(id="dev", name="Dev", team=infra))
    file = folder.add_session(session(teams=(infra,), status=SessionStatus.SHARED, read_back=READ_BACK))
    with file.group("what was agreed"):
        idea = file.put(ImprovementIdea(id="i1", number=1, title="x", status=IdeaStatus.IN_ACTION))
        for number in (2, 3):
            file.put(ImprovementIdea(id=f"i{number}", number=number, title="y"))
        for number in (1, 2):
            file.put(Action(number=number, text="x", owner="dev", status=S.OPEN, ideas=(idea.id,), due=DAY))
        file.put(Action(number=3, text="x", owner="dev", status=S.OPEN))
    if request.param is SessionStatus.CLOSED:
        file.put(file.session.moved_to(SessionStatus.CLOSED))
    file.forget_history()
    return file


def settled(file, *statuses):
    for action, status in zip(file.all(Action), statuses, strict=False):
        settle_action(file, action, status, "as agreed", LATER)
    return file.find(ImprovementIdea, "i1").status


@pytest.mark.parametrize(
    ("statuses", "idea"),
    [
        ([S.DONE], IdeaStatus.IN_ACTION),
        ([S.DROPPED], IdeaStatus.IN_ACTION),
        ([S.DONE, S.DONE], IdeaStatus.IN_ACTION),
        ([S.DONE, S.DROPPED], IdeaStatus.IN_ACTION),
        ([S.DROPPED, S.DROPPED], IdeaStatus.ACCEPTED),
        ([S.BLOCKED, S.DONE], IdeaStatus.IN_ACTION),
    ],
    ids=str,
)
def test_an_idea_follows_the_actions_that_serve_it(file, statuses, idea):
    assert settled(file, *statuses) is idea


@pytest.mark.parametrize(
    ("status", "said"), [(S.DONE, "evidence"), (S.BLOCKED, "blocked_by"), (S.DROPPED, "reason")]
)
def test_what_is_said_stands_where_it_belongs(file, status, said):
    action = settle_action(file, file.all(Action)[0], status, "the supplier", LATER)
    assert getattr(action, said) == "the supplier"
    assert action.done_on == (LATER if status is S.DONE else None)


def test_a_settled_action_is_one_change(file):
    settled(file, S.DROPPED, S.DROPPED)
    file.undo()
    assert file.find(ImprovementIdea, "i1").status is IdeaStatus.IN_ACTION
    assert file.all(Action)[1].status is S.OPEN


def test_a_moved_action_keeps_its_first_date(file):
    action = move_action(file, file.all(Action)[0], LATER)
    assert (action.due, action.due_date) == (DAY, LATER)


def test_an_idea_is_answered(file):
    idea = file.find(ImprovementIdea, "i2")
    parked = answer_idea(file, idea, IdeaStatus.PARKED, DAY, said="too large", review_on=date(2026, 9, 1))
    assert (parked.first_answered, parked.answer) == (DAY, "too large")
    accepted = answer_idea(file, parked, IdeaStatus.ACCEPTED, LATER)
    assert (accepted.first_answered, accepted.answer, accepted.review_on) == (DAY, "", None)


def test_a_no_says_why_each_time(file):
    idea = file.find(ImprovementIdea, "i2")
    with pytest.raises(RuleBroken, match="reason fit to send back"):
        answer_idea(file, idea, IdeaStatus.DECLINED, DAY)
    parked = answer_idea(file, idea, IdeaStatus.PARKED, DAY, said="too large", review_on=LATER)
    with pytest.raises(RuleBroken, match="reason fit to send back"):
        answer_idea(file, parked, IdeaStatus.DECLINED, LATER)


def test_an_answer_is_yes_not_now_or_no(file):
    with pytest.raises(BadInput, match="yes, not now, or no"):
        answer_idea(file, file.find(ImprovementIdea, "i2"), IdeaStatus.SHAPED, DAY)


@pytest.mark.parametrize("status", CommitmentStatus)
def test_a_promise_is_settled_plainly(file, status):
    promise = file.put(Commitment(text="A named seat", role="Director", by=DAY))
    settled = settle_commitment(file, promise, status, LATER)
    assert settled.status is status
    assert settled.by == DAY
    assert settled.kept_on == (LATER if status is CommitmentStatus.KEPT else None)
    again = settle_commitment(file, settled, CommitmentStatus.RENEGOTIATED, LATER, by=LATER)
    assert (again.by, again.kept_on) == (LATER, None)


def idea_of(file, id="i1"):
    return file.find(ImprovementIdea, id)


def test_an_idea_is_done_once_a_person_says_what_came_of_it(file):
    with pytest.raises(RuleBroken, match="once its actions are"):
        finish_idea(file, idea_of(file), "calmer Tuesdays", LATER)
    settled(file, S.DONE, S.DROPPED)
    with pytest.raises(RuleBroken, match="what came of it"):
        finish_idea(file, idea_of(file), " ", LATER)
    done = finish_idea(file, idea_of(file), "calmer Tuesdays", LATER)
    assert (done.status, done.answer, done.first_answered) == (IdeaStatus.DONE, "calmer Tuesdays", LATER)
    action = file.all(Action)[0]
    settle_action(file, action, S.STARTED, "", LATER)
    assert idea_of(file).status is IdeaStatus.IN_ACTION
    file.undo()
    assert idea_of(file) == done


def test_an_idea_nobody_answered_can_be_done_all_the_same(file):
    second = file.all(Action)[1]
    file.put(msgspec.structs.replace(second, ideas=("i1", "i2")))
    settle_action(file, file.all(Action)[1], S.DONE, "it runs", LATER)
    done = finish_idea(file, idea_of(file, "i2"), "calmer Tuesdays", LATER)
    assert (done.status, done.first_answered) == (IdeaStatus.DONE, LATER)


def test_a_benefit_is_confirmed_by_who_felt_it(file):
    felt = Benefit(group="team", text="no form on Tuesdays", evidence=Evidence.REPORTED, cases=7)
    with pytest.raises(RuleBroken):
        confirm_benefit(file, idea_of(file), felt, LATER)
    settled(file, S.DONE, S.DONE)
    done = finish_idea(file, idea_of(file), "calmer Tuesdays", LATER)
    with pytest.raises(RuleBroken, match="reported, observed or measured"):
        confirm_benefit(file, done, Benefit(group="team", text="calm"), LATER)
    confirmed = confirm_benefit(file, done, felt, LATER)
    measured = Benefit(group="team", text="no form on Tuesdays", evidence=Evidence.MEASURED, cases=9)
    again = confirm_benefit(file, confirmed, measured, LATER)
    assert (confirmed.status, confirmed.benefits) == (IdeaStatus.BENEFIT_CONFIRMED, (felt,))
    assert again.benefits == (measured,)


def test_an_accepted_idea_is_in_action_when_an_action_serves_it(file):
    first, second, _ = file.all(Action)
    file.put(msgspec.structs.replace(first, ideas=("i1", "i2")))
    assert answer_idea(file, idea_of(file, "i2"), IdeaStatus.ACCEPTED, DAY).status is IdeaStatus.IN_ACTION
    assert answer_idea(file, idea_of(file, "i3"), IdeaStatus.ACCEPTED, DAY).status is IdeaStatus.ACCEPTED
    asked = {"status": S.PROPOSED, "accepted_on": None, "ideas": ("i1", "i3")}
    proposed = file.put(msgspec.structs.replace(second, **asked))
    agreed = settle_action(file, proposed, S.OPEN, "", LATER)
    assert (agreed.accepted_on, idea_of(file, "i3").status) == (LATER, IdeaStatus.IN_ACTION)


def test_a_parked_idea_can_be_parked_again(file):
    parked = answer_idea(file, idea_of(file, "i2"), IdeaStatus.PARKED, DAY, said="too large", review_on=DAY)
    again = answer_idea(file, parked, IdeaStatus.PARKED, LATER, review_on=LATER)
    assert (again.review_on, again.answer, again.first_answered) == (LATER, "too large", DAY)


def test_an_idea_is_shaped_and_still_waits_for_its_answer(file):
    if file.session.status is SessionStatus.CLOSED:
        with pytest.raises(RuleBroken, match="keeps what was heard"):
            shape_idea(file, idea_of(file, "i2"), "If we meet, then we know", DAY)
        return
    shaped = shape_idea(file, idea_of(file, "i2"), "If we meet, then we know, because we hear it", DAY)
    again = shape_idea(file, shaped, "If we meet weekly, then we know", DAY)
    assert (again.status, again.title, again.first_answered) == (
        IdeaStatus.SHAPED,
        "If we meet weekly, then we know",
        None,
    )


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("yes", [None, LATER])
def test_a_leaver_hands_over_what_is_not_over(folder, file, status, yes):
    fields = {"accepted_on": DAY, "blocked_by": "x", "done_on": DAY, "reason": "x"}
    before = file.put(msgspec.structs.replace(file.all(Action)[0], status=status, **fields))
    mina = folder.file.put(Person(name="Mina", team=file.session.teams[0]))
    given = hand_over([file], "dev", mina, yes)
    after = file.find(Action, before.id)
    if status in (S.DONE, S.DROPPED):
        assert (given, after) == (2, before)
        return
    expected = S.PROPOSED if yes is None else S.OPEN if status is S.PROPOSED else status
    assert given == 3
    assert (after.owner, after.team, after.accepted_on, after.status) == (mina.id, mina.team, yes, expected)
    assert (after.blocked_by == "x") is (after.status is status or status is not S.BLOCKED)
    file.undo()
    assert file.find(Action, before.id) == before


def test_one_action_that_is_over_is_given_to_nobody(file):
    action = settle_action(file, file.all(Action)[0], S.DONE, "it runs", LATER)
    with pytest.raises(RuleBroken, match="is over"):
        give_action(file, action, Person(id="mina", name="Mina"), LATER)


def test_what_is_known_of_an_action_grows(file):
    action = take_first_step(file, file.all(Action)[0], " Ask  Sam ")
    action = report_benefit(file, action, Benefit(group="team", text="calm", evidence=Evidence.REPORTED))
    assert (action.first_step, len(action.benefits)) == ("Ask Sam", 1)
    dated = move_action(file, file.all(Action)[2], DAY)
    assert (dated.due, dated.due_now) == (DAY, None)


def test_a_follow_up_is_held_moved_or_not_needed(file):
    to = datetime(2026, 4, 20, 13, tzinfo=UTC)
    assert move_follow_up(file, to).next_meeting == to
    held = hold_follow_up(file, LATER)
    assert (held.follow_up.held_on, held.next_meeting) == (LATER, to)
    with pytest.raises(RuleBroken):
        cancel_follow_up(file, " ")
    assert cancel_follow_up(file, "all is well").follow_up.not_needed == "all is well"
    assert move_follow_up(file, to).follow_up is None
    file.undo()
    assert file.session.follow_up.not_needed == "all is well"
