"""Copies that folder sync leaves are known as such, counted once, and taken in only when a person says so."""

import shutil
from contextlib import closing
from datetime import UTC, datetime

import pytest

from facilitator.errors import BadInput
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.store.journal.files import Files
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.sync_copies import origin_of
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.adopt_copy import take_in
from facilitator.workspace.integrity.check import check
from facilitator.workspace.integrity.problems import Fix
from facilitator.workspace.integrity.repair import repair
from tests.cli.command_line import run
from tests.workspace.repair_folder import repair_copies

NOW = datetime(2026, 4, 9, 9, 41, tzinfo=UTC)
ENDINGS = {
    " (conflicted copy 2026-03-12)": "Dropbox",
    " (Alice's conflicted copy 2026-03-12)": "Dropbox",
    " (LAPTOP-7's conflicted copy 2026-03-12 (1))": "Dropbox",
    " (conflicted copy 2026-03-12 101500)": "Dropbox",
    ".sync-conflict-20260312-101500-ABCDEF7": "Syncthing",
    "_conflict-20260312-101500": "ownCloud",
    " (SFConflict alice@example.org 2026-03-12-10-15-00)": "Seafile",
    ".Conflict": "Resilio Sync",
    " (1)": "Google Drive or a browser",
    "(2)": "Google Drive or a browser",
    " 2": "iCloud",
    " copy": "a file manager",
    " - Copy (3)": "a file manager",
    "-DESKTOP-AB12C": "OneDrive",
    " (changed elsewhere)": "folder sync or another program",
    " (changed elsewhere 2)": "folder sync or another program",
}


@pytest.fixture
def workspace(example):
    folder = example.folder
    folder.close()
    return Workspace(folder.path.parent.parent)


@pytest.fixture
def original(workspace):
    return workspace.sessions_dir / "demo" / "2026-03-12-infrastructure-and-cloud.json"


def copied(original, ending, *more):
    """A copy under another name, in which *more* notes were written."""
    path = original.with_name(f"{original.stem}{ending}.json")
    shutil.copy(original, path)
    if more:
        with closing(SessionFile(path)) as file:
            for text in more:
                file.put(Observation(number=99, text=text))
        for beside in (*Files(path).all()[1:], Files(path).checksum):
            beside.unlink(missing_ok=True)
    return path


def problems(workspace):
    return check(Workspace(workspace.root)).problems


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_copy_is_named_and_goes_when_it_holds_nothing_new(workspace, original, ending):
    copy = copied(original, ending)
    before = copy.read_bytes()
    (problem,) = problems(workspace)
    who = ENDINGS[ending]
    assert (problem.file, problem.fix) == (copy, Fix.ASIDE)
    assert problem.what.startswith(f"{who[0].upper()}{who[1:]} left this copy of {original.name}.")
    assert repair(workspace).left.problems == ()
    assert not copy.exists()
    assert [path.read_bytes() for path in repair_copies(original.parent)] == [before]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_copy_is_no_session_of_its_own(workspace, original, ending):
    copied(original, ending, "written on the other computer")
    with closing(workspace.programme()) as folder:
        assert [file.session.short_id for file in folder.sessions] == ["L-01", "L-02", "L-03", "L-04"]
        assert folder.damaged == {}
        assert original in [file.path for file in folder.sessions]


def test_a_copy_with_more_in_it_is_left_to_a_person(workspace, original):
    copy = copied(original, " (1)", "written on the other computer")
    (problem,) = problems(workspace)
    assert problem.fix is None
    assert f"1 record that {original.name} has not" in problem.what
    assert "--take-in" in problem.remedy
    repair(workspace)
    assert copy.exists()


def test_a_copy_in_which_words_were_changed_is_left_to_a_person(workspace, original):
    copy = copied(original, " (1)")
    text = copy.read_text("utf-8")
    with closing(SessionFile(copy)) as file:
        words = file.all(Observation)[0].text
    copy.write_text(text.replace(words, f"{words} and more"), "utf-8")
    (problem,) = problems(workspace)
    assert problem.fix is None
    assert "1 that it has in another state" in problem.what


def test_a_copy_that_cannot_be_read_is_named_too(workspace, original):
    copied(original, " (1)").write_text("{", "utf-8")
    (problem,) = problems(workspace)
    assert problem.fix is None
    assert f"left this copy of {original.name}" in problem.what


def test_a_copy_of_the_programme_is_named(workspace, original):
    programme = original.with_name("programme.json")
    shutil.copy(programme, programme.with_name("programme (1).json"))
    (problem,) = problems(workspace)
    assert problem.fix is Fix.ASIDE
    assert "copy of programme.json" in problem.what


def test_every_copy_of_the_programme_is_named_and_no_session(workspace, original):
    programme = original.with_name("programme.json")
    for ending in ENDINGS:
        shutil.copy(programme, programme.with_name(f"programme{ending}.json"))
    with closing(workspace.programme()) as folder:
        assert len(folder.sessions) == 4
        assert folder.damaged == {}
        left = {path.name: origin.left_by for path, origin in folder.copies.items()}
    assert left == {f"programme{ending}.json": who for ending, who in ENDINGS.items()}
    found = problems(workspace)
    assert [problem.fix for problem in found] == [Fix.ASIDE] * len(ENDINGS)


