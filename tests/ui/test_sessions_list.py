"""The list of sessions: what may be removed, and what was held without the program."""

from __future__ import annotations

import msgspec

from facilitator.model.observation import Observation
from facilitator.model.session import SessionStatus
from facilitator.ui.forms.field_line import FieldLine
from tests.ui.going import go


async def planned(person):
    """L-05, a plan in which nothing was heard yet; the cursor stands on it."""
    await person.press("n")
    await person.choose("Network and Wi-Fi")
    await person.choose("30 minutes")
    await person.press("ctrl+n")
    await person.walk_to("L-05")
    return person.session("L-05")


async def test_a_session_in_which_something_was_heard_is_not_deleted(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "sessions")
        await person.walk_to("L-03")
        await person.press("x")
        assert "L-03 stays" in person.text
        assert "17 notes, 8 ideas, 5 actions, 2 promises" in person.flow
        assert "Delete" not in person.text
        await person.press("enter")
        assert person.session("L-03").session.status is SessionStatus.SHARED


async def test_a_plan_is_deleted_after_a_question_and_comes_back(demo, sit_down):
    async with sit_down(*demo) as person:
        await planned(person)
        await person.press("x")
        assert "Nothing was heard in it yet." in person.flow
        await person.choose("Delete it")
        assert "L-05 is deleted" in person.text
        await person.press("ctrl+z")
        assert "L-05 is back" in person.text


async def test_a_new_session_is_planned_and_begins_only_where_that_is_chosen(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "form")
        assert "Saving only plans it, for the day and time below." in person.flow
        await person.press("n")
        assert "Saving begins the meeting at once." in person.flow
        await person.press("l", "ctrl+n")
        assert person.session("L-05").session.status is SessionStatus.DRAFT
        assert person.session("L-05").session.planned_start > person.folder.now()


async def test_a_plan_with_a_note_is_cancelled_not_deleted(demo, sit_down):
    async with sit_down(*demo) as person:
        session = await planned(person)
        session.put(Observation(number=1, text="Ask about the cabinets"))
        await person.press("x")
        assert "It holds 1 note." in person.flow
        assert "Delete" not in person.text
        await person.choose("Cancel it")
        assert session.session.status is SessionStatus.CANCELLED


async def test_a_session_held_on_paper_goes_to_its_sheets(demo, sit_down):
    async with sit_down(*demo) as person:
        session = await planned(person)
        await person.press("h")
        await person.choose("Yes, it was held")
        assert session.session.status is SessionStatus.CAPTURED
        assert "From paper" in person.text
        await person.press("ctrl+t", "ctrl+t")
        await person.type("- The board meets on Tuesdays +4")
        await person.press("ctrl+n")
        assert [note.text for note in session.all(Observation)] == ["The board meets on Tuesdays"]
        assert person.screen.active_contexts()[0].name == "review"
        await person.press("ctrl+z", "ctrl+z")
        assert session.session.status is SessionStatus.DRAFT


async def test_only_a_planned_session_was_held_on_paper(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "sessions")
        await person.walk_to("L-03")
        await person.press("h")
        assert "Only a planned session can be held on paper" in person.last_line


async def test_a_plan_gets_another_script_with_its_minutes(demo, sit_down):
    async with sit_down(*demo) as person:
        session = await planned(person)
        before = session.session
        await person.press("e")
        assert "30 min, Listening session, 30 minutes" in person.flow
        await person.press("right")
        while "60 min, Listening session, 60 minutes" not in person.flow:
            await person.press("right")
        await person.press("ctrl+n")
        now = session.session
        assert (before.script.key, before.minutes) == ("listening-30", 30)
        assert (now.script.key, now.minutes) == ("listening-60", 60)
        await person.press("ctrl+z")
        assert session.session.minutes == 30


async def test_a_team_is_invited_and_a_shared_session_closed_by_one_key_each(demo, sit_down):
    async with sit_down(*demo) as person:
        session = await planned(person)
        await person.press("i")
        assert session.session.status is SessionStatus.INVITED
        await person.press("ctrl+z")
        assert session.session.status is SessionStatus.DRAFT
        await person.walk_to("L-03")
        await person.press("r", "c")
        assert "What was heard stays as it is then" in person.flow
        await person.choose("Close it")
        assert person.session("L-03").session.status is SessionStatus.CLOSED
        await person.press("c")
        assert "only a shared one is closed" in person.last_line
        await person.press("ctrl+z")
        assert person.session("L-03").session.status is SessionStatus.SHARED


# Papers of two teams


async def two_teams_met(person):
    """L-03 as a session of Infrastructure and the Service Desk."""
    file = person.session("L-03")
    desk = next(id for id, team in person.folder.teams.items() if team.name == "Service Desk")
    with file.group("two teams"):
        file.put(msgspec.structs.replace(file.session, teams=(*file.session.teams, desk)))
    return file


async def test_each_of_two_teams_gets_its_paper(demo, sit_down):
    workspace, _ = demo
    async with sit_down(*demo, size=(120, 40)) as person:
        await two_teams_met(person)
        await go(person, "papers")
        for team in ("Infra", "Desk"):
            await person.walk_to(f"Team action plan, {team}")
            await person.press("enter")
        assert {path.name for path in workspace.documents_dir.iterdir()} == {
            "L-03-infrastructure-and-cloud-action-plan.html",
            "L-03-service-desk-action-plan.html",
        }
        assert "Service Desk: our action plan" in person.flow


async def test_a_preview_asks_whose_paper_it_is(demo, sit_down):
    async with sit_down(*demo) as person:
        await two_teams_met(person)
        await go(person, "sessions")
        await person.walk_to("L-03")
        await person.press("p")
        await person.choose("Team action plan, Desk")
        assert "Service Desk: our action plan" in person.flow


async def test_a_day_in_words_is_told_as_the_day_it_is_once_the_field_is_left(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.press("n", "enter", "enter")
        line = next(each for each in person.screen.query(FieldLine) if each.field.key == "day")
        line.control.focus()
        await person.settle()
        await person.write_over("in two days")
        assert "Sat 11 Apr" not in person.text
        await person.press("tab")
        assert "Sat 11 Apr" in person.text
