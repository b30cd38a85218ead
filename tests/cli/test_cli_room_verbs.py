"""What a room does is said by plain commands: the touch map, votes, how the meeting stands, who said it."""

import json

import pytest

from facilitator.live.clock import SystemClock
from facilitator.model.audience import Attribution
from facilitator.model.debrief import Debrief
from facilitator.model.idea import DotVote
from facilitator.model.interaction import Interaction, InterfaceSide, TouchRole
from facilitator.model.ladder import Agreement
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.session import Draft, ListeningSession
from facilitator.opening import open_session
from facilitator.workspace.folder.workspace import Workspace
from tests.cli.command_line import HOSTILE, answer, contents, new_session, review, run
from tests.tables import for_each

PRACTICE = "Change enablement"


@pytest.fixture
def both(root, programme):
    """Beside L-01 with one team a session L-02 with two."""
    new_session("--team", "Infrastructure", team="Service Desk")
    return root


def read(root, kind, at=0):
    folder = Workspace(root).programme("Better Together")
    found = folder.sessions[at].all(kind)
    folder.close()
    return found


def undo(root, at=0):
    folder = Workspace(root).programme("Better Together")
    folder.sessions[at].undo()
    folder.close()


# The touch map -----------------------------------------------------------------------------------


def test_a_practice_is_rated_as_one_change(root, programme):
    assert "not asked yet" in run("session", "rate", "L-01", PRACTICE).stderr
    rated = run(
        *("session", "rate", "L-01", "change", "--role", "performs", "--often", "weekly"),
        *("--matters", "5", "--ease", "two", "--rung", "1", "--agreed", "most"),
    )
    assert rated.stdout == f"{PRACTICE}: performs.\n"
    (told,) = read(root, Interaction)
    assert (told.role, told.importance, told.ease, told.rung) == (TouchRole.PERFORMS, 5, 2, 1)
    assert told.agreement is Agreement.MAJORITY
    assert "1 Scripted" in run("session", "rate", "L-01", "change").stdout
    whole = run("session", "show", "L-01").stdout.partition("Touch map")[2]
    assert "performs" in whole
    assert "weekly, matters 5, ease 2, rung 1" in whole
    assert [each["rung"] for each in answer(run("session", "show", "L-01", "--json"))["interactions"]] == [1]
    undo(root)
    assert read(root, Interaction) == ()


def test_hands_are_tallied_and_an_answer_is_taken_back(root, programme):
    run("session", "rate", "L-01", "change", "--role", "owns", "--hands", "1:5", "--hands", "2:3")
    (told,) = read(root, Interaction)
    assert (told.rung, told.split, told.agreement) == (1, {"1": 5, "2": 3}, Agreement.SPLIT)
    run("session", "rate", "L-01", "change", "--rung", "", "--ease", "")
    assert read(root, Interaction)[0].rung is None
    run("session", "rate", "L-01", "change", "--role", "never meets it")
    assert read(root, Interaction)[0].role is TouchRole.NONE


def test_role_and_how_often_stay_as_last_time(root, programme):
    run("session", "rate", "L-01", "change", "--role", "owns", "--often", "daily")
    review(root, 1)
    new_session(team="Service Desk", start="2026-04-12T10:00")
    assert "Nothing is known" in run("session", "rate", "L-02", "incident", "--as-last-time").stderr
    run("session", "rate", "L-02", "change", "--as-last-time", "--matters", "4")
    (told,) = read(root, Interaction, at=1)
    assert (told.role, told.frequency.value, told.importance) == (TouchRole.OWNS, "daily", 4)


def test_an_answer_of_two_teams_is_one_teams_and_can_be_moved(both):
    assert "Say whose" in run("session", "rate", "L-02", "change", "--role", "owns").stderr
    run("session", "rate", "L-02", "change", "--role", "owns", "--team", "Service Desk")
    before = read(both, Interaction, at=1)[0].team
    run("session", "move", "L-02", "change", "--team", "Service Desk")
    (told,) = read(both, Interaction, at=1)
    assert told.team != before
    again = run("session", "move", "L-02", "change", "--team", "Service Desk")
    assert (again.exit_code, "told nothing" in again.stderr) == (2, True)
    assert "One team is here" in run("session", "move", "L-01", "change", "--team", "Service Desk").stderr


