"""Paths that somebody types: what no disk can have is told, and the program goes on."""

from tests.ui.going import go, home

IMPOSSIBLE = ("x" * 300, "/" + "y/" * 3000, "~nobody-of-that-name/x", "/dev/null/x.json", "/proc/self/x.json")


async def test_an_impossible_path_is_told(demo, sit_down):
    async with sit_down(*demo) as person:
        for place, asks, path in [
            *(("home", "copy for sharing", path) for path in IMPOSSIBLE[:2]),
            *(("review", "keep a copy", path) for path in IMPOSSIBLE),
        ]:
            await home(person)
            await go(person, place)
            await person.command(asks)
            await person.press("end", "ctrl+u")
            await person.paste(path)
            await person.press("enter")
            assert person.app._exception is None, path[:40]
            assert type(person.screen).__name__ == "Notice", (path[:40], person.text)
            await person.press("enter")


async def test_a_workspace_of_an_impossible_name_is_told(empty, sit_down):
    async with sit_down(empty) as person:
        await person.choose("Open a folder")
        for path in IMPOSSIBLE:
            await person.press("end", "ctrl+u")
            await person.paste(path)
            await person.press("enter")
            assert person.app._exception is None, path[:40]
            assert "There is no programme in" in person.flow
