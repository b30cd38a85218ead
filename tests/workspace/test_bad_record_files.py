"""One bad file takes no programme down: it is named, every other session goes on, backups take it along."""

import json
import os
import shutil
from contextlib import closing

import pytest

from facilitator.errors import Damaged, FacilitatorError
from facilitator.model.observation import Observation
from facilitator.model.programme import Programme
from facilitator.store.journal.disk import LARGEST
from facilitator.store.journal.files import Files
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.backup import back_up
from facilitator.workspace.integrity.check import check
from facilitator.workspace.integrity.restore import restore
from tests.cli.command_line import run
from tests.workspace.test_repairing import paths, workspace, write_programme, written  # noqa: F401  # fixtures


def edited(change):
    """What makes a file bad by a change of its tables, written as another program would."""

    def edit(path):
        tables = json.loads(path.read_text("utf-8"))
        change(tables)
        path.write_text(json.dumps(tables), "utf-8")

    return edit


def note(**fields):
    return edited(lambda tables: next(iter(tables["observations"].values())).update(fields))


def nested(deep):
    value = []
    for _ in range(deep):
        value = [value]
    return value


def pipe(path):
    path.unlink()
    os.mkfifo(path)


def endless(path):
    path.unlink()
    path.symlink_to("/dev/zero")


def folder(path):
    path.unlink()
    path.mkdir()


def huge(path):
    with path.open("r+b") as file:
        file.truncate(LARGEST + 1)


def many_digits(path):
    path.write_text(path.read_text("utf-8").replace('"number": 1,', f'"number": {"9" * 5000},', 1), "utf-8")


def digits_of_a_place(path):
    path.write_text(path.read_text("utf-8").replace(' "1": ', f' "{"1" * 5000}": ', 1), "utf-8")


BAD = {
    "empty": lambda path: path.write_bytes(b""),
    "a pipe": pipe,
    "a device without an end": endless,
    "a folder": folder,
    "larger than any": huge,
    "900-fold nesting": lambda path: path.write_text(
        path.read_text("utf-8").replace('"number": 1,', f'"number": {json.dumps(nested(900))},', 1), "utf-8"
    ),
    "nesting in a field nobody knows": edited(lambda tables: tables.update(more={"1": {"x": nested(900)}})),
    "5,000 digits": many_digits,
    "5,000 digits in the number of a document": digits_of_a_place,
    "300 digits": note(nods=10**300),
    "year 1": note(created="0001-01-01T00:00:00Z"),
    "year 9999": edited(lambda tables: tables["sessions"]["1"].update(planned_start="9999-12-31T23:59:59Z")),
    "a pair of undo that is none": edited(lambda tables: tables.update(undo={"1": {"pairs": 5}})),
    "no number": edited(lambda tables: tables.update(more={"1": {"x": float("nan")}})),
}


@pytest.mark.parametrize("beside", [False, True], ids=["alone", "with what lies beside it"])
@pytest.mark.parametrize("what", BAD)
def test_a_bad_session_is_named_and_the_rest_goes_on(workspace, paths, what, beside):  # noqa: F811
    if not beside:
        for each in (*Files(paths[1]).all()[1:], Files(paths[1]).checksum):
            each.unlink(missing_ok=True)
    BAD[what](paths[1])
    with closing(workspace.programme()) as programme:
        others = [file.path for file in programme.sessions]
        if paths[1] not in others:
            assert paths[1].name in programme.damaged[paths[1]].happened
        assert paths[2] in others
    for command in (("session", "list"), ("search", "board"), ("programme", "list")):
        result = run(*command, "--workspace", workspace.root)
        assert result.exit_code in (0, 1), result.output
        assert paths[1] in others or paths[1].name in result.stderr
    assert paths[1] in others or paths[1] in [problem.file for problem in check(workspace).problems]
    with closing(workspace.programme()) as programme:
        backup = back_up(workspace, programme)
    if paths[1].is_file() and paths[1].stat().st_size < 10**6:
        assert (backup / paths[1].name).exists()
        assert paths[1] in others or (backup / paths[1].name).read_bytes() == paths[1].read_bytes()
    with closing(workspace.open(restore(workspace, backup))) as again:
        assert len(again.sessions) == len(others)


@pytest.mark.parametrize("ending", [".journal", ".sum", ".previous", ".bad"])
@pytest.mark.parametrize("what", ["a pipe", "a device without an end", "a folder", "larger than any"])
def test_nothing_beside_a_file_stops_anything(workspace, paths, ending, what):  # noqa: F811
    beside = paths[1].with_name(paths[1].name + ending)
    beside.touch()
    BAD[what](beside)
    with closing(workspace.programme()) as programme:
        assert paths[2] in [file.path for file in programme.sessions]
    check(workspace)
    assert run("session", "list", "--workspace", workspace.root).exit_code in (0, 1)


HOSTILE = "\x1b]52;c;cm0gLXJm\x07words \x9b31m\u202e\ud800\x00end"


