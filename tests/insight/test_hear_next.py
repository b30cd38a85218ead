"""Which team to hear next: every reason is read off the records."""

from datetime import date

import msgspec
import pytest

from facilitator.insight.coverage import coverage
from facilitator.insight.hear_next import Why, hear_next
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.ladder import Rung
from facilitator.model.practice import PracticeDecision
from facilitator.model.session import SessionStatus
from facilitator.model.team import TeamKind
from facilitator.wording.hear_next import reason, short_reason

CHANGE, PROJECT = "change_enablement", "project_management"
SORE = {"rung": Rung.DISCONNECTED, "importance": 4, "ease": 1}
CALM = {"rung": Rung.SHARED, "importance": 3, "ease": 4}


def found(listening):
    folder = listening.folder
    seen = coverage(folder.file, folder.sessions, listening.practices, listening.today)
    return hear_next(folder.file, folder.sessions, seen, listening.today)


def reasons(listening):
    today = listening.today
    return {
        each.team.name: (reason(each.reason, today), short_reason(each.reason, today))
        for each in found(listening).suggestions
    }


@pytest.fixture
def office(listening):
    return listening.team("Project Delivery Office", short_name="Projects", kind=TeamKind.PROJECT)


def heard_team(listening, name, *named, practice=PROJECT, on=date(2026, 3, 12), **scores):
    team = listening.team(name)
    file = listening.hear(team, on=on)
    listening.tell(file, practice, counterparts=tuple(each.id for each in named), **(scores or CALM))
    return file


@pytest.mark.parametrize(
    ("sore", "calm", "long", "short"),
    [
        (4, 0, "pain 16 or more in all four teams heard", "16+ in all 4"),
        (2, 0, "pain 16 or more in both teams heard", "16+ in both"),
        (2, 1, "pain 16 or more in two of three teams heard", "16+ in 2 of 3"),
        (1, 1, "pain 16 or more, named by Team 0", "16+ in 1"),
    ],
)
def test_the_team_named_where_it_hurts_most(listening, office, sore, calm, long, short):
    for number in range(sore + calm):
        heard_team(listening, f"Team {number}", office, **(SORE if number < sore else CALM))
    assert reasons(listening) == {"Project Delivery Office": (long, short)}


def test_pain_below_sixteen_is_only_a_name(listening, office):
    heard_team(listening, "Infrastructure", office)
    assert reasons(listening) == {
        "Project Delivery Office": ("named by Infrastructure, never asked", "named, unasked")
    }


def test_two_or_more_who_name_a_team_are_counted(listening, office):
    heard_team(listening, "Infrastructure", office)
    heard_team(listening, "Applications", office)
    assert reasons(listening)[office.name] == ("named by Infrastructure and by Applications", "named twice")
    heard_team(listening, "Service Desk", office)
    assert reasons(listening)[office.name] == ("named by three teams, never asked", "named by 3")


def test_a_side_of_an_interface_names_its_counterpart(listening, office):
    file = heard_team(listening, "Infrastructure")
    file.put(InterfaceSide(team=file.session.teams[0], counterpart=office.id, practice=PROJECT))
    assert reasons(listening)[office.name][1] == "named, unasked"


def test_a_hidden_practice_gives_no_reason(listening, office):
    heard_team(listening, "Infrastructure", office, **SORE)
    listening.folder.file.put(PracticeDecision(practice=PROJECT, hidden=True))
    assert reasons(listening)[office.name][1] == "never heard"


def test_ideas_of_others_wait_for_leaders_to_decide(listening):
    leaders = listening.team("Leaders", kind=TeamKind.LEADERSHIP)
    data = listening.team("Data")
    file = heard_team(listening, "Infrastructure")
    for title in ("One", "Two"):
        file.put(ImprovementIdea(title=title, counterparts=(leaders.id,)))
    file.put(ImprovementIdea(title="Three", counterparts=(leaders.id, data.id)))
    answered = {"status": IdeaStatus.ACCEPTED, "counterparts": (data.id,)}
    file.put(ImprovementIdea(title="Four", **answered))
    assert reasons(listening)["Leaders"] == ("three ideas wait for a decision there", "3 ideas wait")
    assert reasons(listening)["Data"] == ("one unanswered idea concerns them", "1 idea waits")


