"""Lean coffee led to its end by keys: topics, dots, one after the other, killed in the middle, its paper."""

from __future__ import annotations

import shutil

import pytest
from msgspec.structs import replace

from facilitator.documents.papers.action_plan import action_plan
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.insight.last_time import last_time
from facilitator.insight.script_lists import parked_items
from facilitator.model import audience
from facilitator.model.idea import DotVote
from facilitator.model.observation import Observation
from facilitator.model.script import VoteBy, VoteRule
from facilitator.model.session import SegmentRun
from facilitator.ui.room.moment import seen_now
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.planning import planned_session
from facilitator.workspace.release.release import for_audience
from tests.ui.going import end_the_meeting
from tests.ui.test_columns import planned

TOPICS = ("Who answers the pager", "Fewer meetings", "The new form", "(Only ours")
SAID = {
    "Fewer meetings": ["Tuesday is lost", "Half of us could read the notes"],
    "The new form": ["It asks twice"],
}


async def to(person, key):
    while person.live.position.key != key:
        await person.press("ctrl+n")


def room_of(person):
    screen = person.screen
    moment, seen = seen_now(person.folder, screen.file, screen.live, screen.live.room.on_screen)
    return moment, " ".join(line.plain for row in seen.rows for line in row.draw(80))


def told(folder, file):
    """Return what the team's paper says under each heading."""
    released = for_audience(folder, audience.team(file.session.teams[0]), [file], preview=True)
    view = action_plan(released, released.sessions[0], load_words(Shelf(), "en"))
    own = [each for each in view["remarks"] if each["part"] == "own"]
    return {name: [each["text"] for each in own if each["group"] == name] for name in view["headings"]}


def parked_on_paper(folder, file):
    """Return what the team's paper lists as parked, and where it goes."""
    released = for_audience(folder, audience.team(file.session.teams[0]), [file], preview=True)
    view = action_plan(released, released.sessions[0], load_words(Shelf(), "en"))
    return {each["text"]: each["where_to"] for each in view["parked"]}


async def test_who_is_asked_for_the_people_is_offered_the_rule_of_the_script(demo, sit_down):
    _, folder = demo
    coffee = folder.catalogue.script("lean-coffee")
    segments = [replace(each, vote=VoteRule(each=5, most=1)) for each in coffee.segments]
    team, script = next(iter(folder.teams.values())), replace(coffee, segments=tuple(segments))
    file = folder.add_session(planned_session(folder, [team], script, folder.now()))
    async with sit_down(*demo) as person:
        person.app.navigation.open_session(file)
        await person.settle()
        await to(person, "topics")
        await person.enter(TOPICS[0])
        await to(person, "choose")
        await person.press("tab", "6", "ctrl+n")
        [vote] = person.live.records.all(DotVote)
        assert (vote.people, vote.dots_each, vote.most_on_one) == (6, 5, 1)


@pytest.mark.parametrize(
    ("by", "keys", "told", "cast"),
    [
        (
            VoteBy.PERSON,
            ("1", "enter", "escape"),
            "4 dots each, at most 1 on one, in turn; 1 of 24 dots put, counts are covered",
            1,
        ),
        (
            VoteBy.HANDS,
            ("5", "down", "6"),
            "hands up for each you want; 11 hands up, counts are covered",
            11,
        ),
    ],
    ids=str,
)
async def test_the_rule_of_the_script_is_followed_and_said_on_both_screens(
    demo, sit_down, by, keys, told, cast
):
    _, folder = demo
    coffee = folder.catalogue.script("lean-coffee")
    segments = [replace(each, vote=VoteRule(each=4, most=1, by=by)) for each in coffee.segments]
    team, script = next(iter(folder.teams.values())), replace(coffee, segments=tuple(segments))
    file = folder.add_session(planned_session(folder, [team], script, folder.now()))
    async with sit_down(*demo) as person:
        person.app.navigation.open_session(file)
        await person.settle()
        person.live.frame.set_attendance(6)
        await to(person, "topics")
        for topic in TOPICS:
            await person.enter(topic)
        await to(person, "choose")
        await person.press("tab")
        assert ("Person 1 of 6" in person.text) is (by is VoteBy.PERSON)
        await person.press(*keys)
        _, seen = seen_now(person.folder, file, person.live, person.live.room.on_screen)
        [vote] = person.live.records.all(DotVote)
        assert (seen.heading.plain.partition("     ")[2], sum(vote.dots.values())) == (told, cast)
        assert told.partition(";")[0] in person.words_of("SegmentHead")