def test_text_that_acts_is_cleaned_on_its_way_in(workspace, paths):  # noqa: F811
    """Control characters, clipboard sequences and lone halves of letters in a file made elsewhere."""
    note(text=HOSTILE)(paths[1])
    with closing(SessionFile(paths[1])) as file:
        assert file.all(Observation)[0].text == "words end"
    for command in (("session", "show", "L-02"), ("search", "words")):
        result = run(*command, "--workspace", workspace.root)  # which looks for what acts on a terminal
        assert "words" in result.stdout
    result = run("render", "action-plan", "--session", "L-02", "--preview", "--workspace", workspace.root)
    assert "Traceback" not in result.output
    assert any("act on a screen" in problem.what for problem in check(workspace).problems)


def test_days_no_calendar_has_are_refused_when_they_are_typed(workspace, paths):  # noqa: F811
    with closing(workspace.programme()) as folder, pytest.raises(FacilitatorError, match="year 9999"):
        folder.file.put(type(folder.programme)(**_fields(folder.programme) | {"ends": _day(9999)}))


def _fields(record):
    return {name: getattr(record, name) for name in record.__struct_fields__}


def _day(year):
    from datetime import date

    return date(year, 12, 31)


# The programme's own file -------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["gone", "empty", "half", "a pipe"])
def test_a_bad_programme_file_is_named_and_its_sessions_go_on(workspace, paths, what):  # noqa: F811
    with closing(workspace.programme()) as folder:
        folder.file.put(folder.programme)  # so that there is a state before
    if what == "gone":
        paths[0].unlink()
    elif what == "half":
        paths[0].write_bytes(paths[0].read_bytes()[:-200])
    else:
        BAD[what](paths[0])
    result = run("session", "list", "--workspace", workspace.root)
    assert "programme.json" in result.stderr
    assert "L-01" in result.stdout
    with closing(workspace.programme()) as folder:
        assert len(folder.sessions) == 2
        folder.sessions[0].put(Observation(number=9, text="Said all the same"))
        with pytest.raises(Damaged, match=r"programme.json"):
            folder.file.put(folder.programme)
    assert paths[0] in [problem.file for problem in check(workspace).problems]


@pytest.mark.parametrize("what", ["gone", "empty"])
def test_a_programme_file_without_any_other_state_is_named(workspace, paths, what):  # noqa: F811
    for each in (*Files(paths[0]).all()[1:], Files(paths[0]).checksum):
        each.unlink(missing_ok=True)
    paths[0].unlink() if what == "gone" else paths[0].write_bytes(b"")
    other = Workspace(workspace.root).new_programme("Another", "Elsewhere")
    other.close()
    result = run("programme", "list", "--workspace", workspace.root)
    assert "programme.json" in result.stderr
    assert "Another" in result.stdout
    assert run("session", "list", "--workspace", workspace.root, "--programme", "another").exit_code == 0


_ = (Programme, shutil)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.timeout(20)
@pytest.mark.parametrize("bad", [pipe, endless])
@pytest.mark.parametrize("command", [["purge", "--as-of", "2029-01-01"], ["redact", "L-01/N-1"]])
def test_nothing_is_erased_by_waiting_for_a_pipe_in_a_backup(workspace, paths, bad, command):  # noqa: F811
    with closing(workspace.programme()) as programme:
        backup = back_up(workspace, programme)
    bad(backup / paths[1].name)
    told = run(*command, "--yes", "--workspace", workspace.root)
    assert "itself failed" not in told.stderr  # what cannot be looked into is told, and the exit code is 1
    assert run("session", "list", "--workspace", workspace.root).stdout.count("L-0") == 2


@pytest.mark.timeout(20)
@pytest.mark.parametrize("make", ["a pipe", "a link"])
def test_what_lies_where_the_holder_is_named_is_neither_waited_for_nor_written_through(
    workspace,  # noqa: F811
    paths,  # noqa: F811
    tmp_path,
    make,
):
    outside = tmp_path / "outside.txt"
    outside.write_text("not ours")
    holder = Files(paths[1]).holder
    if make == "a link":
        holder.symlink_to(outside)
    elif hasattr(os, "mkfifo"):
        os.mkfifo(holder)
    with closing(SessionFile(paths[1])) as file:
        file.put(Observation(number=50, text="said while it lay there"))
    assert outside.read_text() == "not ours"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("which", [0, 1])
def test_nothing_is_written_beside_a_pipe_that_a_record_file_links_to(workspace, paths, tmp_path, which):  # noqa: F811
    outside = tmp_path / "outside"
    outside.mkdir()
    os.mkfifo(outside / "pipe")
    run("backup", "--workspace", workspace.root)
    paths[which].unlink()
    paths[which].symlink_to(outside / "pipe")
    for command in (["check", "--repair"], ["purge", "--as-of", "2029-01-01", "--yes"], ["backup"]):
        run(*command, "--workspace", workspace.root)
    assert [path.name for path in outside.iterdir()] == ["pipe"]
    assert (outside / "pipe").is_fifo()