def test_the_other_side_is_named_and_its_score_shared(root, programme):
    run("session", "rate", "L-01", "change", "--role", "performs", "--ease", "3")
    side = ("session", "other-side", "L-01", "change", "Infrastructure")
    assert run(*side).stdout == f"{PRACTICE} with Infrastructure: ease 3, kept here.\n"
    run(*side, "--ease", "2", "--passes", "forms", "--how", "ticket", "--expects", "an answer in a day")
    assert (
        run(*side, "--share", "yes").stdout == f"{PRACTICE} with Infrastructure: ease 2, shared with them.\n"
    )
    (told,) = read(root, InterfaceSide)
    assert (told.passes, told.channel.value, told.agreed_for_sharing) == ("forms", "ticket", True)
    assert told.room_yes is not None
    assert "ease 2, forms, an answer in a day" in run("session", "show", "L-01").stdout
    run(*side, "--share", "no", "--ease", "")
    (told,) = read(root, InterfaceSide)
    assert (told.agreed_for_sharing, told.ease, told.room_yes) == (False, None, None)
    assert run(*side, "--off").exit_code == 0
    assert read(root, Interaction)[0].counterparts == ()
    assert "not named" in run(*side, "--off").stderr


def test_no_score_is_shared_before_there_is_one(root, programme):
    run("session", "rate", "L-01", "change", "--role", "performs")
    before = contents(root)
    refused = run("session", "other-side", "L-01", "change", "Infra", "--share", "yes")
    assert (refused.exit_code, "no word to share" in refused.stderr) == (2, True)
    assert contents(root) == before


# Votes -------------------------------------------------------------------------------------------


@pytest.fixture
def ideas(root, programme):
    """A session with three ideas."""
    for line in ("One form", "One calendar", "A checklist"):
        run("capture", "L-01", "--as", "idea", line)
    return root


def test_a_vote_is_opened_filled_shown_and_ended(ideas):
    assert "Nobody has voted yet" in run("session", "vote", "L-01").stderr
    assert "--people" in run("session", "vote", "L-01", "I-1", "3").stderr
    run("session", "vote", "L-01", "--people", "8")
    assert "5  I-2" in run("session", "vote", "L-01", "2", "5").stdout
    covered = run("session", "vote", "L-01").stdout
    assert ("entered  I-2" in covered, "5  I-2" in covered) == (True, False)
    run("session", "vote", "L-01", "--ballot", "1:2", "--ballot", "3:1")
    shown = run("session", "vote", "L-01", "--show").stdout
    assert [line.split()[:2] for line in shown.splitlines()[1:]] == [["5", "I-2"], ["2", "I-1"], ["1", "I-3"]]
    run("session", "vote", "L-01", "--cover", "--end")
    (vote,) = read(ideas, DotVote)
    assert (vote.open, vote.revealed, vote.cast) == (False, False, 8)
    assert "is over" in run("session", "vote", "L-01", "1", "3").stderr


def test_dots_on_a_list_of_the_script_where_the_session_is_at_one(root, programme):
    new_session("--script", "lean-coffee", team="Service Desk")
    refused = run("session", "vote", "L-02", "--list", "--people", "6")
    assert (refused.exit_code, "at no vote on a list" in refused.stderr) == (2, True)
    folder = Workspace(root).programme("Better Together")
    live = open_session(folder, folder.sessions[1], SystemClock(folder.now))
    live.course.start()
    live.course.go_to("topics")
    for topic in ("One form", "One calendar"):
        live.line.capture(topic)
    live.course.go_to("choose")
    live.course.pause()
    folder.close()
    run("session", "vote", "L-02", "--list", "--people", "6")
    assert "5  2 One calendar" in run("session", "vote", "L-02", "--list", "2", "5").stdout
    assert "no item" in run("session", "vote", "L-02", "--list", "9", "1").stderr
    shown = run("session", "vote", "L-02", "--list", "--ballot", "1:1", "--show").stdout
    assert [line.split()[:2] for line in shown.splitlines()[1:]] == [["5", "2"], ["1", "1"]]
    (vote,) = read(root, DotVote, 1)
    assert (vote.segment, vote.dots_each, vote.most_on_one, vote.cast) == ("choose", 3, 2, 6)


