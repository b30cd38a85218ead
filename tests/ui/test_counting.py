"""Counting in the room: two digits, more hands than people, a number in words; never silence."""

from __future__ import annotations

import msgspec

from facilitator.model.audience import Visibility
from facilitator.model.idea import IdeaStatus, VoteSubject
from facilitator.ui.room.follower import Following, as_lines
from facilitator.ui.widgets.typed_number import SOON, TypedNumber
from facilitator.workspace.folder.workspace import Workspace
from tests.ui.going import ask_all, go, work_with
from tests.ui.person import NARROW


def test_two_digits_soon_after_each_other_are_one_number():
    now = [0.0]
    typed = TypedNumber(lambda: now[0])
    assert [typed.after(1, "a"), typed.after(2, "a")] == [1, 12]
    assert typed.after(3, "a") == 3, "three digits are no number of hands"
    assert typed.after(4, "b") == 4, "another row begins anew"
    now[0] += SOON + 0.1
    assert typed.after(5, "b") == 5
    assert [typed.after(0, "c"), typed.after(7, "c")] == [0, 7]


async def test_dots_above_nine_are_typed_with_two_digits(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "vote")
        first, second = (row.key for row in person.rows.rows[:2])
        await person.press("1", "2")
        assert person.live.votes.dots_of(first) == 12
        await person.press("down", "9")
        assert "Of 18 dots 6 are left for this one, not 9." in person.text
        assert person.live.votes.dots_of(first) == 12
        await person.tick(2)
        await person.press("6")
        assert person.live.votes.dots_of(second) == 6


async def test_one_person_hears_that_there_are_not_so_many_dots(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "vote")
        await person.press("p", "tab", "right", "ctrl+n", "9")
        assert "9 are too many here" in person.flow
        assert "at most 2 on one" in person.flow


async def test_more_hands_than_people_are_told_and_kept(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "actions")
        person.live.frame.set_attendance(2)
        await ask_all(person)
        await person.press("f8")
        await person.type("554")
        assert "3 hands only 2 people are here" in person.flow
        await person.press("9")
        assert "There is no 9: 0 to 5." in person.flow
        await person.press("enter")
        assert person.live.session.fist_of_five.hands == (0, 0, 0, 0, 1, 2)
        await work_with(person, "close")
        await person.type("55")
        assert "only 2 people are here" in person.flow


async def test_a_number_of_people_may_be_said_in_words(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "agreement")
        await person.press("f8")
        await person.write_over("ten or so + two")
        await person.press("enter")
        assert (person.live.session.attendance, person.live.session.remote) == (12, 2)


async def test_twins_are_merged_while_the_vote_runs_and_both_counts_stay(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "vote")
        watched = Workspace(demo[0].root, clock=demo[1].now).open(demo[1].path)
        ideas = {idea.id: idea for idea in person.live.ideas.all}
        second = person.rows.rows[1].key
        await person.press("3", "down", "2", "down", "1", "up", "up", "m")
        await person.type(ideas[second].title[:12])
        await person.press("enter")
        assert second not in [row.key for row in person.rows.rows]
        assert person.live.votes.ranked()[0].counts == (3, 2)
        assert "3 + 2" in person.text
        assert f"with {ideas[second].number}, 2 dots" in person.text
        await person.press("down")
        assert "3 + 2" not in person.text
        assert f"with {ideas[second].number}: " in person.text, "covered, as the row it went into"
        room = as_lines(Following(watched, watched.session(person.live.session.id)).look(), 100)
        assert "3 + 2" not in "\n".join(room)
        await person.press("f8")
        assert "3 + 2" in person.text
        await person.press("ctrl+z", "ctrl+z")
        assert person.live.votes.dots_of(second) == 2
        assert second in [row.key for row in person.rows.rows]
        await person.press("home", "space", "m")
        assert person.live.votes.ranked()[0].counts == (2, 3)


async def test_hands_are_asked_for_only_where_the_team_touches_the_practice(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "touch_map")
        map_ = person.screen._stage.instrument
        untold = next(row.key for row in map_.rows.rows if person.live.touch.interaction(row.key) is None)
        while map_.practice_in_hand != untold:
            await person.press("down")
        await person.press("f8")
        assert "Say first how the team touches it" in person.flow
        await person.press("o", "f8")
        assert "Fingers up on three" in person.flow


async def test_what_was_parked_gets_no_dots_and_what_has_some_says_that_it_is(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "vote")
        first, second = (row.key for row in person.rows.rows[:2])
        await person.press("2")
        for idea in person.live.ideas.all:
            if idea.id in (first, second):
                no = {"status": IdeaStatus.DECLINED, "answer": "No room"}
                person.live.records.put(msgspec.structs.replace(idea, **no))
        await person.settle()
        assert first in [row.key for row in person.rows.rows]
        assert second not in [row.key for row in person.rows.rows]
        assert "(declined)" in person.text


async def test_a_tie_at_the_line_of_what_goes_on_is_said(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await work_with(person, "focus")
        votes, subject = person.live.votes, VoteSubject.PRACTICES
        votes.open(subject, 6)
        for practice in person.live.session.shortlist[:4]:
            votes.put_dots(practice, 2, subject)
        await person.settle()
        await ask_all(person)
        await person.press("f8")
        assert "go on; a tie, 2 dots each: agree which" in person.flow
        votes.put_dots(person.live.session.shortlist[0], 6, subject)
        votes.put_dots(person.live.session.shortlist[3], 1, subject)
        await person.settle()
        assert "a tie" not in person.flow


async def test_ideas_with_as_many_dots_say_what_orders_them(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "vote")
        for idea in person.live.ideas.all[:2]:
            person.live.votes.put_dots(idea.id, 3)
        await person.settle()
        await ask_all(person)
        await person.press("f8")
        assert "two go on; a tie: order by who gains, effort, age" in person.flow


async def test_ideas_that_go_on_stand_among_the_actions_and_become_one_by_a_key(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "vote")
        idea, other = person.live.ideas.all[:2]
        for each in (idea, other):
            person.live.votes.put_dots(each.id, 3)
        person.live.votes.reveal(True)
        await work_with(person, "actions")
        assert "To plan e makes an action of an idea" in person.flow
        await person.walk_to(idea.title[:20])
        await person.press("e", "ctrl+n")
        action = person.live.actions.all[-1]
        assert (action.text, action.ideas) == (idea.title, (idea.id,))
        await person.press("ctrl+z")
        assert action not in person.live.actions.all


async def test_the_other_side_can_be_a_team_that_is_not_on_the_list_yet(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        person.live.course.resume()
        person.live.course.go_to("deep")
        await person.settle()
        await person.press("ctrl+g")
        await person.choose("Another team")
        await person.type("Print Room")
        await person.press("tab", "tab", "right", "tab")
        await person.type("4")
        await person.press("ctrl+n")
        assert "with Print Room" in person.flow
        await person.press("ctrl+n")
        (team,) = (each for each in person.folder.teams.values() if each.name == "Print Room")
        assert team.id in person.live.touch.interaction(person.live.position.practice).counterparts


async def test_after_the_read_back_it_says_that_no_idea_goes_further(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "read_back")
        live = person.live
        for each in live.ideas.all:
            live.editing.set_visibility(each, Visibility.TEAM)
        await person.press("f")
        assert "Every idea stays in the team.  v lets others see it" in person.text


async def test_the_day_of_the_follow_up_alone_is_never_meant_at_night(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        person.clock.pass_time(11 * 3600)
        await person.press("a", "enter")
        await work_with(person, "close")
        await person.press("f8")
        assert "a day alone means 10:00" in person.flow.replace("▌ ", "")