def test_a_team_nobody_knows_anything_of(listening):
    heard_team(listening, "Infrastructure")
    listening.team("Data")
    assert reasons(listening) == {"Data": ("never heard, and no team named it yet", "never heard")}


def test_a_team_that_is_linked_but_not_named_was_only_never_heard(listening, office):
    data, file = listening.team("Data"), listening.folder.file
    with file.group("counterparts"):
        file.put(msgspec.structs.replace(office, counterparts=(data.id,)))
        file.put(msgspec.structs.replace(data, counterparts=(office.id,)))
    assert reasons(listening)[office.name] == ("never heard", "never heard")


def test_a_heard_team_is_due_when_it_waits_for_an_answer(listening):
    file = heard_team(listening, "Infrastructure")
    heard_team(listening, "Service Desk")
    assert reasons(listening) == {}
    file.put(ImprovementIdea(title="Mornings at the desk"))
    assert reasons(listening) == {"Infrastructure": ("one idea there has no answer yet", "1 unanswered")}


def test_a_team_heard_long_ago_is_due_again(listening):
    heard_team(listening, "Infrastructure", on=date(2025, 9, 3))
    assert reasons(listening) == {
        "Infrastructure": ("not heard for six months, last on 3 Sep 2025", "last 3 Sep 2025")
    }
    assert found(listening).never_heard == 0


def test_who_is_in_session_now_needs_no_suggestion(listening, office):
    listening.hear(office, status=SessionStatus.PAUSED)
    assert reasons(listening) == {}


def test_a_team_whose_session_is_planned_comes_last(listening, office):
    data = listening.team("Data")
    heard_team(listening, "Infrastructure", office, **SORE)
    listening.hear(office, on=date(2026, 4, 14), status=SessionStatus.INVITED)
    suggestions = found(listening).suggestions
    assert [each.team for each in suggestions] == [data, office]
    assert reasons(listening)[office.name] == ("session planned for 14 Apr", "on 14 Apr")
    assert [each.why for each in suggestions[1].reasons] == [Why.PLANNED, Why.SORE, Why.NAMED]


def test_the_weightiest_reason_comes_first_and_larger_counts_before_smaller(listening, office):
    waiting = heard_team(listening, "Infrastructure")
    once, twice, leaders = (listening.team(name) for name in ("Once", "Twice", "Leaders"))
    listening.team("Unknown")
    one = heard_team(listening, "Applications", once, twice)
    listening.tell(one, CHANGE, counterparts=(office.id,), **SORE)
    heard_team(listening, "Service Desk", twice)
    waiting.put(ImprovementIdea(title="Idea", counterparts=(leaders.id,)))
    assert [each.team.name for each in found(listening).suggestions] == [
        "Project Delivery Office",
        "Twice",
        "Once",
        "Leaders",
        "Unknown",
        "Infrastructure",
    ]


def test_a_programme_without_teams_or_sessions_suggests_nobody(listening):
    assert (found(listening).suggestions, found(listening).never_heard) == ((), 0)


def test_the_worked_example_hears_the_project_office_next(example):
    next_up = found(example)
    assert next_up.never_heard == 5
    assert [
        (each.team.name, short_reason(each.reason, example.today)) for each in next_up.suggestions[:5]
    ] == [
        ("Project Delivery Office", "16+ in all 4"),
        ("Identity and Security", "named twice"),
        ("Network and Wi-Fi", "named, unasked"),
        ("Digital Leadership Team", "3 ideas wait"),
        ("Data and Integration", "never heard"),
    ]
    assert reason(next_up.suggestions[0].reason, example.today) == "pain 16 or more in all four teams heard"
