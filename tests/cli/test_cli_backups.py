"""`facilitator backup`, `restore` and `check --repair` as they are typed."""

import json
import shutil
from pathlib import Path

import pytest

from facilitator.store.journal.files import Files
from tests.cli.command_line import answer, contents, run, session_path


def backup_of(*args):
    made = run("backup", *args)
    assert made.exit_code == 0, made.stderr
    return Path(made.stdout.strip())


def test_a_backup_is_made_and_brought_back(root, programme):
    run("capture", "L-01", "- Tickets say only: server slow")
    made = backup_of()
    assert made.parent == root / "backups"
    back = run("restore", made)
    assert back.exit_code == 0
    assert back.stdout.startswith("Better Together (2) lies in ")
    found = run("search", "server", "slow", "--programme", "Better Together (2)")
    assert "server slow" in found.stdout
    assert run("check").exit_code == 0


def test_they_answer_in_json(root, programme, tmp_path):
    made = answer(run("backup", "--to", tmp_path / "stick", "--json"))
    assert Path(made["path"]).parent == tmp_path / "stick"
    assert {file["name"] for file in made["files"]} == {"programme.json", session_path(programme).name}
    back = answer(run("restore", made["path"], "--name", "Spring", "--json"))
    assert (back["name"], Path(back["path"]).name) == ("Spring", "spring")


@pytest.mark.parametrize("place", ["", "  "])
def test_a_place_without_a_name_is_refused(programme, place):
    assert run("backup", "--to", place).exit_code == 2
    assert run("restore", place).exit_code == 2


def test_a_folder_that_is_no_backup_is_refused(root, programme, tmp_path):
    before = contents(root)
    assert run("restore", tmp_path).exit_code == 2
    assert run("restore", tmp_path / "nowhere").exit_code == 2
    assert contents(root) == before


def test_a_backup_that_was_changed_is_refused(root, programme):
    made = backup_of()
    file = session_path(made)
    file.write_bytes(file.read_bytes().replace(b"Service", b"Serwice") + b" ")
    refused = run("restore", made)
    assert refused.exit_code == 1
    assert "is not as it was kept" in refused.stderr
    assert len(list((root / "sessions").iterdir())) == 1


def test_a_place_that_cannot_be_written_is_told(root, programme, tmp_path):
    (tmp_path / "file").write_text("in the way")
    told = run("backup", "--to", tmp_path / "file")
    assert told.exit_code == 1
    assert "The backup cannot be written" in told.stderr


def test_check_says_what_repair_would_do_and_repair_does_it(root, programme):
    path = session_path(programme)
    path.write_bytes(path.read_bytes() + b" ")
    told = run("check")
    assert told.exit_code == 1
    assert "with --repair it is written anew" in told.stdout
    (problem,) = json.loads(run("check", "--json").stdout)["problems"]
    assert problem["repairable"] is True
    done = run("check", "--repair")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{path.relative_to(root).as_posix()}: Written anew")
    assert run("check").exit_code == 0
    assert answer(run("check", "--repair", "--json")) == {"files": 2, "problems": [], "warnings": []}


def test_what_is_left_after_a_repair_ends_with_one(root, programme):
    path = session_path(programme)
    path.write_text("{", "utf-8")
    for beside in (Files(path).previous, Files(path).checksum):
        beside.unlink(missing_ok=True)
    left = run("check", "--repair")
    assert left.exit_code == 1
    assert "A person must decide" in left.stdout


def test_a_copy_is_taken_in_when_somebody_says_so(root, programme):
    run("capture", "L-01", "- Tickets say only: server slow")
    path = session_path(programme)
    copy = path.with_name(f"{path.stem} (1).json")
    shutil.copy(path, copy)
    run("capture", "L-01", "- The board meets on Tuesdays")
    taken = run("check", "--take-in", copy.name)
    assert taken.exit_code == 0, taken.stdout
    assert "is L-02 now" in taken.stdout
    assert len(answer(run("session", "list", "--json"))) == 2
    assert run("check", "--take-in", "nothing.json").exit_code == 2
