"""The handle that stands for a record outside: random, one for each kind of readers."""

import csv
import json
import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import StringIO

import icalendar
import pytest

from facilitator.documents.exports.finder import EXPORTS, export
from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.audience import EVERYONE, LEADERS, Visibility
from facilitator.model.handle import HandleKey
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.registry import entities_of
from facilitator.model.session import ListeningSession, ReadBack, SessionStatus
from facilitator.model.team import Team
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.backup import back_up
from facilitator.workspace.integrity.restore import restore
from facilitator.workspace.lookup import find_record
from facilitator.workspace.release.share_copy import share
from facilitator.workspace.search import search
from tests.cli.command_line import process
from tests.making import DAY, LATER, SCRIPT, START

SEEN = {"visibility": Visibility.OPEN, "room_yes": DAY}


class Programmed:
    """A reviewed session with an action, a promise, two ideas and a note, all of which may leave."""

    def __init__(self, root) -> None:
        self.now = START
        self.workspace = Workspace(root, clock=lambda: self.now)
        self.folder = self.workspace.new_programme("Better Together", "H", timezone="UTC")
        self.team = self.folder.file.put(Team(name="Infrastructure", headcount=9))
        self.person = self.folder.file.put(Person(name="Sam Oduya", team=self.team.id))
        session = ListeningSession(
            number=1,
            teams=(self.team.id,),
            script=SCRIPT,
            planned_start=START,
            minutes=30,
            status=SessionStatus.SHARED,
            read_back=ReadBack(done=True, at=START),
            next_meeting=START + timedelta(days=14),
        )
        self.file = file = self.folder.add_session(session)
        owned = {"owner": self.person.id, "status": ActionStatus.OPEN}
        file.put(Action(number=1, text="Agree three facts", due=LATER, **owned, **SEEN))
        file.put(Commitment(number=1, text="A support seat", role="Director", by=LATER, **SEEN))
        file.put(ImprovementIdea(number=1, title="One calendar", status=IdeaStatus.ACCEPTED, **SEEN))
        parked = {"status": IdeaStatus.PARKED, "review_on": LATER}
        file.put(ImprovementIdea(number=2, title="Cloud tags", **parked, **SEEN))
        file.put(Observation(number=1, text="Alerts go to whoever built it", **SEEN))

    @property
    def ids(self):
        files = (self.folder.file, *self.folder.sessions)
        return {record.id for file in files for kind in entities_of(file.kind) for record in file.all(kind)}

    def handles(self, what="actions", **whose):
        """Return the handles of an export by the words of their rows."""
        rows = json.loads(export(self.folder, what, format="json", **whose))["rows"]
        words = {"actions": "action", "register": "idea", "notes": "note", "calendar": "what"}[what]
        return {row[words]: row["record"] for row in rows}

    def copied(self, into, audience):
        """Return the ids of the actions, promises and register entries of a share copy by their words."""
        with closing(Workspace(share(self.folder, into, audience).path).programme()) as copy:
            themes = copy.sessions[-1]
            found = {each.text: each.id for kind in (Action, Commitment) for each in themes.all(kind)}
            return found | {each.title: each.id for each in themes.all(ImprovementIdea) if each.in_register}


@pytest.fixture
def programmed(tmp_path):
    made = Programmed(tmp_path / "workspace")
    yield made
    made.folder.close()


def test_a_handle_stays_the_same_for_its_readers_and_is_another_for_others(programmed, tmp_path):
    kinds = {
        "leaders": lambda: programmed.handles(),
        "the team": lambda: programmed.handles(team=programmed.team.id),
        "a copy for leaders": lambda: programmed.copied(tmp_path / f"l{programmed.now:%Y}", LEADERS),
        "a copy for everyone": lambda: programmed.copied(tmp_path / f"e{programmed.now:%Y}", EVERYONE),
    }
    first = {kind: made() for kind, made in kinds.items()}
    action = {each["Agree three facts"] for each in first.values()}
    assert len(action) == len(kinds)
    assert first["leaders"] == {"Agree three facts": programmed.handles("actions")["Agree three facts"]}
    programmed.folder.close()
    programmed.now += timedelta(days=365)
    programmed.folder = programmed.workspace.programme()
    assert {kind: made() for kind, made in kinds.items()} == first


def test_a_session_of_a_team_and_the_team_have_the_same_handles(programmed):
    for what in ("actions", "register", "calendar"):
        assert programmed.handles(what, session=programmed.file) == programmed.handles(
            what, team=programmed.team.id
        )


