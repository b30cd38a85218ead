"""The list of people: handing over, what is stored, taking a name back, erasing, by keyboard."""

from facilitator.model.action import Action, ActionStatus
from tests.ui.going import go, work_with


async def at(person, name):
    """Walk to somebody in the list of people."""
    await go(person, "people")
    await person.walk_to(name)


def whose(person, name):
    return next(each.id for each in person.folder.people.values() if each.name == name)


def owned(person, id):
    return [each for file in person.folder.sessions for each in file.all(Action) if each.owner == id]


async def test_a_leavers_actions_go_to_somebody_new_with_their_yes(demo, sit_down):
    async with sit_down(*demo) as person:
        sam = whose(person, "Sam Oduya")
        going = [each.id for each in owned(person, sam) if each.going]
        assert going
        await at(person, "Sam Oduya")
        await person.press("h")
        await person.type("Quill Vesper")
        await person.press("ctrl+n")
        assert "is not known here yet. Ask them first" in person.flow
        await person.press("tab", "right", "ctrl+n")
        assert {each.id for each in owned(person, whose(person, "Quill Vesper"))} == {*going}


async def test_who_is_needed_stays_and_the_keys_that_help_are_named(demo, sit_down):
    async with sit_down(*demo) as person:
        await at(person, "Sam Oduya")
        await person.press("x")
        assert "Sam Oduya stands in" in person.flow
        assert "somebody else first: h." in person.flow


async def test_somebody_is_erased_from_the_list_after_a_yes(demo, sit_down):
    async with sit_down(*demo) as person:
        sam = whose(person, "Sam Oduya")
        await at(person, "Sam Oduya")
        await person.press("r")
        assert "Erase Sam Oduya everywhere?" in person.flow
        await person.press("escape")
        assert sam in person.folder.people
        await person.press("r")
        await person.choose("Erase them for good")
        assert sam not in person.folder.people
        assert "Sam Oduya" not in person.text
        assert not owned(person, sam)
        left = [each for file in person.folder.sessions for each in file.all(Action) if each.owner is None]
        assert {each.status for each in left} >= {ActionStatus.PROPOSED}
        await person.press("3")  # the promises of those who stay are drawn as before


async def test_what_is_stored_is_written_for_them(demo, sit_down):
    async with sit_down(*demo) as person:
        await at(person, "Sam Oduya")
        await person.press("w")
        folder = person.app.workspace.documents_dir / "private"
        assert "Write what is stored?" in person.flow
        assert "documents/private" in person.flow
        assert not folder.exists()
        await person.press("enter")
        (path,) = folder.glob("stored-about-*")
        assert "# What is stored about Sam Oduya" in path.read_text(encoding="utf-8")
        await person.press("r")
        await person.choose("make the papers anew")
        assert not path.exists()


async def test_keys_of_people_do_nothing_among_teams(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "teams")
        before = person.text
        await person.press("r", "w", "b")
        assert person.text == before


async def test_a_name_nobody_knows_is_in_no_file_before_the_yes_nor_after_it_is_taken_back(demo, sit_down):
    workspace, _ = demo

    def told():
        return [
            each for each in workspace.root.rglob("*") if each.is_file() and b"Zerlina" in each.read_bytes()
        ]

    async with sit_down(*demo) as person:
        await go(person, "runner")
        await work_with(person, "actions")
        await person.press("tab")
        await person.type("Lend a lamp @Zerlina Okonkwo")
        assert "somebody, until Zerlina Okonkwo says yes" in person.flow
        person.live.drafts.keep(person.line)  # as when typing rests
        await person.press("enter", "tab")
        assert not told()
        await person.walk_to("Lend a lamp")
        await person.press("y")
        assert "Did Zerlina Okonkwo say yes?" in person.flow
        await person.press("enter")
        assert told()
        await person.press("ctrl+z")
        await person.settle()
        assert not told()
        assert "somebody (Zerlina" in person.flow
