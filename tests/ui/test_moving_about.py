"""Moving about with letters and with the mouse: rows, places, the way back, the keys in the line below."""

from __future__ import annotations

import pytest

from facilitator.model.observation import Observation
from facilitator.ui.dialogs.blank import Blank
from facilitator.ui.review.review import Review
from tests.ui.going import go, home, work_with
from tests.ui.person import NARROW, WIDE

AT_WORK = ("notes", "ideas", "actions", "read_back", "agreement", "vote", "impact", "close")


async def test_letters_move_in_every_list(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "sessions")
        rows, first = person.rows, person.rows.cursor
        await person.press("j", "j")
        assert rows.cursor > first
        await person.press("k", "k")
        assert rows.cursor == first
        await person.press("G")
        assert rows.cursor == len(rows.rows) - 1
        await person.press("g")
        assert rows.cursor == first


async def test_they_move_where_notes_are_listed_and_change_none_of_them(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "notes")
        before = person.rows.cursor
        await person.press("k")
        assert person.rows.cursor < before
        await person.press("G", "j")
        assert person.rows.cursor == before
        assert len(person.app.screen_stack) == 2


async def test_letters_are_letters_while_one_types(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.type("jkgGq:")
        assert person.line == "jkgGq:"


async def test_q_goes_back(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "promises")
        await person.press("q")
        assert person.screen.place == "home"
        await person.press("q")
        assert "^Q leaves the program" in person.last_line
        for place in ("review", "preview"):
            await go(person, place)
            await person.press("q")
            assert person.screen.place == "sessions"
            await person.press("1")
        await person.press("n", "q")
        assert "Nothing fits “q”. Esc clears it." in person.flow  # in a picker a letter leaves what fits it
        await person.press("escape", "escape")
        assert person.screen.place == "home"


async def test_q_goes_back_to_the_line(demo, sit_down):
    elsewhere = []
    async with sit_down(*demo) as person:
        await go(person, "runner")
        for place in AT_WORK:
            await work_with(person, place)
            await person.press("q")
            before = person.line
            await person.type("back")
            if (before, person.line) != ("", "back"):
                elsewhere.append((place, before, person.line))
            await person.write_over("")
    assert elsewhere == []


async def test_a_colon_opens_the_commands(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.press("colon")
        await person.type("go to teams")
        await person.press("enter")
        assert person.screen.place == "teams"


async def click(person, words, line=-1):
    """Click on these words in a line of the screen."""
    lines = person.text.splitlines()
    row = len(lines) + line if line < 0 else line
    column = lines[row].index(words)
    await person.pilot.click(offset=(column + 1, row))
    await person.settle()


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_places_and_keys_are_there_for_the_mouse(size, demo, sit_down):
    async with sit_down(*demo, size=size) as person:
        for words, place in (("2 Sessions", "sessions"), ("5 Papers", "papers"), ("1 Home", "home")):
            await click(person, words, 0)
            assert person.screen.place == place
        await click(person, "/ find")
        assert "Find" in person.text
        await person.press("escape")
        await click(person, "? help")
        assert "type to search" in person.text


async def test_a_click_on_a_range_of_values_says_none_of_them(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "vote")
        before = person.text
        await click(person, "0–9 dots")
        assert person.text == before


async def find(person, words):
    await person.press("slash")
    await person.type(words)


async def test_what_is_found_is_opened_at_its_line(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        file = person.session("L-03")
        note = next(each for each in file.all(Observation)[4:] if each.merged_into is None)
        await find(person, note.text)
        await person.press("enter")
        assert isinstance(person.screen, Review)
        assert person.rows.key == note.id


async def test_in_a_running_session_the_list_of_notes_is_at_the_line(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.enter("- A printer nobody owns", "- Another line")
        note = next(each for each in person.live.notes.all if "printer" in each.text)
        await home(person)
        await find(person, "A printer nobody owns")
        await person.press("enter")
        assert person.rows.key == note.id


async def test_a_record_of_the_programme_is_found_in_its_list(demo, sit_down):
    async with sit_down(*demo) as person:
        team = list(person.folder.teams.values())[3]
        await find(person, team.name)
        await person.press("enter")
        assert person.screen.place == "teams"
        assert person.rows.key.split(" ")[0] == team.id


async def test_other_forms_stand_below_under_a_heading(demo, sit_down):
    async with sit_down(*demo) as person:
        await find(person, "patched")
        lines = person.text.splitlines()
        at = next(number for number, line in enumerate(lines) if "Less exact" in line)
        assert "atching" in "".join(lines[at + 1 : at + 4])


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_click_takes_a_cell_of_the_touch_map_in_hand(size, demo, sit_down):
    async with sit_down(*demo, size=size) as person:
        await go(person, "touch_map")
        await person.press("down", "p", "w")
        rows = person.rows
        row = next(line for line in person.text.splitlines() if "weekly" in line and "performs" in line)
        at = (row.index("weekly") + 1, person.text.splitlines().index(row))
        await person.press("up")
        await person.pilot.click(offset=at)
        await person.settle()
        assert rows.column == 1
        assert rows.cursor == 1 or "weekly" in person.row_text()
        await person.pilot.click(offset=(row.index("performs"), at[1]))
        await person.settle()
        assert rows.column == 0


async def test_a_click_takes_a_score_in_hand(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "impact")
        lines = person.text.splitlines()
        head = next(number for number, line in enumerate(lines) if "Imp" in line and "Eff" in line)
        for column, name in enumerate(("Imp", "Eff", "Sure")):
            await person.pilot.click(offset=(lines[head].index(name), head + 1))
            await person.settle()
            assert person.rows.column == column


async def test_a_new_screen_knows_its_size_before_it_is_styled(demo, sit_down):
    for size, classes in ((NARROW, {"-narrow", "-high"}), ((100, 17), {"-wide", "-low"})):
        async with sit_down(*demo, size=size) as person:
            assert person.app.get_screen(Blank()).classes >= classes
            await person.press("f4")
            assert person.screen.classes >= classes
