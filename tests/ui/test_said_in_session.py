"""What a running session says back: how much is safe, what is more than can be, whose an action is."""

from __future__ import annotations

import msgspec
import pytest

from facilitator.model.action import CommitmentStatus
from facilitator.model.interaction import TouchRole
from facilitator.ui.records.settings import consequence
from facilitator.workspace.planning import planned_session
from tests.ui.going import ask_all, go, take_instrument, work_with
from tests.ui.person import NARROW, USUAL, WIDE


async def test_what_is_safe_is_all_that_was_written_down(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await person.press("f5")
        records = (person.live.notes, person.live.ideas, person.live.actions)
        more = sum(len(part.all) for part in records[1:]) + len(person.live.actions.commitments)
        notes = len(person.live.notes.all) + 2
        await person.enter("( the room tightened", '" best week of the year', "a plain one")
        assert f"{notes} notes + {more + 1} safe ✓" in person.flow


async def test_more_nods_than_people_are_told(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await person.press("f5")
        person.live.frame.set_attendance(2)
        await person.type("- every form asks it twice +3")
        assert "3 nods" in person.flow
        assert "only 2 people are here" in person.flow
        await person.press("enter")
        assert "Saved: 3 nods only 2 people are here" in person.flow
        await take_instrument(person, "notes")
        await person.press("end", "plus")
        assert "4 nods, only 2 people are here" in person.flow
        assert person.live.notes.all[-1].nods == 4


async def test_of_an_action_nobody_began_nothing_is_missed(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await person.press("f5")
        await take_instrument(person, "actions")
        await person.press("escape")
        assert "no owner yet" not in person.words_of("#below")
        await person.type("draft the form")
        assert "no owner yet no date yet" in person.flow


async def test_the_read_back_counts_the_nods_and_marks_a_line_only_while_it_has_the_keys(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await work_with(person, "read_back")
        await person.press("home")
        note = next(each for each in person.live.decisions.to_read_back if getattr(each, "nods", 0))
        row = next(line for line in person.text.splitlines() if note.text[:20] in line)
        assert f"+{note.nods}" in row
        assert "►" in person.text
        await person.press("escape")
        assert "►" not in person.text
        await person.press("tab")
        assert "►" in person.text


async def test_agreement_and_other_side_stand_in_the_touch_map_and_the_tally_is_promised_when_it_comes(
    demo, sit_down
):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "runner")
        live = person.live
        live.course.resume()
        live.course.go_to("touch_map")
        await person.settle()
        await person.press("tab", "home")
        key = person.rows.key
        desk = next(id for id, each in live.desk.teams.items() if each.short_name == "Desk")
        live.touch.set_role(key, TouchRole.PERFORMS)
        live.touch.set_rung(key, 3)
        live.touch.name_counterparts(key, [desk])
        await person.settle()
        await person.press("a")
        assert not live.position.at_last_question
        assert "tallied with F8, once the last question is asked." in person.flow
        await person.choose("all")
        assert "@Desk" in person.row_text()
        assert "3 Collaborative all" in person.row_text()
        while not live.position.at_last_question:
            await person.press("f8")
        await person.press("a")
        assert "tallied with F8." in person.flow


async def test_without_a_practice_f8_asks_for_one_and_no_clock_starts_anew(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        live = person.live
        live.frame.set_focus(())
        live.course.resume()
        live.course.go_to("touch_map")
        await person.settle()
        while not live.position.segment.goes_deep:
            await person.press("ctrl+n")
        assert "Which practice is it about?" in person.flow
        await person.press("escape")
        assert "No practice is in hand yet. F8 asks again" in person.flow
        assert "F8 which practice" in person.last_line
        person.clock.pass_time(30)
        run, left = live.position.row.part, live.timing.remaining()
        await person.press("f8")
        assert "Which practice is it about?" in person.flow
        assert (live.position.row.part, live.timing.remaining()) == (run, left)
        await person.press("end", "enter")
        assert "Notes go under no practice" in person.flow
        assert "F8 next question" in person.last_line


@pytest.mark.parametrize("size", [NARROW, USUAL])
async def test_the_read_back_names_one_key_and_none_once_it_is_done(demo, sit_down, size):
    async with sit_down(*demo, size=size) as person:
        await go(person, "runner")
        person.live.course.resume()
        person.live.course.go_to("read_back")
        await person.settle()
        await person.press("tab")
        assert "f when done" in person.flow
        assert "F8 when done" not in person.flow
        assert "F8 next question" in person.last_line
        assert "e edit   x remove" in person.last_line
        await ask_all(person)
        assert "F8 when done" in person.flow
        assert "F8 done" in person.last_line
        await person.press("f")
        assert person.live.session.read_back.done
        await work_with(person, "read_back")
        assert "F8" not in person.last_line


async def test_leaving_says_whether_the_session_runs(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await person.command("pause and go home")
        assert "The session is paused" in person.flow
        assert "Leave; it stays paused" in person.flow
        await person.press("escape", "f5")
        await person.command("pause and go home")
        assert "The session is running" in person.flow


@pytest.fixture
def again(demo):
    """The worked example, and in it a second session with Infrastructure and Cloud."""
    workspace, folder = demo
    team = next(each for each in folder.teams.values() if each.name == "Infrastructure and Cloud")
    script = folder.catalogue.script("listening-60")
    return workspace, folder, folder.add_session(planned_session(folder, [team], script, folder.now()))


async def to_last_time(person, file):
    person.app.navigation.open_session(file, start=True)
    await person.settle()
    person.live.course.go_to("last_time")
    await person.settle()
    await person.press("tab")


async def test_last_time_names_who_said_yes_and_the_team_while_nobody_has(again, sit_down):
    workspace, folder, file = again
    async with sit_down(workspace, folder, size=NARROW) as person:
        await to_last_time(person, file)
        (agreed, *_) = [each for each in person.live.last_time.told.agreed if each.action.owner]
        row = next(line for line in person.text.splitlines() if agreed.action.text[:20] in line)
        assert folder.people[agreed.action.owner].name in row


async def test_last_time_lists_what_others_promised_and_takes_what_became_of_it(again, sit_down):
    workspace, folder, file = again
    async with sit_down(workspace, folder, size=USUAL) as person:
        await to_last_time(person, file)
        pledged = person.live.last_time.told.pledged
        assert len(pledged) == 2
        open_one = next(each for each in pledged if each.promise.status is CommitmentStatus.PENDING)
        await person.walk_to(open_one.promise.text[:10])
        assert "What others promised 2, one still open" in person.flow
        assert open_one.promise.role in person.row_text()
        await person.press("d")
        await person.choose("Kept")
        kept = {each.promise.status for each in person.live.last_time.told.pledged}
        assert kept == {CommitmentStatus.KEPT}, person.text
        await person.press("ctrl+z")
        assert "one still open" in person.flow


def test_nobody_hidden_is_said_in_words(demo):
    _, folder = demo
    for team in folder.teams.values():
        folder.file.put(msgspec.structs.replace(team, headcount=20))
    said = consequence(folder, folder.programme, "threshold")
    assert said.endswith("no teams stay hidden; at 6, none would.")


async def test_the_next_practice_is_said_and_its_place_is_not_cut(again, sit_down):
    workspace, folder, file = again
    async with sit_down(workspace, folder, size=NARROW) as person:
        person.app.navigation.open_session(file, start=True)
        await person.settle()
        live = person.live
        first, second = focus = ("change_enablement", "service_configuration_management")
        live.frame.set_focus(focus)
        live.course.go_to("deep")
        await person.settle()
        assert f"{live.desk.practices[first].short_name} 1 of 2" in person.flow
        await ask_all(person)
        await person.press("f8")
        assert f"On to {live.desk.practices[second].name}. ^Z goes back" in person.flow
        assert f"{live.desk.practices[second].short_name} 2 of 2" in person.flow
        await person.press("ctrl+z")
        assert live.position.practice == first


async def test_all_answers_of_the_touch_map_stand_whole_also_from_the_line(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await work_with(person, "touch_map")
        await person.press("tab")
        for each in ("o owns", "p performs", "c contributes", "r receives", "s subject to", "u unknown"):
            assert each in person.flow


async def test_the_plan_of_a_workshop_follows_what_is_typed_to_find_it(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("n", "enter")
        await person.type("lead")
        assert "what their requests feel like" in person.flow.replace("▌ ", "")


async def test_what_is_known_of_a_practice_stands_whole_where_one_is_chosen(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await person.press("f6")
        assert "performs, rung 3, pain 4" in person.flow
        assert "pain 20 !" in person.flow
        assert "…" not in person.text
