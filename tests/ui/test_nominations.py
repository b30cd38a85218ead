"""Nominations: in memory and in no file until the yes."""

from datetime import date

from facilitator.model.person import Person as PersonRecord
from facilitator.model.smo import Champion, SelectionQuality
from tests.ui.going import go

NAME = "Quill Vesper"


def files_with(folder, words):
    return [path for path in folder.path.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


async def test_a_nomination_is_in_no_file_until_the_yes_and_one_step_takes_that_back(demo, sit_down):
    async with sit_down(*demo) as person:
        folder = person.folder
        await go(person, "nominations")
        await person.press("n")
        await person.type(NAME)
        await person.press("enter")
        await person.type("Measurement")
        await person.press("enter", "tab", "tab", "space", "tab")
        await person.type("asks why twice")
        await person.press("ctrl+n")
        assert NAME in person.text
        assert "1 quality" in person.text
        assert not files_with(folder, NAME)
        assert not files_with(folder, "asks why twice")
        await person.press("ctrl+q")
        assert NAME in person.flow
        await person.press("escape", "y")
        (made,) = [each for each in folder.file.all(Champion) if each.selection_notes]
        assert folder.people[made.person].name == NAME
        assert (made.consented_on, made.qualities) == (date(2026, 4, 9), (SelectionQuality.PASSION,))
        await person.press("ctrl+z")
        assert len(folder.file.all(Champion)) == 3
        assert NAME not in {each.name for each in folder.file.all(PersonRecord)}


async def test_who_says_no_is_forgotten_and_two_of_one_name_are_told_apart(demo, sit_down):
    async with sit_down(*demo) as person:
        folder = person.folder
        with folder.file.group("another Jo"):
            desk = next(id for id, team in folder.teams.items() if team.name == "Service Desk")
            folder.file.put(PersonRecord(name="Jo Marsh", team=desk))
        await go(person, "nominations")
        await person.press("n")
        await person.type("Jo Marsh")
        await person.press("escape", "tab")
        await person.type("Measurement")
        await person.press("enter", "ctrl+n", "y")
        assert "More than one person" in person.flow
        await person.press("enter", "x")
        assert "Nobody waits for a question" in person.text
        assert len(folder.file.all(Champion)) == 3
