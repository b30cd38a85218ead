"""What can be said of ideas, actions, notes and interfaces beside their words, with the keyboard."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import msgspec
from filelock import FileLock

from facilitator.model.action import ActionSize
from facilitator.model.audience import Visibility
from facilitator.model.idea import Benefit, Evidence, ImprovementIdea, Reach
from facilitator.model.interaction import Channel, InterfaceSide
from facilitator.model.observation import Dimension, Observation
from facilitator.ui.widgets.name_list import NameList
from tests.ui.going import end_the_meeting, go, work_with

TITLE = "A lamp that says it is dying"


async def one_idea(person):
    """An idea in hand, written after a note it can come from."""
    await go(person, "notes")
    await person.press("tab")
    await person.enter("- The lamp goes out in the last row")
    await person.press("f7")
    await person.choose("ideas")
    await person.enter(TITLE)
    await person.press("tab")
    live = person.live
    return lambda: next(idea for idea in live.ideas.all if idea.title == TITLE)


async def test_an_idea_gets_its_details(demo, sit_down):
    async with sit_down(*demo) as person:
        idea = await one_idea(person)
        await person.press("o")
        await person.choose("Reach")
        await person.choose("two teams")
        assert idea().reach is Reach.TWO_TEAMS
        assert "Reach two teams" in " ".join(person.row_text().split())
        await person.choose("Dimensions")
        for words in ("information and technology", "partners and suppliers", "information and technology"):
            await person.walk_to(words)
            await person.press("space")
        await person.press("enter")
        assert idea().dimensions == (Dimension.PARTNERS,)
        await person.choose("From notes")
        await person.type("lamp goes")
        await person.press("enter", "enter")
        await person.press("escape")
        assert idea().from_notes == (person.live.notes.all[-1].id,)
        assert person.row_text().endswith(TITLE)


async def test_who_gains_stands_with_how_it_is_known(demo, sit_down):
    async with sit_down(*demo) as person:
        idea = await one_idea(person)
        await person.press("o")
        await person.choose("Gains: users")
        await person.type("no lecture in the dark")
        await person.press("tab", "right", "tab")
        await person.type("many")
        await person.press("enter")
        assert "“many” is not a number of cases." in person.flow
        await person.write_over("12")
        await person.press("enter")
        gain = Benefit(group="users", text="no lecture in the dark", evidence=Evidence.REPORTED, cases=12)
        assert idea().benefits == (gain,)
        assert "no lecture in the dark (reported)" in person.flow
        await person.press("enter")
        await person.write_over("")
        await person.press("ctrl+n", "escape")
        assert idea().benefits == ()


async def test_what_was_asked_for_is_told_in_new_words(demo, sit_down):
    async with sit_down(*demo) as person:
        idea = await one_idea(person)
        await person.press("o")
        await person.choose("You said")
        await person.type("Jo Marsh sits in the dark")
        assert "names" in person.words_of("#caution")
        await person.write_over("Lamps go out during lectures.")
        await person.press("enter")
        assert idea().said == "Lamps go out during lectures."
        assert "Lamps go out during lectures." in person.row_text()
        await person.press("enter")
        await person.write_over("")
        await person.press("enter")
        assert idea().said == ""


async def test_an_action_has_a_size(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "actions")
        await person.press("e", "tab", "tab", "tab", "tab", "right", "ctrl+n")
        assert person.live.actions.all[0].size is ActionSize.QUARTER


async def test_a_note_is_about_a_dimension(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "notes")
        note = person.rows.key
        await person.press("d")
        await person.choose("partners and suppliers")
        found = next(each for each in person.live.notes.all if each.id == note)
        assert found.dimension is Dimension.PARTNERS


async def name_the_desk(person):
    """The other side of a practice, with a score, a way and an agreement."""
    await go(person, "touch_map")
    practice = person.rows.key
    await person.press("p", "5", "2", "t")
    await person.choose("Service Desk")
    await person.press("tab")
    await person.type("tickets with a photo")
    await person.press("tab", "right", "tab")
    await person.type("an answer the same day")
    await person.press("ctrl+n")
    desk = next(id for id, team in person.folder.teams.items() if team.name == "Service Desk")
    live = person.live
    return lambda: live.touch.side(practice, desk)


async def test_an_interface_says_how_and_what_was_agreed(demo, sit_down):
    async with sit_down(*demo) as person:
        side = (await name_the_desk(person))()
        assert isinstance(side, InterfaceSide)
        assert (side.ease, side.passes, side.channel, side.expectation) == (
            *(2, "tickets with a photo"),
            *(Channel.TICKET, "an answer the same day"),
        )


async def test_the_room_says_at_read_back_whether_the_other_team_sees_the_score(demo, sit_down):
    async with sit_down(*demo) as person:
        side = await name_the_desk(person)
        await person.press("f7")
        await person.choose("read-back")
        await person.walk_to(f"{person.live.desk.practice_name(side().practice)} with Desk")
        assert "our team only" in person.row_text()
        await person.press("right")
        assert side().agreed_for_sharing
        assert "our team only" not in person.row_text()
        await person.press("left")
        assert not side().agreed_for_sharing


async def test_a_quote_asks_at_read_back_for_the_yes_of_its_speaker(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        quote = person.live.notes.add("Nobody answers the phone", "quote")
        await work_with(person, "read_back")
        person.rows.focus()
        await person.walk_to("Nobody answers")

        def seen():
            return person.live.records.find(Observation, quote.id)

        await person.press("v")
        await person.choose("Not asked")
        assert (seen().visibility, seen().speaker_agreed) == (Visibility.FACILITATOR, False)
        await person.press("v")
        await person.choose("The speaker said yes")
        assert (seen().visibility, seen().speaker_agreed) == (Visibility.TEAM, True)
        await person.press("ctrl+z")
        assert (seen().visibility, seen().speaker_agreed) == (Visibility.FACILITATOR, False)


# In the review


async def ended_in_half_a_line(person):
    await go(person, "notes")
    await person.press("f5", "tab")
    await person.type("- The projector needs")
    await end_the_meeting(person)


async def test_a_half_typed_line_waits_in_the_review(demo, sit_down):
    async with sit_down(*demo) as person:
        await ended_in_half_a_line(person)
        before = len(person.live.notes.all)
        assert "A line you did not finish: - The projector needs" in person.flow
        await person.press("n")
        await person.type(" ten minutes +4")
        await person.press("enter")
        note = person.live.notes.last
        assert (note.text, note.kind, note.nods) == ("The projector needs ten minutes", "hurts", 4)
        assert len(person.live.notes.all) == before + 1
        assert "did not finish" not in person.text
        await person.press("ctrl+z")
        assert "A line you did not finish: - The projector needs" in person.flow


async def test_a_half_typed_line_can_be_let_go(demo, sit_down):
    async with sit_down(*demo) as person:
        await ended_in_half_a_line(person)
        await person.press("x")
        assert person.live.drafts.waiting == ()
        assert "did not finish" not in person.text
        await person.press("ctrl+z")
        assert "did not finish" in person.text


async def test_in_the_review_an_action_gets_an_owner_nobody_knew(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "actions")
        await end_the_meeting(person)
        await person.walk_to("Lend each lecturer a spare adapter")
        await person.press("e", "tab")
        await person.write_over("Mina Reyes-Holt")
        await person.press("ctrl+n")
        assert "somebody (Mina Re" in person.flow
        assert "Mina Reyes-Holt" not in {each.name for each in person.folder.people.values()}
        await person.press("e", "tab", "tab", "right", "tab")
        await person.write_over("2026-04-30")
        await person.press("ctrl+n")
        action = person.live.actions.all[0]
        assert person.folder.people[action.owner].name == "Mina Reyes-Holt"
        assert action.due == date(2026, 4, 30)
        assert "Mina Reyes-Holt" in person.text


async def test_a_gain_is_written_in_the_review(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "review")
        await person.walk_to("One change calendar")
        await person.press("o")
        await person.choose("Gains: society")
        await person.type("exams on time")
        await person.press("ctrl+n", "escape")
        ideas = person.session("L-03").all(ImprovementIdea)
        assert any(each.text == "exams on time" for idea in ideas for each in idea.benefits)


async def test_the_line_of_thanks_is_written_in_the_review(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "review")
        await person.press("t")
        await person.write_over("You were open with us; thank you.")
        await person.press("enter")
        assert person.session("L-03").session.thanks == "You were open with us; thank you."


async def test_what_cannot_be_undone_in_the_review_is_told_and_stays(demo, sit_down):
    file = next(each for each in demo[1].sessions if each.session.short_id == "L-03")
    note = file.put(msgspec.structs.replace(file.all(Observation)[0], text="Said in the other window"))
    demo[1].close()
    workspace = demo[0]
    with FileLock(f"{file.path}.lock"), closing(workspace.programme()) as folder:
        async with sit_down(workspace, folder) as person:
            await go(person, "review")
            await person.press("ctrl+z")
            assert person.screen.is_modal
            assert "Open elsewhere" in person.text
            await person.press("enter")
            assert "ndo" not in person.last_line
            assert person.session("L-03").find(Observation, note.id).text == note.text


# While a name is finished


async def test_the_newest_note_stays_in_sight_beside_the_names(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "notes")
        await person.press("tab")
        await person.enter("- The lamp goes out in the last row")
        before = person.text
        await person.type("- Who is told #s")
        assert "Tab takes it" in person.text
        assert "The lamp goes out in the last row" in person.text
        await person.press("escape")
        assert person.screen.query_one(NameList).display is False
        await person.write_over("")
        await person.press("tab", "tab")
        lines = [line for line in person.text.splitlines() if "The lamp goes out" in line]
        assert lines == [line for line in before.splitlines() if "The lamp goes out" in line]
        assert person.text.splitlines().index(lines[0]) == before.splitlines().index(lines[0])
