"""`facilitator promises` and `facilitator settle` as they are typed."""

from datetime import date

import pytest
from filelock import FileLock

from facilitator.errors import BadInput
from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import NEED, Observation
from facilitator.model.person import Person
from facilitator.workspace.answers import answers_for
from facilitator.workspace.folder.workspace import Workspace
from tests.cli.command_line import answer, review, run


@pytest.fixture
def agreed(root, programme):
    """A session that was reviewed, with an idea, an action of Sam's that serves it, and a proposed one."""
    folder = Workspace(root).programme("Better Together")
    sam = folder.file.put(Person(name="Sam Oduya"))
    file = folder.sessions[0]
    idea = file.put(ImprovementIdea(number=1, title="One calendar"))
    other = file.put(ImprovementIdea(number=2, title="One list"))
    served = {"number": 1, "owner": sam.id, "status": ActionStatus.OPEN, "ideas": (idea.id,)}
    file.put(Action(text="Share the calendar", due=date(2026, 4, 1), **served))
    file.put(Action(text="Ask the board", number=2, ideas=(other.id,)))
    folder.close()
    review(root)
    return root


def say(*words):
    return answer(run("--as-of", "2026-04-09", "settle", *words, "--json"))


def test_what_is_open_is_listed_with_what_to_type(agreed):
    listed = run("--as-of", "2026-04-09", "promises").stdout.splitlines()
    own = [line for line in listed if "/" in line.split()[0]]
    assert [line.split()[0] for line in own] == ["L-01/A-1", "L-01/I-2", "L-01/A-2"]
    assert "8 days late" in own[0]
    assert "nobody has it yet" in own[2]
    assert [line.split()[0] for line in listed if "Write the action plan" in line] == ["L-01"]
    only = run("--as-of", "2026-04-09", "promises", "--owner", "sam", "--late", "--team", "Service Desk")
    assert ["L-01/A-1" in line for line in only.stdout.splitlines()] == [True], only.stderr
    assert answer(run("--as-of", "2026-04-09", "promises", "--owner", "nobody", "--json")) == []
    assert "Nothing waits" in run("promises", "--owner", "nobody").stderr


def test_what_can_be_said_of_a_record_is_listed(agreed):
    shown = run("settle", "L-01/I-2").stdout
    keys = [line.split()[0] for line in shown.splitlines()]
    assert keys == ["accepted", "in_action", "parked", "declined", "shaped"]
    assert "--day and --said (or not)" in shown
    assert [each["answer"] for each in answer(run("settle", "A-1", "--json"))][:2] == ["started", "blocked"]


def test_an_idea_goes_all_the_way_to_its_benefit(agreed):
    assert say("I-1", "accepted")["status"] == "in_action"
    assert say("A-1", "done")["done_on"] == "2026-04-09"
    missing = run("settle", "I-1", "done")
    assert (missing.exit_code, "“What came of it” is missing" in missing.stderr) == (2, True)
    assert say("I-1", "done", "--said", "Fewer clashes")["answer"] == "Fewer clashes"
    felt = say("I-1", "benefit", "--group", "users", "--said", "fewer clashes", "--known", "reported")
    assert (felt["status"], felt["benefits"][0]["evidence"]) == ("benefit_confirmed", "reported")


def test_an_idea_is_in_action_by_an_action_that_is_agreed(agreed):
    assert say("I-2", "in_action", "--action", "1")["status"] == "in_action"
    folder = Workspace(agreed).programme("Better Together")
    action = next(each for each in folder.sessions[0].all(Action) if each.number == 1)
    assert len(action.ideas) == 2
    folder.close()


def test_a_day_that_is_none_is_told_by_the_question_itself(agreed):
    """The check of the question, which fields ask as they are left: nothing is saved to find it out."""
    folder = Workspace(agreed, as_of=date(2026, 4, 9)).programme("Better Together")
    file = folder.sessions[0]
    asked = [
        question
        for record in (*file.all(ImprovementIdea), *file.all(Action), file.session)
        for each in answers_for(folder, file, record)
        for question in each.questions
        if question.key == "day"
    ]
    assert len(asked) > 3
    for question in asked:
        with pytest.raises(BadInput):
            question.check("someday")
    folder.close()


def test_days_are_read_as_people_say_them(agreed):
    assert say("I-2", "parked", "--day", "1 sep", "--said", "After the move")["review_on"] == "2026-09-01"
    assert say("A-1", "moved", "--day", "in two weeks")["due_now"] == "2026-04-23"
    over = run("--as-of", "2026-04-09", "settle", "A-1", "moved", "--day", "3 mar 2019")
    assert (over.exit_code, "is over" in over.stderr) == (2, True)
    refused = run("settle", "A-1", "moved", "--day", "someday")
    assert (refused.exit_code, "“someday” is not a day" in refused.stderr) == (2, True)
    over = run("--as-of", "2026-04-09", "settle", "I-2", "parked", "--day", "1 sep 2020")
    assert (over.exit_code, "2020-09-01 is over" in over.stderr) == (2, True)


