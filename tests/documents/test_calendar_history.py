"""Calendars over time: what somebody has who takes over one file after the other."""

from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.documents.exports.finder import EmptyCalendar, Whose
from facilitator.documents.exports.sending import send
from facilitator.errors import NotSaved
from facilitator.identity import new_id
from facilitator.model.action import Action, ActionStatus
from facilitator.model.audience import Visibility
from facilitator.model.changes import REDACTED
from facilitator.model.handle import HandleKey
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.session import SessionStatus
from facilitator.model.team import Team
from facilitator.model.trail import SentCalendar
from tests.documents.programmes import Folder
from tests.making import READ_BACK, View, session

TODAY = date(2026, 4, 9)
ZONE = ZoneInfo("Europe/London")
TEAM = Whose(team="team-a")
WORDS = ("Swap", "Draft", "Ring")
PLACES = ("", "Room 4; 2nd floor, left", "Küche")
OWNERS = ("person-0", "person-1")
GOING = (ActionStatus.OPEN, ActionStatus.STARTED, ActionStatus.BLOCKED)


KNOWN = (
    Programme(id="programme", name="Better Together", organisation="Harrowmere", timezone="Europe/London"),
    Team(id="team-a", name="Team A", headcount=9),
    *(Person(id=id, name=f"Owner {id[-1]}", team="team-a") for id in OWNERS),
    HandleKey(id="key", secret="5ec7e7" * 10 + "0000"),
)


class Records(View):
    """Records in memory that can be changed."""

    def put(self, record):
        kept = msgspec.structs.replace(record, id=record.id or new_id())
        self.records = (*(each for each in self.records if each.id != kept.id), kept)
        return kept

    @contextmanager
    def group(self, label, *, undoable=True):
        yield

    @property
    def session(self):
        return self.records[0]


class Diary(Folder):
    """A programme in memory: a reviewed session with three actions, and one planned, of one team."""

    zone = ZONE

    def __init__(self) -> None:
        held = session(
            id="held", number=1, teams=("team-a",), status=SessionStatus.SHARED, read_back=READ_BACK
        )
        planned = session(id="planned", number=2, teams=("team-a",), place=PLACES[0], minutes=90)
        super().__init__(KNOWN, Records(held), Records(planned))
        self.file = Records(*KNOWN)
        self.day = TODAY
        for number, words in enumerate(WORDS):
            self.change(number, text=words, number=number + 1, owner=OWNERS[0], status=ActionStatus.OPEN)
            self.change(number, due=TODAY + timedelta(days=number))

    def today(self):
        return self.day

    def local(self, moment):
        return moment.astimezone(ZONE)

    @property
    def planned(self):
        return self.sessions[-1] if len(self.sessions) > 1 else None

    def change(self, number, /, **fields):
        file = self.sessions[0]
        before = file.find(Action, f"action-{number}") or Action(id=f"action-{number}", text="-")
        file.put(msgspec.structs.replace(before, visibility=fields.pop("seen", Visibility.TEAM), **fields))

    def plan(self, **fields):
        if self.planned:
            kept = msgspec.structs.replace(self.planned.session, **fields)
            self.planned.records = (kept, *self.planned.records[1:])

    def facts(self):
        """Return what each event has to be, by what it is about: when, where, whose, how it stands."""
        found = {}
        for action in self.sessions[0].all(Action):
            gone = action.status is ActionStatus.DROPPED or action.text == REDACTED
            if action.visibility is Visibility.TEAM and not gone:
                found[action.text[:4]] = (action.due_date, action.owner, action.status)
        if self.planned and self.planned.session.status is not SessionStatus.CANCELLED:
            planned = self.planned.session
            found["Team"] = (planned.planned_start, planned.minutes, planned.place, planned.status)
        return found


