"""Two windows on one programme: what the other changed meanwhile is not written over, and is told."""

from datetime import timedelta

import msgspec
import pytest
from filelock import FileLock

from facilitator.model.action import Action
from facilitator.model.observation import Observation
from facilitator.store.records.record_file import RecordFile
from tests.ui.going import go


@pytest.fixture
def elsewhere(clock):
    """Change a record in another window, a minute later, and close that window."""

    def change(file, record, **changes):
        other = RecordFile(file.path, file.kind, clock=lambda: clock.now() + timedelta(minutes=1))
        changed = other.put(msgspec.structs.replace(record, **changes))
        assert other.close()
        return changed

    return change


async def test_words_another_window_changed_are_told_and_mine_stay_in_the_line(demo, sit_down, elsewhere):
    async with sit_down(*demo) as person:
        await go(person, "review")
        file = person.session("L-03")
        note = file.all(Observation)[0]
        await person.walk_to(note.text[:20])
        await person.press("e")
        theirs = elsewhere(file, note, text="What they heard")
        await person.write_over("What I heard")
        await person.press("enter")
        assert "This was changed meanwhile, perhaps in another window; nothing was" in person.text
        assert person.line == "What I heard"
        await person.press("escape")
        await person.choose("Leave it unsaved")
        assert "What they heard" in person.text
        assert file.find(Observation, note.id) == theirs
        await person.press("e")
        assert person.line == "What they heard"
        await person.write_over("What we heard")
        await person.press("enter")
        assert file.find(Observation, note.id).text == "What we heard"


async def test_a_form_about_what_another_window_changed_keeps_its_words(demo, sit_down, elsewhere):
    async with sit_down(*demo) as person:
        await go(person, "promises")
        file, action = next(
            (file, action)
            for file in person.folder.sessions
            for action in file.all(Action)
            if any(action.text[:20] in line for line in person.text.splitlines())
        )
        await person.choose(action.text[:20])
        await person.choose("It is dropped")
        await person.type("No time")
        theirs = elsewhere(file, action, text="What they agreed")
        await person.press("enter")
        assert "changed meanwhile" in person.flow
        assert person.line == "No time"
        assert file.find(Action, action.id) == theirs
        await person.press("escape")
        await person.choose("Leave it unsaved")
        assert "What they agreed" in person.text


async def test_whoever_looks_on_can_leave_and_is_told_that_their_line_is_not_kept(demo, sit_down):
    path = next(each.path for each in demo[1].sessions if each.session.short_id == "L-04")
    with FileLock(f"{path}.lock"):
        async with sit_down(*demo) as person:
            await go(person, "runner")
            await person.type("- This one waits")
            await person.command("Pause and go home")
            assert "You looked on, so your line is not kept." in person.flow
            await person.choose("Leave without the line")
            assert "Coverage" in person.text
            await person.press("c")
            await person.command("Pause and go home")
            assert "Coverage" in person.text
