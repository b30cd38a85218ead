"""Messages and stories by the keyboard: on the sheet, sent, taken back."""

from facilitator.model.message import Message
from tests.ui.person import NARROW


async def test_a_message_is_sent_and_taken_back_and_the_stories_are_a_key_away(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.command("go to the stories")
        await person.press("m", "s")
        assert "it does not say what the organisation gains" in " ".join(person.text.split())
        assert sum(each.sent is not None for each in person.app.folder.file.all(Message)) == 2
        await person.press("ctrl+z")
        assert sum(each.sent is not None for each in person.app.folder.file.all(Message)) == 1
        await person.press("escape", "w")
        assert "Server owners in one list" in person.text
        assert "ends with us" in person.text
