"""The sheet of a team's skills: cover below five who share, names and shapes from there on."""

from facilitator.model.skills import SkillArea, SkillPage, SkillPair
from facilitator.model.team import Team
from facilitator.workspace.folder.workspace import Workspace
from tests.ui.going import go
from tests.ui.looks import share_with_five
from tests.ui.person import NARROW


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
        await person.press("l")
        assert "Pi: two depths" in person.text
        await person.walk_to("Network")
        await person.press("right", "right", "l")
        assert "expert" in person.row_text()
        assert "wants" not in person.row_text(), "they wanted to before"
        assert "comb: three" in person.text
        await person.press(*["ctrl+z"] * 3)
        assert "can help" in person.row_text()
        assert "wants to learn" in person.row_text()


async def test_from_nothing_to_a_page_by_keyboard_alone(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Fresh", "O", timezone="UTC")
    folder.file.put(Team(name="Service Desk", headcount=8))
    async with sit_down(workspace, folder, size=NARROW) as person:
        await person.command("go to skills")
        assert "Nothing yet." in person.text
        await person.press("w", "n")
        await person.type("Network")
        await person.press("tab")
        await person.type("Serv")
        await person.press("enter", "tab", "escape", "escape")
        assert "nobody shares" in person.row_text()
        assert "It is theirs to share" in person.text
        await person.press("p", "n")
        await person.type("Jo Marsh")
        await person.press("enter")
        await person.type("Serv")
        await person.press("enter", "ctrl+n")
        assert "Ask them first" in person.flow
        assert not folder.people
        await person.press("tab", "right", "ctrl+n")
        assert "no depth yet" in person.text
        await person.press("right", "right", "right", "l")
        assert "works alone" in person.row_text()
        await person.press("escape", "escape")
        assert "! one person" in person.row_text()
        assert "1 of 8 share theirs" in person.text
        await person.press("p", *["ctrl+z"] * 5)
        assert not folder.file.all(SkillPage)
        assert not folder.people, "the name was stored for the page"


async def test_a_renewal_among_what_waits_is_a_count_and_leads_to_whose_it_is(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("3")
        await person.walk_to("1 renewal within 90 days")
        assert "Dev Pillai: " not in person.text
        await person.press("enter")
        assert "renew in 72 days" in person.row_text()
