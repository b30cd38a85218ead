"""A workspace that is opened on the screen has one name, however it was typed."""

import pytest

from facilitator.workspace.folder.demo import open_demo
from tests.ui.person import NARROW


@pytest.mark.parametrize("typed", ["ws", "ws/", "./ws/../ws", "link"])
async def test_a_folder_that_is_opened_has_one_name(empty, sit_down, tmp_path, monkeypatch, typed):
    _, folder = open_demo(tmp_path / "ws")
    folder.close()
    (tmp_path / "link").symlink_to(tmp_path / "ws")
    monkeypatch.chdir(tmp_path)
    async with sit_down(empty, size=NARROW) as person:
        await person.choose("Open a folder")
        await person.type(typed)
        await person.press("enter")
        assert person.app.workspace.root == tmp_path / "ws"
        assert person.folder.path == tmp_path / "ws" / "sessions" / "demo"
        assert {file.path.parent for file in person.folder.files} == {person.folder.path}
