"""A poll: ten questions by keyboard, killed in the middle, undone, read back, on paper, and asked again."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.documents.papers.action_plan import action_plan
from facilitator.documents.papers.room_sheets import worksheet
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.errors import RuleBroken
from facilitator.insight.poll import Change
from facilitator.live.instruments.poll import Polls
from facilitator.live.paper_entry.entry import enter, sheet_of
from facilitator.model import audience
from facilitator.model.session import LIVE
from facilitator.opening import open_session
from facilitator.ui.cheat_sheet import KEYSTROKES
from facilitator.ui.room.drawing import Moment
from facilitator.ui.room.frame import frame
from facilitator.wording.heard import what_was_heard
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.last_time import EarlierSessions
from facilitator.workspace.planning import planned_session
from facilitator.workspace.release.release import for_audience


def planned(folder, after=timedelta()):
    team = next(iter(folder.teams.values()))
    script = folder.catalogue.script("health-check")
    return folder.add_session(planned_session(folder, [team], script, folder.now() + after))


def hands(session):
    return {each.question: dict(each.hands) for each in session.polled}


async def test_ten_questions_at_two_keys_a_hand_also_after_a_crash(demo, sit_down, tmp_path):
    workspace, folder = demo
    file = planned(folder)
    async with sit_down(*demo) as person:
        person.app.navigation.open_session(file)
        await person.settle()
        person.live.course.start()
        person.live.frame.set_attendance(8)
        while person.live.position.key != "questions":
            await person.press("ctrl+n")
        assert "0 of 10 asked" in person.words_of("SegmentHead")
        await person.press("tab", "3", "0")
        assert "split" in person.words_of("PollList")
        assert hands(person.live.session)["live"] == {"good": 3, "mixed": 0, "poor": 5}
        assert "The room is split" in person.flow
        await person.press("f8")
        assert "F8 cover" in person.last_line
        await person.press("enter")
        keys = ("6", "2", "enter")
        await person.press(*keys)
        assert hands(person.live.session)["habits"] == {"good": 6, "mixed": 2, "poor": 0}
        assert person.rows.key == "upkeep"
        assert [each.presses for each in KEYSTROKES if "poll" in each.thing] == [len(keys)]
        person.screen._room.tell()
        await person.settle()
        shutil.copytree(workspace.root, tmp_path / "left")
    left = Workspace(tmp_path / "left", clock=folder.now)
    async with sit_down(left, left.programme()) as person:
        killed = next(each for each in person.folder.sessions if each.session.id == file.session.id)
        person.app.navigation.open_session(killed)
        await person.settle()
        assert person.live.position.question == 2
        assert "2 of 10 asked" in person.words_of("SegmentHead")
        await person.press("tab", "9")
        assert "9 hands, but only 8 people are here" in person.flow
        await person.press("ctrl+z")
        assert not hands(person.live.session).get("upkeep")
        await person.press("x", "5", "plus", "1", "enter")
        person.live.frame.set_attendance(12)
        await person.press("1", "0", "2", "tab")
        assert hands(person.live.session)["pace"] == {"good": 10, "mixed": 2, "poor": 0}
        assert hands(person.live.session)["upkeep"] == {"good": 5, "mixed": 1, "poor": 2}
        while person.live.position.key != "read_back":
            await person.press("ctrl+n")
        assert "Getting it live" in person.flow
        assert "3 good, 0 mixed, 5 poor" in person.flow
    assert killed.session.status in LIVE
    assert what_was_heard(killed).endswith("answers to a poll.")


@pytest.fixture
def led(demo, clock):
    """Two sessions of one team that ask the same, without a screen; the first has its answers."""
    _, folder = demo
    first = planned(folder)
    live = open_session(folder, first, clock)
    live.course.start()
    live.frame.set_attendance(8)
    count(live, pace=(0, 2), joy=(2, 6), why=(4, 0))
    live.course.finish()
    again = planned(folder, timedelta(days=90))
    clock.pass_time(90 * 86_400)
    live = open_session(folder, again, clock)
    live.course.start()
    live.frame.set_attendance(8)
    return folder, again, live


def poll_of(live):
    return live.session.script.segment("questions")


def asked(live, key):
    return next(each for each in Polls(live.desk).answered(poll_of(live)) if each.question.key == key)


def count(live, **said):
    """Count hands for all answers but the last, which fills itself."""
    for key, counts in said.items():
        for answer, number in zip(asked(live, key).scale.answers, counts, strict=False):
            Polls(live.desk).put_hands(poll_of(live), asked(live, key), answer, number)


def test_the_same_question_of_the_same_team_has_its_word_of_last_time(led):
    _, _, live = led
    count(live, pace=(1, 6), joy=(0, 0), why=(8, 0))
    told = {
        key: (asked(live, key).then, asked(live, key).now, asked(live, key).change) for key in ("pace", "joy")
    }
    assert told == {"pace": ("poor", "mixed", Change.BETTER), "joy": ("mixed", "poor", Change.WORSE)}
    assert (asked(live, "why").then, asked(live, "why").change) == ("split", None)
    assert asked(live, "say").then == ""


def whole_paper(folder, file, made=action_plan):
    files = [file, *EarlierSessions(folder, file).files]
    released = for_audience(folder, audience.team(file.session.teams[0]), files, preview=True)
    return made(released, released.sessions[0], load_words(Shelf(), "en"))


def paper(folder, file, made=action_plan):
    every = whole_paper(folder, file, made)["more"]
    return next((each for each in every if each["title"] == "Ten questions"), None)


def test_the_paper_tells_hands_under_the_heading_of_the_poll_and_of_few_people_words_alone(led):
    folder, file, live = led
    assert paper(folder, file) is None
    assert len(paper(folder, file, worksheet)["rows"]) == 10
    count(live, pace=(3, 0), joy=(6, 2))
    told = paper(folder, file)
    rows = [(row[0], *row[2:]) for row in told["rows"]]
    assert told["heads"] == ["Question", "Good, and poor", "Hands", "Last time", "Now"]
    assert rows == [
        ("Pace", "3 good, 0 mixed, 5 poor", "poor", "split"),
        ("Enjoying it", "6 good, 2 mixed, 0 poor", "mixed", "good"),
    ]
    assert told["note"].startswith("Hands in the room, never whose.")
    view = whole_paper(folder, file)
    assert view["meta"].startswith("Session L-06, Wednesday 8 July 2026, 8 of 11 people.")
    assert ", from 3 sessions (L-01, L-05, L-06)" in view["doc"]["basis"]
    live.frame.set_attendance(4)
    told = paper(folder, file)
    assert told["note"] == "In words alone: no counts are printed where fewer than five people were there."
    assert "Hands" not in told["heads"]
    assert [row[-1] for row in told["rows"]] == ["divided", "leans good"]
    assert not any(character.isdigit() for row in told["rows"] for cell in row for character in cell)


def test_a_filled_sheet_says_the_hands_of_a_poll_row_by_row(led):
    _, _, live = led
    (part,) = (part for part in sheet_of(live) if part.key == "poll")
    assert (part.title, len(part.rows)) == ("Ten questions", 10)
    assert next(each.takes for each in part.rows if each.word == "poll pace").startswith(
        "hands for good, mixed"
    )
    typed = "poll live …\npoll pace 3 0\npoll Enjoying it - six 2\npoll say 1 2 3 4\npoll the people here"
    entry = enter(live, typed)
    assert [line.trouble for line in entry.in_trouble] == [
        "A say in things has a number for each of: good, mixed, poor."
    ]
    assert {key: said for key, said in hands(live.session).items()} == {
        "pace": {"good": 3, "mixed": 0, "poor": 5},
        "joy": {"mixed": 6, "poor": 2},
    }
    assert [note.text for note in live.notes.all] == ["poll say 1 2 3 4", "poll the people here"]


def seen(folder, file, number, width=108):
    """Return all that the room reads of a question."""
    files = [file, *EarlierSessions(folder, file).files]
    released = for_audience(folder, audience.room(*file.session.teams), files)
    moment = Moment("Ten questions", "Pace", "poll", segment="questions", number=number)
    drawn = frame(released, released.sessions[0], moment)
    return drawn.heading.plain + "\n".join(line.plain for row in drawn.rows for line in row.draw(width))


def test_the_room_sees_the_sentences_at_once_and_hands_only_once_they_are_shown(led):
    folder, file, live = led
    polls, number = Polls(live.desk), 3

    @settings(max_examples=25)
    @given(
        st.integers(0, 9), st.integers(0, 9), st.integers(2, 12), st.booleans(), st.sampled_from((76, 108))
    )
    def hold(good, mixed, people, shown, width):
        live.frame.set_attendance(people)
        polls.clear(poll_of(live), asked(live, "pace"))
        count(live, pace=(good, mixed))
        pace = asked(live, "pace")
        if shown and pace.is_counted:
            polls.show(poll_of(live), pace, shown=True)
        told = seen(folder, file, number, width)
        assert "4 of 10" in told
        assert "What we pick up is soon in use" in " ".join(told.split())
        assert "Last time: poor." in told
        open_now = shown and pace.is_counted
        assert ("●" in told) == (open_now and people >= 5)
        assert "%" not in told
        if people < 5 or not open_now:
            assert not any(character.isdigit() for character in told.replace("4 of 10", ""))

    hold()


def test_hands_are_refused_for_what_is_no_answer_and_before_all_are_counted_nothing_is_shown(led):
    _, _, live = led
    polls = Polls(live.desk)
    with pytest.raises(RuleBroken, match="no answer"):
        polls.put_hands(poll_of(live), asked(live, "say"), "superb", 3)
    with pytest.raises(RuleBroken, match="Not every answer"):
        polls.show(poll_of(live), asked(live, "say"), shown=True)
    live.frame.set_attendance(None)
    count(live, say=(3, 0))
    assert not asked(live, "say").is_counted
