"""What the key line, the help and the dialogs say about keys, in words that are true at the moment."""

from __future__ import annotations

from textual.widgets import Static

from facilitator.ui.cheat_sheet import cheat_sheet
from facilitator.ui.instruments.touch_answers import OFTEN_KEYS, ROLE_KEYS
from facilitator.ui.keys.registry import contexts
from tests.ui.blanking import BLANKS, check_blank
from tests.ui.going import go, home
from tests.ui.person import NARROW, drawn


async def test_while_typing_in_80_columns_help_and_the_way_out_stand_in_the_key_line(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        for key in ("F1 help", "F2 kind", "Tab above", "^N next"):
            assert key in person.last_line


async def test_one_key_blanks_the_help_and_the_list_of_commands(demo, sit_down):
    """In the places, `tests/ui/test_registry.py` presses it."""
    async with sit_down(*demo, size=NARROW) as person:
        for key in ("f1", "ctrl+p"):
            await person.press(key)
            for blank in BLANKS:
                await check_blank(person, blank)
            await person.leave_all()


async def help_of(person, place):
    await go(person, place)
    await person.press("f1")
    return " ".join(person.screen.query_one("#keys", Static).content.plain.split())


async def test_letters_that_are_answers_stand_in_the_help(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        for place in ("touch_map", "impact"):
            shown = await help_of(person, place)
            await person.press("escape")
            await home(person)
            for column in contexts()[place].answers:
                for key, meaning in column.choices:
                    assert f"{key} {meaning}" in shown, place


def test_letters_that_are_answers_stand_in_the_cheat_sheet():
    sheet = cheat_sheet()
    # What a line of a filled paper can say stands in its own help, and in that of the command.
    grids = [context for name, context in contexts().items() if name != "quick_entry"]
    columns = [column for context in grids for column in context.answers]
    assert len(columns) == 8
    for column in columns:
        for key, meaning in column.choices:
            assert f"`{key}` {meaning}" in sheet


async def test_each_letter_says_what_the_help_promises(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "touch_map")
        practice = person.rows.key
        for key, often in OFTEN_KEYS.items():
            person.rows.column = 1
            await person.press(key)
            assert person.live.touch.interaction(practice).frequency is often
        for key, role in ROLE_KEYS.items():
            person.rows.cursor = 0
            person.rows.column = 0
            await person.press(key)
            assert person.live.touch.interaction(practice).role is role


async def test_f8_says_cover_once_the_counts_are_shown(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "vote")
        assert "F8 reveal" in person.last_line
        await person.press("3", "f8")
        assert person.live.votes.newest_on().revealed
        assert "F8 cover" in person.last_line
        await person.press("f8")
        assert "F8 reveal" in person.last_line
    assert "| `F8` | reveal or cover |" in cheat_sheet()


async def test_the_agenda_calls_a_past_segment_done(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("f5", "ctrl+r")
        assert drawn(person.rows.rows[0], 60).split() == ["Welcome", "5", "5", "done"]