DAYS = st.integers(0, 5).map(lambda days: TODAY + timedelta(days=days))
CHANGES = st.one_of(
    st.builds(lambda n, day: ("change", n, {"due_now": day}), st.integers(0, 2), DAYS),
    st.builds(lambda n, who: ("change", n, {"owner": who}), st.integers(0, 2), st.sampled_from(OWNERS)),
    st.builds(lambda n, more: ("change", n, {"more": more}), st.integers(0, 2), st.sampled_from(("", "!"))),
    st.builds(
        lambda n, to: ("change", n, {"status": to, "blocked_by": "x"}),
        st.integers(0, 2),
        st.sampled_from(GOING),
    ),
    st.builds(
        lambda n, to: ("change", n, {"status": to, "reason": "no", "done_on": TODAY}),
        st.integers(0, 2),
        st.sampled_from((ActionStatus.DROPPED, ActionStatus.DONE)),
    ),
    st.builds(lambda n: ("change", n, {"seen": Visibility.FACILITATOR}), st.integers(0, 2)),
    st.builds(lambda n: ("change", n, {"text": REDACTED}), st.integers(0, 2)),
    st.builds(lambda n: ("remove", n, {}), st.integers(0, 2)),
    st.builds(
        lambda day: ("plan", 0, {"planned_start": datetime(day.year, day.month, day.day, 14, tzinfo=ZONE)}),
        DAYS,
    ),
    st.builds(lambda minutes: ("plan", 0, {"minutes": minutes}), st.sampled_from((30, 90))),
    st.builds(lambda place: ("plan", 0, {"place": place}), st.sampled_from(PLACES)),
    st.builds(
        lambda status: ("plan", 0, {"status": status}),
        st.sampled_from((SessionStatus.DRAFT, SessionStatus.INVITED, SessionStatus.CANCELLED)),
    ),
    st.just(("unplan", 0, {})),
    st.just(("export", 0, {})),
    st.just(("export", 0, {})),
)


def do(diary, what, number, fields):
    if what == "change" and diary.sessions[0].find(Action, f"action-{number}"):
        if "more" in fields:
            fields = {"text": WORDS[number] + fields["more"]}
        diary.change(number, **fields)
    elif what == "remove":
        file = diary.sessions[0]
        file.records = tuple(each for each in file.records if each.id != f"action-{number}")
    elif what == "plan":
        diary.plan(**fields)
    elif what == "unplan":
        diary.sessions = diary.sessions[:1]


def sent(diary, whose=TEAM):
    """Return a calendar that leaves."""
    return send(diary, "calendar", whose, None, format="ics").content


def read(made):
    """Return the events of a file by their uid, as a calendar program reads them."""
    calendar = icalendar.Calendar.from_ical(made)
    assert not calendar.errors
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == len(calendar.walk("VEVENT"))
    return events


def about(event):
    return str(event["summary"]).removeprefix("Due: ").removeprefix("Done: ")[:4]


class Reader:
    """Somebody who takes every file over, and has the newest of each event."""

    def __init__(self):
        self.events, self.facts, self.uids = {}, {}, {}

    def take(self, events, expected):
        assert not set(self.events) - set(events), "what somebody has is told again, or is called off"
        for uid, event in events.items():
            before = self.events.get(uid)
            called_off = event["status"] == "CANCELLED"
            (self.look_at_called_off if called_off else self.look_at)(uid, event, before, expected)
        known = {about(event) for event in events.values()}
        unread = [facts for name, facts in expected.items() if name not in known]
        assert all(ActionStatus.DONE in facts for facts in unread), "all that is to come is there"
        self.events = events

    def look_at(self, uid, event, before, expected):
        facts = expected[about(event)]
        assert self.uids.setdefault(about(event), uid) == uid, "an event keeps its uid"
        changed = before is not None and (before["status"] == "CANCELLED" or self.facts[uid] != facts)
        assert event["sequence"] == (before["sequence"] + changed if before is not None else 0)
        self.facts[uid] = facts

    def look_at_called_off(self, uid, event, before, expected):
        assert str(event["summary"]) == "No longer planned"
        assert {"description", "location"}.isdisjoint(map(str.lower, event)), "no word of it is left"
        now = before["status"] != "CANCELLED"
        assert not now or about(before) not in expected
        assert event["sequence"] == before["sequence"] + now


@settings(max_examples=40)
@given(st.lists(CHANGES, max_size=24))
def test_one_file_after_the_other_tells_all_that_changed_and_nothing_else(changes):
    diary, reader = Diary(), Reader()
    for what, number, fields in [*changes, ("export", 0, {})]:
        if what != "export":
            do(diary, what, number, fields)
            continue
        try:
            made = sent(diary)
        except EmptyCalendar:
            assert not reader.events
            assert all(ActionStatus.DONE in each for each in diary.facts().values())
        else:
            reader.take(read(made), diary.facts())


