"""`check --repair` puts right what it can, keeps what was there, and leaves the rest to a person."""

import json
import os
import shutil
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.registry import entities_of
from facilitator.model.team import Team, TeamKind
from facilitator.store.journal.files import Files, unfinished
from facilitator.store.records.lock import take_hold
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.check import check
from facilitator.workspace.integrity.problems import Fix
from facilitator.workspace.integrity.repair import repair
from facilitator.workspace.planning import planned_session
from tests.cli.command_line import run
from tests.workspace.repair_folder import repair_copies

START = datetime(2026, 3, 12, 10, tzinfo=UTC)
NOWHERE = "01900000-0000-7000-8000-000000000000"
WORDS = ["Tickets say only: server slow", "The board meets on Tuesdays – too late", "Élan vital"]


def write_programme(root: Path) -> list[Path]:
    """A programme with two sessions that were each open twice, at rest: the paths of its three files."""
    folder = Workspace(root).new_programme("Better Together", "Harrowmere University", timezone="UTC")
    team = folder.file.put(Team(name="Service Desk", kind=TeamKind.FRONT_LINE, headcount=11))
    folder.file.put(Person(name="Sam Oduya", team=team.id))
    script = folder.catalogue.script("listening-60")
    few = script.segments[:2]  # the file is small then, and a damaged byte likely hits what was said
    script = msgspec.structs.replace(script, segments=few, minutes=sum(each.minutes for each in few))
    for _ in range(2):
        file = folder.add_session(planned_session(folder, [team], script, START))
        file.put(Observation(number=1, text=WORDS[0]))
        file.close()
    for file in (folder.file, *folder.sessions):
        file.close()
    paths = [folder.file.path, *(file.path for file in folder.sessions)]
    for path in paths[1:]:
        with_more = SessionFile(path)
        for number, text in enumerate(WORDS[1:], 2):
            with_more.put(Observation(number=number, text=text))
        with_more.put(ImprovementIdea(number=1, title="Show what changed this week"))
        with_more.close()
    return paths


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    root = tmp_path_factory.mktemp("written")
    write_programme(root)
    return root


@pytest.fixture
def workspace(written, tmp_path):
    shutil.copytree(written, tmp_path / "workspace")
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def paths(workspace):
    (folder,) = workspace.programme_paths()
    return [folder / "programme.json", *sorted(path for path in folder.glob("2*.json"))]


def edit(path, change):
    """Change a file behind the program's back, with nothing beside it that says so."""
    tables = json.loads(path.read_text(encoding="utf-8"))
    change(tables)
    path.write_text(json.dumps(tables), encoding="utf-8")
    for beside in (*Files(path).all()[1:], Files(path).checksum):
        beside.unlink(missing_ok=True)


def one(table):
    return next(iter(table.values()))


def notes_of(path):
    file = SessionFile(path)
    found = [note.text for note in file.all(Observation)]
    file.close()
    return found


def records_of(path, kind):
    """The records of a file by id, or None when it cannot be read."""
    try:
        file = RecordFile(path, kind)
    except Exception:
        return None
    return {record.id: record for each in entities_of(kind) for record in file.all(each)}


def fixes(workspace):
    return [(problem.file.name, problem.fix) for problem in check(Workspace(workspace.root)).problems]


def repaired(workspace):
    """Repair; whatever was there before lies among the copies, byte for byte."""
    before = {path: path.read_bytes() for path in workspace.root.rglob("*.json") if path.is_file()}
    found = repair(Workspace(workspace.root))
    kept = {path.name: [] for path in before}
    for folder in workspace.programme_paths():
        for path in repair_copies(folder):
            kept.setdefault(path.name, []).append(path.read_bytes())
    for path, data in before.items():
        if not path.exists() or path.read_bytes() != data:
            assert data in kept[path.name], path
    return found


# What is repaired --------------------------------------------------------------------------------


