"""Several programmes in one workspace: going from one to another, beginning one, by keyboard."""

from contextlib import closing

from facilitator.workspace.folder.workspace import Workspace
from tests.ui.going import go, home
from tests.ui.person import WIDE

ANOTHER = "another programme"


def begin(workspace, name):
    with closing(workspace.new_programme(name, "Harrowmere")):
        pass


async def test_from_one_programme_to_another_and_back(demo, sit_down):
    workspace, folder = demo
    begin(workspace, "Quiet Nights")
    async with sit_down(*demo) as person:
        await go(person, "teams")
        await person.press("enter")
        await person.write_over("Desk of all")
        await person.press("escape")
        await person.command(ANOTHER)
        assert "open now" in person.text
        await person.choose("Quiet Nights")
        assert person.folder.programme.name == "Quiet Nights"
        assert "Quiet Nights" in person.text
        assert not any(file.is_held for file in folder.files)
        await person.press("4")
        assert "No teams yet" in person.flow
        await person.command(ANOTHER)
        await person.choose("Better Together")
        assert "Desk of all" in {team.name for team in person.folder.teams.values()}
    assert Workspace(workspace.root).programme().programme.name == "Better Together"


async def test_another_one_is_begun_and_opens_by_itself_the_next_time(demo, sit_down):
    workspace, _ = demo
    async with sit_down(*demo) as person:
        await person.command("go to the settings")
        await person.choose("Other programmes")
        await person.choose("Begin another")
        await person.type("Quiet Nights")
        await person.press("tab")
        await person.type("Harrowmere")
        await person.press("tab")
        await person.enter("Porters")
        await person.press("t", "enter")
        assert [team.name for team in person.folder.teams.values()] == ["Porters"]
        await home(person)
        await person.command(ANOTHER)
        await person.press("escape")
        assert person.folder.programme.name == "Quiet Nights"
    assert Workspace(workspace.root).programme().programme.name == "Quiet Nights"


async def test_one_begun_while_looking_around_is_kept_in_the_own_workspace(empty, sit_down):
    async with sit_down(empty) as person:
        await person.choose("Look around first")
        await person.command(ANOTHER)
        await person.choose("Begin another")
        await person.type("Quiet Nights")
        await person.press("tab")
        await person.type("Harrowmere")
        await person.press("tab")
        await person.enter("Porters")
        await person.press("t", "enter")
        assert person.folder.programme.name == "Quiet Nights"
        assert person.folder.path.is_relative_to(empty.root)
    with closing(Workspace(empty.root).programme()) as kept:
        assert [team.name for team in kept.teams.values()] == ["Porters"]


async def test_where_two_are_and_none_was_opened_they_are_offered_first(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    begin(workspace, "Quiet Nights")
    begin(workspace, "Better Together")
    async with sit_down(workspace) as person:
        assert "Quiet Nights" in person.text
        await person.choose("Better Together")
        assert person.folder.programme.name == "Better Together"


async def test_a_folder_from_elsewhere_with_two_asks_which(tmp_path, empty, sit_down):
    workspace = Workspace(tmp_path / "elsewhere")
    begin(workspace, "Quiet Nights")
    begin(workspace, "Better Together")
    async with sit_down(empty) as person:
        await person.choose("Open a folder")
        await person.enter(str(workspace.root))
        await person.choose("Quiet Nights")
        assert person.folder.programme.name == "Quiet Nights"
        assert person.app.workspace.root == workspace.root


async def test_one_that_cannot_be_read_is_not_opened(demo, sit_down):
    workspace, _ = demo
    (workspace.sessions_dir / "broken").mkdir()
    (workspace.sessions_dir / "broken" / "programme.json").write_text("{")
    async with sit_down(*demo) as person:
        await person.command(ANOTHER)
        await person.choose("broken")
        assert person.folder.programme.name == "Better Together"
        assert "cannot be read" in person.text
        await person.press("enter", "1")
        assert "Better Together" in person.text


async def test_what_is_typed_and_not_saved_is_asked_about_before_another_programme_opens(demo, sit_down):
    workspace, _ = demo
    begin(workspace, "Quiet Nights")
    async with sit_down(*demo, size=WIDE) as person:
        assert "Better T" in person.text.splitlines()[0]
        await person.command("go to the settings")
        await person.choose("Listening and papers")
        await person.write_over("3")
        await person.press("escape")
        for stays in (True, False):
            await person.command(ANOTHER)
            await person.choose("Quiet Nights")
            assert "Smallest group shown (programme)" in person.flow
            await person.choose("Stay" if stays else "Leave")
            await person.leave_all()
            assert (person.folder.programme.name == "Better Together") is stays
        assert "Quiet N" in person.text.splitlines()[0]


async def test_in_the_example_ones_own_programmes_are_offered_and_nothing_is_left_of_it(empty, sit_down):
    begin(empty, "Quiet Nights")
    async with sit_down(empty) as person:
        await person.choose("Look around first")
        scratch = person.app.workspace.root
        assert scratch.is_dir()
        await person.command(ANOTHER)
        await person.choose("Quiet Nights")
        assert person.folder.programme.name == "Quiet Nights"
        assert person.app.workspace.root == empty.root
        assert not scratch.exists()
    assert empty.root.is_dir()


async def test_of_the_example_nothing_is_left_when_the_program_ends(empty, sit_down):
    async with sit_down(empty) as person:
        await person.choose("Look around first")
        scratch = person.app.workspace.root
        await person.press("ctrl+q")
    assert not scratch.exists()
