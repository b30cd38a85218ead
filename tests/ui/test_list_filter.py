"""Lists filter as one types: what is left out is counted, the filter stays in sight, Escape shows all."""

from __future__ import annotations

import pytest

from facilitator.ui.dialogs.picker import Tick
from facilitator.ui.widgets.filtered_list import FilteredList
from facilitator.ui.widgets.list_filter import ListFilter
from facilitator.workspace.records.kinds import TEAM
from tests.ui.going import go
from tests.ui.person import NARROW, WIDE


def keys(person):
    return [row.key for row in person.screen.query_one("RowList").rows if not row.heading]


async def only(person, words):
    await person.press("f")
    await person.type(words)


FILTERED = (
    ("sessions", "infra", "1 of"),
    ("sessions", "in progress", "1 of"),
    ("sessions", "reviewed desk", "of"),
    ("promises", "late", "of"),
    ("teams", "never heard", "of"),
    ("teams", "tech", "of"),
    ("papers", "L-03 thank", "of"),
)


@pytest.mark.parametrize(("size", "filtered"), [(NARROW, FILTERED), (WIDE, FILTERED[3:5])])
async def test_each_list_leaves_only_rows_with_the_words(size, filtered, demo, sit_down):
    async with sit_down(*demo, size=size) as person:
        for place, words, counted in filtered:
            await go(person, place)
            before = keys(person)
            await only(person, words)
            shown = keys(person)
            assert shown, (place, words)
            assert set(shown) < set(before), (place, words)
            assert counted in person.text, (place, words)
            await person.press("enter")
            assert f"Only  {words}" in person.text, (place, words)
            assert keys(person) == shown
            await person.press("escape")
            assert keys(person) == before, place
            assert "Only  " not in person.text
            await person.press("1")


async def test_promises_are_filtered_by_team_and_owner(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "promises")
        everything = keys(person)
        team = next(
            person.folder.teams[each]
            for file in person.folder.sessions
            for each in file.session.teams
            if any(file.session.id in key for key in everything)
        )
        await only(person, team.name)
        theirs = [file.session.id for file in person.folder.sessions if team.id in file.session.teams]
        of_team = {key for key in everything if any(id in key for id in theirs)}
        assert set(keys(person)) == of_team


async def test_what_is_typed_are_words_and_no_verbs(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "sessions")
        await only(person, "q1xnj")
        assert person.screen.place == "sessions"
        assert person.line == "q1xnj"
        assert "Nothing has these words. Esc shows all." in person.text
        assert person.last_line.startswith("Enter to the list   Esc show all")
        await person.press("escape", "j")
        assert keys(person)


async def test_the_way_back_clears_the_filter_first(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "teams")
        everything = keys(person)
        await only(person, "desk")
        await person.press("enter", "q")
        assert keys(person) == everything
        assert person.screen.place == "teams"
        await person.press("q")
        assert person.screen.place == "home"


async def test_a_filter_stays_while_something_else_is_looked_at(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "sessions")
        await only(person, "L-03")
        await person.press("enter", "enter", "escape")
        assert len(keys(person)) == 1
        assert person.screen.query_one(ListFilter).is_on


async def test_a_renamed_team_is_found_by_the_name_it_had(demo, sit_down):
    async with sit_down(*demo) as person:
        desk = next(each for each in person.folder.teams.values() if each.name == "Service Desk")
        TEAM.change(person.folder, desk, {"name": "Help Point"})
        await go(person, "teams")
        await only(person, "serv desk")
        assert keys(person) == [desk.id]


async def test_people_are_filtered_by_name(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.command("go to the people")
        before = keys(person)
        name = next(iter(person.folder.people.values())).name
        await only(person, name.split()[0])
        assert 0 < len(keys(person)) < len(before)


TYPED_THEN_SPACE = (
    ("change", "✓ Change enablement"),
    ("chan", "✓ Change enablement"),
    ("service", "service "),
    ("service desk", "✓ Service desk"),
    ("serv", "✓ Service desk"),
)
"""Letters before Space, and what stands there then: it ticks, but between two words that leave fewer rows."""


async def test_space_ticks_what_the_letters_left_and_is_a_letter_between_two_words(demo, sit_down):
    names = ("Service desk", "Service design", "Change enablement")
    async with sit_down(*demo, size=NARROW) as person:
        for typed, then in TYPED_THEN_SPACE:
            person.app.push_screen(Tick("Practices", "", [(name, name) for name in names], ()))
            await person.settle()
            await person.type(f"{typed} ")
            if then.startswith("✓"):
                assert then in person.text, typed
            else:
                assert person.screen.query_one(FilteredList).typed == then
            person.app.pop_screen()
            await person.settle()
