"""Pictures of every screen. After a wanted change: look at them, then `pytest tests/ui --snapshot-update`."""

import pytest

from tests.ui.going import go
from tests.ui.person import NARROW, WIDE


async def sleeping(person):
    """L-04 as it was left, the line ready."""
    await go(person, "runner")


async def running(person):
    """A session under way, in the middle of a line."""
    await go(person, "notes")
    await person.press("f5", "tab")
    await person.tick(45)
    await person.type("- The lamp goes out in the last row #incident +5")


async def finishing_a_name(person):
    await running(person)
    await person.write_over("? Who is told when a door is moved #s")


async def collecting_ideas(person):
    await go(person, "ideas")
    await person.press("tab")
    await person.paste("A lamp that says it is dying\nA drawer of adapters in every hall")


async def voting(person):
    await go(person, "vote")
    await person.press("4", "down", "2", "down", "3")


async def revealing(person):
    await voting(person)
    await person.press("down", "1", "down", "6", "down", "2", "f8", "home")


async def placing(person):
    await go(person, "impact")
    await person.press("down", "5", "2", "4", "3", "3", "3", "up")


async def agreeing(person):
    await go(person, "actions")
    await person.press("tab")
    await person.enter("List the rooms to be renewed @Ana Cole due 30 apr", "Ask who orders the lamps")
    await person.press("tab", "y", "f8", "5", "4", "4", "3", "2", "enter")


async def closing(person):
    await go(person, "close")
    await person.press("5", "4", "4", "2")


async def reading_help(person):
    await go(person, "runner")
    await person.press("f1")


async def finding(person):
    await person.press("slash")
    await person.type("form")


async def planning_again(person):
    await go(person, "runner")
    await person.press("f5", "ctrl+r")


async def leaving(person):
    await go(person, "runner")
    await person.press("f5", "ctrl+q")


async def counting_hands(person):
    await go(person, "actions")
    await person.press("f8", "5", "4", "4", "0")


def at(place):
    async def there(person):
        await go(person, place)

    return there


PLAIN = ("sessions", "promises", "teams", "preview", "review", "dialog", "form", "touch_map", "agreement")
SCREENS = {
    "home": at("home"),
    "papers": at("papers"),
    **{place: at(place) for place in (*PLAIN, "read_back", "room", "quick_entry")},
    "runner-resumed": sleeping,
    "runner-notes": running,
    "runner-completion": finishing_a_name,
    "ideas": collecting_ideas,
    "vote-covered": voting,
    "vote-revealed": revealing,
    "impact": placing,
    "actions": agreeing,
    "close": closing,
    "help": reading_help,
    "find": finding,
    "agenda": planning_again,
    "leaving": leaving,
    "hands": counting_hands,
}
"""Every screen of the program and how to get there from Home."""

MANY = (
    "home",
    "runner-notes",
    "ideas",
    "vote-covered",
    "vote-revealed",
    "actions",
    "review",
    "papers",
    "help",
)


@pytest.mark.parametrize("name", SCREENS)
async def test_in_80_by_24(name, demo, sit_down, picture):
    async with sit_down(*demo, size=NARROW) as person:
        await SCREENS[name](person)
        assert person.app.export_screenshot() == picture


@pytest.mark.parametrize("name", MANY)
async def test_in_120_by_40(name, demo, sit_down, picture):
    async with sit_down(*demo, size=WIDE) as person:
        await SCREENS[name](person)
        assert person.app.export_screenshot() == picture


@pytest.mark.parametrize("name", ["home", "runner-notes"])
async def test_in_the_light(name, demo, sit_down, picture):
    async with sit_down(*demo, size=WIDE) as person:
        person.app.action_theme()
        await SCREENS[name](person)
        assert person.app.export_screenshot() == picture


@pytest.mark.parametrize("name", ["home", "runner-notes"])
async def test_without_colour(name, demo, sit_down, picture, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with sit_down(*demo, size=WIDE) as person:
        await SCREENS[name](person)
        assert person.app.export_screenshot() == picture


async def test_the_first_start(empty, sit_down, picture):
    async with sit_down(empty, size=NARROW) as person:
        assert person.app.export_screenshot() == picture