@pytest.mark.parametrize("ending", ["-LAPTOP", " 2", ".sync-conflict-20260312-101500-ABCDEF7"])
def test_a_copy_of_the_programme_is_taken_in(workspace, original, ending):
    """What only it has comes into the programme; what was taken out there stays out."""
    programme = original.with_name("programme.json")
    with closing(workspace.programme()) as folder:
        gone = folder.file.put(Person(name="Taken Out"))
    copy = programme.with_name(f"programme{ending}.json")
    shutil.copy(programme, copy)
    with closing(RecordFile(copy, "programme")) as file:
        ann = file.put(Person(name="Ann Other"))
    for beside in (*Files(copy).all()[1:], Files(copy).checksum):
        beside.unlink(missing_ok=True)
    with closing(workspace.programme()) as folder:
        folder.file.remove(folder.file.find(Person, gone.id))
    result = run("check", "--take-in", copy.name, "--workspace", workspace.root)
    assert "1 record that only" in result.stdout
    with closing(Workspace(workspace.root).programme()) as folder:
        assert ann.id in folder.people
        assert gone.id not in folder.people
    assert problems(workspace) == ()


def test_a_programme_that_is_gone_comes_back_from_a_copy_of_it(workspace, original):
    programme = original.with_name("programme.json")
    programme.replace(programme.with_name("programme-LAPTOP.json"))
    for beside in (*Files(programme).all()[1:], Files(programme).checksum):
        beside.unlink(missing_ok=True)
    run("check", "--take-in", "programme-LAPTOP.json", "--workspace", workspace.root)
    with closing(Workspace(workspace.root).programme()) as folder:
        assert folder.programme.name == "Better Together"
    assert problems(workspace) == ()


def test_while_copies_are_undecided_no_reference_is_taken_out(workspace, original):
    """What points at nothing here may stand in the copy of the programme."""
    programme = original.with_name("programme.json")
    copy = programme.with_name("programme (1).json")
    with closing(workspace.programme()) as folder:
        ann = folder.file.put(Person(name="Ann Other"))
    programme.replace(copy)
    shutil.copy(Files(programme).previous, programme)
    for beside in (*Files(programme).all()[1:], Files(programme).checksum):
        beside.unlink(missing_ok=True)
    path = next(path for path in programme.parent.glob("2026-04*.json"))
    text = path.read_text("utf-8")
    path.write_text(text.replace('"facilitators": [', f'"facilitators": ["{ann.id}", '), "utf-8")
    assert not [problem for problem in problems(workspace) if problem.fix is Fix.REFERENCES]


@pytest.mark.parametrize(
    "name",
    ["2026-03-12-desk.json", "2026-03-12-desk-2.json", "2026-03-12-desk-two.json", "desk.json"],
)
def test_names_of_our_own_are_no_copies(tmp_path, name):
    others = [tmp_path / "2026-03-12-desk.json", tmp_path / "desk.json", tmp_path / "2026.json"]
    assert origin_of(tmp_path / name, others) is None


def test_two_sessions_of_one_team_and_day_are_two(workspace, original):
    with closing(workspace.programme()) as folder:
        session = folder.sessions[3].session
        other = folder.add_session(
            type(session)(
                number=9,
                teams=session.teams,
                script=session.script,
                planned_start=session.planned_start,
                minutes=session.minutes,
            )
        )
        other.close()
    assert problems(workspace) == ()
    with closing(Workspace(workspace.root).programme()) as folder:
        assert len(folder.sessions) == 5


# Taking in ---------------------------------------------------------------------------------------


def test_a_copy_is_taken_in_as_a_session_with_a_number_of_its_own(workspace, original):
    copy = copied(original, " (1)", "written on the other computer")
    with closing(workspace.programme()) as folder:
        file = take_in(folder, copy.name, NOW)
        assert file.session.short_id == "L-05"
        assert file.session.name == "copy of L-03"
        assert "written on the other computer" in [note.text for note in file.all(Observation)]
        file.close()
    assert problems(workspace) == ()
    assert not copy.exists()
    assert [path.name for path in repair_copies(original.parent)] == [copy.name]
    with closing(Workspace(workspace.root).programme()) as folder:
        assert len(folder.sessions) == 5


def test_what_was_redacted_since_does_not_come_in_with_a_copy(workspace, original):
    words = b"anything found Wednesday waits six days"
    elsewhere = original.read_bytes()
    assert words in elsewhere
    assert run("redact", "L-03/N-6", "--yes", "--workspace", workspace.root).exit_code == 0
    copy = original.with_name(f"{original.stem} (1).json")
    copy.write_bytes(elsewhere)
    run("check", "--take-in", copy.name, "--workspace", workspace.root)
    (taken_in,) = original.parent.glob("*copy.json")
    assert words not in taken_in.read_bytes()
    assert b"Every restore test since September has passed" in taken_in.read_bytes()


@pytest.mark.parametrize("name", ["nothing.json", "programme.json", "../demo/programme.json", ""])
def test_only_a_copy_is_taken_in(workspace, original, name):
    with closing(workspace.programme()) as folder, pytest.raises(BadInput):
        take_in(folder, name, NOW)
