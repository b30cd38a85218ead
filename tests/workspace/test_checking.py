"""`check` finds what is wrong with the files of a workspace and changes none of them."""

import json
from datetime import UTC, datetime

import pytest

from facilitator.model.action import Action
from facilitator.model.observation import Observation
from facilitator.model.team import Team, TeamKind
from facilitator.store.journal.files import Files
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.check import check
from facilitator.workspace.planning import planned_session

START = datetime(2026, 3, 12, 10, tzinfo=UTC)
NOWHERE = "01900000-0000-7000-8000-000000000000"


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


@pytest.fixture
def paths(workspace):
    """A programme with two sessions, closed: the paths of its three files."""
    folder = workspace.new_programme("Better Together", "Harrowmere University", timezone="UTC")
    team = folder.file.put(Team(name="Service Desk", kind=TeamKind.FRONT_LINE, headcount=11))
    script = folder.catalogue.script("listening-60")
    sessions = [folder.add_session(planned_session(folder, [team], script, START)) for _ in range(2)]
    for file in sessions:
        file.put(Observation(number=1, text="Tickets say only: server slow", practice="incident_management"))
    folder.close()
    return [folder.file.path, *(file.path for file in sessions)]


def edit(path, change):
    """Let the file have been written so, by whatever program: nothing beside it says otherwise."""
    tables = json.loads(path.read_text(encoding="utf-8"))
    change(tables)
    path.write_text(json.dumps(tables), encoding="utf-8")
    for beside in Files(path).all()[1:]:
        beside.unlink(missing_ok=True)
    Files(path).checksum.unlink(missing_ok=True)


def problems(workspace):
    return [(problem.file.name, problem.what) for problem in check(Workspace(workspace.root)).problems]


def one(table):
    return next(iter(table.values()))


def test_a_whole_workspace_has_no_problems(workspace, paths):
    checked = check(workspace)
    assert checked.problems == ()
    assert checked.files == 3


def test_a_workspace_that_is_not_there_yet_has_none_either(tmp_path):
    assert check(Workspace(tmp_path / "none")) == (0, ())


def test_checking_changes_nothing(workspace, paths):
    paths[1].write_bytes(paths[1].read_bytes()[:300])
    before = {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()}
    check(Workspace(workspace.root))
    after = {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:300]), id="cut in half"),
        pytest.param(lambda path: path.write_bytes(b"\xff\xfe\x00rubbish"), id="rubbish"),
        pytest.param(lambda path: path.write_text("[1, 2]"), id="a list"),
        pytest.param(lambda path: path.write_text('{"notes": 7}'), id="no tables"),
        pytest.param(
            lambda path: edit(path, lambda tables: one(tables["observations"]).update(nods="many")),
            id="a wrong type",
        ),
        pytest.param(
            lambda path: edit(path, lambda tables: one(tables["observations"]).update(kind="private")),
            id="a broken rule of one record",
        ),
        pytest.param(lambda path: edit(path, lambda tables: tables.pop("sessions")), id="no session"),
        pytest.param(
            lambda path: edit(path, lambda tables: one(tables["meta"]).update(kind="programme")),
            id="another kind of file",
        ),
        pytest.param(lambda path: (path.unlink(), path.mkdir()), id="a folder in its place"),
    ],
)
def test_a_damaged_session_is_told_and_the_others_are_still_checked(workspace, paths, damage):
    damage(paths[1])
    edit(paths[2], lambda tables: one(tables["observations"]).update(kind="unheard_of"))
    found = problems(workspace)
    assert [name for name, _ in found] == [paths[1].name, paths[2].name]
    assert "unheard_of" in found[1][1]


@pytest.mark.parametrize("text", ["{", "[]", "", '{"programmes": {}}'])
def test_a_damaged_programme_is_told_and_its_sessions_are_still_checked(workspace, paths, text):
    paths[0].write_text(text, encoding="utf-8")
    paths[1].write_text("{", encoding="utf-8")
    names = [name for name, _ in problems(workspace)]
    assert names[0] == paths[0].name
    assert paths[1].name in names


