"""After the meeting: what became of actions, ideas and promises, each as one change."""

from datetime import date

import pytest

from facilitator.errors import BadInput, RuleBroken
from facilitator.model.action import Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.programme import Team
from facilitator.model.session import SessionStatus
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.follow_up import answer_idea, move_action, settle_action, settle_commitment
from tests.making import DAY, LATER, READ_BACK, session

S = ActionStatus


@pytest.fixture(params=[SessionStatus.SHARED, SessionStatus.CLOSED], ids=lambda status: status.value)
def file(request, tmp_path):
    """Return a session with an idea in action and two actions that serve it."""
    folder = Workspace(tmp_path).new_programme("Better Together", "H", timezone="UTC")
    infra = folder.file.put(Team(name="Infrastructure", headcount=9)).id
    file = folder.add_session(session(teams=(infra,), status=SessionStatus.SHARED, read_back=READ_BACK))
    with file.group("what was agreed"):
        idea = file.put(ImprovementIdea(id="i1", number=1, title="x", status=IdeaStatus.IN_ACTION))
        file.put(ImprovementIdea(id="i2", number=2, title="y"))
        for number in (1, 2):
            file.put(Action(number=number, text="x", owner="dev", status=S.OPEN, ideas=(idea.id,), due=DAY))
    if request.param is SessionStatus.CLOSED:
        file.put(file.session.moved_to(SessionStatus.CLOSED))
    file.forget_history()
    yield file
    folder.close()


def settled(file, *statuses):
    for action, status in zip(file.all(Action), statuses, strict=False):
        settle_action(file, action, status, "as agreed", LATER)
    return file.find(ImprovementIdea, "i1").status


@pytest.mark.parametrize(
    ("statuses", "idea"),
    [
        ([S.DONE], IdeaStatus.IN_ACTION),
        ([S.DROPPED], IdeaStatus.IN_ACTION),
        ([S.DONE, S.DONE], IdeaStatus.DONE),
        ([S.DONE, S.DROPPED], IdeaStatus.DONE),
        ([S.DROPPED, S.DONE], IdeaStatus.DONE),
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