def test_a_whole_workspace_is_left_alone(workspace, paths):
    before = {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()}
    found = repair(workspace)
    assert (found.done, found.refused, found.left.problems) == ((), (), ())
    assert before == {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()}
    assert repair_copies(paths[0].parent) == ()


def test_a_word_changed_by_another_program_is_told_and_then_kept(workspace, paths):
    paths[1].write_bytes(paths[1].read_bytes().replace(b"server slow", b"server slew"))
    assert fixes(workspace) == [(paths[1].name, Fix.WRITE_ANEW)]
    assert repaired(workspace).left.problems == ()
    assert notes_of(paths[1])[0] == "Tickets say only: server slew"


@pytest.mark.parametrize("file", ["checksum", "previous"])
@pytest.mark.parametrize("damage", [b"", b"\xff rubbish\n", None])
def test_damage_beside_a_file_is_told_and_mended(workspace, paths, file, damage):
    beside = getattr(Files(paths[1]), file)
    if damage is None:
        beside.unlink()
    else:
        beside.write_bytes(damage)
    if (file, damage) != ("previous", None):  # without one there is nothing to fall back on, and no damage
        assert fixes(workspace) == [(paths[1].name, Fix.WRITE_ANEW)]
    assert repaired(workspace).left.problems == ()
    assert notes_of(paths[1]) == WORDS


def leave_a_journal(path):
    """As after a kill: three more notes that are in the journal only."""
    file = SessionFile(path)
    for number in (4, 5, 6):
        file.put(Observation(number=number, text=f"More {number}"))
    for beside in (path, Files(path).journal, Files(path).checksum):
        shutil.copy(beside, beside.with_name(f"kept-{beside.name}"))
    file.close()
    for beside in (path, Files(path).journal, Files(path).checksum):
        beside.with_name(f"kept-{beside.name}").replace(beside)
    return Files(path).journal


def test_an_interrupted_session_is_no_problem(workspace, paths):
    leave_a_journal(paths[1])
    assert fixes(workspace) == []
    assert len(notes_of(paths[1])) == 6


def test_a_damaged_line_of_the_journal_goes_and_the_others_stay(workspace, paths):
    journal = leave_a_journal(paths[1])
    lines = journal.read_bytes().split(b"\n")
    lines[1] = lines[1].replace(b"More 5", b"Mere 5")
    journal.write_bytes(b"\n".join(lines))
    assert fixes(workspace) == [(paths[1].name, Fix.WRITE_ANEW)]
    found = repaired(workspace)
    assert [problem.fix for problem in found.left.problems] == []
    assert notes_of(paths[1]) == [*WORDS, "More 4", "More 6"]
    (bad,) = [path for path in repair_copies(paths[0].parent) if path.name.endswith(".bad")]
    assert b"Mere 5" in bad.read_bytes()


def test_a_session_whose_file_is_rubbish_comes_back_from_the_state_before_and_the_journal(workspace, paths):
    leave_a_journal(paths[1])
    paths[1].write_bytes(b"\x00" * 500)
    assert fixes(workspace)[0] == (paths[1].name, Fix.SALVAGE)
    repaired(workspace)
    assert fixes(workspace) == []
    assert notes_of(paths[1])[-3:] == ["More 4", "More 5", "More 6"]
    assert WORDS[0] in notes_of(paths[1])


def test_a_session_that_is_gone_comes_back_from_its_journal_and_the_state_before(workspace, paths):
    leave_a_journal(paths[1])
    paths[1].unlink()
    assert fixes(workspace) == [(paths[1].name, Fix.SALVAGE)]
    assert repaired(workspace).left.problems == ()
    assert len(workspace.programme().sessions) == 2


def test_a_programme_that_is_gone_comes_back_from_the_state_before(workspace, paths):
    folder = workspace.programme()
    folder.file.put(Team(name="Infrastructure", kind=TeamKind.TECHNICAL, headcount=9))
    folder.close()
    paths[0].unlink()
    assert fixes(workspace) == [(paths[0].name, Fix.SALVAGE)]
    assert repaired(workspace).left.problems == ()
    assert [team.name for team in workspace.programme().teams.values()] == ["Service Desk"]