def test_sessions_without_a_programme_are_told(workspace, paths):
    paths[0].unlink()
    name, what = problems(workspace)[0]
    assert name == "programme.json"
    assert "no programme.json" in what


@pytest.mark.parametrize("number", [0, 1])
def test_a_file_of_a_newer_version_is_told(workspace, paths, number):
    edit(paths[number], lambda tables: one(tables["meta"]).update(schema=99))
    ((name, what),) = problems(workspace)
    assert name == paths[number].name
    assert "newer version" in what


def test_a_rule_about_the_whole_file_is_told(workspace, paths):
    folder = workspace.programme()
    folder.sessions[0].put(Action(number=1, text="Call the desk"))
    folder.close()
    edit(paths[1], lambda tables: one(tables["actions"]).update(due="2020-01-01"))
    assert problems(workspace) == [(paths[1].name, "Action 1 is due before the session.")]


@pytest.mark.parametrize(
    ("table", "change", "points_at"),
    [
        ("sessions", {"teams": [NOWHERE]}, "teams"),
        ("observations", {"practice": "gone_practice"}, "practices"),
        ("observations", {"counterparts": [NOWHERE]}, "teams"),
    ],
)
def test_what_points_at_nothing_is_told(workspace, paths, table, change, points_at):
    edit(paths[1], lambda tables: one(tables[table]).update(change))
    ((name, what),) = problems(workspace)
    assert name == paths[1].name
    assert points_at in what


def test_nothing_is_said_to_dangle_that_may_stand_in_an_unreadable_file(workspace, paths):
    edit(paths[2], lambda tables: one(tables["observations"]).update(merged_into=NOWHERE))
    paths[1].write_text("{", encoding="utf-8")
    found = [what for _, what in problems(workspace)]
    assert len(found) == 2  # inside one file a missing note is known to be missing
    assert "merged into" in found[1]


def test_a_copied_session_is_no_session_of_its_own(workspace, paths):
    copy = paths[1].with_name("copy.json")
    copy.write_bytes(paths[1].read_bytes())
    ((_, what),) = problems(workspace)
    assert "left this copy" in what
    assert len(workspace.programme().sessions) == 2


def test_two_records_of_one_number_are_told(workspace, paths):
    folder = workspace.programme()
    folder.sessions[0].put(Observation(number=1, text="Another first note"))
    folder.close()
    assert problems(workspace) == [(paths[1].name, "N-1 stands twice in this file.")]


def test_text_that_acts_on_a_screen_is_told(workspace, paths):
    edit(paths[1], lambda tables: one(tables["observations"]).update(text="\x1b]0;owned\x07"))
    ((name, what),) = problems(workspace)
    assert name == paths[1].name
    assert "\x1b" not in what
    assert "act on a screen" in what


def test_faults_of_the_workspaces_own_workshops_are_told(workspace, paths):
    own = workspace.root / "workshops" / "scripts" / "mine.toml"
    own.parent.mkdir(parents=True)
    own.write_text('key = "mine"\ntitle = "Mine"\n', encoding="utf-8")
    found = problems(workspace)
    assert found
    assert {name for name, _ in found} == {"mine.toml"}
    assert not any(what.startswith(":") for _, what in found)
    own.write_text('key = "mine"\ntitle =\n', encoding="utf-8")
    assert all(what.startswith("line 2, column ") for _, what in problems(workspace))


def test_hidden_files_and_other_files_are_left_alone(workspace, paths):
    (paths[0].parent / ".hidden.json").write_text("{")
    (paths[0].parent / "notes.txt").write_text("{")
    assert problems(workspace) == []


def test_every_problem_has_a_remedy(workspace, paths):
    paths[1].write_text("{")
    edit(paths[2], lambda tables: one(tables["observations"]).update(kind="unheard_of", practice="gone"))
    for problem in check(workspace).problems:
        assert problem.what.endswith(".")
        assert problem.remedy.endswith(".")
