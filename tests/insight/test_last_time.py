"""What the sessions before one left: which they were, what was agreed and answered, how practices ran."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from facilitator.insight.last_time import Reply, earlier_sessions, last_time
from facilitator.model.action import Action, ActionStatus
from facilitator.model.audience import Visibility
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.interaction import Frequency, TouchRole
from facilitator.model.ladder import Rung
from facilitator.model.person import Person
from facilitator.model.session import SessionStatus
from facilitator.workspace.folder.workspace import Workspace
from tests.clock import FakeClock
from tests.fixtures import Listening

FIRST, SECOND, NOW = date(2026, 1, 15), date(2026, 3, 12), date(2026, 4, 9)
CHANGE, PROJECT = "change_enablement", "project_management"


@pytest.fixture
def team(listening):
    return listening.team("Infrastructure and Cloud", short_name="Infra")


@pytest.fixture
def jo(listening):
    return listening.folder.file.put(Person(name="Jo Marsh"))


@pytest.fixture
def own(listening, team):
    """The session in hand, not begun yet."""
    return listening.hear(team, on=NOW, status=SessionStatus.DRAFT)


def left(listening, own):
    folder = listening.folder
    return last_time(folder.sessions, own.session, listening.today, UTC, programme=folder.programme)


def agree(session, person, **fields):
    given = {"text": "Agree the facts", "status": ActionStatus.OPEN, "number": 1} | fields
    return session.put(Action(owner=person.id, **given))


def test_nothing_at_all_when_it_is_the_first(listening, team, own):
    assert left(listening, own) is None
    other = listening.team("Service Desk")
    listening.hear(other, on=SECOND)
    listening.hear(team, on=SECOND, status=SessionStatus.INVITED)
    listening.hear(team, on=SECOND, status=SessionStatus.CANCELLED)
    assert left(listening, own) is None


def test_a_session_counts_from_when_it_was_held_whatever_its_number(listening, team):
    later = listening.hear(team, on=SECOND)
    first = listening.hear(team, on=FIRST)
    seen = earlier_sessions(listening.folder.sessions, later.session, listening.today)
    assert [each.session.id for each in seen] == [first.session.id]
    assert earlier_sessions(listening.folder.sessions, first.session, listening.today) == ()


def test_one_planned_before_the_last_one_was_held_still_comes_after_it(listening, team):
    waiting = listening.hear(team, on=FIRST, status=SessionStatus.DRAFT)
    held = listening.hear(team, on=SECOND)
    assert left(listening, waiting).session.id == held.session.id


def test_a_session_with_two_teams_is_last_time_for_both(listening, team):
    desk = listening.team("Service Desk")
    both = listening.hear(team, desk, on=SECOND)
    for each in (team, desk):
        own = listening.hear(each, on=NOW, status=SessionStatus.DRAFT)
        assert left(listening, own).session.id == both.session.id


def test_of_a_session_with_another_team_its_own_ideas_and_those_of_both_come_back(listening, team, own):
    other = listening.team("Applications")
    both = listening.hear(team, other, on=date(2026, 3, 20))
    for number, (title, whose) in enumerate((("ours", team.id), ("theirs", other.id), ("of both", None)), 1):
        both.put(ImprovementIdea(number=number, title=title, team=whose))
    found = left(listening, own)
    assert [each.idea.title for each in found.ideas] == ["ours", "of both"]


def test_actions_of_the_last_session_and_older_ones_that_go_on(listening, team, own, jo):
    first, second = listening.hear(team, on=FIRST), listening.hear(team, on=SECOND)
    agree(first, jo, text="goes on")
    agree(first, jo, text="done before", status=ActionStatus.DONE, done_on=date(2026, 2, 1))
    agree(first, jo, text="done since", status=ActionStatus.DONE, done_on=date(2026, 3, 20))
    agree(second, jo, text="done", status=ActionStatus.DONE, done_on=date(2026, 3, 13))
    agree(second, jo, text="blocked", status=ActionStatus.BLOCKED, blocked_by="a form")
    second.put(Action(text="nobody yet"))
    agree(second, jo, text="only us", visibility=Visibility.FACILITATOR)
    agree(second, jo, text="to decide", undecided=True)
    found = left(listening, own)
    assert [each.action.text for each in found.agreed] == [
        "goes on",
        "done since",
        "done",
        "blocked",
        "nobody yet",
    ]
    assert (found.asked, found.to_ask, found.count, found.day) == (0, 3, 2, SECOND)


def test_what_was_said_of_an_action_since_the_session_began_was_asked(tmp_path):
    clock = FakeClock(datetime(2026, 4, 9, 9, 0, tzinfo=UTC))
    folder = Workspace(tmp_path, clock=clock.now).new_programme("Better", "Harrowmere", timezone="UTC")
    listening = Listening(folder)
    team, jo = listening.team("Infrastructure"), folder.file.put(Person(name="Jo Marsh"))
    second = listening.hear(team, on=SECOND)
    done = agree(second, jo, text="done")
    agree(second, jo, text="still")
    own = listening.hear(team, on=NOW, status=SessionStatus.DRAFT)
    clock.pass_time(60)
    own.put(own.session.moved_to(SessionStatus.RUNNING, started_at=clock.now()))
    assert (left(listening, own).asked, left(listening, own).to_ask) == (0, 2)
    clock.pass_time(60)
    second.put(done.moved_to(ActionStatus.DONE, done_on=NOW))
    assert (left(listening, own).asked, left(listening, own).to_ask) == (1, 2)
    folder.close()


def test_what_the_team_was_told_about_each_idea(listening, team, own):
    second = listening.hear(team, on=SECOND)
    replies = {
        IdeaStatus.CAPTURED: Reply.OWED,
        IdeaStatus.SHAPED: Reply.OWED,
        IdeaStatus.ACCEPTED: Reply.YES,
        IdeaStatus.PARKED: Reply.NOT_NOW,
        IdeaStatus.DECLINED: Reply.NO,
    }
    for status in replies:
        given = {"answer": "because", "review_on": date(2026, 9, 1)}
        second.put(ImprovementIdea(title=status.value, status=status, **given))
    assert {each.idea.status: each.reply for each in left(listening, own).ideas} == replies


def test_an_idea_with_an_agreed_action_is_answered(listening, team, own, jo):
    second = listening.hear(team, on=SECOND)
    idea = second.put(ImprovementIdea(title="A calendar"))
    agree(second, jo, ideas=(idea.id,))
    assert [each.idea.id for each in left(listening, own).replied(Reply.YES)] == [idea.id]


def test_of_older_ideas_those_that_are_over_are_left_out(listening, team, own):
    first = listening.hear(team, on=FIRST)
    listening.hear(team, on=SECOND)
    over = {"status": IdeaStatus.DECLINED, "answer": "no"}
    first.put(ImprovementIdea(title="long ago", first_answered=date(2026, 1, 20), **over))
    first.put(ImprovementIdea(title="since", first_answered=date(2026, 3, 20), **over))
    owed = first.put(ImprovementIdea(title="still owed"))
    first.put(ImprovementIdea(title="merged", merged_into=owed.id))
    assert [each.idea.title for each in left(listening, own).ideas] == ["since", "still owed"]


def test_the_newest_answer_on_a_practice_counts_and_the_newest_rung_is_kept(listening, team, own):
    first, second = listening.hear(team, on=FIRST), listening.hear(team, on=SECOND)
    listening.tell(first, CHANGE, rung=Rung.SCRIPTED, frequency=Frequency.WEEKLY)
    listening.tell(first, PROJECT, role=TouchRole.SUBJECT_TO)
    listening.tell(second, CHANGE, role=TouchRole.OWNS)
    former = left(listening, own).former
    change, project = former[team.id, CHANGE], former[team.id, PROJECT]
    assert (change.interaction.role, change.rung, change.on) == (TouchRole.OWNS, Rung.SCRIPTED, SECOND)
    assert (project.interaction.role, project.rung, project.on) == (TouchRole.SUBJECT_TO, None, FIRST)


def test_a_renamed_team_is_the_same_and_a_deleted_session_is_none(listening, team, own):
    first, second = listening.hear(team, on=FIRST), listening.hear(team, on=SECOND)
    listening.folder.file.put(msgspec.structs.replace(team, name="Platforms"))
    assert left(listening, own).session.id == second.session.id
    listening.folder.remove_session(second)
    assert left(listening, own).session.id == first.session.id
    listening.folder.remove_session(first)
    assert left(listening, own) is None