def test_sessions_keep_pointing_at_their_team_while_the_programme_is_gone(workspace, paths):
    paths[0].unlink()
    before = [path.read_bytes() for path in paths[1:]]
    found = repair(workspace)
    assert [(problem.file, problem.fix) for problem in found.left.problems] == [(paths[0], None)]
    assert [path.read_bytes() for path in paths[1:]] == before


def test_what_points_at_a_record_that_was_lost_keeps_pointing_at_it(workspace, paths):
    paths[0].write_bytes(paths[0].read_bytes().replace(b'"Sam Oduya"', b'"Sam Oduya'))
    edit(paths[1], lambda tables: one(tables["sessions"]).update(facilitators=[NOWHERE]))
    found = repaired(workspace)
    assert [problem.fix for problem in found.left.problems] == [Fix.REFERENCES]
    assert json.loads(paths[1].read_text("utf-8"))["sessions"]["1"]["facilitators"] == [NOWHERE]


def test_an_older_state_put_back_in_its_place_is_told(workspace, paths):
    shutil.copy(Files(paths[1]).previous, paths[1])
    ((_, fix),) = fixes(workspace)
    assert fix is Fix.WRITE_ANEW
    assert repaired(workspace).left.problems == ()


def test_one_damaged_line_costs_one_record_at_most(workspace, paths):
    text = paths[1].read_bytes()
    paths[1].write_bytes(text.replace(b'"text": "The board', b'"text: "The board'))
    problem = check(workspace).problems[0]
    assert problem.fix is Fix.SALVAGE
    assert "1 cannot be read" in problem.remedy
    repaired(workspace)
    assert fixes(workspace) == []
    assert notes_of(paths[1]) == [WORDS[0], WORDS[2]]


def test_a_byte_that_is_no_letter_costs_that_letter_only(workspace, paths):
    text = paths[1].read_bytes()
    paths[1].write_bytes(text.replace("Élan".encode(), b"\xff\xfflan"))
    repaired(workspace)
    assert notes_of(paths[1])[2].endswith("lan vital")


def test_what_is_unlike_a_record_without_a_sign_of_damage_is_left_to_a_person(workspace, paths):
    edit(paths[1], lambda tables: one(tables["observations"]).update(tomorrow="a new field"))
    before = paths[1].read_bytes()
    assert fixes(workspace) == [(paths[1].name, None)]
    assert len(repair(workspace).left.problems) == 1
    assert paths[1].read_bytes() == before


@pytest.mark.parametrize("schema", [99, "x"])
def test_a_file_of_another_version_is_never_touched(workspace, paths, schema):
    paths[1].write_text(paths[1].read_text("utf-8").replace('"schema": 1', f'"schema": {json.dumps(schema)}'))
    before = paths[1].read_bytes()
    repair(workspace)
    assert paths[1].read_bytes() == before


def test_a_table_under_a_damaged_name_gets_its_own_back(workspace, paths):
    paths[1].write_bytes(paths[1].read_bytes().replace(b'"observations": {', b'"obserwations": {'))
    assert notes_of(paths[1]) == []
    assert fixes(workspace) == [(paths[1].name, Fix.SALVAGE)]
    assert repaired(workspace).left.problems == ()
    assert notes_of(paths[1]) == WORDS


def test_a_table_nobody_knows_is_left_to_a_person(workspace, paths):
    edit(paths[1], lambda tables: tables.update(weather={"1": {"sky": "blue"}}))
    assert fixes(workspace) == [(paths[1].name, None)]
    repair(workspace)
    assert "weather" in json.loads(paths[1].read_text("utf-8"))


def test_looking_changes_nothing_not_even_after_an_interruption(workspace, paths):
    leave_a_journal(paths[1])
    unfinished(paths[1]).write_bytes(b"half")
    before = {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()}
    assert fixes(workspace) == [(unfinished(paths[1]).name, Fix.ASIDE)]
    assert before == {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()}


