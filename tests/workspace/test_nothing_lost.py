"""A repair takes the union of all that is left: the file, its journal, the state before, and backups."""

import json
import shutil
from contextlib import closing

import pytest

from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.registry import entities_of
from facilitator.model.team import Team, TeamKind
from facilitator.store.journal.files import Files
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.backup import back_up
from facilitator.workspace.integrity.check import check
from facilitator.workspace.integrity.repair import repair
from facilitator.workspace.planning import planned_session
from tests.cli.command_line import run
from tests.workspace.test_repairing import START


def records_of(path, kind="session"):
    with closing(RecordFile(path, kind)) as file:
        return {record.id: record for each in entities_of(kind) for record in file.all(each)}


def notes_of(path):
    with closing(SessionFile(path)) as file:
        return [note.text for note in file.all(Observation)]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A session of ninety notes and ideas, at rest; twelve of them came after the state before."""
    root = tmp_path_factory.mktemp("written")
    folder = Workspace(root).new_programme("Better Together", "Harrowmere University", timezone="UTC")
    team = folder.file.put(Team(name="Service Desk", kind=TeamKind.FRONT_LINE, headcount=11))
    folder.file.put(Person(name="Sam Oduya", team=team.id))
    script = folder.catalogue.script("listening-60")
    file = folder.add_session(planned_session(folder, [team], script, START))
    with file.group("many"):
        for number in range(1, 61):
            file.put(Observation(number=number, text=f"Note {number}"))
        for number in range(1, 19):
            note = file.all(Observation)[number].id
            file.put(ImprovementIdea(number=number, title=f"Idea {number}", from_notes=(note,)))
    folder.close()
    path = file.path
    with closing(SessionFile(path)) as file, file.group("more"):
        for number in range(61, 73):
            file.put(Observation(number=number, text=f"Note {number}"))
    return root, path.name


@pytest.fixture
def workspace(written, tmp_path):
    shutil.copytree(written[0], tmp_path / "workspace")
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def session(workspace, written):
    (folder,) = workspace.programme_paths()
    return folder / written[1]


def mended(workspace):
    return repair(Workspace(workspace.root))


def edit(path, change):
    """Change the file behind the program's back; what lies beside it stays as it is."""
    tables = json.loads(path.read_text("utf-8"))
    change(tables)
    path.write_text(json.dumps(tables), "utf-8")


# Rows --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.8])
def test_a_session_that_breaks_off_gets_back_all_the_state_before_knows(workspace, session, part):
    whole, before = records_of(session), json.loads(Files(session).previous.read_text("utf-8"))
    known = {
        each["id"]
        for name, table in before.items()
        if name in ("observations", "ideas", "sessions")
        for each in table.values()
    }
    text = session.read_bytes()
    session.write_bytes(text[: int(len(text) * part)])
    found = mended(workspace)
    assert known <= set(records_of(session)) <= set(whole)
    (told,) = [done.what for done in found.done if done.file == session]
    assert ("as another state has them, the newest is of" in told) == (part < 0.8)


def test_rows_missing_from_a_file_that_can_be_read_are_looked_for(workspace, session):
    whole = records_of(session)
    edit(session, lambda tables: [tables["observations"].pop(str(number)) for number in range(5, 45)])
    problem = next(problem for problem in check(workspace).problems if problem.file == session)
    assert "40 records" in problem.what
    mended(workspace)
    assert records_of(session) == whole
    assert check(Workspace(workspace.root)).problems == ()


