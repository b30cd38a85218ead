"""The terminal's own cursor stands where one types, and is hidden where nobody does."""

from __future__ import annotations

from tests.ui.going import go
from tests.ui.person import NARROW


def written(person):
    """What is written to the terminal after the screen is drawn."""
    return person.app._cursor.after(person.screen.focused, person.screen.region)


def place_of(person, words):
    """Column and row after these words, counted from 1."""
    lines = person.text.splitlines()
    row = next(number for number, line in enumerate(lines) if words in line)
    return lines[row].index(words) + len(words) + 1, row + 1


async def test_it_stands_after_what_is_typed(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        for way in (["slash"], ["escape", "2", "f"], ["escape", "1", "c"]):
            await person.press(*way)
            await person.type("zebra")
            column, row = place_of(person, "zebra")
            assert written(person) == f"\x1b[{row};{column}H\x1b[6 q\x1b[?25h"
            assert person.app._cursor.before() == "\x1b[?25l"


async def test_it_goes_along_with_the_arrows(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("slash")
        await person.type("zebra")
        column, row = place_of(person, "zebra")
        await person.press("left", "left")
        assert written(person).startswith(f"\x1b[{row};{column - 2}H")


async def test_it_is_hidden_where_letters_are_verbs_or_nothing_is_seen(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        assert written(person) == ""
        await go(person, "runner")
        assert written(person) != ""
        await person.press("f4")
        assert written(person) == ""
        assert person.app._cursor.before() == ""
        await person.press("f4", "tab")
        assert written(person) == ""
