"""A session is read back and reviewed by plain commands, without a screen."""

import pytest

from facilitator.model.audience import Visibility
from facilitator.model.observation import Observation
from facilitator.model.session import SessionStatus
from facilitator.workspace.folder.workspace import Workspace
from tests.cli.command_line import HELD, answer, run


@pytest.fixture
def held(root, programme):
    """A session of which three lines were written; the meeting is over, nothing was read back yet."""
    for line in ("- The form asks twice", "( the room went quiet", "+ Sam always helps us"):
        run("capture", "L-01", line)
    folder = Workspace(root).programme("Better Together")
    file = folder.sessions[0]
    file.put(file.session.moved_to(SessionStatus.RUNNING, started_at=HELD))
    file.put(file.session.moved_to(SessionStatus.CAPTURED, ended_at=HELD))
    folder.close()
    return root


def note(root, number):
    folder = Workspace(root).programme("Better Together")
    (found,) = (each for each in folder.sessions[0].all(Observation) if each.number == number)
    folder.close()
    return found


def test_what_is_read_back_is_listed_without_private_notes(held):
    shown = run("session", "read-back", "L-01")
    assert "N-1" in shown.stdout
    assert "The form asks twice" in shown.stdout
    assert "went quiet" not in shown.stdout
    assert "Notes: 1. No read-back yet." in " ".join(shown.stderr.split())
    assert answer(run("session", "read-back", "L-01", "--json"))[0]["number"] == 1


def test_what_stays_with_us_is_counted_apart_as_on_the_screen(held):
    run("session", "mark", "L-01/N-3", "facilitator")
    assert "Notes: 1, and 1 stays with us." in run("session", "read-back", "L-01").stderr


def test_a_session_is_read_back_and_reviewed_to_the_end(held):
    early = run("session", "review", "L-01", "--done")
    assert (early.exit_code, "There was no read-back" in early.stderr) == (2, True)
    assert "read back in the room" in run("session", "read-back", "L-01", "--done").stdout
    for waiting in answer(run("session", "review", "L-01", "--json"))["waiting"]:
        assert run("session", "review", "L-01", "--done").exit_code == 2
        run("session", "mark", waiting, "team")
    assert run("session", "review", "L-01", "--done").stdout == "L-01 is reviewed.\n"
    assert run("session", "review", "L-01", "--shared").stdout == "L-01 is shared.\n"
    assert answer(run("session", "show", "L-01", "--json"))["status"] == "shared"
    assert run("session", "review", "L-01", "--closed").stdout == "L-01 is closed.\n"
    assert run("session", "review", "L-01", "--closed").exit_code == 2
    assert run("session", "note", "N-1", "--nods", "3").exit_code == 2


def test_a_read_back_that_was_skipped_has_its_reason(held):
    assert "no read-back: no time" in run("session", "read-back", "L-01", "--skipped", "no time").stdout
    both = run("session", "read-back", "L-01", "--done", "--skipped", "no time")
    assert both.exit_code == 2


def test_the_review_lists_everything_and_why_something_waits(held):
    run("capture", "L-01", "- Priya is lazy and never answers")
    shown = run("session", "review", "L-01").stdout
    assert shown.startswith("L-01 is captured, no read-back yet.")
    decide = shown.partition("Decide first")[2].partition("Notes")[0]
    assert "L-01/N-4" in decide
    assert "Priya is lazy" in decide
    assert "the room went quiet" in shown


LEVELS = (
    ("private", Visibility.FACILITATOR, ()),
    ("team", Visibility.TEAM, ()),
    ("programme", Visibility.PROGRAMME, ("--agreed",)),
    ("public", Visibility.OPEN, ("--agreed",)),
    ("open", Visibility.OPEN, ("--agreed",)),
)


@pytest.mark.parametrize(("word", "level", "more"), LEVELS)
def test_a_line_is_marked_with_who_may_see_it(held, word, level, more):
    assert run("session", "mark", "L-01/N-1", word, *more).exit_code == 0
    assert note(held, 1).visibility is level


def test_wider_than_the_team_needs_the_rooms_yes(held):
    refused = run("session", "mark", "N-1", "public")
    assert (refused.exit_code, "needs the room's yes" in refused.stderr) == (2, True)
    assert note(held, 1).visibility is Visibility.TEAM
    run("session", "mark", "N-1", "public", "--agreed")
    assert note(held, 1).room_yes is not None


def test_another_team_is_named_that_may_see_it(held):
    run("team", "add", "Platform", "--kind", "technical", "--headcount", "9")
    assert run("session", "mark", "N-1", "partners", "--with", "Platform").exit_code == 2
    assert run("session", "mark", "N-1", "team", "--with", "Platform", "--agreed").exit_code == 2
    assert run("session", "mark", "N-1", "partners", "--with", "Platform", "--agreed").exit_code == 0
    assert note(held, 1).visibility is Visibility.PARTNERS
    assert len(note(held, 1).counterparts) == 1


def test_a_private_note_stays_private(held):
    assert run("session", "mark", "N-2", "team").exit_code == 2
    assert note(held, 2).visibility is Visibility.FACILITATOR


def test_fewer_readers_are_told_what_left(held):
    run("session", "read-back", "L-01", "--done")
    for waiting in answer(run("session", "review", "L-01", "--json"))["waiting"]:
        run("session", "mark", waiting, "team")
    run("session", "review", "L-01", "--done")
    run("render", "action-plan", "--session", "L-01", "--output", held / "plan.html")
    assert "plan.html left on" in run("session", "mark", "N-1", "private").stderr


def test_words_are_corrected_and_the_earlier_ones_go(held):
    run("session", "reword", "N-1", "The", "form", "asks", "thrice")
    assert note(held, 1).text == "The form asks thrice"
    warned = run("session", "reword", "N-1", "Priya is lazy and never answers")
    assert "N-1: " in warned.stderr
    assert run("session", "reword", "N-1", " ").exit_code == 2
    assert run("session", "reword", "L-01", "words").exit_code == 2
