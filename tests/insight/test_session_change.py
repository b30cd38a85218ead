"""What changed for a team from session to session: rungs then and now, actions kept."""

from datetime import date, timedelta

from facilitator.insight.session_change import session_change
from facilitator.model.action import Action, ActionStatus
from facilitator.model.audience import Visibility
from facilitator.model.ladder import Rung
from facilitator.model.person import Person
from facilitator.wording import session_change as words

FIRST = date(2026, 3, 12)
SECOND = date(2026, 6, 10)
TODAY = date(2026, 6, 12)
SHOWN = ("incident_management", "change_enablement", "problem_management", "risk_management")


def heard(listening, rungs, on):
    """Hear the desk on a day, with a rung of each of these practices."""
    desk = next((each for each in listening.folder.teams.values()), None) or listening.team("Desk")
    file = listening.hear(desk, on=on)
    for practice, rung in rungs.items():
        listening.tell(file, practice, rung=rung, importance=5, ease=2)
    return file


def change_of(listening, practices=SHOWN, today=TODAY):
    (team, *_) = listening.folder.teams.values()
    return session_change(listening.folder.sessions, team.id, practices, today)


def test_rungs_are_compared_from_the_first_to_the_newest_and_falls_stand_last(listening):
    heard(listening, {"incident_management": 3, "change_enablement": 1, "risk_management": 2}, FIRST)
    heard(listening, {"incident_management": 2, "change_enablement": 2}, FIRST + timedelta(days=30))
    heard(listening, {"incident_management": 2, "change_enablement": 3, "problem_management": 1}, SECOND)
    found = change_of(listening)
    told = [(each.practice, each.then.rung, each.now.rung, words.movement(each)) for each in found.trails]
    assert told == [
        ("change_enablement", Rung(1), Rung(3), "rose 2"),
        ("incident_management", Rung(3), Rung(2), "fell 1"),
    ]
    assert [point.rung for point in found.trails[0].points] == [1, 2, 3]
    assert found.not_asked_again == ("risk_management",)
    assert words.when(found) == "L-01 12 Mar, L-02 11 Apr and L-03 10 Jun"


def test_one_session_and_none_say_what_makes_a_point(listening):
    team = listening.team("Desk")
    assert not change_of(listening).compares
    assert "has given no rung yet" in words.no_comparison(team, change_of(listening))
    heard(listening, {"incident_management": 3}, FIRST)
    found = change_of(listening)
    assert not found.compares
    assert (
        words.no_comparison(team, found) == "Desk has been heard once. The next session makes a second point."
    )


def test_what_is_to_come_another_teams_and_hidden_practices_do_not_count(listening):
    heard(listening, {"incident_management": 1, "change_enablement": 1}, FIRST)
    other = listening.team("Apps")
    file = heard(listening, {"incident_management": 2, "change_enablement": 2}, SECOND)
    listening.tell(listening.hear(other, on=SECOND), "incident_management", rung=5)
    assert [each.now.rung for each in change_of(listening, SHOWN[:1]).trails] == [2]
    assert not change_of(listening, today=SECOND - timedelta(days=1)).compares
    assert {each.practice for each in change_of(listening, SHOWN[:1]).trails} == {"incident_management"}
    assert file.session.teams == (change_of(listening).team,)


def test_of_what_was_agreed_it_tells_what_became_and_nothing_that_is_private_or_only_proposed(listening):
    first = heard(listening, {"incident_management": 1}, FIRST)
    sam = listening.folder.file.put(Person(name="Sam"))
    yes = {"owner": sam.id, "accepted_on": FIRST, "due": date(2026, 4, 1)}
    done = {"status": ActionStatus.DONE, **yes}
    rows = {
        "early": {**done, "done_on": date(2026, 3, 31)},
        "kept": {**done, "done_on": date(2026, 4, 1)},
        "late": {**done, "done_on": date(2026, 4, 6)},
        "stuck": {"status": ActionStatus.BLOCKED, "blocked_by": "the supplier", **yes},
        "open": {"status": ActionStatus.OPEN, **yes},
        "no yes yet": {"status": ActionStatus.PROPOSED},
        "ours": {**done, "done_on": date(2026, 4, 1), "visibility": Visibility.FACILITATOR},
    }
    for number, (text, fields) in enumerate(rows.items(), 1):
        first.put(Action(number=number, text=text, **fields))
    heard(listening, {"incident_management": 2}, SECOND).put(
        Action(number=9, text="agreed just now", **(yes | {"due": TODAY}))
    )
    found = change_of(listening)
    assert words.kept(found) == "3 of 5 done, 2 by their first date"
    told = {each.action.text: words.became(each.action, TODAY) for each in found.actions}
    assert told == {
        "early": "1 day early",
        "kept": "on its date",
        "late": "5 days late",
        "stuck": "blocked: the supplier",
        "open": "open, due 1 Apr",
    }
