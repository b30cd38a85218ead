"""What is known of notes and ideas is said by plain commands; they are merged and split by them."""

import pytest

from facilitator.model.idea import DotVote, Evidence, ImprovementIdea, Reach, VoteSubject
from facilitator.model.observation import Dimension, Effect, Observation
from facilitator.model.session import SessionStatus
from facilitator.text import clean_line
from facilitator.workspace.folder.workspace import Workspace
from tests.cli.command_line import HOSTILE, answer, contents, new_session, review, run
from tests.tables import for_each

LINES = ("- The form asks twice +3", "( the room went quiet", "+ Sam always helps us +5")
IDEAS = ("One form", "One calendar", "A shared checklist")


@pytest.fixture
def heard(root, programme):
    """A session of which three notes and three ideas were written."""
    for line in LINES:
        run("capture", "L-01", line)
    for line in IDEAS:
        run("capture", "L-01", "--as", "idea", line)
    return root


def read(root, kind, number, at=0):
    folder = Workspace(root).programme("Better Together")
    (found,) = (each for each in folder.sessions[at].all(kind) if each.number == number)
    folder.close()
    return found


def undone(root):
    """What the one undo of the session takes back, as a screen does."""
    folder = Workspace(root).programme("Better Together")
    label = folder.sessions[0].undo().label
    folder.close()
    return label


# Notes and ideas ---------------------------------------------------------------------------------


def test_what_is_known_is_listed_where_nothing_is_named(heard):
    assert run("session", "note", "L-01/N-1").stdout.split() == (
        ["Kind", "hurts", "Practice", "–", "Dimension", "–", "Nods", "3", "nods"]
    )
    assert "our own team" in run("session", "idea", "I-1").stdout
    assert answer(run("session", "idea", "I-1", "--json"))["title"] == "One form"


def test_several_things_of_a_note_change_at_once_and_one_undo_takes_them_back(heard):
    kept = read(heard, Observation, 1)
    said = run("session", "note", "N-1", "--kind", "!", "--practice", "change", "--nods", "a dozen")
    assert said.stdout == "L-01/N-1 is changed.\n"
    note = read(heard, Observation, 1)
    assert (note.kind, note.practice, note.nods) == ("risk", "change_enablement", 12)
    run("session", "note", "N-1", "--practice", "", "--dimension", "value streams")
    note = read(heard, Observation, 1)
    assert (note.practice, note.dimension) == (None, Dimension.PROCESSES)
    undone(heard)
    assert undone(heard) == "L-01/N-1 changed"
    assert read(heard, Observation, 1).nods == kept.nods == 3


def test_a_moment_of_truth_makes_or_breaks(heard):
    run("session", "note", "N-1", "--kind", "=", "--effect", "breaks")
    assert read(heard, Observation, 1).effect is Effect.BREAKS
    assert "breaks it" in run("session", "note", "N-1").stdout
    run("session", "note", "N-1", "--kind", "risk")
    assert read(heard, Observation, 1).effect is None


def test_a_note_that_becomes_private_is_the_facilitators_own(heard):
    run("session", "note", "N-1", "--kind", "private", "--nods", "4")
    note = read(heard, Observation, 1)
    assert (note.kind, note.visibility.value, note.nods) == ("private", "facilitator", 4)


def test_an_idea_gets_reach_dimensions_notes_and_new_words(heard):
    run("session", "idea", "I-1", "--reach", "many", "--dimension", "people", "--dimension", "technology")
    run("session", "idea", "I-1", "--note", "1", "--note", "N-3", "--said", "Fewer forms")
    idea = read(heard, ImprovementIdea, 1)
    assert (idea.reach, idea.said) == (Reach.MANY, "Fewer forms")
    assert idea.dimensions == (Dimension.PEOPLE, Dimension.TECHNOLOGY)
    assert set(idea.from_notes) == {read(heard, Observation, each).id for each in (1, 3)}
    run("session", "idea", "I-1", "--note", "3", "--dimension", "", "--said", "")
    idea = read(heard, ImprovementIdea, 1)
    assert (idea.dimensions, idea.said) == ((), "")
    assert idea.from_notes == (read(heard, Observation, 3).id,)


def test_no_idea_comes_from_a_private_note(heard):
    assert run("session", "idea", "I-1", "--note", "2").exit_code == 2


def test_an_idea_is_placed_and_taken_off_the_matrix(heard):
    run("session", "score", "I-1", "--impact", "4", "--effort", "two", "--sure", "3")
    run("session", "score", "I-1", "--effort", "1")
    idea = read(heard, ImprovementIdea, 1)
    assert (idea.impact, idea.effort, idea.confidence) == (4, 1, 3)
    run("session", "score", "I-1", "--clear")
    assert read(heard, ImprovementIdea, 1).impact is None


def test_who_gains_is_said_again_and_taken_off(heard):
    run("session", "gain", "I-1", "users", "No lost weekend", "--known", "reported", "--cases", "12")
    run("session", "gain", "I-1", "users", "No weekend lost")
    (gain,) = read(heard, ImprovementIdea, 1).benefits
    assert (gain.text, gain.evidence, gain.cases) == ("No weekend lost", Evidence.REPORTED, 12)
    assert "Gains: users" in run("session", "idea", "I-1").stdout
    run("session", "gain", "I-1", "users", "")
    assert read(heard, ImprovementIdea, 1).benefits == ()


# One of several, several of one ------------------------------------------------------------------


