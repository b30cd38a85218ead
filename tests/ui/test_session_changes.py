"""Change over sessions, by keyboard: from Teams, from the map of Home and from the palette."""

from datetime import timedelta

import msgspec
import pytest

from facilitator.model.interaction import Interaction
from facilitator.model.session import SessionStatus
from facilitator.ui.review.review import Review
from facilitator.workspace.planning import planned_session
from tests.ui.going import go
from tests.ui.person import NARROW, WIDE


def hear_again(folder):
    """Let the team of L-03 be heard once more today, half of what it rated a step higher."""
    before = next(each for each in folder.sessions if each.session.short_id == "L-03")
    teams = [folder.teams[id] for id in before.session.teams]
    start = folder.now() - timedelta(hours=3)
    plan = planned_session(folder, teams, folder.catalogue.script("listening-60"), start)
    file = folder.add_session(plan)
    for status in (SessionStatus.RUNNING, SessionStatus.CAPTURED):
        times = {"started_at": start} if status is SessionStatus.RUNNING else {"ended_at": folder.now()}
        file.put(msgspec.structs.replace(file.session.moved_to(status, **times), attendance=7))
    for told in [each for each in before.all(Interaction) if each.rung is not None][:6]:
        step = {"incident_management": -1, "problem_management": 0}.get(told.practice, 1)
        file.put(msgspec.structs.replace(told, id="", rung=max(0, min(5, told.rung + step))))
    return file


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_team_that_was_heard_twice_shows_rungs_and_actions_then_and_now(demo, sit_down, size):
    hear_again(demo[1])
    async with sit_down(*demo, size=size) as person:
        await go(person, "teams")
        await person.walk_to("Infrastructure and Cloud")
        await person.press("o")
        assert "Change over sessions   Infra" in person.text
        assert "L-03 12 Mar and L-05 9 Apr" in person.flow
        assert "rose 1" in person.row_text()
        assert "○━━●" in person.text
        assert "L-03, 12 Mar: " in person.words_of("#about")
        assert "8 and 7 people in the room" in person.words_of("#about")
        assert "not asked again:" in person.text
        assert "fell 1" in person.text
        await person.press("end")
        await person.walk_to("Agree the three ticket facts")
        assert "blocked" in person.row_text()
        await person.press("enter")
        assert isinstance(person.screen, Review)
        await person.press("escape", "left")
        assert "has been heard once. The next session makes a second point." in person.flow
        await person.press("right", "escape")
        assert person.screen.place == "teams"


async def test_it_is_reached_from_the_map_and_from_anywhere_and_says_what_was_said(demo, sit_down):
    hear_again(demo[1])
    async with sit_down(*demo, size=WIDE) as person:
        await person.press("tab", "tab", "tab", "down", "o")
        assert "Change over sessions   Infrastructure and Cloud" in person.text
        await person.press("1")
        await person.command("change over sessions")
        assert (
            "Change over sessions   Infrastructure and Cloud" in person.text
        )  # the one that was heard twice
        await person.walk_to("Change enablement")
        await person.press("enter")
        assert "What was said about it. Enter goes there." in person.flow
