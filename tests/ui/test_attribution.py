"""Naming who said a note, by keyboard: only after their yes, and off again at any time."""

import msgspec
import pytest

from facilitator.model.audience import Attribution
from facilitator.model.observation import Observation
from tests.ui.going import go

NOTE = "The lift in building four stops between floors"
NEW = "Perpetua Quill"


async def at_a_note(person, place):
    """Put the cursor on a new note, in the review or in the notes of the meeting; return how to read it."""
    file = next(each for each in person.folder.sessions if each.session.short_id == SESSIONS[place])
    record = file.put(Observation(text=NOTE, kind="hurts", number=90))
    await person.settle()
    await go(person, place)
    await person.walk_to(NOTE[:20])
    return file, lambda: file.find(Observation, record.id)


SESSIONS = {"review": "L-03", "notes": "L-04"}


@pytest.mark.parametrize("place", SESSIONS)
async def test_a_person_is_named_only_after_their_yes(place, demo, sit_down):
    async with sit_down(*demo) as person:
        file, note = await at_a_note(person, place)
        somebody = next(iter(person.folder.people.values()))
        label = person.folder.person_label(somebody.id)
        for answer in ("Not asked yet", "Yes: name"):
            assert note().attribution is Attribution.NONE
            await person.press("w")
            await person.choose("the person named")
            await person.choose(label)
            assert "Did they say yes" in person.flow
            await person.choose(answer)
        assert (note().attribution, note().said_by) == (Attribution.NAMED, somebody.id)
        await person.press("w")
        assert label in person.row_text()
        await person.choose("nobody named")
        assert (note().attribution, note().said_by) == (Attribution.NONE, None)
        assert file.undo_label is None


async def test_somebody_new_is_taken_in_with_their_yes(demo, sit_down):
    async with sit_down(*demo) as person:
        _, note = await at_a_note(person, "review")
        for answer, known in (("Not asked yet", False), ("Yes: name", True)):
            await person.press("w")
            await person.choose("the person named")
            await person.choose("somebody new")
            await person.enter(NEW)
            await person.choose(answer)
            assert (NEW in {each.name for each in person.folder.people.values()}) is known
        assert person.folder.people[note().said_by].name == NEW


async def test_the_team_is_named_once_it_agreed(demo, sit_down):
    async with sit_down(*demo) as person:
        _, note = await at_a_note(person, "review")
        for answer, named in (("Not asked yet", Attribution.NONE), ("Yes: name the team", Attribution.TEAM)):
            await person.press("w")
            await person.choose("the team named")
            await person.choose(answer)
            assert note().attribution is named
        await person.press("ctrl+z")
        assert note().attribution is Attribution.NONE


async def test_a_private_note_names_nobody(demo, sit_down):
    async with sit_down(*demo) as person:
        file, note = await at_a_note(person, "review")
        private = {"kind": "private", "visibility": "facilitator"}
        file.put(msgspec.convert(msgspec.to_builtins(note()) | private, Observation))
        await person.settle()
        await person.press("w")
        assert "nobody named" in person.flow
        assert "the person named" not in person.flow


async def test_only_notes_say_who_said_them(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "review")
        await person.walk_to("action")
        await person.press("w")
        assert "Only notes say who said it" in person.flow
