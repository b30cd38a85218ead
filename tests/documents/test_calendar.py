"""Due dates as a calendar program reads them."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import msgspec
import pytest

from facilitator.documents.exports.finder import EmptyCalendar, export
from facilitator.errors import BadInput
from facilitator.model.action import Action, ActionStatus
from facilitator.model.programme import Programme
from facilitator.model.session import FollowUp, SessionStatus
from facilitator.text import clean
from tests.documents.test_texts import HOSTILE
from tests.hostile import NAUGHTY

LONDON = ZoneInfo("Europe/London")


def calendar(example, **whose):
    return export(example.folder, "calendar", format="ics", **(whose or {"session": example.file}))


def events(content):
    """Return the events by the beginning of their words."""
    read = icalendar.Calendar.from_ical(content)
    assert not read.errors
    return {str(event["summary"]): event for event in read.walk("VEVENT")}


def in_london(example, meeting=None):
    programme = example.folder.programme
    example.folder.file.put(msgspec.structs.replace(programme, timezone="Europe/London"))
    example.session(next_meeting=meeting)


def test_what_is_still_to_come_or_was_missed(heard):
    found = events(calendar(heard))
    assert set(found) == {
        "Due: Agree the three ticket facts with the desk",
        "Due: Draft four articles the new way",
        "Promised: No project passes its first gate without a named support seat",
        "Look again at: Fill server owners from cloud tags",
    }
    moved = found["Due: Draft four articles the new way"]
    assert moved["dtstart"].dt == date(2026, 5, 15)
    assert "First date: 30 April 2026." in moved["description"]
    assert "Owner: Sam Oduya." in moved["description"]


def test_a_due_date_takes_a_whole_day_and_blocks_nobody(heard):
    event = events(calendar(heard))["Due: Agree the three ticket facts with the desk"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 3, 31), date(2026, 4, 1))
    assert type(event["dtstart"].dt) is date
    assert event["transp"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("day", "offset"), [(date(2026, 3, 28), 0), (date(2026, 3, 29), 1), (date(2026, 10, 25), 0)]
)
def test_a_meeting_keeps_its_hour_across_summer_time(bare, day, offset):
    local = datetime(day.year, day.month, day.day, 14, 0, tzinfo=LONDON)
    in_london(bare, local.astimezone(UTC))
    bare.reviewed()
    content = calendar(bare)
    (event,) = events(content).values()
    read = event["dtstart"].dt
    assert (read.hour, read.date()) == (14, day)
    assert read == local
    assert read.utcoffset() == timedelta(hours=offset)
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert b"BEGIN:VTIMEZONE" in content


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30), date(2026, 10, 25)])
def test_a_due_date_is_its_day_where_the_clocks_change(bare, day):
    in_london(bare)
    fields = {"owner": bare.people[2].id, "status": ActionStatus.OPEN, "due": day}
    bare.put(Action(number=1, text="Change the clocks", **fields))
    bare.reviewed()
    (event,) = events(calendar(bare)).values()
    assert (event["dtstart"].dt, event["dtend"].dt) == (day, day + timedelta(days=1))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert "TZID" not in event["dtstart"].params


def test_without_a_zone_that_has_a_name_it_is_universal_time(bare):
    bare.session(next_meeting=datetime(2026, 4, 9, 13, 0, tzinfo=UTC))
    bare.reviewed()
    assert b"DTSTART:20260409T130000Z" in calendar(bare)


def test_the_same_event_keeps_its_id_when_it_moves(heard):
    before = {event["uid"]: event["dtstart"].dt for event in events(calendar(heard)).values()}
    assert calendar(heard) == calendar(heard)
    action = heard.actions[4]
    moved = events(calendar(heard))[f"Due: {action.text}"]["uid"]
    heard.put(msgspec.structs.replace(action, due_now=date(2026, 6, 1)))
    after = {event["uid"]: event["dtstart"].dt for event in events(calendar(heard)).values()}
    assert set(before) == set(after)
    assert after[moved] == date(2026, 6, 1)


def test_done_is_done(heard):
    action = heard.actions[3]
    assert f"Due: {action.text}" in events(calendar(heard))
    heard.put(action.moved_to(ActionStatus.DONE, done_on=date(2026, 4, 8)))
    assert f"Due: {action.text}" not in events(calendar(heard))


def test_hostile_words_stay_words_and_lines_stay_short(bare):
    texts = [text for text in map(clean, dict.fromkeys((*NAUGHTY, *HOSTILE))) if text.strip()]
    with bare.file.group("hostile"):
        for number, text in enumerate(texts, start=1):
            fields = {"owner": bare.people[2].id, "status": ActionStatus.OPEN, "due": date(2026, 4, 30)}
            bare.put(Action(number=number, text=text, **fields))
    bare.reviewed()
    content = calendar(bare)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    read = [event["summary"] for event in icalendar.Calendar.from_ical(content).walk("VEVENT")]
    assert sorted(map(str, read)) == sorted(f"Due: {text}" for text in texts)


def test_an_empty_calendar_is_refused_and_what_would_fill_it_is_named(bare):
    bare.reviewed()
    for whose, named in (
        ({"session": bare.file}, "a planned session"),
        ({}, "in the calendar of their team"),
    ):
        with pytest.raises(EmptyCalendar) as refused:
            export(bare.folder, "calendar", format="ics", **whose)
        assert named in str(refused.value)
        assert json.loads(export(bare.folder, "calendar", format="json", **whose))["rows"] == []


def test_a_planned_session_has_its_place_and_length_before_anything_was_said(bare):
    bare.session(
        planned_start=datetime(2026, 3, 28, 23, 30, tzinfo=UTC),
        minutes=90,
        place="Room 4; 2nd floor, left\\right",
        status=SessionStatus.DRAFT,
    )
    in_london(bare)
    read = calendar(bare)
    assert b"LOCATION:Room 4\\; 2nd floor\\, left\\\\right\r\n" in read
    (event,) = events(read).values()
    assert (event["summary"], event["status"]) == ("Infrastructure and Cloud: listening session", "TENTATIVE")
    assert event["location"] == "Room 4; 2nd floor, left\\right"
    assert event["dtstart"].dt.isoformat() == "2026-03-28T23:30:00+00:00"
    assert event["dtend"].dt.isoformat() == "2026-03-29T02:00:00+01:00", "the clocks change under it"
    assert "transp" not in event
    bare.session(status=SessionStatus.INVITED)
    for whose in ({"team": bare.teams[0].id}, {"mine": True}):
        (event,) = events(calendar(bare, **whose)).values()
        assert event["status"] == "CONFIRMED"
    with pytest.raises(EmptyCalendar):
        export(bare.folder, "calendar", format="ics")


def test_what_is_yours_alone_is_a_calendar_of_every_team(bare):
    for what, whose in (("actions", {}), ("calendar", {"team": bare.teams[0].id})):
        with pytest.raises(BadInput):
            export(bare.folder, what, format="json", mine=True, **whose)


def test_a_next_meeting_takes_twenty_minutes_and_is_held_off_or_planned_on_its_own(bare):
    meeting = datetime(2026, 4, 20, 13, 0, tzinfo=UTC)
    bare.session(next_meeting=meeting)
    bare.reviewed()
    (event,) = events(calendar(bare)).values()
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=20)
    for told in (FollowUp(held_on=date(2026, 4, 20)), FollowUp(not_needed="All is done")):
        bare.session(follow_up=told)
        with pytest.raises(EmptyCalendar):
            calendar(bare)
    bare.session(follow_up=None)
    plan = {"number": 2, "planned_start": meeting, "id": "", "status": SessionStatus.DRAFT}
    bare.folder.add_session(msgspec.structs.replace(bare.file.session, **plan, next_meeting=None))
    assert [*events(calendar(bare, team=bare.teams[0].id))] == ["Infrastructure and Cloud: listening session"]


def test_who_reads_it_is_said(heard):
    read = icalendar.Calendar.from_ical(calendar(heard))
    assert str(read["x-wr-calname"]) == "Better Together · Calendar"
    assert "For Infrastructure and Cloud." in read["x-wr-caldesc"]
    assert isinstance(heard.folder.programme, Programme)