def test_what_was_taken_out_stays_out(workspace, session):
    """Also when the file breaks off, and also what undo brought back in between stays in."""
    back_up(workspace, (folder := workspace.programme()))
    folder.close()
    with closing(SessionFile(session)) as file:
        notes = file.all(Observation)
        with file.group("taken out", undoable=False):
            file.remove(notes[40])
        file.remove(notes[41])
        file.remove(notes[42])
        file.undo()
    whole = records_of(session)
    text = session.read_bytes()
    for damaged in (text[: len(text) // 2], b"", text.replace(b'"Note 50"', b'"Note 50')):
        session.write_bytes(damaged)
        mended(workspace)
        assert set(records_of(session)) == set(whole)
        assert {"Note 41", "Note 42"}.isdisjoint(notes_of(session))
        assert "Note 43" in notes_of(session)


def test_what_is_in_a_backup_only_comes_back_too(workspace, session):
    whole = records_of(session)
    back_up(workspace, (folder := workspace.programme()))
    folder.close()
    Files(session).previous.unlink()
    session.write_bytes(session.read_bytes()[:3000])
    mended(workspace)
    assert records_of(session) == whole


def test_what_was_redacted_stays_redacted(workspace, session):
    """An older file that comes back with the words does not bring them back."""
    before = {path: path.read_bytes() for path in (session, Files(session).previous, Files(session).checksum)}
    result = run("redact", "L-01/N-7", "--yes", "--workspace", workspace.root)
    assert result.exit_code == 0, result.output
    Files(session).previous.write_bytes(before[Files(session).previous])
    session.write_bytes(session.read_bytes()[:3000])
    mended(workspace)
    assert "Note 7" not in notes_of(session)
    assert "Note 8" in notes_of(session)


# A state that is older ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["session", "programme"])
def test_an_empty_file_does_not_become_the_older_state_without_a_word(workspace, session, name):
    with closing(workspace.programme()) as folder:
        folder.file.put(Person(name="Ann Other"))
    path = session if name == "session" else session.with_name("programme.json")
    path.write_bytes(b"")
    result = run("check", "--repair", "--workspace", workspace.root)
    assert path.name in result.stdout
    assert "as another state has them" in result.stdout
    assert "the newest is of" in result.stdout


def test_an_older_state_in_its_place_gives_way_to_the_newest_that_is_left(workspace, session):
    """Changed words count as well as new ones, and what was taken out meanwhile stays out."""
    oldest = session.read_bytes()
    with closing(SessionFile(session)) as file:
        note = file.all(Observation)[3]
        file.put(Observation(number=note.number, text="Said better", id=note.id))
        file.remove(file.all(Observation)[5])
    kept = records_of(session)
    with closing(SessionFile(session)) as file:
        file.put(Observation(number=99, text="Said last"))
    session.write_bytes(oldest)
    assert "Said better" not in notes_of(session)
    mended(workspace)
    assert records_of(session) == kept


# Ids ---------------------------------------------------------------------------------------------


def flipped(id):
    return id[:-1] + ("0" if id[-1] != "0" else "1")


def test_an_id_with_a_damaged_letter_is_put_back_and_no_link_is_cut(workspace, session):
    whole = records_of(session)
    team = next(
        each
        for each in records_of(session.with_name("programme.json"), "programme").values()
        if isinstance(each, Team)
    )
    note = next(each for each in whole.values() if isinstance(each, ImprovementIdea)).from_notes[0]
    for path, id in ((session.with_name("programme.json"), team.id), (session, note)):
        text = path.read_bytes()
        at = text.index(f'"id": "{id}"'.encode())
        path.write_bytes(text[:at] + text[at:].replace(id.encode(), flipped(id).encode(), 1))
    mended(workspace)
    assert records_of(session) == whole
    assert team.id in records_of(session.with_name("programme.json"), "programme")
    assert check(Workspace(workspace.root)).problems == ()


def test_a_damaged_reference_points_again_at_what_was_meant(workspace, session):
    idea = next(each for each in records_of(session).values() if isinstance(each, ImprovementIdea))
    note = idea.from_notes[0]
    edit(session, lambda tables: tables["ideas"]["1"].update(from_notes=[flipped(note)]))
    mended(workspace)
    assert records_of(session)[idea.id].from_notes == (note,)


def test_what_others_point_at_comes_back_from_a_backup_instead_of_being_cut(workspace, session):
    """Somebody put an older programme in the place of the newer: the person it lacks is in a backup."""
    programme = session.with_name("programme.json")
    older = programme.read_bytes()
    with closing(workspace.programme()) as folder:
        ann = folder.file.put(Person(name="Ann Other"))
        (file,) = folder.sessions
        file.put(type(file.session)(**{**_fields(file.session), "facilitators": (ann.id,)}))
    with closing(workspace.programme()) as folder:
        back_up(workspace, folder)
    for beside in (*Files(programme).all()[1:], Files(programme).checksum):
        beside.unlink(missing_ok=True)
    programme.write_bytes(older)
    mended(workspace)
    assert ann.id in records_of(programme, "programme")
    with closing(Workspace(workspace.root).programme()) as folder:
        assert folder.sessions[0].session.facilitators == (ann.id,)


def _fields(record):
    return {name: getattr(record, name) for name in record.__struct_fields__}


def test_a_whole_file_is_not_touched_for_what_a_backup_has(workspace, session):
    with closing(workspace.programme()) as folder:
        back_up(workspace, folder)
    with closing(SessionFile(session)) as file:
        file.remove(file.all(Observation)[0])
    before = session.read_bytes()
    assert mended(workspace).done == ()
    assert session.read_bytes() == before
