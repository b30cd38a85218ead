"""A workspace on the disk: programmes, sessions, the as-of day, damage beside what is whole."""

import json
import queue
import shutil
import threading
from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest
import tinydb

from facilitator import resources
from facilitator.errors import Ambiguous, BadInput, Damaged, InUse, NotFound, NotSaved, RuleBroken
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import LEADERS, Attribution
from facilitator.model.idea import DotVote, VoteSubject
from facilitator.model.interaction import Interaction, TouchRole
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.practice import CustomPractice, PracticeDecision
from facilitator.model.programme import Programme
from facilitator.model.service import Service
from facilitator.model.session import ListeningSession, SessionStatus
from facilitator.model.team import Team, TeamKind
from facilitator.store.journal.disk import Disk
from facilitator.store.records.record_file import SCHEMA, Background
from facilitator.workspace.erasure import name_withdrawal
from facilitator.workspace.erasure.engine import erase
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.record_files import PROGRAMME_FILE
from facilitator.workspace.folder.references import places_of
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.record_deletion import carry_out, plan_deletion
from facilitator.workspace.release.release import for_audience
from tests.making import DAY, READ_BACK, START, practice, session
from tests.store.looking import files_with

NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path, clock=lambda: NOON)


@pytest.fixture
def folder(workspace):
    folder = workspace.new_programme("Better Together", "Harrowmere University", timezone="Europe/London")
    yield folder
    folder.close()


def team(folder, name="Infrastructure", **fields):
    return folder.file.put(Team(**{"name": name, "headcount": 9} | fields))


def held(folder, team, **fields):
    return folder.add_session(session(teams=(team.id,), **fields))


def files(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


# Programmes ----------------------------------------------------------------------------------------


def test_nothing_is_written_before_the_first_programme(workspace, tmp_path):
    assert workspace.programme_paths() == ()
    assert workspace.catalogue.practices
    with pytest.raises(NotFound, match="no programme"):
        workspace.programme()
    assert files(tmp_path) == []


def test_a_new_programme_has_a_folder_of_its_own(workspace, tmp_path):
    folder = workspace.new_programme("Better Together", "Harrowmere University", purpose="Teach and learn")
    assert (folder.programme.name, folder.programme.purpose) == ("Better Together", "Teach and learn")
    assert folder.sessions == ()
    folder.close()
    file = "sessions/better-together/programme.json"
    assert files(tmp_path) == [file, f"{file}.sum"]
    assert Workspace(tmp_path).programme().programme == folder.programme


def test_what_starts_a_programme_or_a_session_cannot_be_undone(folder):
    assert folder.file.undo() is None
    file = held(folder, team(folder))
    assert file.undo() is None
    assert file.session.number == 1


@pytest.mark.parametrize("name", ["CON", "../x", "🎉", "a/b", "x" * 200, "...", "demo", "Büro"])
def test_any_name_will_do(workspace, name):
    folder = workspace.new_programme(name, "Harrowmere University")
    assert folder.path.parent == workspace.sessions_dir
    assert workspace.programme(name).programme.name == name


def test_two_names_with_one_folder_name_are_two_programmes(workspace):
    one = workspace.new_programme("Better Together!", "H")
    other = workspace.new_programme("Better, Together", "H")
    assert one.path != other.path
    assert len(workspace.programme_paths()) == 2


@pytest.mark.parametrize("name", ["Better Together", "BETTER TOGETHER", " Better\nTogether "])
def test_a_programme_name_is_used_once(workspace, folder, name):
    with pytest.raises(BadInput, match="already is a programme"):
        workspace.new_programme(name, "Elsewhere")


@pytest.mark.parametrize(("name", "organisation"), [("", "H"), ("B", " "), ("\x1b[0m", "H")])
def test_a_programme_needs_a_name_and_an_organisation(workspace, tmp_path, name, organisation):
    with pytest.raises(BadInput, match="a name and an organisation"):
        workspace.new_programme(name, organisation)
    assert files(tmp_path) == []


def test_a_programme_no_rule_allows_leaves_nothing(workspace, tmp_path):
    with pytest.raises(RuleBroken, match="never shown"):
        workspace.new_programme("Better Together", "H", threshold=3)
    assert not (tmp_path / "sessions").exists()


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "sessions").write_text("a file in the way")
    with pytest.raises(NotSaved, match="cannot be written"):
        Workspace(tmp_path).new_programme("Better Together", "H")