def test_what_is_remembered_holds_no_word_and_is_written_when_it_changed():
    diary = Diary()
    diary.plan(place=PLACES[1])
    first = sent(diary)
    kept = diary.file.all(SentCalendar)
    assert sent(diary) == first
    assert diary.file.all(SentCalendar) == kept
    stored = msgspec.json.encode(kept).decode()
    assert not [each for each in (*WORDS, *PLACES[1:], *OWNERS, "action-", "NAMED") if each in stored]


def test_a_year_later_what_was_called_off_is_told_once_more_and_what_took_place_is_left_alone():
    diary = Diary()
    first = read(sent(diary))
    diary.plan(status=SessionStatus.CAPTURED)
    do(diary, "remove", 1, {})
    diary.day += timedelta(days=365)
    later = read(sent(diary))
    assert {about(first[uid]) for uid, event in later.items() if event["status"] == "CANCELLED"} == {"Draf"}
    assert {about(event) for event in first.values()} - {about(event) for event in later.values()} == {
        "Team",
        "Draf",
    }
    diary.day += timedelta(days=31)
    assert {event["status"] for event in read(sent(diary)).values()} == {"CONFIRMED"}
    diary.change(1, text="Draft", owner=OWNERS[0], status=ActionStatus.OPEN)
    diary.change(1, due=TODAY + timedelta(days=1))
    again = read(sent(diary))
    (back,) = (event for event in again.values() if about(event) == "Draf")
    assert (back["sequence"], back["status"]) == (2, "CONFIRMED")


def test_what_was_done_is_told_once_however_late_and_then_left_where_it_stands():
    diary = Diary()
    read(sent(diary))
    diary.day += timedelta(days=90)
    diary.change(0, status=ActionStatus.DONE, done_on=diary.day)
    assert "Done: Swap" in {str(event["summary"]) for event in read(sent(diary)).values()}
    assert "Swap" not in {about(event) for event in read(sent(diary)).values()}


def test_what_goes_beyond_the_teams_has_no_meeting_and_nothing_of_another_file():
    """Two files differ by what may be read, and in nothing that says where it was said."""
    diary = Diary()
    for number in range(3):
        diary.change(number, seen=Visibility.PROGRAMME, room_yes=TODAY)
    leaders, mine = Whose(), Whose(mine=True)
    theirs = read(sent(diary, leaders))
    ours = read(sent(diary, mine))
    assert {about(event) for event in ours.values()} == {"Team", *(words[:4] for words in WORDS)}
    assert {about(event) for event in theirs.values()} == {words[:4] for words in WORDS}
    assert not set(theirs) & set(ours)
    diary.change(0, seen=Visibility.FACILITATOR)
    assert {about(event) for event in read(sent(diary, mine)).values()} == {
        "Team",
        *(words[:4] for words in WORDS[1:]),
        "No l",
    }


def test_a_file_that_could_not_be_written_is_counted_once(tmp_path):
    """What a calendar holds is remembered before it is out, so that a kill in between loses nothing."""
    diary = Diary()
    first = read(sent(diary))
    diary.change(0, due_now=TODAY + timedelta(days=9))
    (tmp_path / "no folder").touch()
    with pytest.raises(NotSaved):
        send(diary, "calendar", TEAM, tmp_path / "no folder" / "x.ics", format="ics")
    again = read(sent(diary))
    moved = {uid: event["sequence"] for uid, event in again.items() if event != first[uid]}
    assert [*moved.values()] == [1]


def test_forty_teams_each_get_their_own(monkeypatch):
    diary = Diary()
    (team,) = (each for each in diary.file.records if each.id == "team-a")
    many = [msgspec.structs.replace(team, id=f"team-{n}", name=f"Team {n}") for n in range(40)]
    diary.teams = {each.id: each for each in many}
    diary.file.records = (*diary.file.records, *many)
    diary.sessions = tuple(
        Records(session(id=f"s-{n}", number=n + 1, teams=(f"team-{n}",), minutes=60)) for n in range(40)
    )
    for n in range(40):
        (event,) = read(sent(diary, Whose(team=f"team-{n}"))).values()
        assert str(event["summary"]) == f"Team {n}: listening session"
    assert len(read(sent(diary, Whose(mine=True)))) == 40
    assert len(diary.file.all(SentCalendar)) == 41