async def test_lean_coffee_is_led_to_its_end_and_each_line_stands_under_its_topic(demo, sit_down, tmp_path):
    workspace, folder = demo
    file = planned(folder, "lean-coffee")
    async with sit_down(*demo) as person:
        person.app.navigation.open_session(file)
        await person.settle()
        await person.press("ctrl+n")
        person.live.frame.set_attendance(6)
        await to(person, "topics")
        for topic in TOPICS:
            await person.enter(topic)
        await to(person, "choose")
        assert "go on to Talk" in person.words_of("SegmentHead")
        await person.press("tab")
        assert "Only ours" not in person.words_of("VoteList")
        await person.press("1", "down", "5", "down", "3")
        _, seen = room_of(person)
        assert "Fewer meetings" in seen
        assert "●" not in seen
        assert "goes on" not in person.words_of("VoteList"), "the covered vote tells of no cut"
        await person.press("f8")
        assert [each.words for each in person.live.loops.ahead] == []
        await person.press("tab")
        await to(person, "talk")
        assert "Fewer meetings 1 of 3" in person.words_of("SegmentHead")
        for line in SAID["Fewer meetings"]:
            await person.enter(line)
        moment, seen = room_of(person)
        assert (moment.title, moment.question) == ("Talk it through   1 of 3", "Fewer meetings")
        assert "Tuesday is lost" in seen
        assert "pager" not in seen
        await person.press("ctrl+n")
        assert "The new form 2 of 3" in person.words_of("SegmentHead")
        assert "Tuesday is lost" not in person.text
        await person.type("It asks")
        person.screen.line.keep_half()  # as it does when typing rests
        person.screen._room.tell()
        await person.settle()
        shutil.copytree(workspace.root, tmp_path / "left")
    left = Workspace(tmp_path / "left", clock=folder.now)
    async with sit_down(left, left.programme()) as person:
        killed = next(each for each in person.folder.sessions if each.session.id == file.session.id)
        person.app.navigation.open_session(killed)
        await person.settle()
        assert "The new form 2 of 3" in person.words_of("SegmentHead")
        await person.type(" twice")
        await person.press("enter")
        await person.press("f8")
        assert "Shall we go on?" in person.text
        await person.choose("3 minutes more")
        assert "Three minutes more." in person.text
        await person.press("f8")
        await person.choose("Down: park it")
        assert "Who answers the pager 3 of 3" in person.words_of("SegmentHead")
        await person.press("ctrl+z")
        assert "The new form 2 of 3" in person.words_of("SegmentHead")
        await person.press("f8", "enter")
        assert "Who answers the pager 3 of 3" in person.words_of("SegmentHead")
        await person.press("f8")
        await person.choose("Down: park it")
        assert [each.words for each in parked_items(killed)] == ["Who answers the pager"]
        assert person.live.position.key == "actions"
        await end_the_meeting(person)
        under = told(person.folder, killed)
        assert {name: under[name] for name in SAID} == SAID
        assert under["Topics"] == list(TOPICS[:3])
        assert parked_on_paper(person.folder, killed) == {
            "Who answers the pager": "You parked this for another time."
        }
        following = planned(person.folder, "lean-coffee")
        later = last_time(
            [killed], following.session, person.folder.today(), programme=person.folder.programme
        )
        assert [each.words for each in later.parked] == ["Who answers the pager"]
        (vote,) = killed.all(DotVote)
        notes = {each.id: each.text for each in killed.all(Observation)}
        assert {notes[key]: count for key, count in vote.dots.items()} == {
            "Who answers the pager": 1,
            "Fewer meetings": 5,
            "The new form": 3,
        }
        assert [run.part for run in killed.all(SegmentRun) if run.segment == "talk"] == [0, 1, 2]