def test_a_disk_that_refuses_leaves_no_empty_folder(workspace, disk):
    disk.full = True
    with pytest.raises(NotSaved, match="Not saved: "):
        workspace.new_programme("Better Together", "H")
    assert list(workspace.sessions_dir.iterdir()) == []
    disk.full = False
    assert workspace.new_programme("Better Together", "H").path.name == "better-together"


# Choosing a programme ------------------------------------------------------------------------------


@pytest.fixture
def two(workspace):
    for name in ("Better Together", "Better Apart"):
        workspace.new_programme(name, "H").close()
    return workspace


def test_the_only_programme_opens_by_itself(workspace, folder):
    assert workspace.programme().programme.name == "Better Together"


@pytest.mark.parametrize(
    "typed", ["Better Together", "better together", "better-together", "Better T", " BETTER\tT"]
)
def test_a_programme_is_chosen_by_name_folder_or_beginning(two, typed):
    assert two.programme(typed).programme.name == "Better Together"


def test_with_several_the_last_opened_opens(two):
    with pytest.raises(Ambiguous, match="--programme: Better Apart, Better Together"):
        two.programme()
    two.remember(two.programme("Better Together"))
    assert two.programme().programme.name == "Better Together"
    two.remember(two.programme("Better Apart"))
    assert Workspace(two.root).programme().programme.name == "Better Apart"


@pytest.mark.parametrize("content", [b"gone-away", b"", b"\xff\xfe", b"../../etc"])
def test_a_last_opened_programme_that_is_not_there_is_asked_for(two, content):
    (two.sessions_dir / ".last-programme").write_bytes(content)
    with pytest.raises(Ambiguous):
        two.programme()


def test_remembering_needs_no_disk(two):
    (two.sessions_dir / ".last-programme").mkdir()
    two.remember(two.programme("Better Apart"))
    with pytest.raises(Ambiguous):
        two.programme()


def test_more_than_one_that_fits_is_listed(two):
    with pytest.raises(Ambiguous, match="Choose one of: Better Apart, Better Together"):
        two.programme("Better")


def test_none_that_fits_lists_what_there_is(two):
    with pytest.raises(NotFound, match="There is: Better Apart, Better Together"):
        two.programme("Worse")


def test_the_shipped_example_is_not_one_of_them(tmp_path, monkeypatch):
    demo = tmp_path / "sessions" / "demo"
    demo.mkdir(parents=True)
    (demo / PROGRAMME_FILE).write_text("{}")
    monkeypatch.setattr(resources, "demo_dir", lambda: demo)
    monkeypatch.chdir(tmp_path)
    assert Workspace(tmp_path).programme_paths() == ()
    assert Workspace(tmp_path.relative_to(tmp_path)).programme_paths() == ()


def test_a_damaged_programme_is_told_and_left(workspace, folder):
    folder.close()
    folder.file.path.write_bytes(b"{")
    with pytest.raises(Damaged, match="breaks off"):
        workspace.programme()
    assert folder.file.path.read_bytes() == b"{"


def test_a_damaged_programme_does_not_hide_a_whole_one(two):
    (two.sessions_dir / "better-apart" / PROGRAMME_FILE).write_bytes(b"{")
    assert two.programme("Better Together").programme.name == "Better Together"


