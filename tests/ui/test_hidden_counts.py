"""No screen that may be projected counts what is hidden: private lines change nothing that is shown there."""

from __future__ import annotations

import re

from facilitator.model.audience import Visibility
from facilitator.model.observation import Observation
from facilitator.ui.room.follower import Following, as_lines
from facilitator.workspace.folder.workspace import Workspace
from tests.ui.going import go, work_with
from tests.ui.person import USUAL, drawn


def private(file, text="SECRET"):
    kinds = (("private", Visibility.FACILITATOR), ("quote", Visibility.FACILITATOR))
    for number, (kind, seen) in enumerate(kinds, 901):
        file.put(Observation(text=f"{text} {number}", kind=kind, visibility=seen, number=number))


def quiet(text):
    """The screen without what the clock and the cursor change."""
    return re.sub(r"\d+:\d\d", "", text)


async def test_home_sessions_and_room_look_the_same_with_private_lines(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:

        async def screens():
            seen = {}
            for place in ("home", "sessions"):
                person.app.action_place(place)
                await person.settle()
                seen[place] = quiet(person.text)
            watched = Workspace(workspace.root, clock=folder.now).open(folder.path)
            for file in watched.sessions:
                seen[f"room of {file.session.short_id}"] = as_lines(Following(watched, file).look(), 100)
            watched.close()
            return seen

        before = await screens()
        for file in folder.sessions:
            if file.session.status.value not in ("closed", "cancelled"):
                private(file)
        await person.settle()
        after = await screens()
        assert {name: after[name] for name in after if after[name] != before[name]} == {}


async def test_the_read_back_does_not_count_private_lines_and_says_ten_seconds(demo, sit_down):
    async with sit_down(*demo, size=USUAL) as person:
        await go(person, "runner")
        await person.press("f5")
        await work_with(person, "read_back")
        before = quiet(person.text)
        person.live.notes.add("SECRET sigh", "private")
        await person.settle()
        assert quiet(person.text) == before
        assert "after ten seconds it is gone from every file" in person.flow


async def test_what_is_due_is_not_counted_on_home(demo, sit_down):
    workspace, folder = demo
    folder.close()
    later = Workspace(workspace.root, clock=folder.now)
    seen = later.open(folder.path)
    for file in seen.sessions:
        if file.session.status.value not in ("closed", "cancelled"):
            private(file)
    seen.close()
    much_later = Workspace(workspace.root, as_of=folder.today().replace(year=folder.today().year + 1))
    seen = much_later.open(folder.path)
    async with sit_down(much_later, seen, size=USUAL) as person:
        row = next(row for row in person.screen.query_one("#promises").rows if row.key.startswith("purge"))
        assert "Some may be deleted" in drawn(row, 60)
        assert not re.search(r"\d", drawn(row, 60))
    seen.close()