def test_covered_counts_are_in_no_json(ideas):
    run("session", "vote", "L-01", "--people", "8")
    run("session", "vote", "L-01", "2", "5")
    assert answer(run("session", "vote", "L-01", "--json"))["dots"] == {}
    assert list(answer(run("session", "vote", "L-01", "--show", "--json"))["dots"].values()) == [5]


def test_practices_are_voted_on_as_well(root, programme):
    run("session", "meeting", "L-01", "--here", "6")
    run("session", "vote", "L-01", "--practices", "change", "4")
    (vote,) = read(root, DotVote)
    assert (vote.people, vote.dots) == (6, {"change_enablement": 4})


def test_more_dots_than_the_room_has_are_refused_and_nothing_is_opened(ideas):
    before = contents(ideas)
    assert run("session", "vote", "L-01", "1", "25", "--people", "2").exit_code == 2
    assert contents(ideas) == before


# How the meeting stands --------------------------------------------------------------------------


def test_the_frame_of_a_meeting_is_said_and_listed(root, programme):
    said = run(
        *("session", "meeting", "L-01", "--agreed", "yes", "--here", "8", "--remote", "2", "--lead", "part"),
        *("--focus", "change, incident", "--meet-again", "2026-04-09 14:00", "--thanks", "For the candour"),
    )
    assert said.exit_code == 0, said.stderr
    (session,) = read(root, ListeningSession)
    assert (session.attendance, session.remote, session.agreement.agreed) == (8, 2, True)
    assert session.focus == ("change_enablement", "incident_management")
    shown = run("session", "meeting", "L-01").stdout
    assert "8, 2 of them remote" in shown
    assert "2026-04-09 14:00" in shown
    run("session", "meeting", "L-01", "--here", "", "--lead", "", "--meet-again", "")
    (session,) = read(root, ListeningSession)
    assert (session.attendance, session.remote, session.next_meeting) == (None, 0, None)


def test_thanks_are_written_after_the_review_and_nothing_else(root, programme):
    run("capture", "L-01", "- The form asks twice")
    review(root, 1)
    assert run("session", "meeting", "L-01", "--thanks", "For all of it").exit_code == 0
    assert "is reviewed" in run("session", "meeting", "L-01", "--here", "9").stderr


# Half-typed lines, and the look back -------------------------------------------------------------


def test_half_typed_lines_are_finished_or_let_go(root, programme):
    folder = Workspace(root).programme("Better Together")
    file = folder.sessions[0]
    for segment in file.session.script.segments[:2]:
        file.put(Draft(segment=segment.key, text=f"- half of {segment.key}"))
    folder.close()
    assert len(run("session", "unfinished", "L-01").stdout.splitlines()) == 2
    assert run("session", "unfinished", "L-01", "3").exit_code == 2
    assert run("session", "unfinished", "L-01", "2", "- The", "whole").stdout == "L-01/N-1\n"
    run("session", "unfinished", "L-01", "1", "--drop")
    assert ([each.text for each in read(root, Observation)], read(root, Draft)) == (["The whole"], ())
    assert "No line is half typed" in run("session", "unfinished", "L-01", "1").stderr