@pytest.mark.parametrize("content", [b"", b"{}"])
def test_a_programme_file_without_a_programme_is_damaged(folder, workspace, content):
    folder.close()
    folder.file.path.write_bytes(content)
    with pytest.raises(Damaged, match="holds no programme"):
        workspace.open(folder.path).programme  # noqa: B018
    with pytest.raises(Damaged, match="holds no programme"):
        for_audience(workspace.open(folder.path), LEADERS).programme  # noqa: B018


# Sessions ------------------------------------------------------------------------------------------


def test_a_session_has_a_file_named_by_its_day_and_team(folder):
    file = held(folder, team(folder, "Infrastructure and Cloud"))
    assert file.path.name == "2026-03-12-infrastructure-and-cloud.json"
    assert file.session.short_id == "L-01"


def test_the_day_is_that_of_the_programmes_zone(workspace):
    folder = workspace.new_programme("Down Under", "H", timezone="Pacific/Auckland")
    evening = datetime(2026, 3, 12, 20, 0, tzinfo=UTC)
    assert held(folder, team(folder), planned_start=evening).path.name.startswith("2026-03-13-")


def test_sessions_are_numbered_in_the_order_they_are_made(folder):
    infra = team(folder)
    numbers = [held(folder, infra, number=99).session.number for _ in range(3)]
    assert numbers == [1, 2, 3]
    assert [file.path.stem for file in folder.sessions] == [
        "2026-03-12-infrastructure",
        "2026-03-12-infrastructure-2",
        "2026-03-12-infrastructure-3",
    ]


def test_two_teams_of_the_same_name_have_sessions_of_their_own(folder):
    one, other = team(folder, "Desk"), team(folder, "Desk", kind=TeamKind.FRONT_LINE)
    first, second = held(folder, one), held(folder, other)
    assert first.path != second.path
    assert (first.session.teams, second.session.teams) == ((one.id,), (other.id,))


@pytest.mark.parametrize("name", ["programme", "CON", "../../x", "🎉", "語" * 200, "a\tb"])
def test_any_team_name_makes_a_file_in_the_folder(folder, name):
    file = held(folder, team(folder, name))
    assert file.path.parent == folder.path
    assert file.path.name != PROGRAMME_FILE
    assert file.path.exists()


def test_a_session_belongs_to_the_programme_of_its_teams(folder):
    with pytest.raises(RuleBroken, match="programme of its teams"):
        folder.add_session(session(teams=("a team of another programme",)))
    assert folder.sessions == ()


def test_sessions_are_found_again(workspace, folder):
    file = held(folder, team(folder))
    note = file.put(Observation(text="x"))
    assert workspace.open(folder.path).session(file.session.id).all(Observation) == (note,)
    folder.close()
    again = workspace.open(folder.path)
    assert again.session(file.session.id).all(Observation) == (note,)
    with pytest.raises(NotFound):
        again.session("nowhere")


def test_a_session_no_rule_allows_leaves_no_file(folder):
    infra = team(folder)
    before = files(folder.path)
    with pytest.raises(RuleBroken):
        held(folder, infra, minutes=2)
    assert files(folder.path) == before
    assert folder.sessions == ()
    assert held(folder, infra).path.name == "2026-03-12-infrastructure.json"


def test_a_session_the_disk_refuses_leaves_no_file(folder, workspace, disk):
    infra = team(folder)
    before = files(folder.path)
    disk.full = True
    with pytest.raises(NotSaved):
        held(folder, infra)
    disk.full = False
    assert files(folder.path) == before
    assert folder.sessions == ()
    assert workspace.open(folder.path).damaged == {}
    assert held(folder, infra).path.name == "2026-03-12-infrastructure.json"