def test_nothing_is_said_of_the_bytes_of_a_session_that_is_running(workspace, paths):
    running = SessionFile(paths[1])
    running.put(Observation(number=9, text="said right now"))
    unfinished(paths[1]).write_bytes(b"being written")
    with Files(paths[1]).journal.open("ab") as journal:
        journal.write(b"half a line")
    assert fixes(workspace) == []
    assert repair(workspace).done == ()


def test_text_that_acts_on_a_screen_is_cleaned(workspace, paths):
    edit(paths[1], lambda tables: one(tables["observations"]).update(text="\x1b]0;owned\x07printer"))
    assert repaired(workspace).left.problems == ()
    assert notes_of(paths[1])[0] == "printer"


def test_text_deep_inside_a_record_is_cleaned_too(workspace, paths):
    def script_of(tables):
        return one(tables["sessions"])["script"]["segments"][0]

    edit(paths[1], lambda tables: script_of(tables).update(say=["\x07Welcome"]))
    assert repaired(workspace).left.problems == ()
    assert script_of(json.loads(paths[1].read_text("utf-8")))["say"] == ["Welcome"]


def test_references_to_nothing_are_taken_out_where_a_record_can_do_without(workspace, paths):
    edit(
        paths[1],
        lambda tables: (
            one(tables["observations"]).update(merged_into=NOWHERE, counterparts=[NOWHERE]),
            one(tables["ideas"]).update(from_notes=[NOWHERE, one(tables["observations"])["id"]]),
        ),
    )
    assert {fix for _, fix in fixes(workspace)} >= {Fix.REFERENCES}
    assert repaired(workspace).left.problems == ()
    file = SessionFile(paths[1])
    note = file.all(Observation)[0]
    assert (note.merged_into, note.counterparts) == (None, ())
    assert file.all(ImprovementIdea)[0].from_notes == (note.id,)


def test_a_reference_a_record_needs_is_left_to_a_person(workspace, paths):
    edit(paths[1], lambda tables: one(tables["sessions"]).update(teams=[NOWHERE]))
    found = repair(workspace)
    assert len(found.refused) == 1
    assert "teams" in found.refused[0].what
    assert [problem.file for problem in found.left.problems] == [paths[1]]


def test_a_practice_that_is_gone_is_left_to_a_person(workspace, paths):
    edit(paths[1], lambda tables: one(tables["observations"]).update(practice="gone_practice"))
    assert fixes(workspace) == [(paths[1].name, None)]


def test_short_numbers_that_stand_twice_are_given_anew(workspace, paths):
    edit(paths[1], lambda tables: tables["observations"]["3"].update(number=1))
    edit(paths[2], lambda tables: one(tables["sessions"]).update(number=1))
    assert repaired(workspace).left.problems == ()
    assert [note.number for note in SessionFile(paths[1]).all(Observation)] in ([1, 2, 3], [3, 2, 1])
    assert sorted(file.session.number for file in workspace.programme().sessions) == [1, 2]


def test_what_an_interruption_left_goes_to_the_repair_folder(workspace, paths):
    unfinished(paths[1]).write_bytes(b"half")
    unfinished(Files(paths[1]).checksum).write_bytes(b"half")
    Files(paths[2]).bad.write_bytes(b"pieces")
    assert len(fixes(workspace)) == 3
    assert repaired(workspace).left.problems == ()
    kept = {path.name: path.read_bytes() for path in repair_copies(paths[0].parent)}
    assert sorted(kept.values()) == [b"half", b"half", b"pieces"]


def test_a_file_in_use_elsewhere_is_told_and_the_rest_goes_on(workspace, paths):
    for path in paths[1:]:
        edit(path, lambda tables: one(tables["observations"]).update(text="\x07printer"))
    hold = take_hold(paths[1], lambda: START)
    try:
        found = repair(workspace)
    finally:
        hold.let_go()
    assert [refused.file for refused in found.refused] == [paths[1]]
    assert "open for changes in another window" in found.refused[0].what
    assert (b"u0007" in paths[1].read_bytes(), b"u0007" in paths[2].read_bytes()) == (True, False)