def test_an_action_is_given_to_somebody_who_said_yes(agreed):
    refused = run("settle", "A-2", "given", "--who", "Mina Cole")
    assert (refused.exit_code, "stored with their yes only" in refused.stderr) == (2, True)
    given = say("A-2", "given", "--who", "Mina Cole", "--agreed", "yes")
    assert (given["status"], given["accepted_on"]) == ("open", "2026-04-09")


def test_no_name_is_stored_for_an_action_that_cannot_be_given(agreed):
    (path,) = [path for path in agreed.glob("sessions/*/*.json") if path.stem != "programme"]
    before = run("person", "list").stdout
    with FileLock(f"{path}.lock"):
        refused = run("settle", "A-2", "given", "--who", "Mina Cole", "--agreed", "yes")
    assert (refused.exit_code, "another window" in refused.stderr) == (1, True)
    assert run("person", "list").stdout == before


def test_a_name_and_a_promise_are_corrected_and_a_dropped_proposal_is_one_again(agreed):
    say("A-1", "spelled", "--said", "Sam Odúya")
    assert "Sam Odúya" in run("promises").stdout
    taken = run("settle", "A-1", "spelled")
    assert (taken.exit_code, run("promises").stdout.count("Odúya")) == (0, 1)
    folder = Workspace(agreed).programme("Better Together")
    folder.sessions[0].put(Commitment(number=1, text="A seat", role="Direktor"))
    folder.close()
    now = say("C-1", "corrected", "--who", "Director", "--day", "30 apr")
    assert (now["role"], now["by"], now["status"]) == ("Director", "2026-04-30", "pending")
    assert say("C-1", "corrected", "--day", "")["by"] is None
    say("A-2", "dropped", "--said", "no time")
    assert say("A-2", "open")["status"] == "proposed"


def test_a_follow_up_is_settled_by_its_session(agreed):
    assert say("L-01", "held", "--day", "2026-04-02")["follow_up"]["held_on"] == "2026-04-02"
    assert say("L-01", "moved", "--day", "20 apr 14:00")["follow_up"] is None
    over = run("--as-of", "2026-04-09", "settle", "L-01", "moved", "--day", "2020-04-20 14:00")
    assert (over.exit_code, "2020-04-20 is over" in over.stderr) == (2, True)
    early = run("--as-of", "2026-04-09", "settle", "L-01", "held", "--day", "10 apr")
    assert (early.exit_code, "has not come yet" in early.stderr) == (2, True)


def test_what_does_not_belong_is_refused_and_changes_nothing(agreed):
    before = answer(run("session", "show", "L-01", "--json"))
    for words in (("I-2", "gone"), ("I-2", "accepted", "--day", "fri"), ("L-09", "held"), ("N-1", "done")):
        assert run("settle", *words).exit_code != 0, words
    assert answer(run("session", "show", "L-01", "--json")) == before


def test_a_follow_up_comes_after_the_session(root, programme):
    refused = run("settle", "L-01", "held", "--day", "today")
    assert (refused.exit_code, "comes after the session" in refused.stderr) == (2, True)


def test_all_actions_of_somebody_who_leaves_are_handed_over(agreed):
    say("A-2", "given", "--who", "Sam Oduya", "--agreed", "yes")
    say("A-1", "given", "--who", "Mina Cole", "--agreed", "yes", "--which", "all")
    actions = answer(run("session", "show", "L-01", "--json"))["actions"]
    assert len({each["owner"] for each in actions}) == 1
    assert [each["accepted_on"] for each in actions] == ["2026-04-09", "2026-04-09"]
    listed = run("--as-of", "2026-04-09", "promises", "--owner", "Mina Cole").stdout
    assert [line.split()[0] for line in listed.splitlines()] == ["L-01/A-1", "L-01/A-2"]


def test_an_only_action_is_no_hand_over(agreed):
    refused = run("settle", "A-1", "given", "--who", "Mina", "--agreed", "yes", "--which", "all")
    assert (refused.exit_code, "does not belong" in refused.stderr) == (2, True)


def test_a_need_is_answered_by_a_promise_or_parked(agreed):
    folder = Workspace(agreed).programme("Better Together")
    file = folder.sessions[0]
    for number, text in enumerate(("A named seat", "A day a month", "A new tool"), 1):
        file.put(Observation(number=number, text=text, kind=NEED))
    file.put(Observation(number=4, text="Monday is slow", kind="hurts"))
    folder.close()
    assert [each["answer"] for each in answer(run("settle", "L-01/N-1", "--json"))] == [
        "promised",
        "no",
        "parked",
    ]
    say("L-01/N-1", "promised", "--who", "Director", "--said", "A seat", "--day", "30 apr")
    assert say("L-01/N-2", "parked")["kind"] == "parking"
    said = ("--who", "Director", "--said", "No money before August")
    assert run("settle", "L-01/N-3", "no", *said[:2]).exit_code == 2, "a no has a reason"
    assert say("L-01/N-3", "no", *said)["no_because"] == "No money before August"
    listed = run("--as-of", "2026-04-09", "promises").stdout
    assert "Ask leaders" not in listed
    assert "A seat" in listed
    assert run("settle", "L-01/N-4").exit_code == 2