DAMAGES = {
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[:200]),
    "empty": lambda path: path.write_bytes(b""),
    "not JSON": lambda path: path.write_bytes(b"\x89PNG"),
    "a programme file": lambda path: path.write_bytes((path.parent / PROGRAMME_FILE).read_bytes()),
    "no session inside": lambda path: path.write_text('{"observations": {}}'),
    "a wrong type": lambda path: path.write_text(path.read_text().replace('"number": 2', '"number": "two"')),
    "from the future, and unreadable": lambda path: path.write_text(
        path.read_text()
        .replace(f'"schema": {SCHEMA}', f'"schema": {SCHEMA + 1}')
        .replace('"number": 2', '"number": "two"')
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_session_is_listed_and_the_others_open(workspace, folder, damage):
    infra = team(folder)
    paths = [held(folder, infra).path for _ in range(3)]
    folder.close()
    damage(paths[1])
    before = paths[1].read_bytes()
    again = workspace.open(folder.path)
    assert [file.session.number for file in again.sessions] == [1, 3]
    assert list(again.damaged) == [paths[1]]
    assert paths[1].name in again.damaged[paths[1]].happened
    assert paths[1].read_bytes() == before


def test_a_folder_in_place_of_a_session_is_listed(workspace, folder):
    (folder.path / "folder.json").mkdir()
    again = workspace.open(folder.path)
    assert again.sessions == ()
    assert [path.name for path in again.damaged] == ["folder.json"]


def test_other_files_are_left_alone(workspace, folder):
    held(folder, team(folder))
    for name in ("2026.json.tmp", "2026.json.lock", ".hidden.json", "notes.txt", "2026.json.bak"):
        (folder.path / name).write_text("rubbish")
    again = workspace.open(folder.path)
    assert len(again.sessions) == 1
    assert again.damaged == {}


def test_a_newer_session_opens_for_reading_only(workspace, folder):
    path = held(folder, team(folder)).path
    folder.close()
    path.write_text(path.read_text().replace(f'"schema": {SCHEMA}', f'"schema": {SCHEMA + 1}'))
    again = workspace.open(folder.path)
    assert [file.newer for file in again.sessions] == [True]


# Time ----------------------------------------------------------------------------------------------


def test_now_is_now(folder):
    assert folder.now() == NOON
    assert folder.today() == DAY
    assert folder.as_of is None


def test_the_as_of_day_is_lived_at_the_present_time_of_day(workspace):
    example = workspace.new_programme("Example", "H", timezone="Europe/London", as_of=date(2026, 7, 1))
    assert example.today() == date(2026, 7, 1)
    assert example.now() == datetime(2026, 7, 1, 11, 0, tzinfo=UTC)  # noon in London, in summer time
    assert example.file.put(Team(name="Desk", headcount=11)).changed == example.now()


def test_an_as_of_day_that_is_asked_for_goes_before_the_programmes_own(workspace):
    workspace.new_programme("Example", "H", timezone="UTC", as_of=date(2026, 7, 1)).close()
    asked = Workspace(workspace.root, clock=lambda: NOON, as_of=date(2027, 2, 28)).programme()
    assert asked.today() == date(2027, 2, 28)
    assert asked.now() == datetime(2027, 2, 28, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"), [("Pacific/Auckland", 13), ("America/Los_Angeles", 12), ("UTC", 12)]
)
def test_today_is_the_day_of_the_programmes_zone(workspace, zone, day):
    late = Workspace(workspace.root, clock=lambda: datetime(2026, 3, 12, 20, 0, tzinfo=UTC))
    folder = late.new_programme(zone, "H", timezone=zone)
    assert folder.today() == date(2026, 3, day)


@pytest.mark.parametrize("zone", ["Middle/Earth", "../../etc/passwd", "a b", "x" * 300])
def test_a_zone_nobody_knows_is_utc(workspace, zone):
    assert workspace.new_programme("Example", "H", timezone=zone).zone is UTC


def test_without_a_zone_the_computers_counts(workspace):
    folder = workspace.new_programme("Example", "H")
    assert folder.local(NOON) == NOON
    assert isinstance(folder.zone, timezone)


def test_times_are_kept_in_utc_and_shown_in_the_zone(folder):
    summer = START + timedelta(days=120)
    assert folder.local(summer).hour == summer.hour + 1
    assert folder.local(START).hour == START.hour


# People --------------------------------------------------------------------------------------------


def test_people_of_one_name_are_told_apart_by_their_team(folder):
    infra = team(folder, "Infrastructure and Cloud", short_name="Infrastructure")
    one = folder.file.put(Person(name="Sam Oduya", team=infra.id))
    other = folder.file.put(Person(name="Sam Oduya"))
    assert folder.person_label(one.id) == "Sam Oduya (Infrastructure)"
    assert folder.person_label(other.id) == "Sam Oduya"
    assert folder.person_label("nobody") == folder.person_label(None) == ""


# Practices -----------------------------------------------------------------------------------------


def test_a_programme_knows_its_own_practices(folder):
    folder.file.put(CustomPractice(practice=practice()))
    assert folder.catalogue.practice("our_own").name == "Our own"
    assert "incident_management" in folder.catalogue.practices


# Taking out ----------------------------------------------------------------------------------------


@pytest.fixture
def own(folder):
    return folder.file.put(CustomPractice(practice=practice()))


REFERRING = {
    "a note": lambda file: file.put(Observation(number=4, text="x", practice="our_own")),
    "an interaction": lambda file: file.put(
        Interaction(team=file.session.teams[0], practice="our_own", role=TouchRole.OWNS)
    ),
    "the shortlist": lambda file: file.put(msgspec.structs.replace(file.session, shortlist=("our_own",))),
    "the copied script": lambda file: file.put(
        msgspec.structs.replace(
            file.session, script=msgspec.structs.replace(file.session.script, offer=("our_own",))
        )
    ),
    "dots": lambda file: file.put(DotVote(subject=VoteSubject.PRACTICES, people=8, dots={"our_own": 2})),
}


@pytest.mark.parametrize("refer", REFERRING.values(), ids=REFERRING)
def test_a_practice_of_ones_own_is_deleted_only_when_unreferenced(folder, own, refer):
    file = held(folder, team(folder))
    refer(file)
    with pytest.raises(RuleBroken, match="still used in L-01"):
        carry_out(plan_deletion(folder, own))
    assert folder.file.all(CustomPractice) == (own,)
    while file.undo():
        pass
    carry_out(plan_deletion(folder, own))
    assert folder.file.all(CustomPractice) == ()
    folder.file.undo()
    assert folder.file.all(CustomPractice) == (own,)


def test_a_decision_goes_with_its_practice_and_comes_back_with_it(folder, own):
    decision = folder.file.put(PracticeDecision(practice="our_own"))
    carry_out(plan_deletion(folder, own))
    assert folder.file.all(PracticeDecision) == folder.file.all(CustomPractice) == ()
    folder.file.undo()
    assert folder.file.all(PracticeDecision) == (decision,)
    assert folder.file.all(CustomPractice) == (own,)


def test_where_a_record_is_used_is_told(folder, own):
    infra = team(folder)
    file = held(folder, infra)
    for number in range(1, 8):
        file.put(Observation(number=number, text="x", practice="our_own"))
    assert list(places_of(folder, own))[:2] == ["L-01/N-1", "L-01/N-2"]
    with pytest.raises(RuleBroken, match=r"L-01/N-5 and 2 more\."):
        carry_out(plan_deletion(folder, own))


def test_teams_people_and_services_too(folder):
    infra = team(folder)
    person = folder.file.put(Person(name="Hana Lindqvist", team=infra.id))
    service = folder.file.put(Service(name="Teaching spaces", manager=person.id))
    assert [use.place for use in plan_deletion(folder, infra).uses] == ["person Hana Lindqvist"]
    assert [use.place for use in plan_deletion(folder, person).uses] == ["service Teaching spaces"]
    for record in (infra, person, service):
        carry_out(plan_deletion(folder, record))
    assert folder.teams == folder.people == {}
    assert folder.file.all(Service) == ()


def test_what_cannot_be_read_may_still_refer(folder, own, workspace):
    path = held(folder, team(folder)).path
    folder.close()
    path.write_bytes(b"{")
    again = workspace.open(folder.path)
    with pytest.raises(RuleBroken, match="is not known, because 2026"):
        carry_out(plan_deletion(again, again.file.all(CustomPractice)[0]))


# Removing the consent removes the link everywhere ---------------------------------------------------


def test_a_name_is_taken_off_everywhere(folder):
    infra = team(folder)
    sam, dev = (folder.file.put(Person(name=name)) for name in ("Sam Oduya", "Dev Pillai"))
    named = {"attribution": Attribution.NAMED}
    one, other = held(folder, infra), held(folder, infra, status=SessionStatus.SHARED, read_back=READ_BACK)
    for file in (one, other):
        file.put(Observation(text="said", said_by=sam.id, **named))
        file.put(Observation(text="also said", said_by=dev.id, **named))
        file.put(Commitment(text="promised", role="Director", person=sam.id))
        file.put(Action(text="owned", owner=sam.id, status="open"))
    other.put(other.session.moved_to(SessionStatus.CLOSED))
    assert withdraw_name(folder, sam) == 4
    for file in (one, other):
        assert [note.said_by for note in file.all(Observation)] == [None, dev.id]
        assert [note.text for note in file.all(Observation)] == ["said", "also said"]
        assert file.all(Commitment)[0].person is None
        assert file.all(Action)[0].owner == sam.id
        assert file.undo() is None
        again = SessionFile(file.path)
        assert sam.id not in json.dumps([msgspec.to_builtins(note) for note in again.all(Observation)])
    assert withdraw_name(folder, sam) == 0


def withdraw_name(folder, person):
    """Take a name back; return in how many places it was."""
    wanted = name_withdrawal.plan_withdrawal(Workspace(folder.path.parents[1]), folder, person)
    erase(name_withdrawal.withdrawal_task(wanted, papers=False, lost=False))
    return wanted.named


def test_a_name_that_was_taken_off_stands_in_no_file_beside_the_sessions(folder):
    """Not in one an earlier state is kept in either; only who owns what is still written."""
    sam = folder.file.put(Person(name="Sam Oduya"))
    file = held(folder, team(folder))
    note = file.put(Observation(text="said", said_by=sam.id, attribution=Attribution.NAMED))
    for text in ("said it", "said so"):  # the snapshot and the one before it
        file.close()
        note = file.put(msgspec.structs.replace(note, text=text))
    of_the_session = {path for path in files_with(sam.id, folder.path) if path.startswith("2026")}
    assert {path.removeprefix(file.path.name) for path in of_the_session} == {"", ".journal", ".previous"}
    withdraw_name(folder, sam)
    assert all(not path.startswith("2026") for path in files_with(sam.id, folder.path))
    folder.close()
    assert all(not path.startswith("2026") for path in files_with(sam.id, folder.path))


# Beside another program ----------------------------------------------------------------------------


@pytest.fixture
def beside(folder, workspace):
    """The same programme in another window."""
    folder.close()
    other = workspace.open(folder.path)
    assert other.sessions == ()
    yield other
    other.close()


def test_a_session_made_in_another_window_is_followed(folder, beside):
    file = held(folder, team(folder))
    assert beside.follow()
    assert [each.session for each in beside.sessions] == [file.session]
    assert beside.teams == folder.teams
    assert not beside.follow()
    held(folder, *folder.teams.values())
    assert beside.follow()
    assert len(beside.sessions) == 2
    with pytest.raises(InUse):
        beside.file.put(Team(name="Desk", headcount=11))


def test_a_session_half_made_in_another_window_is_there_when_it_is_whole(folder, beside):
    infra = team(folder)
    path = folder.path / "2026-03-12-infrastructure.json"
    path.touch()  # the name comes before the first line of the journal
    beside.follow()
    assert beside.sessions == ()
    path.unlink()
    assert held(folder, infra).path == path
    assert beside.follow()
    assert [file.path for file in beside.sessions] == [path]
    assert beside.damaged == {}


def test_a_session_removed_in_another_window_is_gone(folder, beside):
    infra = team(folder)
    files = [held(folder, infra) for _ in range(2)]
    beside.follow()
    assert len(beside.sessions) == 2
    folder.remove_session(files[0])
    beside.follow()
    assert [file.path for file in beside.sessions] == [files[1].path]
    folder.restore_session()
    beside.follow()
    assert [file.path for file in beside.sessions] == [file.path for file in files]


def test_a_session_open_in_another_window_cannot_be_removed(folder, beside):
    file = held(folder, team(folder))
    beside.follow()
    with pytest.raises(InUse):
        beside.remove_session(beside.sessions[0])
    assert len(beside.sessions) == 1
    assert file.put(Observation(text="goes on")) == file.all(Observation)[0]


# Removed sessions ----------------------------------------------------------------------------------


def test_a_removed_session_comes_back_as_it_was(folder, workspace):
    infra = team(folder)
    file = held(folder, infra)
    note = file.put(Observation(text="x"))
    folder.remove_session(file)
    assert (folder.sessions, folder.removed) == ((), 1)
    assert workspace.open(folder.path).sessions == ()
    back = folder.restore_session()
    assert (back.path, back.all(Observation), folder.removed) == (file.path, (note,), 0)
    assert back.undo_label == "Observation"
    back.put(Observation(text="y"))
    assert folder.restore_session() is None


def test_a_removed_session_comes_back_beside_one_made_meanwhile(folder):
    infra = team(folder)
    removed = held(folder, infra)
    note = removed.put(Observation(text="of the first"))
    folder.remove_session(removed)
    made = held(folder, infra)
    other = made.put(Observation(text="of the second"))
    back = folder.restore_session()
    assert back.all(Observation) == (note,)
    assert made.all(Observation) == (other,)
    assert [file.session.number for file in folder.sessions] == [1, 2]
    folder.close()
    assert SessionFile(made.path).all(Observation) == (other,)


def test_a_removed_session_is_gone_when_the_programme_is_closed(folder):
    file = held(folder, team(folder))
    file.put(Observation(text="CANARY"))
    folder.remove_session(file)
    assert files_with("CANARY", folder.path) != []
    folder.close()
    assert files_with("CANARY", folder.path) == []
    assert files(folder.path) == [PROGRAMME_FILE, f"{PROGRAMME_FILE}.sum"]


def test_what_one_window_can_bring_back_stays_when_another_opens_and_closes(folder, workspace):
    infra = team(folder)
    file = held(folder, infra)
    note = file.put(Observation(text="x"))
    folder.remove_session(file)
    other = workspace.open(folder.path)
    other.forget_removed()
    theirs = held(folder, infra)
    theirs.close()
    other.remove_session(other.sessions[0])
    other.close()
    assert folder.restore_session().all(Observation) == (note,)


def test_what_two_windows_removed_comes_back_in_each(folder, workspace):
    """Both files had one name: the second session was made when the first had gone."""
    infra = team(folder)
    file = held(folder, infra)
    note = file.put(Observation(text="of the first"))
    folder.remove_session(file)
    folder.file.close()
    other = workspace.open(folder.path)
    made = held(other, infra)
    other_note = made.put(Observation(text="of the second"))
    assert made.path == file.path
    other.remove_session(made)
    assert folder.restore_session().all(Observation) == (note,)
    back = other.restore_session()
    assert back.path != file.path
    assert back.all(Observation) == (other_note,)
    other.close()


def test_what_a_killed_window_had_removed_goes_with_the_next(folder, workspace):
    file = held(folder, team(folder))
    file.put(Observation(text="CANARY"))
    folder.remove_session(file)
    left = folder.path / ".removed"
    shutil.copytree(left, folder.path / "left")
    (left / "of-an-earlier-version.json").write_text("CANARY")
    folder.close()
    (folder.path / "left").rename(left)
    assert files_with("CANARY", folder.path) != []
    workspace.open(folder.path).forget_removed()
    assert not left.exists()
    assert files_with("CANARY", folder.path) == []


def test_a_removed_session_that_was_deleted_for_good_is_told(folder):
    folder.remove_session(held(folder, team(folder)))
    for path in (folder.path / ".removed").rglob("*.json"):
        path.unlink()
    with pytest.raises(NotFound, match="deleted for good"):
        folder.restore_session()
    assert (folder.removed, folder.sessions, folder.damaged) == (0, (), {})


def test_a_session_the_disk_refuses_to_save_is_not_removed(folder, disk):
    """What still waits would be lost with it."""
    file = held(folder, team(folder))
    waiting = queue.SimpleQueue()
    folder.save_in_background(Background(waiting.put, lambda: None))
    disk.full = True
    note = file.put(Observation(text="waits"))
    with pytest.raises(NotSaved):
        folder.remove_session(file)
    assert folder.sessions == (file,)
    disk.full = False
    file.retry()
    assert file.settle(10)
    assert SessionFile(file.path).all(Observation) == (note,)


def test_a_session_the_disk_does_not_answer_for_is_not_removed(folder, monkeypatch):
    file = held(folder, team(folder))
    answers, sync = threading.Event(), Disk.sync
    monkeypatch.setattr(Disk, "sync", lambda disk, handle: (answers.wait(20), sync(disk, handle))[1])
    monkeypatch.setattr("facilitator.workspace.folder.programme_folder.PATIENCE", 0.01)
    folder.save_in_background(Background(lambda told: None, lambda: None))
    note = file.put(Observation(text="waits"))
    for _ in range(2):
        with pytest.raises(NotSaved, match="is not saved yet"):
            folder.remove_session(file)
        assert folder.sessions == (file,)
        assert file.path.exists()
    answers.set()
    assert file.settle(20)
    monkeypatch.undo()
    folder.remove_session(file)
    assert folder.restore_session().all(Observation) == (note,)


def test_stock_tinydb_opens_every_file_of_a_closed_programme(folder):
    infra = team(folder)
    for number in range(2):
        held(folder, infra).put(Observation(number=number + 1, text="Grüße"))
    folder.close()
    paths = sorted(folder.path.glob("*.json"))
    assert len(paths) == 3
    for path in paths:
        with tinydb.TinyDB(path, encoding="utf-8") as stock:
            assert stock.table("meta").get(doc_id=1)["schema"] == SCHEMA
            table = "teams" if path.name == PROGRAMME_FILE else "observations"
            assert len(stock.table(table)) == 1
    suffixes = {path.suffix for path in folder.path.iterdir()}
    assert suffixes == {".json", ".sum"}


def test_a_name_that_may_stand_in_a_damaged_file_is_told(folder, workspace):
    infra = team(folder)
    sam = folder.file.put(Person(name="Sam Oduya"))
    files = [held(folder, infra) for _ in range(2)]
    named = files[0].put(Observation(text="x", said_by=sam.id, attribution=Attribution.NAMED))
    folder.close()
    paths = [file.path for file in files]
    paths[1].write_bytes(b"{")
    again = workspace.open(folder.path)
    with pytest.raises(Damaged, match=r"2026-03-12-infrastructure-2\.json cannot"):
        withdraw_name(again, sam)
    assert again.sessions[0].find(Observation, named.id).said_by == sam.id  # all of it, or nothing


def test_a_programme_folder_needs_only_a_catalogue(tmp_path, workspace):
    alone = ProgrammeFolder(tmp_path / "new", workspace.catalogue, clock=lambda: NOON)
    assert alone.sessions == ()
    assert alone.file.all(Programme) == alone.file.all(ListeningSession) == ()
