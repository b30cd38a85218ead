"""What was promised and is open: whose it is, by when, and how late."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from facilitator.insight.promises import PromiseKind, Timeliness, answer_due, promises
from facilitator.language.calendar import WorkingDays
from facilitator.model.action import Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.audience import Visibility
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.observation import NEED, Observation
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.session import FollowUp, SessionStatus
from facilitator.wording.promises import detail, owner, subject, when
from tests.tables import for_each

HEARD_ON = date(2026, 3, 12)


def found(listening, zone=UTC):
    folder = listening.folder
    return promises(folder.file, folder.sessions, listening.today, zone)


@pytest.fixture
def team(listening):
    return listening.team("Infrastructure and Cloud", short_name="Infra")


@pytest.fixture
def session(listening, team):
    return listening.hear(team, on=HEARD_ON)


@pytest.fixture
def jo(listening):
    return listening.folder.file.put(Person(name="Jo Marsh"))


def agree(session, person, **fields):
    fields = {"text": "Agree the facts", "status": ActionStatus.OPEN, "due": date(2026, 3, 31)} | fields
    return session.put(Action(owner=person.id, **fields))


def test_a_late_action_names_its_owner_and_what_blocks_it(listening, session, jo):
    action = agree(session, jo, status=ActionStatus.BLOCKED, blocked_by="supplier")
    (promise,) = found(listening).items
    assert (promise.kind, subject(promise), owner(promise)) == (
        PromiseKind.ACTION,
        "Agree the facts",
        "Jo Marsh",
    )
    assert (when(promise), when(promise, short=True)) == ("9 days late", "9 d late")
    assert (detail(promise), promise.standing, promise.days_late) == ("blocked: supplier", Timeliness.LATE, 9)
    assert (promise.session, promise.record, promise.person) == (session.session.id, action.id, jo.id)


@pytest.mark.parametrize("status", ActionStatus)
def test_an_action_is_promised_from_the_yes_until_it_is_done_or_dropped(listening, session, jo, status):
    agree(session, jo, status=status, blocked_by="x", reason="x", done_on=date(2026, 4, 1))
    kinds = [promise.kind for promise in found(listening).items]
    if status is ActionStatus.PROPOSED:
        assert kinds == [PromiseKind.YES]
        assert detail(found(listening).items[0]) == "Jo Marsh has not said yes yet"
    else:
        over = status in {ActionStatus.DONE, ActionStatus.DROPPED}
        assert kinds == ([] if over else [PromiseKind.ACTION])


def test_the_date_that_counts_now_decides(listening, session, jo):
    agree(session, jo, due_now=date(2026, 4, 12))
    assert [when(promise) for promise in found(listening).items] == ["in 3 days"]


def test_two_people_of_one_name_are_told_apart(listening, session, team, jo):
    other = listening.folder.file.put(Person(name="Jo Marsh", team=team.id))
    agree(session, other)
    assert found(listening).items[0].who == "Jo Marsh (Infra)"


def test_an_idea_is_late_from_the_day_its_target_passed(listening, session):
    idea = session.put(ImprovementIdea(number=8, title="Mornings at the desk"))
    (promise,) = found(listening).items
    assert (subject(promise), owner(promise)) == ("Answer idea 8, Mornings at the desk", "you")
    assert (promise.due, promise.days_late, detail(promise)) == (date(2026, 4, 2), 7, "28 days old")
    assert (promise.kind, promise.record) == (PromiseKind.ANSWER, idea.id)
    seen = {}
    for day in (1, 2, 3):
        listening.today = date(2026, 4, day)
        there = found(listening)
        seen[day] = ([each.standing for each in there.items], there.late)
    assert seen == {1: ([Timeliness.AHEAD], 0), 2: ([Timeliness.TODAY], 0), 3: ([Timeliness.LATE], 1)}


def test_an_answer_is_owed_from_the_day_the_idea_was_heard(listening, team):
    listening.hear(team, on=date(2026, 3, 19)).put(ImprovementIdea(title="Due on 9 April"))
    seen = {}
    for days in (-21, -7, 0, 1):
        listening.today = date(2026, 4, 9) + timedelta(days=days)
        seen[days] = [when(promise) for promise in found(listening).items]
    assert seen == {-21: ["in 21 days"], -7: ["in 7 days"], 0: ["today"], 1: ["1 day late"]}


def test_a_parked_idea_comes_back_a_week_before_its_day(listening, session):
    session.put(
        ImprovementIdea(number=5, title="Later", status=IdeaStatus.PARKED, review_on=date(2026, 9, 1))
    )
    listening.today = date(2026, 8, 24)
    assert found(listening).items == ()
    listening.today = date(2026, 8, 25)
    (promise,) = found(listening).items
    assert (subject(promise), when(promise), detail(promise), owner(promise)) == (
        "Look again at idea 5, Later",
        "in 7 days",
        "parked",
        "you",
    )


def test_an_idea_an_action_was_agreed_for_is_not_unanswered(listening, session, jo):
    idea = session.put(ImprovementIdea(number=8, title="Mornings at the desk"))
    action = agree(session, jo, ideas=(idea.id,), status=ActionStatus.PROPOSED)
    assert PromiseKind.ANSWER in {promise.kind for promise in found(listening).items}
    session.put(msgspec.structs.replace(action, status=ActionStatus.OPEN))
    assert {promise.kind for promise in found(listening).items} == {PromiseKind.ACTION}


def test_what_came_of_an_idea_is_asked_once_its_actions_are_over(listening, session, jo):
    with session.group("what was agreed"):
        idea = session.put(ImprovementIdea(number=2, title="Whole", status=IdeaStatus.IN_ACTION))
        done = {"status": ActionStatus.DONE, "done_on": date(2026, 4, 1)}
        agree(session, jo, ideas=(idea.id,), **done)
        other = agree(session, jo, ideas=(idea.id,))
    assert [promise.kind for promise in found(listening).items] == [PromiseKind.ACTION]
    session.put(msgspec.structs.replace(other, status=ActionStatus.DROPPED, reason="no need"))
    (promise,) = found(listening).items
    assert (subject(promise), when(promise), found(listening).open) == (
        "Say what came of idea 2, Whole",
        "now",
        0,
    )
    session.put(msgspec.structs.replace(idea, status=IdeaStatus.DONE))
    assert found(listening).items == ()


def test_the_target_is_the_programmes(listening, session):
    session.put(ImprovementIdea(title="Mornings at the desk"))
    programme = listening.folder.programme
    listening.folder.file.put(msgspec.structs.replace(programme, answer_days=20))
    assert [when(promise) for promise in found(listening).items] == ["today"]


def test_an_answered_or_merged_idea_is_no_reminder(listening, session):
    whole = session.put(ImprovementIdea(title="Whole", status=IdeaStatus.ACCEPTED))
    session.put(ImprovementIdea(title="Part", merged_into=whole.id))
    session.put(ImprovementIdea(title="Later", status=IdeaStatus.PARKED, review_on=date(2026, 9, 1)))
    assert found(listening).open == 0


@for_each("start", [date(2026, 3, 9) + timedelta(days=day) for day in range(7)])
@for_each("target", [1, 4, 5, 15, 23])
def test_an_answer_is_due_on_the_last_working_day_of_its_target(start, target):
    due = answer_due(start, Programme(name="P", organisation="H", answer_days=target))
    assert due.weekday() < 5
    assert WorkingDays().between(start, due) == target


def test_holidays_put_off_the_day_an_answer_is_due(listening, session):
    session.put(ImprovementIdea(title="Mornings at the desk"))
    file = listening.folder.file
    programme = file.put(msgspec.structs.replace(listening.folder.programme, answer_days=20))
    assert [when(promise) for promise in found(listening).items] == ["today"]
    easter = (date(2026, 4, 3), date(2026, 4, 6))
    file.put(msgspec.structs.replace(programme, holidays=easter))
    (promise,) = found(listening).items
    assert promise.due == date(2026, 4, 13)


def follow_up(listening, team, agreed, on=HEARD_ON, **fields):
    return listening.hear(team, on=on, next_meeting=agreed, **fields)


def test_a_follow_up_of_today_tells_its_hour(listening, team):
    file = follow_up(listening, team, datetime(2026, 4, 9, 13, tzinfo=UTC))
    (promise,) = found(listening, ZoneInfo("Europe/London")).items
    assert (subject(promise), owner(promise), detail(promise)) == (
        "Follow-up, Infrastructure and Cloud",
        "you",
        "20 min",
    )
    assert (when(promise), when(promise, short=True), promise.standing) == (
        "today 14:00",
        "14:00",
        Timeliness.TODAY,
    )
    assert promise.session == promise.record == file.session.id


def test_a_follow_up_that_was_not_held_is_late(listening, team):
    follow_up(listening, team, datetime(2026, 4, 7, 13, tzinfo=UTC))
    (promise,) = found(listening).items
    assert (when(promise), detail(promise)) == ("2 days late", "20 min, not held yet")


@pytest.mark.parametrize("became", [FollowUp(held_on=date(2026, 4, 7)), FollowUp(not_needed="all is well")])
def test_a_follow_up_of_which_something_became_is_no_promise(listening, team, became):
    file = follow_up(listening, team, datetime(2026, 4, 7, 13, tzinfo=UTC))
    file.put(msgspec.structs.replace(file.session, follow_up=became))
    assert found(listening).items == ()


@pytest.mark.parametrize(
    ("met_on", "settled"), [(date(2026, 4, 7), True), (date(2026, 4, 8), True), (date(2026, 4, 1), False)]
)
def test_a_follow_up_is_settled_when_the_team_meets_again(listening, team, met_on, settled):
    follow_up(listening, team, datetime(2026, 4, 7, 13, tzinfo=UTC))
    listening.hear(team, on=met_on)
    assert found(listening).open == (not settled)


def test_a_meeting_that_agrees_a_new_day_replaces_the_old_one(listening, team):
    follow_up(listening, team, datetime(2026, 4, 7, 13, tzinfo=UTC))
    follow_up(listening, team, datetime(2026, 4, 20, 13, tzinfo=UTC), on=date(2026, 4, 2))
    assert [when(promise) for promise in found(listening).items] == ["in 11 days"]


def test_another_team_does_not_settle_a_follow_up(listening, team):
    follow_up(listening, team, datetime(2026, 4, 7, 13, tzinfo=UTC))
    listening.hear(listening.team("Service Desk"))
    assert found(listening).late == 1


@pytest.mark.parametrize("status", CommitmentStatus)
def test_a_commitment_is_open_until_it_is_kept_or_broken_also_with_a_new_date(listening, session, status):
    session.put(Commitment(text="A named seat", role="Director", by=date(2026, 4, 30), status=status))
    assert [(owner(promise), when(promise), detail(promise)) for promise in found(listening).items] == (
        [("Director", "in 21 days", f"{status.value}, to Infrastructure and Cloud")]
        if status.value in ("pending", "renegotiated")
        else []
    )


def test_the_latest_comes_first_then_today_then_by_date_then_what_has_no_day(listening, session, team, jo):
    for text, due in (
        ("ahead", 20),
        ("no day", None),
        ("late", -1),
        ("today", 0),
        ("later", -9),
        ("soon", 1),
    ):
        agree(session, jo, text=text, due=due if due is None else listening.today + timedelta(days=due))
    listening.hear(team, next_meeting=datetime(2026, 4, 9, 14, tzinfo=UTC))
    everything = found(listening)
    texts = [subject(promise).split(",")[0] for promise in everything.items]
    assert texts == ["later", "late", "Follow-up", "today", "soon", "ahead", "no day"]
    assert (everything.open, everything.late) == (7, 2)


@pytest.mark.parametrize(
    ("days", "long", "short"),
    [
        (-1, "1 day late", "1 d late"),
        (-40, "40 days late", "40 d late"),
        (0, "today", "today"),
        (1, "tomorrow", "in 1 d"),
        (28, "in 28 days", "in 28 d"),
        (29, "8 May", "8 May"),
        (300, "3 Feb 2027", "3 Feb 2027"),
    ],
)
def test_days_in_words(listening, session, days, long, short):
    due = listening.today + timedelta(days=days)
    session.put(Commitment(text="A seat", role="Director", by=due))
    (promise,) = found(listening).items
    assert (when(promise), when(promise, short=True)) == (long, short)


def test_what_a_cancelled_meeting_agreed_is_not_promised(listening, team, jo):
    agree(listening.hear(team, status=SessionStatus.CANCELLED), jo, due=listening.today)
    assert found(listening).open == 0


def test_the_worked_example_has_five_promises_two_of_them_late(example):
    everything = found(example, example.folder.zone)
    assert (everything.open, everything.late) == (5, 2)
    assert [(when(promise), owner(promise)) for promise in everything.items[:5]] == [
        ("9 days late", "Jo Marsh"),
        ("7 days late", "you"),
        ("today 14:00", "you"),
        ("in 21 days", "Sam Oduya"),
        ("in 21 days", "Director of Digital"),
    ]


def test_a_need_waits_from_the_end_of_its_meeting_until_somebody_promises_something_for_it(
    listening, session
):
    need = session.put(Observation(text="One day a month for spare parts", kind=NEED, number=3))
    held_back = {"visibility": Visibility.FACILITATOR}
    session.put(Observation(text="Only I know of it", kind=NEED, **held_back))
    (promise,) = found(listening).items
    assert (promise.kind, promise.record, owner(promise)) == (PromiseKind.NEED, need.id, "you")
    assert (subject(promise), detail(promise)) == (
        "Ask leaders: One day a month for spare parts",
        "needed for 28 days",
    )
    assert promise.due == answer_due(HEARD_ON, listening.folder.programme)
    merged = session.put(msgspec.structs.replace(need, id="part", merged_into=need.id))
    made = session.put(Commitment(text="A day", role="Director", by=date(2026, 4, 30), note=merged.id))
    assert [each.kind for each in found(listening).items] == [PromiseKind.COMMITMENT], (
        "what was merged counts"
    )
    session.remove(made)
    assert [each.kind for each in found(listening).items] == [PromiseKind.NEED], "it waits again"


def test_a_need_does_not_wait_while_the_room_may_still_promise(listening, team):
    session = listening.hear(team, on=listening.today, status=SessionStatus.RUNNING)
    session.put(Observation(text="A named seat", kind=NEED))
    assert found(listening).items == ()