def test_a_note_has_a_new_handle_in_each_export(programmed):
    for whose in ({}, {"team": programmed.team.id}):
        first, second = programmed.handles("notes", **whose), programmed.handles("notes", **whose)
        assert first.keys() == second.keys()
        assert not set(first.values()) & set(second.values())


def test_a_backup_keeps_the_handles_and_undo_leaves_them_alone(programmed, tmp_path):
    extra = programmed.folder.file.put(Team(name="Extra", headcount=6))
    first = programmed.handles()
    assert programmed.folder.file.undo()
    assert extra.id not in programmed.folder.teams
    assert programmed.handles() == first
    kept = back_up(programmed.workspace, programmed.folder, tmp_path / "kept")
    programmed.folder.close()
    shutil.rmtree(programmed.folder.path)
    restore(programmed.workspace, kept)
    programmed.folder = programmed.workspace.programme()
    assert programmed.handles() == first


def test_a_window_that_holds_a_new_programme_keeps_nobody_from_exporting(programmed):
    holder = programmed.folder
    holder.file.put(Team(name="Held by this window", headcount=6))
    command = ("export", "actions", "--format", "json", "--output", "-", "--workspace")
    told, _ = process(*command, holder.path.parent.parent).communicate(timeout=60)
    (row,) = json.loads(told)["rows"]
    assert row["record"] == programmed.handles()[row["action"]]


def test_a_programme_of_before_gets_its_key_with_the_first_export(programmed):
    first = programmed.handles()
    (key,) = programmed.folder.file.all(HandleKey)
    programmed.folder.file.remove(key)
    second = programmed.handles()
    assert first.keys() == second.keys()
    assert first != second == programmed.handles()


def test_no_id_of_a_record_leaves(programmed):
    for whose in ({}, {"team": programmed.team.id}, {"session": programmed.file}):
        for what, each in EXPORTS.items():
            for format in each.formats:
                if format != "xlsx":
                    made = export(programmed.folder, what, format=format, **whose).decode("utf-8-sig")
                    told = made.replace("\r\n ", "")
                    assert not [id for id in programmed.ids if id in told], (what, format)


def test_a_calendar_tells_no_time_but_those_of_its_events(programmed):
    programmed.now = START + timedelta(days=20, hours=3, minutes=7)
    made = icalendar.Calendar.from_ical(export(programmed.folder, "calendar", format="ics"))
    events = made.walk("VEVENT")
    assert {event["dtstamp"].dt for event in events} == {datetime(2026, 4, 1, tzinfo=UTC)}
    assert not [event for event in events if "last-modified" in event]
    assert len({event["uid"] for event in events}) == len(events) == 2


def test_beyond_the_teams_no_row_says_where_it_was_said(programmed):
    for what in ("actions", "register", "notes"):
        raw = export(programmed.folder, what, format="csv", profile="import").decode()
        (row, *_) = csv.DictReader(StringIO(raw, newline=""))
        assert "L-01" not in raw
        assert row["id"] == row.get("nods", "") == row.get("answered_on", "") == ""
    (action,) = json.loads(export(programmed.folder, "actions", format="json"))["rows"]
    assert (action["owner"], action["team"]) == ("Sam Oduya", "Infrastructure")
    assert [*programmed.handles("calendar")] == [
        "Due: Agree three facts",
        "Promised: A support seat",
    ]


def test_who_is_asked_about_a_handle_finds_its_record(programmed, tmp_path):
    (action,) = programmed.file.all(Action)
    asked = {
        programmed.handles()[action.text],
        programmed.handles(team=programmed.team.id)[action.text],
        programmed.copied(tmp_path / "out", EVERYONE)[action.text],
    }
    for handle in asked:
        assert find_record(programmed.folder, handle).record == action
        (hit,) = search(programmed.folder, handle)
        assert (hit.record, hit.short_id, hit.excerpt) == (action, "L-01/A-1", action.text)
    assert find_record(programmed.folder, handle[:13].upper()).short_id == "L-01/A-1"


def test_with_one_session_nothing_says_there_were_several(programmed, tmp_path):
    made = share(programmed.folder, tmp_path / "out")
    held = b"".join(path.read_bytes() for path in made.path.rglob("*.json"))
    assert b"several" not in held.lower()
    exported = [export(programmed.folder, what, format="json") for what in EXPORTS]
    assert not [each for each in exported if b"several" in each.lower()]
