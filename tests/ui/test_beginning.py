"""What is asked before the clock begins: once, kindly, and nothing where it is known."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from facilitator.model.session import SessionStatus
from facilitator.model.team import UNSAID
from facilitator.workspace.planning import planned_session
from tests.ui.person import NARROW


@pytest.fixture
def planned(demo):
    """The worked example with a session that is planned for today, and its team."""
    workspace, folder = demo
    team = next(each for each in folder.teams.values() if each.name == "Data and Integration")
    script = folder.catalogue.script("listening-30")
    return workspace, folder, folder.add_session(planned_session(folder, [team], script, folder.now())), team


async def open_it(person, file):
    person.app.navigation.open_session(file)
    await person.settle()


async def test_a_session_planned_for_another_day_asks_before_it_begins(planned, sit_down):
    workspace, folder, file, _ = planned
    file.put(msgspec.structs.replace(file.session, planned_start=folder.now() + timedelta(days=3)))
    async with sit_down(workspace, folder, size=NARROW) as person:
        await open_it(person, file)
        await person.press("ctrl+n")
        assert "Begin today?" in person.flow
        assert "is planned for Sun 12 Apr, 10:41." in person.flow
        await person.press("escape")
        assert file.session.status is SessionStatus.DRAFT
        await person.press("ctrl+n")
        await person.choose("Begin it now")
        assert file.session.status is SessionStatus.RUNNING


async def test_a_session_that_has_not_begun_or_is_paused_says_its_way_out(planned, sit_down):
    workspace, folder, file, _ = planned
    async with sit_down(workspace, folder, size=NARROW) as person:
        await open_it(person, file)
        assert "^N begin   Esc back" in person.text
        await person.press("escape")
        assert "Coverage" in person.text
        await open_it(person, file)
        await person.type("half a line")
        await person.press("escape", "ctrl+n")
        assert "^N next" in person.text
        await person.press("escape", "ctrl+u", "escape")
        assert "F5 pauses, then Esc leaves" in person.text
        await person.press("f5")
        assert "F5 go on   Esc leave" in person.text
        await person.press("escape")
        await person.choose("Leave; it stays paused")
        assert (file.session.status, "Coverage" in person.text) == (SessionStatus.PAUSED, True)


async def test_a_session_of_today_begins_at_once(planned, sit_down):
    workspace, folder, file, _ = planned
    async with sit_down(workspace, folder, size=NARROW) as person:
        await open_it(person, file)
        await person.press("ctrl+n")
        assert file.session.status is SessionStatus.RUNNING


async def test_how_many_a_team_has_is_asked_once_where_nobody_said(planned, sit_down):
    workspace, folder, file, team = planned
    folder.file.put(msgspec.structs.replace(team, headcount=1))
    async with sit_down(workspace, folder, size=NARROW) as person:
        await open_it(person, file)
        await person.press("ctrl+n")
        assert "How many people are in Data and Integration?" in person.flow
        await person.enter("many")
        assert "“many” is not a number of people." in person.flow
        await person.write_over("9")
        await person.press("enter")
        assert folder.teams[team.id].headcount == 9
        assert file.session.status is SessionStatus.RUNNING
        person.live.frame.set_attendance(4)
        await person.settle()
        assert "4 people of 9" in person.flow


async def test_the_question_for_the_headcount_can_be_left_open_and_comes_once(planned, sit_down):
    workspace, folder, file, team = planned
    folder.file.put(msgspec.structs.replace(team, headcount=1))
    async with sit_down(workspace, folder, size=NARROW) as person:
        await open_it(person, file)
        await person.press("ctrl+n", "escape")
        assert file.session.status is SessionStatus.DRAFT
        await person.press("ctrl+n")
        assert file.session.status is SessionStatus.RUNNING
        assert folder.teams[team.id].headcount == 1


async def test_leaving_the_welcome_says_what_nobody_asked(planned, sit_down):
    workspace, folder, file, _ = planned
    async with sit_down(workspace, folder, size=NARROW) as person:
        await open_it(person, file)
        await person.press("ctrl+n", "ctrl+n")
        assert "Agreement not asked. ^Z goes back" in person.flow
        await person.press("ctrl+z", "tab", "y", "ctrl+n")
        assert "Nobody counted. ^Z goes back" in person.flow
        await person.press("ctrl+z", "tab", "plus", "ctrl+n")
        assert "Nobody counted" not in person.flow


async def test_turning_back_from_starting_at_once_leaves_no_session_behind(planned, sit_down):
    workspace, folder, _, team = planned
    folder.file.put(msgspec.structs.replace(team, headcount=UNSAID))
    before = [each.session.short_id for each in folder.sessions]
    async with sit_down(workspace, folder, size=NARROW) as person:
        await person.press("a")
        await person.choose("Data and Integration")
        assert "How many people are in Data and Integration?" in person.flow
        while person.screen.__class__.__name__ != "Home":
            await person.press("escape")
        assert [each.session.short_id for each in folder.sessions] == before
        assert "Not begun, and nothing of it is kept" in person.text
