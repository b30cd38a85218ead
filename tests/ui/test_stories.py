"""Messages and stories by the keyboard: on the sheet, sent, taken back."""

from datetime import date

from facilitator.model.action import CommitmentStatus
from facilitator.model.message import Message
from facilitator.workspace.records.messages import note_sent
from facilitator.workspace.waiting import what_waits
from tests.ui.person import NARROW


async def test_a_message_is_sent_and_taken_back_and_the_stories_are_a_key_away(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.command("go to the stories")
        await person.press("m", "s")
        assert "it does not say what the organisation gains" in " ".join(person.text.split())
        assert sum(each.sent is not None for each in person.app.folder.file.all(Message)) == 2
        await person.press("ctrl+z")
        assert sum(each.sent is not None for each in person.app.folder.file.all(Message)) == 1
        await person.press("enter", *["tab"] * 3)
        await person.write_over("You must come")
        await person.press(*["tab"] * 7)
        assert "“must” orders; an invitation can be declined." in person.flow
        await person.press("escape")
        await person.press("escape", "w")
        assert "Server owners in one list" in person.text
        assert "ends with us" in person.text


async def test_what_a_message_promises_stands_among_promises_until_it_is_kept(demo, sit_down):
    _, folder = demo
    day = date(2026, 4, 20)
    note_sent(folder, folder.file.put(Message(audience="Deans", promise="A day at the desk", promise_by=day)))

    def owed():
        return [each for each in what_waits(folder, folder.today()).items if each.record == deans().id]

    def deans():
        return next(each for each in folder.file.all(Message) if each.audience == "Deans")

    async with sit_down(*demo) as person:
        await person.press("3", "f")
        await person.type("deans")
        await person.press("enter")
        assert "A day at the desk" in person.text
        assert "pending, to Deans" in person.text
        await person.press("enter", "enter")
        assert (deans().promise_status, owed()) == (CommitmentStatus.KEPT, [])
        await person.press("ctrl+z")
        assert (deans().promise_status, len(owed())) == (CommitmentStatus.PENDING, 1)
        await person.command("go to the messages")
        await person.press("ctrl+z")
        assert (deans().sent, owed()) == (None, [])
