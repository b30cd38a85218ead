"""What is called as was typed stands first in the palette."""

from tests.ui.person import NARROW


async def test_a_place_or_part_is_found_by_its_name(demo, sit_down):
    names = {"services": "services", "projects": "projects", "people": "roles", "stakeh": "stakeholders"}
    async with sit_down(*demo, size=NARROW) as person:
        for typed, place in names.items():
            await person.command(typed)
            assert person.screen.place == place, typed
