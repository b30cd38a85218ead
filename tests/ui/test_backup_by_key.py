"""A backup of the programme from the list of sessions."""

from contextlib import closing

from facilitator.model.observation import Observation
from facilitator.workspace.integrity.backup import backups_of
from facilitator.workspace.integrity.manifest import verify
from tests.ui.going import home
from tests.ui.person import NARROW


async def test_a_key_keeps_a_backup_and_says_where(demo, sit_down):
    workspace, folder = demo
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("2", "b")
        (made,) = backups_of(workspace, folder.path)
        assert f"backups/{made.name}" in person.flow
        verify(made)


async def test_what_was_just_said_is_in_it(demo, sit_down):
    workspace, folder = demo
    async with sit_down(*demo) as person:
        await person.press("c")
        await person.enter("- The very last line")
        await home(person)
        await person.press("2", "b")
        (made,) = backups_of(workspace, folder.path)
        with closing(workspace.open(made)) as kept:
            notes = [note.text for file in kept.sessions for note in file.all(Observation)]
        assert "The very last line" in notes


async def test_a_disk_that_refuses_is_told(demo, sit_down):
    workspace, _ = demo
    (workspace.root / "backups").write_text("a file in the way")
    async with sit_down(*demo) as person:
        await person.press("2", "b")
        assert "The backup cannot be written" in person.flow
