"""The end of a team in the list of teams, by keyboard."""

from tests.ui.going import go


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
