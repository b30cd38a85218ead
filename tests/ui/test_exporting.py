"""Files for other programs, written from Papers."""

import icalendar

from facilitator.model.handle import HandleKey
from facilitator.model.trail import Issued, SentCalendar
from tests.ui.person import USUAL


async def test_calendars_and_tables_are_chosen_for_their_readers_and_written(demo, sit_down):
    async with sit_down(*demo, size=USUAL) as person:
        folder = person.folder
        assert not folder.file.all(HandleKey), "the first file writes the key"
        documents = person.app.workspace.documents_dir
        await person.press("5", "x")
        await person.choose("yours, with the sessions of every team")
        await person.choose("for a calendar program")
        assert "Written: mine-calendar.ics" in person.text
        events = icalendar.Calendar.from_ical((documents / "mine-calendar.ics").read_bytes()).walk("VEVENT")
        (kept,) = folder.file.all(SentCalendar)
        assert {event.uid for event in kept.events} == {str(event["uid"]) for event in events}
        await person.press("x")
        await person.choose("Actions   for leaders")
        await person.choose("a table to import elsewhere")
        assert (documents / "programme-actions-import.csv").read_bytes().startswith(b"id,")
        assert [each.document for each in folder.file.all(Issued)[-2:]] == ["calendar", "actions"]
        await person.press("x")
        await person.choose("Calendar  for Learning Technology")
        await person.choose("for a calendar program")
        assert "Nothing to put into a calendar" in person.text
        assert "What fills it: an action with a date" in person.flow
