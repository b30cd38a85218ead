"""The second session with a team, by keyboard: what the first one left is there, and none of it is lost."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.model.action import Action, ActionStatus
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.interaction import Interaction, TouchRole
from facilitator.model.ladder import Rung
from facilitator.ui.review.rows import draw_state
from facilitator.ui.room.follower import as_lines
from facilitator.ui.room.moment import seen_now
from facilitator.workspace.follow_up import take_first_step
from facilitator.workspace.planning import planned_session
from tests.ui.person import NARROW, WIDE


@pytest.fixture
def again(demo, clock):
    """The worked example, and in it a second session with Infrastructure and Cloud that begins now."""
    workspace, folder = demo
    team = next(each for each in folder.teams.values() if each.name == "Infrastructure and Cloud")
    script = folder.catalogue.script("listening-60")
    return workspace, folder, folder.add_session(planned_session(folder, [team], script, clock.now()))


async def begin(person, file, segment=""):
    person.app.navigation.open_session(file, start=True)
    await person.settle()
    if segment:
        person.live.course.go_to(segment)
        await person.settle()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_touch_map_starts_from_last_time(again, sit_down, size):
    workspace, folder, file = again
    async with sit_down(workspace, folder, size=size) as person:
        await begin(person, file, "touch_map")
        await person.press("tab")
        assert "last time Thu 12 Mar" in person.flow
        assert "performs? weekly?" in " ".join(person.row_text().split())
        assert "0 of 12 rated" in person.flow
        await person.press("equals_sign", "5", "3", "3")
        (told,) = file.all(Interaction)
        assert (told.role, told.importance, told.ease, told.rung) == (TouchRole.PERFORMS, 5, 3, Rung(3))
        assert ("3 Collaborative +2" if size == WIDE else "3 +2") in person.row_text()
        assert "last" in person.flow
        await person.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        assert file.all(Interaction) == ()
        assert "performs?" in person.row_text()


async def test_the_first_session_with_a_team_knows_of_no_last_time(again, sit_down, clock):
    workspace, folder, _ = again
    team = next(each for each in folder.teams.values() if each.name == "Data and Integration")
    script = folder.catalogue.script("listening-60")
    file = folder.add_session(planned_session(folder, [team], script, clock.now()))
    async with sit_down(workspace, folder) as person:
        await begin(person, file, "touch_map")
        await person.press("tab")
        assert "last time" not in person.flow
        assert "Last" not in person.flow
        await person.press("equals_sign")
        assert "Nothing is known of last time here." in person.flow
        assert file.all(Interaction) == ()


async def test_the_room_sees_the_rung_of_last_time_as_a_word(again, sit_down):
    workspace, folder, file = again
    async with sit_down(workspace, folder) as person:
        await begin(person, file, "touch_map")
        await person.press("tab")
        shown = "\n".join(
            as_lines(seen_now(folder, file, person.live, person.screen._room._on_screen()), 100)
        )
    (line,) = (line for line in shown.splitlines() if "last time" in line)
    assert "There’s a form" in line


async def test_a_deep_dive_shows_how_the_team_meets_its_practice(again, sit_down):
    workspace, folder, file = again
    async with sit_down(workspace, folder, size=WIDE) as person:
        await begin(person, file)
        person.live.frame.set_focus(["change_enablement"])
        person.live.course.go_to("deep")
        await person.settle()
        assert "last time performs, rung 1" in person.flow
        person.live.touch.set_rung("change_enablement", 2)
        person.live.touch.set_importance("change_enablement", 5)
        person.live.touch.set_ease("change_enablement", 2)
        await person.settle()
        assert "performs, weekly, rung 2, pain 20 !, last time 1" in person.flow


# What was agreed ----------------------------------------------------------------------------------


def agreed(folder, number):
    (file,) = (each for each in folder.sessions if each.session.short_id == "L-03")
    return next(action for action in file.all(Action) if action.number == number)


async def test_the_second_session_opens_with_last_time(again, sit_down, clock):
    workspace, folder, file = again
    async with sit_down(workspace, folder, size=WIDE) as person:
        await begin(person, file)
        assert "Last time is on the agenda" in person.flow
        await person.press("ctrl+n", "tab")
        assert "0 of 2 asked" in person.flow
        assert "L-03, Thu 12 Mar" in person.flow
        assert "Agree the three ticket facts" in person.row_text(), "those that are done need nobody"
        for words in ("What we agreed 5", "Your ideas 8, all answered but one", "How each practice runs"):
            assert words in person.flow
        clock.pass_time(60)
        await person.press("b")
        await person.write_over("the supplier's form")
        await person.press("enter")
        await person.enter("in 2 weeks")
        assert (agreed(folder, 4).blocked_by, agreed(folder, 4).due_now) == (
            "the supplier's form",
            date(2026, 4, 23),
        )
        assert "1 of 2 asked" in person.flow
        assert "Draft four articles" in person.row_text(), "the cursor goes on to what was not asked yet"
        await person.press("plus")
        await person.enter("four questions fewer")
        assert agreed(folder, 5).status is ActionStatus.DONE
        assert "2 of 2 asked" in person.flow
        await person.press("ctrl+z")
        assert "Undone: L-03, action 5" in person.flow
        assert agreed(folder, 5).status is ActionStatus.STARTED
        await person.press("ctrl+y", "ctrl+z", "x")
        await person.enter("nobody has time")
        assert agreed(folder, 5).reason == "nobody has time"
        await person.press("enter")
        await person.enter("not before summer")
        assert agreed(folder, 5).reason == "not before summer"


async def test_undo_takes_back_what_was_said_here_and_no_earlier_follow_up(again, sit_down, clock):
    workspace, folder, file = again
    (first,) = (each for each in folder.sessions if each.session.short_id == "L-03")
    take_first_step(first, agreed(folder, 4), "ask the supplier")
    clock.pass_time(60)
    async with sit_down(workspace, folder) as person:
        await begin(person, file)
        await person.press("ctrl+n", "tab", "d")
        assert agreed(folder, 4).status is ActionStatus.DONE
        await person.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        assert (agreed(folder, 4).status, agreed(folder, 4).first_step) == (
            ActionStatus.BLOCKED,
            "ask the supplier",
        )


async def test_what_was_said_of_a_done_action_is_offered_as_what_helped(again, sit_down):
    workspace, folder, file = again
    async with sit_down(workspace, folder, size=NARROW) as person:
        await begin(person, file, "last_time")
        told = person.live.last_time.told
        open_one = next(each for each in told.agreed if each.to_ask and each.action.owner)
        person.live.last_time.done(open_one, "nobody waits for the board")
        await person.settle()
        await person.press("tab", "home")
        await person.walk_to(open_one.action.text[:20])
        await person.press("plus")
        assert "nobody waits for the board" in person.flow
        await person.press("enter")
        benefits = agreed(folder, open_one.action.number).benefits
        assert [each.text for each in benefits] == ["nobody waits for the board"]


async def test_an_idea_that_waits_is_answered_from_there(again, sit_down):
    workspace, folder, file = again
    (first,) = (each for each in folder.sessions if each.session.short_id == "L-03")
    async with sit_down(workspace, folder, size=NARROW) as person:
        await begin(person, file)
        await person.press("ctrl+n", "tab")
        await person.walk_to("no answer yet")
        assert "7 days late" in person.row_text()
        await person.press("d")
        assert "Go to the action that is done first" in person.flow
        await person.press("enter")
        await person.choose("Accept")
        assert [idea.status for idea in first.all(ImprovementIdea) if idea.number == 8] == [
            IdeaStatus.ACCEPTED
        ]
        assert "8, all answered" in person.flow


async def test_an_action_without_an_owner_says_where_to_name_one_before_it_asks_anything(again, sit_down):
    workspace, folder, file = again
    (first,) = (each for each in folder.sessions if each.session.short_id == "L-03")
    first.put(Action(text="Tidy the runbooks", number=9))
    async with sit_down(workspace, folder, size=WIDE) as person:
        await begin(person, file)
        await person.press("ctrl+n", "tab")
        await person.walk_to("Tidy the runbooks")
        for key in ("d", "b", "plus"):
            await person.press(key)
            assert "Name its owner in the review of L-03: e on the action." in " ".join(person.flow.split())
            assert "Waits for" not in person.flow
        assert agreed(folder, 9).status is ActionStatus.PROPOSED
        await person.press("x")
        await person.enter("nobody has time")
        assert agreed(folder, 9).status is ActionStatus.DROPPED
        person.app.navigation.open_review(first)
        await person.settle()
        await person.walk_to("Write the patching")
        await person.press("e")
        assert "Owner" in person.flow


async def test_a_rung_says_nothing_of_how_far_the_room_agreed(again, sit_down):
    workspace, folder, file = again
    async with sit_down(workspace, folder) as person:
        await begin(person, file, "touch_map")
        await person.press("tab", "equals_sign", "5", "3", "3")
        (told,) = file.all(Interaction)
        assert (told.rung, told.agreement) == (Rung(3), None)


async def test_the_room_sees_teams_and_counts_and_no_person(again, sit_down):
    workspace, folder, file = again
    async with sit_down(workspace, folder) as person:
        await begin(person, file)
        await person.press("ctrl+n", "tab", "d")
        shown = "\n".join(
            as_lines(seen_now(folder, file, person.live, person.screen._room._on_screen()), 100)
        )
    for words in ("What we agreed", "Desk  ✓ done", "Infra", "6 yes, 1 not now, 1 no answer yet"):
        assert words in shown
    assert [each.name for each in folder.people.values() if each.name in shown] == []
    assert "supplier" not in shown, "what blocks it is the team's to say"


async def test_by_f7_a_first_session_says_that_it_is_the_first(again, sit_down, clock):
    workspace, folder, _ = again
    team = next(each for each in folder.teams.values() if each.name == "Data and Integration")
    script = folder.catalogue.script("listening-60")
    file = folder.add_session(planned_session(folder, [team], script, clock.now()))
    async with sit_down(workspace, folder) as person:
        await begin(person, file)
        assert "Last time" not in person.flow
        await person.press("f7")
        await person.choose("last time")
        assert "This is the first session with this team." in person.flow
        await person.press("tab", "d", "enter", "x")
        assert "Go to the action that is dropped first" in person.flow


async def test_two_teams_in_one_room_are_not_shown_what_one_of_them_agreed_alone(again, sit_down, clock):
    workspace, folder, _ = again
    names = ("Infrastructure and Cloud", "Service Desk")
    teams = [each for name in names for each in folder.teams.values() if each.name == name]
    script = folder.catalogue.script("listening-60")
    file = folder.add_session(planned_session(folder, teams, script, clock.now()))
    (first,) = (each for each in folder.sessions if each.session.short_id == "L-03")
    alone = first.put(Action(text="CANARY ask for our own key", number=9))
    async with sit_down(workspace, folder) as person:
        await begin(person, file)
        await person.press("ctrl+n", "tab")
        assert alone.id in {each.action.id for each in person.live.last_time.told.agreed}
        shown = "\n".join(
            as_lines(seen_now(folder, file, person.live, person.screen._room._on_screen()), 100)
        )
    assert "CANARY" not in shown
    assert "Last time" in shown


async def test_the_review_knows_why_there_was_no_read_back(again, sit_down):
    workspace, folder, file = again
    async with sit_down(workspace, folder) as person:
        await begin(person, file)
        assert "no read-back yet" in draw_state(person.live).plain
        person.live.frame.read_back_skipped("the room was needed")
        assert "no read-back: the room was needed" in draw_state(person.live).plain