def test_nothing_is_changed_when_no_copy_can_be_kept(workspace, paths):
    paths[1].write_bytes(paths[1].read_bytes().replace(b"server slow", b"server slew"))
    before = paths[1].read_bytes()
    (paths[0].parent / "repaired").write_text("a file in the way")
    found = repair(workspace)
    assert "no copy can be kept" in found.refused[0].what
    assert paths[1].read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="there is no such limit")
def test_no_half_copy_is_left_when_there_is_no_room_for_it(workspace, paths):
    import resource

    paths[1].write_bytes(paths[1].read_bytes()[:-900])
    before = paths[1].read_bytes()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limit[1]))
    try:
        found = repair(workspace)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert "no copy can be kept" in found.refused[0].what
    assert paths[1].read_bytes() == before
    assert [path for path in paths[0].parent.glob("repaired/**/*") if path.is_file()] == []


def test_each_repair_has_a_folder_of_its_own(workspace, paths):
    for minute in range(2):
        paths[1].write_bytes(paths[1].read_bytes() + b" " * (minute + 1))
        repair(workspace, clock=lambda minute=minute: START + timedelta(minutes=minute))
    copies = [path for path in repair_copies(paths[0].parent) if path.name == paths[1].name]
    assert len({path.parent for path in copies}) == 2


# Any byte ----------------------------------------------------------------------------------------

ENDINGS = ("", ".sum", ".previous")


@settings(max_examples=25)
@given(data=st.data())
def test_no_damaged_byte_goes_unnoticed_and_no_repair_loses_what_is_readable(written, tmp_path_factory, data):
    root = tmp_path_factory.mktemp("byte")
    try:
        shutil.copytree(written, root, dirs_exist_ok=True)
        workspace = Workspace(root)
        (folder,) = workspace.programme_paths()
        files = sorted(folder.glob("*.json"))
        path = data.draw(st.sampled_from(files))
        damaged = path.with_name(path.name + data.draw(st.sampled_from(ENDINGS)))
        if not damaged.exists():
            return
        text = bytearray(damaged.read_bytes())
        place = data.draw(st.integers(0, len(text) - 1))
        text[place] ^= data.draw(st.integers(1, 255))
        damaged.write_bytes(text)
        kinds = {file: "programme" if file.name == "programme.json" else "session" for file in files}
        whole = {file: records_of(written / file.relative_to(root), kinds[file]) for file in files}
        before = {file: records_of(file, kinds[file]) for file in files}
        assert check(workspace).problems
        found = repaired(workspace)
        after = {file: records_of(file, kinds[file]) for file in files}
        for file in files:
            assert after[file] is not None or found.left.problems
            for id, record in (before[file] or {}).items():
                # An id with a damaged letter is put back, so the record goes by the one it had.
                assert id in (after[file] or {}) or id not in whole[file], record
            if file != path or damaged != path:
                assert after[file] == whole[file]
            elif after[file] is not None:
                assert len(set(whole[file]) - set(after[file])) <= 2
        if not found.left.problems:
            assert check(Workspace(root)).problems == ()
    finally:
        shutil.rmtree(root, ignore_errors=True)


# From outside ------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["an older state", "a line is missing"])
def test_what_came_from_outside_is_told_by_every_command_and_by_check(workspace, paths, what):
    if what == "an older state":
        shutil.copy(Files(paths[1]).previous, paths[1])
    else:
        journal = leave_a_journal(paths[1])
        lines = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(b"".join((lines[0], *lines[2:])))
    result = run("session", "list", "--workspace", workspace.root)
    assert what in result.stderr.casefold()
    assert paths[1].name in result.stderr
    assert (result.exit_code, "facilitator check" in result.stderr) == (0, True)
    problem = next(problem for problem in check(workspace).problems if what in problem.what.casefold())
    assert (problem.file, problem.fix) == (paths[1], Fix.WRITE_ANEW)
