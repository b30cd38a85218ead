"""The second session with a team, by keyboard: what the first one left is there, and none of it is lost."""

from __future__ import annotations

import pytest

from facilitator.model.interaction import Interaction, TouchRole
from facilitator.model.ladder import Rung
from facilitator.ui.room.follower import as_lines
from facilitator.ui.room.moment import seen_now
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
