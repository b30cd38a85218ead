"""What became of it; figures of the worked example."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from facilitator.insight.follow_through import (
    answers,
    days_late,
    funnel,
    ideas_moved,
    is_answered,
    lower_median,
    on_time,
    overdue,
    promises_by_role,
    standing_of,
    standing_unread,
)
from facilitator.language.calendar import WorkingDays
from facilitator.model.action import Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.audience import Visibility
from facilitator.model.idea import Benefit, Evidence, IdeaStatus, ImprovementIdea
from tests.tables import for_each

AS_OF = date(2026, 4, 9)
SESSION = date(2026, 3, 12)


def action(status, due=None, **fields):
    return Action(text="Do it", owner="p", status=ActionStatus(status), due=due, **fields)


def idea(status, number=0, **fields):
    return ImprovementIdea(title="x", number=number, status=IdeaStatus(status), **fields)


def test_on_time_counts_first_dates_that_have_passed():
    found = on_time(
        [
            action("done", date(2026, 3, 26), done_on=date(2026, 3, 25)),
            action("done", date(2026, 4, 2), done_on=date(2026, 4, 7), due_now=date(2026, 4, 8)),
            action("done", date(2026, 3, 27), done_on=date(2026, 3, 27)),
            action("blocked", date(2026, 3, 31), blocked_by="x"),
            action("started", date(2026, 4, 30)),
            action("open", AS_OF),
            action("dropped", date(2026, 3, 20), reason="x"),
            action("open"),
        ],
        AS_OF,
    )
    assert (found.kept, found.due, found.kept_revised, found.dropped) == (2, 4, 3, 1)


def test_late_is_told_in_calendar_days_from_the_first_date():
    assert days_late(action("done", date(2026, 4, 2), done_on=date(2026, 4, 7)), AS_OF) == 5
    assert days_late(action("blocked", date(2026, 3, 31), blocked_by="x"), AS_OF) == 9
    assert days_late(action("done", date(2026, 4, 2), done_on=date(2026, 4, 1)), AS_OF) == 0
    assert days_late(action("open", AS_OF), AS_OF) == 0
    assert days_late(action("dropped", date(2026, 1, 1), reason="x"), AS_OF) == 0


def test_overdue_asks_the_date_that_counts_today():
    assert overdue(action("open", date(2026, 4, 1)), AS_OF)
    assert not overdue(action("open", date(2026, 4, 1), due_now=AS_OF), AS_OF)
    assert not overdue(action("done", date(2026, 4, 1), done_on=AS_OF), AS_OF)


def test_the_funnel_counts_each_step_with_those_that_went_on():
    felt = (Benefit(group="team", text="x", evidence=Evidence.REPORTED),)
    found = funnel(
        [
            idea("captured"),
            idea("accepted"),
            idea("in_action"),
            idea("done"),
            idea("benefit_confirmed", benefits=felt),
            idea("parked", review_on=AS_OF),
            idea("declined", answer="x"),
            idea("captured", merged_into="other"),
        ]
    )
    assert (found.captured, found.accepted, found.in_action, found.done, found.benefit_confirmed) == (
        7,
        4,
        3,
        2,
        1,
    )
    assert (found.parked, found.declined) == (1, 1)


def test_answers_of_the_worked_example():
    days = (17, 17, 17, 17, 17, 19, 24)
    ideas = [
        idea("accepted", number, first_answered=date(2026, 3, day)) for number, day in enumerate(days, 1)
    ]
    found = answers([(each, SESSION) for each in [*ideas, idea("captured", 8)]], AS_OF, WorkingDays())
    assert (found.answered, found.asked, found.latency) == (7, 8, 3)
    assert found.oldest is not None
    assert found.oldest.number == 8
    assert (found.oldest_days, found.oldest_working_days) == (28, 20)


def test_an_agreed_action_is_an_answer_and_the_idea_stands_in_action():
    waits, served = idea("captured", 1, id="w"), idea("shaped", 2, id="s")
    actions = [action("open", ideas=(served.id,)), action("proposed", ideas=(waits.id,))]
    stands = [
        standing_of(each, actions) for each in (waits, served, idea("parked", 3, id="p", review_on=AS_OF))
    ]
    assert stands == [IdeaStatus.CAPTURED, IdeaStatus.IN_ACTION, IdeaStatus.PARKED]
    found = answers([(waits, SESSION), (served, SESSION)], AS_OF, WorkingDays(), actions)
    assert (found.answered, found.asked, found.oldest) == (1, 2, waits)


def test_answers_of_nothing():
    found = answers([], AS_OF, WorkingDays())
    assert (found.answered, found.asked, found.latency, found.oldest, found.oldest_days) == (
        0,
        0,
        None,
        None,
        0,
    )


@for_each(
    ("end", "days"),
    [
        (SESSION, 0),
        (date(2026, 3, 13), 1),
        (date(2026, 3, 15), 1),
        (date(2026, 3, 17), 3),
        (AS_OF, 20),
        (date(2026, 3, 1), 0),
    ],
)
def test_working_days(end, days):
    assert WorkingDays().between(SESSION, end) == days


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_working_days_count_mondays_to_fridays(start, length):
    days = [date.fromordinal(start.toordinal() + step) for step in range(1, length + 1)]
    assert WorkingDays().between(start, date.fromordinal(start.toordinal() + length)) == sum(
        d.weekday() < 5 for d in days
    )


@for_each(("numbers", "middle"), [([], None), ([3], 3), ([5, 1], 1), ([4, 9, 2], 4)])
def test_the_lower_median(numbers, middle):
    assert lower_median(numbers) == middle


def test_promises_are_told_by_role():
    found = promises_by_role(
        [
            Commitment(text="x", role="Director", person="p", status=CommitmentStatus.KEPT),
            Commitment(text="y", role="Director", status=CommitmentStatus.BROKEN),
            Commitment(text="z", role="Lead facilitator"),
        ]
    )
    assert list(found) == ["Director", "Lead facilitator"]
    assert (found["Director"].made, found["Director"].kept, found["Director"].broken) == (2, 1, 1)
    assert found["Lead facilitator"].pending == 1


@for_each(
    "stands, actions, moved",
    [
        ("accepted", ["open"], "in_action"),
        ("accepted", ["proposed"], None),
        ("accepted", [], None),
        ("in_action", ["dropped"], "accepted"),
        ("in_action", ["dropped", "done"], None),
        ("in_action", ["proposed"], "accepted"),
        ("done", ["started"], "in_action"),
        ("done", ["done"], None),
        ("done", ["dropped"], None),
        ("parked", ["open"], None),
    ],
)
def test_an_idea_goes_where_its_actions_stand(stands, actions, moved):
    more = {"answer": "Later", "review_on": AS_OF} if stands == "parked" else {}
    served = idea(stands, id="i", **more)
    said = {"done_on": SESSION, "reason": "No time"}
    serving = [action(each, ideas=("i",), **said) for each in actions]
    others = [action("open", ideas=("other",))]
    found = [each.status.value for each in ideas_moved([served], [*serving, *others], AS_OF)]
    assert found == ([moved] if moved else [])


def test_an_agreed_action_is_an_answer_where_the_team_may_read_it_and_to_others_no_more_than_that():
    captured, accepted = idea("captured", id="i1"), idea("accepted", id="i2")
    serving = {"ideas": ("i1", "i2"), "accepted_on": SESSION}
    of_team, done = action("open", **serving), action("done", done_on=SESSION, **serving)
    ours = action("open", visibility=Visibility.FACILITATOR, **serving)
    assert [is_answered(captured, [each]) for each in (of_team, ours)] == [True, False]

    def unread(one, *actions):
        return standing_unread(one, actions, lambda _: False)

    assert unread(captured, of_team) is IdeaStatus.IN_ACTION
    assert unread(captured, done) is IdeaStatus.DONE
    assert unread(captured, ours) is None
    assert unread(accepted, ours) is IdeaStatus.IN_ACTION
    assert standing_unread(captured, [of_team], lambda _: True) is None
