"""A session that knows what the sessions before it left, and what is said there of their actions."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import msgspec
import pytest

from facilitator.errors import HeldBack, RuleBroken
from facilitator.live.course.opening import with_last_time
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.action import Action, ActionStatus
from facilitator.model.idea import Evidence, IdeaStatus, ImprovementIdea
from facilitator.model.interaction import Frequency, Interaction, TouchRole
from facilitator.model.ladder import Rung
from facilitator.model.person import Person
from facilitator.model.session import SessionStatus
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.last_time import EarlierSessions
from tests.clock import FakeClock
from tests.fixtures import Listening

FIRST, NOW = date(2026, 3, 12), date(2026, 4, 9)
CHANGE, PROJECT, DESK, RISK = "change_enablement", "project_management", "service_desk", "risk_management"


@pytest.fixture
def clock():
    return FakeClock(datetime(2026, 4, 9, 9, 0, tzinfo=UTC))


@pytest.fixture
def listening(tmp_path, clock):
    folder = Workspace(tmp_path, clock=clock.now).new_programme("Better", "Harrowmere", timezone="UTC")
    yield Listening(folder)
    folder.close()


@pytest.fixture
def team(listening):
    return listening.team("Infrastructure and Cloud", short_name="Infra")


@pytest.fixture
def first(listening, team, clock):
    """The session before; nothing changes in the second it ended."""
    file = listening.hear(team, on=FIRST)
    rated = {"rung": Rung.SCRIPTED, "frequency": Frequency.WEEKLY, "importance": 5, "ease": 2}
    listening.tell(file, CHANGE, **rated)
    listening.tell(file, PROJECT, role=TouchRole.NONE, frequency=Frequency.NEVER)
    listening.tell(file, DESK, role=TouchRole.UNKNOWN)
    clock.pass_time(60)
    return file


def open_live(listening, file, clock):
    folder = listening.folder
    return LiveSession(
        SessionDesk(
            file,
            clock=clock,
            today=folder.today,
            practices=folder.catalogue.practices,
            teams=folder.teams,
            people=folder.people,
            earlier=EarlierSessions(folder, file),
        )
    )


@pytest.fixture
def own(listening, team):
    return listening.hear(team, on=NOW, status=SessionStatus.DRAFT)


@pytest.fixture
def live(listening, first, own, clock):
    return open_live(listening, own, clock)


# The touch map


def test_what_stood_there_last_time_is_not_asked_yet(live, own):
    assert set(live.touch.former()) == {CHANGE, PROJECT, DESK}
    assert (live.touch.interaction(CHANGE), live.touch.touched(), own.all(Interaction)) == (None, 0, ())


def test_the_first_answer_on_a_practice_starts_from_role_and_frequency_of_last_time(live):
    told = live.touch.set_rung(CHANGE, 2)
    assert (told.role, told.frequency, told.rung) == (TouchRole.PERFORMS, Frequency.WEEKLY, Rung(2))
    assert (told.importance, told.ease) == (None, None), "scores are said anew"
    assert live.touch.touched() == 1
    assert live.records.undo_label == "Change enablement: rung 2"
    live.undo()
    assert live.touch.interaction(CHANGE) is None


def test_another_role_than_last_time_counts(live):
    assert live.touch.set_role(CHANGE, TouchRole.OWNS).frequency is Frequency.WEEKLY
    assert live.touch.set_role(CHANGE, TouchRole.NONE).frequency is Frequency.NEVER


def test_as_last_time_says_role_and_frequency_and_nothing_else(live):
    told = live.touch.as_last_time(CHANGE)
    assert (told.role, told.frequency, told.rung) == (TouchRole.PERFORMS, Frequency.WEEKLY, None)
    assert live.touch.as_last_time(PROJECT).role is TouchRole.NONE
    assert live.touch.as_last_time(DESK) is None, "who could not say then has said nothing"
    assert live.touch.as_last_time(RISK) is None
    assert live.touch.touched() == 1


def test_as_last_time_said_twice_is_one_change_and_keeps_what_was_said_between(live):
    live.touch.as_last_time(CHANGE)
    live.touch.set_rung(CHANGE, 2)
    told = live.touch.as_last_time(CHANGE)
    assert (told.role, told.rung) == (TouchRole.PERFORMS, Rung(2))
    assert live.records.undo_label == "Change enablement: rung 2"
    live.undo()
    live.undo()
    assert live.touch.interaction(CHANGE) is None
    assert live.touch.as_last_time(CHANGE).frequency is Frequency.WEEKLY


def test_a_year_later_as_last_time_is_the_newest_session_that_asked(listening, team, first, clock):
    second = listening.hear(team, on=NOW)
    listening.tell(second, CHANGE, role=TouchRole.OWNS, frequency=Frequency.MONTHLY)
    listening.hear(team, on=NOW.replace(month=6))
    clock.pass_time(365 * 24 * 3600)
    third = listening.hear(team, on=NOW.replace(year=NOW.year + 1), status=SessionStatus.DRAFT)
    live = open_live(listening, third, clock)
    told = live.touch.as_last_time(CHANGE)
    assert (told.role, told.frequency) == (TouchRole.OWNS, Frequency.MONTHLY)
    assert live.touch.former()[CHANGE].rung is Rung.SCRIPTED, "the rung is the newest that was given"
    live.undo()
    assert live.touch.interaction(CHANGE) is None


def test_where_it_was_never_met_a_rung_asks_for_the_role_first(live):
    with pytest.raises(RuleBroken):
        live.touch.set_rung(PROJECT, 2)


def test_another_team_starts_from_its_own_last_time(listening, team, first, clock):
    desk = listening.team("Service Desk")
    both = listening.hear(desk, team, on=NOW, status=SessionStatus.DRAFT)
    live = open_live(listening, both, clock)
    assert live.touch.former() == {}
    assert live.touch.set_rung(CHANGE, 3, team=team.id).role is TouchRole.PERFORMS
    with pytest.raises(RuleBroken):
        live.touch.set_rung(CHANGE, 3)


# What became of what was agreed


@pytest.fixture
def jo(listening):
    return listening.folder.file.put(Person(name="Jo Marsh"))


def agree(file, person, clock, **fields):
    given = {"text": "Agree the facts", "status": ActionStatus.OPEN, "number": 1, "due": date(2026, 3, 31)}
    action = file.put(Action(owner=person.id if person else None, **(given | fields)))
    clock.pass_time(60)
    return action


def in_hand(live, text="Agree the facts"):
    return next(each for each in live.last_time.told.agreed if each.action.text == text)


def test_the_segment_comes_after_the_welcome_of_any_script_and_takes_no_longer(live, own):
    before = own.session.script
    live.course.start()
    script = own.session.script
    assert [segment.key for segment in script.segments][:3] == ["welcome", "last_time", "why"]
    assert script.minutes == before.minutes == sum(segment.minutes for segment in script.segments)
    assert {segment.key for segment in before.segments} < {segment.key for segment in script.segments}
    assert live.course.next_segment().key == "last_time"
    assert live.position.instrument == "last_time"
    live.undo()
    live.undo()
    assert own.session.script == before


def test_every_shipped_script_gives_it_the_minutes(listening):
    scripts = listening.folder.catalogue.scripts.values()
    assert len(scripts) > 5
    for script in scripts:
        again = with_last_time(script)
        added = [segment for segment in again.segments if segment.key == "last_time"]
        assert [segment.minutes for segment in added] == [max(3, min(6, script.minutes // 10))]
        assert again.minutes == script.minutes, script.key
        for was in script.segments:
            now = again.segment(was.key)
            assert now.minutes == was.minutes if was.keep else now.minutes >= max(1, was.minimum)
        assert with_last_time(again) is again


def test_nothing_at_all_for_a_first_session(listening, team, clock):
    file = listening.hear(team, on=NOW, status=SessionStatus.DRAFT)
    live, before = open_live(listening, file, clock), file.session.script
    live.course.start()
    assert file.session.script == before
    assert live.last_time.told is None


def test_a_verdict_is_the_actions_own_record_in_its_own_file(live, first, own, jo, clock):
    agree(first, jo, clock)
    live.course.start()
    before = own.everything()
    live.last_time.done(in_hand(live), "seen on Monday")
    (action,) = first.all(Action)
    assert (action.status, action.done_on, action.evidence) == (ActionStatus.DONE, NOW, "seen on Monday")
    assert first.last_done().label == "action 1 “Agree the facts” done"
    assert list(own.everything()) == list(before), "nothing of it is copied"
    live.last_time.done(in_hand(live), "and on Tuesday")
    assert first.all(Action)[0].evidence == "and on Tuesday"
    assert (live.last_time.told.asked, live.last_time.told.to_ask) == (1, 1)


def test_what_helped_is_done_and_says_what_the_team_gained(live, first, jo, clock):
    agree(first, jo, clock)
    live.last_time.helped(in_hand(live), "two calls fewer")
    (action,) = first.all(Action)
    (gain,) = action.benefits
    assert (action.status, gain.group, gain.text) == (ActionStatus.DONE, "team", "two calls fewer")
    assert gain.evidence is Evidence.REPORTED
    first.undo()
    assert first.all(Action)[0].status is ActionStatus.OPEN, "it is one change"


def test_blocked_says_by_what_and_until_when(live, first, jo, clock):
    agree(first, jo, clock)
    with pytest.raises(RuleBroken):
        live.last_time.blocked(in_hand(live), "")
    live.last_time.blocked(in_hand(live), "a form", date(2026, 4, 30))
    (action,) = first.all(Action)
    assert (action.blocked_by, action.due, action.due_now) == ("a form", date(2026, 3, 31), date(2026, 4, 30))
    live.last_time.blocked(in_hand(live), "two forms")
    assert first.all(Action)[0].blocked_by == "two forms"


def test_dropping_needs_a_word_and_can_be_meant_otherwise(live, first, jo, clock):
    agree(first, jo, clock)
    with pytest.raises(RuleBroken):
        live.last_time.dropped(in_hand(live), "")
    live.last_time.dropped(in_hand(live), "too large")
    live.last_time.done(in_hand(live))
    assert first.all(Action)[0].status is ActionStatus.DONE
    live.last_time.blocked(in_hand(live), "a form")
    live.last_time.goes_on(in_hand(live), date(2026, 5, 1))
    (action,) = first.all(Action)
    assert (action.status, action.due_now) == (ActionStatus.BLOCKED, date(2026, 5, 1))
    with pytest.raises(RuleBroken):
        live.last_time.goes_on(in_hand(live), date(2026, 4, 1))


def test_done_is_only_what_somebody_said_yes_to(live, first, jo, clock):
    agree(first, None, clock, status=ActionStatus.PROPOSED)
    with pytest.raises(RuleBroken, match="one person said yes"):
        live.last_time.done(in_hand(live))
    agree(first, jo, clock, text="asked", status=ActionStatus.PROPOSED)
    live.last_time.done(in_hand(live, "asked"))
    assert first.all(Action)[1].accepted_on == NOW


def test_the_idea_it_serves_stands_where_its_actions_stand(live, first, jo, clock):
    idea = first.put(ImprovementIdea(title="Facts first", status=IdeaStatus.ACCEPTED))
    agree(first, jo, clock, ideas=(idea.id,))
    live.last_time.blocked(in_hand(live), "a form")
    assert first.find(ImprovementIdea, idea.id).status is IdeaStatus.IN_ACTION
    live.last_time.dropped(in_hand(live), "too large")
    assert first.find(ImprovementIdea, idea.id).status is IdeaStatus.ACCEPTED


def test_what_is_not_for_the_notes_is_stored_nowhere(listening, first, own, jo, clock):
    agree(first, jo, clock)
    folder = listening.folder
    live = LiveSession(
        SessionDesk(
            own,
            clock=clock,
            today=folder.today,
            words=folder.catalogue.words,
            earlier=EarlierSessions(folder, own),
        )
    )
    with pytest.raises(HeldBack):
        live.last_time.blocked(in_hand(live), "she is on sick leave with burnout")
    assert first.all(Action)[0].status is ActionStatus.OPEN


def test_a_closed_session_still_takes_verdicts(listening, team, jo, clock):
    first = listening.hear(team, on=FIRST, status=SessionStatus.REVIEWED)
    agree(first, jo, clock)
    first.put(first.session.moved_to(SessionStatus.SHARED))
    first.put(first.session.moved_to(SessionStatus.CLOSED))
    live = open_live(listening, listening.hear(team, on=NOW, status=SessionStatus.DRAFT), clock)
    live.last_time.helped(in_hand(live), "two calls fewer")
    assert first.all(Action)[0].status is ActionStatus.DONE


def test_what_cannot_be_read_is_told_and_the_session_goes_on(listening, team, first, own, clock):
    other = listening.hear(listening.team("Service Desk"), on=FIRST)
    root, (own_name, first_path, other_path) = (
        listening.folder.path.parent.parent,
        (own.path.name, first.path, other.path),
    )
    listening.folder.close()
    for path in (first_path, other_path):
        path.write_text("{", encoding="utf-8")
    folder = Workspace(root, clock=clock.now).programme()
    file = next(each for each in folder.sessions if each.path.name == own_name)
    live = open_live(Listening(folder), file, clock)
    assert (live.last_time.told, live.last_time.unreadable) == (None, (first_path.name,))
    live.course.start()
    assert live.course.next_segment().key == "last_time"
    folder.close()


PROGRAM = """
import sys, time
from facilitator.live.clock import SystemClock
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.last_time import EarlierSessions
folder = Workspace(sys.argv[1]).programme(None)
file = next(each for each in folder.sessions if each.session.status.value == "draft")
live = LiveSession(SessionDesk(
    file, clock=SystemClock(folder.now), today=folder.today, earlier=EarlierSessions(folder, file)))
