"""Actions and promises by plain commands: what is agreed in a room, without a screen."""

import pytest

from facilitator.model.action import Action, ActionSize, Commitment
from facilitator.model.person import Person
from facilitator.text import clean_line
from facilitator.workspace.folder.workspace import Workspace
from tests.cli.command_line import HOSTILE, answer, contents, review, run
from tests.tables import for_each


@pytest.fixture
def agreed(root, programme):
    """A session with two ideas and an action."""
    for kind, line in (("idea", "One form"), ("idea", "One calendar"), ("action", "List the rooms")):
        run("capture", "L-01", "--as", kind, line)
    return root


def read(root, kind):
    folder = Workspace(root).programme("Better Together")
    found = folder.sessions[0].all(kind)
    folder.close()
    return found


def test_an_action_is_written_for_the_idea_it_serves(agreed):
    run("capture", "L-01", "--as", "action", "--serves", "I-2", "Put both in one @Ana due 30 apr")
    ideas = {each["number"]: each["id"] for each in answer(run("session", "show", "L-01", "--json"))["ideas"]}
    assert [each.ideas for each in read(agreed, Action)] == [(), (ideas[2],)]
    assert run("capture", "L-01", "--as", "action", "--serves", "N-2", "Another").exit_code == 2
    assert run("capture", "L-01", "--as", "gossip", "Another").exit_code == 2


def test_what_is_known_of_an_action_is_listed_and_changed_as_one(agreed):
    run("settle", "A-1", "first_step", "--said", "Ask the desk")
    assert run("session", "action", "A-1", "--size", "quarter", "--help-needed", "A key").exit_code == 0
    run("session", "action", "A-1", "--serves", "1", "--serves", "I-2", "--with", "Infrastructure")
    (action,) = read(agreed, Action)
    assert (action.size, action.help_needed, action.first_step) == (
        ActionSize.QUARTER,
        "A key",
        "Ask the desk",
    )
    assert (len(action.ideas), len(action.counterparts)) == (2, 1)
    shown = run("session", "action", "A-1").stdout
    assert "I-1 and I-2" in shown
    assert "Infrastructure" in shown
    run("session", "action", "A-1", "--serves", "", "--with", "")
    (action,) = read(agreed, Action)
    assert (action.ideas, action.counterparts, action.help_needed) == ((), (), "A key")


def test_a_promise_is_written_down_and_settled(agreed):
    made = run("session", "promise", "L-01", "Director", "A named", "seat", "--by", "2026-04-30")
    assert made.stdout == "L-01/C-1\n"
    (promise,) = read(agreed, Commitment)
    assert (promise.role, promise.text, promise.to) == ("Director", "A named seat", "Service Desk")
    assert run("settle", "L-01/C-1", "kept").exit_code == 0


def test_who_promises_is_named_with_their_yes_only(agreed):
    before = contents(agreed)
    refused = run("session", "promise", "L-01", "Director", "A seat", "--name", "Priya Nand")
    assert (refused.exit_code, "their yes only" in refused.stderr) == (2, True)
    assert contents(agreed) == before
    run("session", "promise", "L-01", "Director", "A seat", "--name", "Priya Nand", "--agreed")
    folder = Workspace(agreed).programme("Better Together")
    assert [each.name for each in folder.file.all(Person)] == ["Priya Nand"]
    folder.close()


REFUSED = (
    (("action", "A-9", "--size", "larger"), "There is no record"),
    (("action", "I-1", "--size", "larger"), "is no action"),
    (("action", "A-1", "--size", "huge"), "There is no size"),
    (("action", "A-1", "--serves", "9"), "There is no idea"),
    (("action", "A-1", "--with", "Nobody"), "There is no team"),
    (("promise", "L-09", "Director", "A seat"), "There is no session"),
    (("promise", "L-01", "Director", "A seat", "--by", "someday"), "is not a day"),
    (("promise", "L-01", " ", "A seat"), "somebody who makes it"),
)


@for_each("words, because", REFUSED)
def test_what_cannot_be_is_refused_in_words_and_nothing_changes(agreed, words, because):
    before = contents(agreed)
    refused = run("session", *words)
    assert (refused.exit_code, because in refused.stderr) == (2, True), refused.stderr
    assert contents(agreed) == before


def test_nothing_is_promised_in_a_session_that_was_reviewed(agreed):
    review(agreed, 1)
    assert "is reviewed" in run("session", "promise", "L-01", "Director", "A seat").stderr


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_as_words(agreed, words):
    run("session", "promise", "L-01", words, words, "--to", words)
    run("session", "action", "A-1", "--help-needed", words)
    run("session", "action", "A-1")
    run("promises")
    assert [each.help_needed for each in read(agreed, Action)] == [clean_line(words)]
