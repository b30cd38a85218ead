"""The end of a team in the list of teams, by keyboard."""

import msgspec

from tests.ui.going import go
from tests.ui.person import NARROW


async def test_a_team_that_is_no_more_is_retired_and_taken_back_by_the_same_key(demo, sit_down):
    async with sit_down(*demo, size=(120, 40)) as person:
        await go(person, "teams")
        await person.walk_to("Network and Wi-Fi")
        await person.press("t")
        assert "no more since" in person.row_text()
        await person.press("1", "n")
        assert "Network and Wi-Fi" not in person.text
        await person.press("escape", "4")
        await person.walk_to("Network and Wi-Fi")
        await person.press("ctrl+z")
        assert "no more since" not in person.row_text()
        await person.press("t", "t")
        assert "no more since" not in person.row_text()


async def test_a_team_becomes_another_one_after_a_yes_and_one_step_takes_it_back(demo, sit_down):
    async with sit_down(*demo, size=(120, 40)) as person:
        teams = {each.name: each.id for each in person.folder.teams.values()}
        gone, into = teams["Business Applications"], teams["Network and Wi-Fi"]
        theirs = [file for file in person.folder.sessions if gone in file.session.teams]
        assert theirs
        await go(person, "teams")
        await person.walk_to("Business Applications")
        assert "m merge" in person.last_line
        await person.press("m")
        await person.choose("Network and Wi-Fi")
        assert "will be of Network and Wi-Fi" in person.flow
        assert "Tab scroll" not in person.text  # all of it fits
        await person.press("tab")
        await person.choose("Leave them")
        assert all(gone in file.session.teams for file in theirs)
        await person.press("m")
        await person.choose("Network and Wi-Fi")
        await person.choose("Merge them")
        assert all(into in file.session.teams for file in theirs)
        assert "became Network" in person.text
        await person.press("ctrl+z")
        assert all(gone in file.session.teams for file in theirs)
        assert "became Network" not in person.text


async def test_a_retired_team_is_not_planned_again_by_the_way_of_its_last_session(demo, sit_down):
    _, folder = demo
    desk = next(each for each in folder.teams.values() if each.name == "Service Desk")
    folder.file.put(msgspec.structs.replace(desk, retired=folder.today()))
    sessions = len(folder.sessions)
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("2")
        await person.walk_to("L-01")
        await person.press("d")
        assert "Service Desk is retired, so it is not heard." in person.flow
        await person.press("escape")
        assert len(folder.sessions) == sessions


async def test_a_workshop_says_what_it_is_for_before_it_is_taken(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("n", "enter")
        await person.walk_to("Listening session, 60 minutes")
        assert "The shorter session: two practices in depth" in person.words_of("#about")
        assert "Six to twelve people" in person.words_of("#about")
        assert "Deep listening 16" in person.words_of("#about")