def test_notes_are_merged_and_taken_apart(heard):
    run("capture", "L-01", "- Twice the same form +7")
    assert "originals are kept" in run("session", "merge", "N-1", "N-4").stdout
    assert (read(heard, Observation, 1).nods, "N-4" in run("session", "show", "L-01").stdout) == (7, False)
    again = run("session", "merge", "N-3", "N-4")
    assert (again.exit_code, "part of L-01/N-1" in again.stderr) == (2, True)
    assert "L-01/N-4" in run("session", "split", "N-1").stdout
    assert read(heard, Observation, 4).merged_into is None
    assert "Nothing was merged" in run("session", "split", "N-1").stderr


def test_an_idea_is_split_and_its_original_stays(heard):
    made = answer(run("session", "split", "I-3", "A checklist / shared by both", "--json"))
    assert [each["title"] for each in made] == ["A checklist", "shared by both"]
    assert read(heard, ImprovementIdea, 3).merged_into == made[0]["id"]
    assert run("session", "split", "I-1", "only one").exit_code == 2


def test_dots_of_merged_ideas_stay_each_their_own(heard):
    folder = Workspace(heard).programme("Better Together")
    file = folder.sessions[0]
    one, two, _ = file.all(ImprovementIdea)
    file.put(DotVote(subject=VoteSubject.IDEAS, people=8, dots={one.id: 3, two.id: 2}))
    folder.close()
    run("session", "merge", "I-1", "I-2")
    folder = Workspace(heard).programme("Better Together")
    (vote,) = folder.sessions[0].all(DotVote)
    folder.close()
    assert vote.dots == {one.id: 3, two.id: 2}


REFUSED = (
    (("note", "L-01/N-99", "--nods", "3"), "There is no record"),
    (("note", "I-1", "--nods", "3"), "is no note"),
    (("note", "N-1", "--nods", "many"), "not a number of nods"),
    (("note", "N-1", "--kind", "gossip"), "There is no kind"),
    (("note", "N-1", "--practice", "gossip"), "There is no practice"),
    (("idea", "N-1", "--reach", "many"), "is no idea"),
    (("idea", "I-1", "--reach", "far"), "There is no reach"),
    (("idea", "I-1", "--dimension", "information and technology and more"), "There is no dimension"),
    (("score", "I-1", "--impact", "6"), "from 1 to 5"),
    (("score", "I-1"), "one of the two"),
    (("score", "I-1", "--impact", "3", "--clear"), "one of the two"),
    (("gain", "I-1", "nobody", "Much"), "There is no group"),
    (("gain", "I-1", "users", "Much", "--cases", "few"), "not a number of cases"),
    (("merge", "N-1", "I-1"), "a note and an idea"),
    (("merge", "N-1", "N-1"), "with another one"),
    (("merge", "A-1", "N-1"), "There is no record"),
    (("split", "I-1"), "Nothing was merged"),
)


@for_each("words, because", REFUSED, ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
def test_what_cannot_be_is_refused_in_words_and_nothing_changes(heard, words, because):
    before = contents(heard)
    refused = run("session", *words)
    assert (refused.exit_code, because in refused.stderr) == (2, True), refused.stderr
    assert contents(heard) == before


def test_the_same_number_in_two_sessions_is_asked_about(heard):
    new_session(team="Infrastructure")
    run("capture", "L-02", "- Another form")
    assert "more than one place" in run("session", "note", "N-1", "--nods", "3").stderr
    assert "two sessions" in run("session", "merge", "L-01/N-1", "L-02/N-1").stderr


def test_what_the_room_did_stays_after_the_review_and_in_a_cancelled_session(heard):
    new_session(team="Infrastructure")
    run("capture", "L-02", "- Another form")
    folder = Workspace(heard).programme("Better Together")
    file = folder.sessions[1]
    file.put(file.session.moved_to(SessionStatus.CANCELLED))
    folder.close()
    assert "is cancelled" in run("session", "note", "L-02/N-1", "--nods", "3").stderr
    review(heard, 1)
    for words in (
        ("note", "L-01/N-1", "--nods", "3"),
        ("score", "I-1", "--impact", "3"),
        ("merge", "I-1", "I-2"),
        ("split", "I-1", "a / b"),
    ):
        refused = run("session", *words)
        assert (refused.exit_code, "is reviewed" in refused.stderr) == (2, True)
    assert run("session", "idea", "I-1", "--reach", "many").exit_code == 0


def test_a_session_another_window_holds_is_left_alone(heard):
    folder = Workspace(heard).programme("Better Together")
    folder.sessions[0].hold()
    try:
        held = run("session", "score", "L-01/I-1", "--impact", "3")
    finally:
        folder.close()
    assert (held.exit_code, "open" in held.stderr) == (1, True)
    assert read(heard, ImprovementIdea, 1).impact is None


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_as_words(heard, words):
    taken = run("session", "idea", "I-1", "--said", words).exit_code == 0
    run("session", "gain", "I-1", "users", words)
    run("session", "note", "N-1", "--kind", words)
    run("session", "split", "I-2", words, "else")
    run("session", "idea", "I-1")
    assert read(heard, ImprovementIdea, 1).said == (clean_line(words) if taken else "")


@for_each("verb", ("note", "idea", "score", "gain", "merge", "split"), ids=str)
def test_help_has_an_example_and_reads_no_workspace(root, verb):
    shown = run("session", verb, "--help")
    assert (shown.exit_code, f"facilitator session {verb} " in shown.stdout) == (0, True)
    assert not root.exists()