def test_a_look_back_is_written_after_the_meeting_and_stays_private(root, programme):
    early = run("session", "debrief", "L-01", "--mood", "Tired")
    assert (early.exit_code, "after the meeting" in early.stderr) == (2, True)
    assert run("session", "debrief", "L-01").exit_code == 0
    assert run("--json", "session", "debrief", "L-01").stdout == "null\n"
    run("session", "held", "L-01")
    shown = run("session", "debrief", "L-01", "--mood", "CANARY tired", "--next-time", "The map first")
    assert ("CANARY tired" in shown.stdout, "it is deleted" in shown.stderr) == (True, True)
    run("session", "debrief", "L-01", "--next-time", "")
    (found,) = read(root, Debrief)
    assert (found.mood, found.next_time, found.visibility.value) == ("CANARY tired", "", "facilitator")
    assert "CANARY" not in run("session", "show", "L-01").stdout
    undo(root)
    assert read(root, Debrief)[0].next_time == "The map first"


def test_notes_are_put_into_named_groups(root, programme):
    for line in ("Approvals by mail", "The pager rings", "A form for each restart"):
        run("capture", "L-01", line)
    run("session", "group", "L-01", "1", "N-3", "--in", "Approvals")
    shown = run("session", "group", "L-01", "2", "--in", "Nights").stdout
    assert shown.splitlines() == [
        *("1 Approvals", "    N-1 Approvals by mail", "    N-3 A form for each restart"),
        *("2 Nights", "    N-2 The pager rings"),
    ]
    refused = {
        "no group “Mornings”": ("--dissolve", "Mornings"),
        "There is a group “nights” already": ("--rename", "1", "nights"),
        "That is the same group": ("--join", "1", "Approvals"),
        "needs a name": ("2", "--in", " "),
    }
    for said, typed in refused.items():
        assert said in run("session", "group", "L-01", *typed).stderr, said
    run("session", "group", "L-01", "3", "--out")
    run("session", "group", "L-01", "--rename", "1", "By mail")
    run("session", "group", "L-01", "--join", "nights", "by mail")
    told = json.loads(run("--json", "session", "group", "L-01").stdout)
    assert told == {"groups": [{"number": 1, "title": "By mail", "notes": [1, 2]}], "in_none": [3]}
    undo(root)
    assert "2 Nights" in run("session", "group", "L-01").stdout
    assert "In no group:" in run("session", "group", "L-01", "--dissolve", "2").stdout


# Who said it -------------------------------------------------------------------------------------


def test_who_said_a_note_is_put_down_with_their_yes_only(root, programme):
    run("capture", "L-01", "- The form asks twice")
    run("capture", "L-01", "( the room went quiet")
    before = contents(root)
    for who in ("team", "Priya Nand"):
        assert "their yes only" in run("session", "said-by", "N-1", who).stderr
    assert "names nobody new" in run("session", "said-by", "N-2", "team", "--agreed").stderr
    assert contents(root) == before
    assert "Priya Nand" in run("session", "said-by", "N-1", "Priya Nand", "--agreed").stdout
    note = read(root, Observation)[0]
    assert (note.attribution, note.said_by is not None) == (Attribution.NAMED, True)
    run("session", "said-by", "N-1", "nobody")
    note = read(root, Observation)[0]
    assert (note.attribution, note.said_by) == (Attribution.NONE, None)


def test_a_new_name_is_stored_for_nothing_that_cannot_be(root, programme):
    run("capture", "L-01", "( the room went quiet")
    run("session", "said-by", "N-1", "Priya Nand", "--agreed")
    folder = Workspace(root).programme("Better Together")
    assert folder.file.all(Person) == ()
    folder.close()


# What cannot be ----------------------------------------------------------------------------------