live.course.start()
live.last_time.dropped(live.last_time.told.agreed[0], "too large")
print("said", flush=True)
time.sleep(60)
"""


def test_a_verdict_outlives_a_kill(listening, first, own, jo, clock):
    agree(first, jo, clock)
    root = listening.folder.path.parent.parent
    listening.folder.close()
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, root], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "said\n"
        process.kill()
    folder = Workspace(root, clock=clock.now).programme()
    (action,) = (action for file in folder.sessions for action in file.all(Action))
    assert (action.status, action.reason) == (ActionStatus.DROPPED, "too large")
    folder.close()


def test_a_year_later_with_two_sessions_before_and_the_team_renamed(listening, team, jo, clock):
    first = listening.hear(team, on=date(2025, 2, 3))
    second = listening.hear(team, on=date(2025, 4, 3))
    listening.tell(first, CHANGE, rung=Rung.SCRIPTED)
    listening.tell(second, PROJECT, role=TouchRole.SUBJECT_TO, rung=Rung.DISCONNECTED)
    agree(first, jo, clock, text="still going")
    listening.folder.file.put(msgspec.structs.replace(team, name="Platforms", short_name="Plat"))
    live = open_live(listening, listening.hear(team, on=NOW, status=SessionStatus.DRAFT), clock)
    told = live.last_time.told
    assert (told.day, told.count, told.to_ask) == (date(2025, 4, 3), 2, 1)
    assert {key: int(each.rung) for key, each in live.touch.former().items()} == {CHANGE: 1, PROJECT: 0}
    live.last_time.dropped(in_hand(live, "still going"), "nobody needs it any more")
    assert first.all(Action)[0].status is ActionStatus.DROPPED
    listening.folder.remove_session(first)
    assert (live.last_time.told.count, live.last_time.told.to_ask) == (1, 0)
