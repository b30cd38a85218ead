"""The sheet of a team's skills: cover below five who share, names and shapes from there on."""

from facilitator.model.skills import SkillArea, SkillPair
from tests.ui.going import go
from tests.ui.looks import share_with_five


async def test_the_sheet_says_cover_alone_and_names_from_five_on(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "skill_sheet")
        file = person.folder.file
        assert "Databases" in person.row_text()
        assert "▲ nobody" in person.row_text()
        await person.walk_to("Network")
        for name in ("Sam Oduya", "can help", "1 Pi"):
            assert name not in person.text
        await person.press("e")
        await person.write_over("1")
        await person.press("ctrl+n")
        assert next(each.alone for each in file.all(SkillArea) if each.name == "Network") == 1
        assert "✓ enough" in person.row_text()
        await person.press("ctrl+z")
        assert "! one person" in person.row_text()
        await share_with_five(person)
        for words in ("2 T", "1 Pi", "Kofi Lang", "ask both", "T 3  M 1  C 1"):
            assert words in person.text, words
        await person.walk_to("Network")
        await person.press("n", "right", "right", "ctrl+n")
        assert "two who said yes" in person.flow
        await person.press("left", "ctrl+n")
        pairs = {(each.teacher, each.learner) for each in file.all(SkillPair)}
        names = {tuple(person.folder.people[id].name for id in pair) for pair in pairs}
        assert names == {("Dev Pillai", "Kofi Lang"), ("Kofi Lang", "Dev Pillai")}
        await person.press("p")
        assert "Dev Pillai" in person.row_text()