REFUSED = (
    (("rate", "L-01", "dance", "--role", "owns"), "There is no practice"),
    (("rate", "L-01", "change", "--role", "dances"), "There is no role"),
    (("rate", "L-01", "change", "--matters", "6"), "from 1 to 5"),
    (("rate", "L-01", "change", "--rung", "6"), "from 0 to 5"),
    (("rate", "L-01", "change", "--rung", "3"), "can carry a rung"),
    (("rate", "L-01", "change", "--role", "owns", "--hands", "1"), "not a number of hands"),
    (("rate", "L-01", "change", "--role", "owns", "--agreed", "most"), "there is none"),
    (("rate", "L-01", "change", "--role", "owns", "--team", "Infra"), "is not in L-01"),
    (("other-side", "L-01", "change", "Nobody"), "There is no team"),
    (("other-side", "L-01", "change", "Infra", "--off", "--ease", "2"), "or they are not"),
    (("other-side", "L-01", "change", "Infra", "--how", "pigeon"), "There is no way"),
    (("vote", "L-01", "--people", "none"), "not a number of people"),
    (("vote", "L-01", "I-9", "3"), "There is no idea"),
    (("meeting", "L-01", "--remote", "2"), "not said yet"),
    (("meeting", "L-01", "--here", "2", "--remote", "3"), "More people are remote"),
    (("meeting", "L-01", "--lead", "maybe"), "There is no word"),
    (("meeting", "L-01", "--focus", "dance"), "There is no practice"),
    (("meeting", "L-01", "--meet-again", "someday"), "is not a day"),
    (("unfinished", "L-01", "1", "x", "--drop"), "finished or let go"),
)


@for_each("words, because", REFUSED)
def test_what_cannot_be_is_refused_in_words_and_nothing_changes(root, programme, words, because):
    before = contents(root)
    refused = run("session", *words)
    assert (refused.exit_code, because in refused.stderr) == (2, True), refused.stderr
    assert contents(root) == before


def test_what_the_room_did_stays_after_the_review(root, programme):
    review(root, 1)
    for words in (
        ("rate", "L-01", "change", "--role", "owns"),
        ("other-side", "L-01", "change", "Infra"),
        ("vote", "L-01", "--people", "3"),
        ("move", "L-01", "change", "--team", "Service Desk"),
    ):
        assert "is reviewed" in run("session", *words).stderr


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_as_words(root, programme, words):
    run("session", "held", "L-01")
    run("session", "rate", "L-01", "change", "--role", "performs")
    run("session", "other-side", "L-01", "change", "Infra", "--passes", words, "--expects", words)
    run("session", "debrief", "L-01", "--mood", words)
    run("session", "meeting", "L-01", "--thanks", words)
    for shown in (("rate", "L-01", "change"), ("debrief", "L-01"), ("meeting", "L-01")):
        told = run("session", *shown)
        assert (told.exit_code, "\x1b" in told.stdout, "\x07" in told.stdout) == (0, False, False)


# Polls -------------------------------------------------------------------------------------------


def test_a_poll_is_counted_by_key_or_name_and_shown(root, programme):
    assert "asks no questions in a poll" in run("session", "poll", "L-01").stderr
    run("session", "new", "--team", "Infra", "--script", "health-check", "--start", "2026-03-12T10:00")
    short_id = json.loads(run("session", "list", "--json").stdout)[-1]["short_id"]
    poll = ("session", "poll", short_id)
    assert "How many said poor is open" in run(*poll, "pace", "3", "0").stderr
    run("session", "meeting", short_id, "--here", "8")
    assert run(*poll, "Pace", "3", "0").stdout.split() == [
        "pace",
        "Pace",
        "split",
        "3",
        "good,",
        "0",
        "mixed,",
        "5",
        "poor",
    ]
    assert "has 3 answers, and that is 1" in run(*poll, "pace", "3").stderr
    assert "is no question of this session" in run(*poll, "peace", "3", "0").stderr
    assert "Not every answer is counted" in run(*poll, "live", "--show").stderr
    told = json.loads(run(*poll, "pace", "--show", "--json").stdout)
    assert [(each["now"], each["shown"]) for each in told] == [("split", True)]
    assert "3 good, 0 mixed, 5 poor" in run("session", "show", short_id).stdout
    assert "It holds 1 answer to a poll" in run("session", "remove", short_id, "--yes").stderr
    assert run(*poll, "pace", "--clear").stdout.split() == ["pace", "Pace"]
