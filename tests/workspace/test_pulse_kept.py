"""After a wave of the pulse is closed no count of answers is left anywhere; while it is open, in one file
only.

By the plain commands, and by looking into every file.
"""

import json
import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from facilitator.workspace.folder.workspace import Workspace
from tests.cli.command_line import answer, run
from tests.cli.test_cli_pulse import pulse, root, sheet

__all__ = ["root"]

COUNTED = re.compile(rb'"(suggestions|whom_to_call|heard|fixed)"\s*:\s*\[[\d,\s]+\]')
"""The counts of a statement, as any version ever wrote them."""

OLD = Path(__file__).parents[1] / "data" / "old" / "2" / "with-pulse"
"""A programme of an older version: a closed wave of nine answers, and an open one of five."""


def holding_counts(root):
    """Return the files beneath the workspace that hold counts of answers, by their names."""
    return sorted(
        path.name for path in root.rglob("*") if path.is_file() and COUNTED.search(path.read_bytes())
    )


def test_a_closed_wave_keeps_no_tally(root):
    pulse(root, "open")
    closed = pulse(root, "import", sheet(root, Desk=9, Infra=7, Data=1), "--close")
    assert closed.exit_code == 0, closed.stderr
    assert holding_counts(root) == []


def test_a_backup_of_an_open_wave_tells_nothing_of_its_answers(root):
    """Made at five and compared with a file at six or more, it gave whoever came between."""
    pulse(root, "open")
    pulse(root, "import", sheet(root, Desk=5))
    run("backup", "--workspace", root)
    pulse(root, "import", sheet(root, Desk=6))
    (backup,) = (root / "backups").iterdir()
    assert holding_counts(backup) == []
    pulse(root, "close", "--yes")
    assert holding_counts(root) == []


def test_somebody_who_answered_alone_is_in_no_file_and_in_no_figure(root):
    pulse(root, "open")
    told = answer(pulse(root, "import", sheet(root, Desk=9, Infra=7, Data=1), "--close", "--json"))
    assert holding_counts(root) == []
    (data,) = (team for team in told["teams"].values() if team["invited"] == 4)
    assert data["responses"] is None
    assert all(figure["bands"] is None for figure in data["figures"])


# Waves of older versions ---------------------------------------------------------------------------


@pytest.fixture
def before(tmp_path):
    """A workspace as an older version left it, with a backup of its own."""
    folder = tmp_path / "sessions" / "better-together"
    folder.mkdir(parents=True)
    shutil.copy(OLD / "programme.json", folder)
    return tmp_path


def with_older_backup(root):
    """Put a backup there as an older version made it."""
    from facilitator.workspace.integrity.manifest import seal_anew

    assert run("backup", "--workspace", root).exit_code == 0
    (backup,) = (root / "backups").iterdir()
    shutil.copy(OLD / "programme.json", backup)
    seal_anew(backup)
    return backup


def test_an_older_wave_is_brought_to_today_s_rule_when_its_programme_is_opened(before):
    assert holding_counts(before) == ["programme.json"]
    opened = run("pulse", "show", "--wave", "baseline", "--workspace", before, "--as-of", "2026-05-04")
    assert "Backups and copies from before may still hold it" in opened.stderr
    assert "Backups and copies from before 2026-05-04 may still hold" in " ".join(opened.stdout.split())
    assert "9 of 11 answered" in opened.stdout
    assert holding_counts(before) == ["pulse.tallies"]  # those of the wave that is open
    again = run("pulse", "show", "--workspace", before)
    assert "An older version" not in again.stderr
    (noted,) = answer(run("deletions", "--json", "--workspace", before))
    assert (noted["command"], noted["counts"]) == ("pulse", {"tallies by team": 2})
    closed = run("pulse", "close", "--yes", "--workspace", before, "--as-of", "2026-05-05")
    assert "5 of 11 answered" in closed.stdout
    assert holding_counts(before) == []


def test_purge_takes_them_out_of_backups_of_before(before):
    run("pulse", "close", "--yes", "--workspace", before, "--as-of", "2026-05-05")
    backup = with_older_backup(before)
    assert holding_counts(before) == ["programme.json"]
    due = answer(run("purge", "--dry-run", "--json", "--workspace", before, "--as-of", "2026-05-06"))
    assert due["copies"] == [str(backup / "programme.json")]
    done = run("purge", "--yes", "--workspace", before, "--as-of", "2026-05-06")
    assert done.exit_code == 0, done.stderr
    assert holding_counts(before) == []
    assert run("restore", backup, "--name", "Again", "--workspace", before).exit_code == 0


def test_what_another_program_has_open_is_brought_the_next_time(before):
    workspace = Workspace(before)
    with closing(workspace.programme()) as other:
        other.file.hold()
        shown = run("pulse", "show", "--wave", "baseline", "--workspace", before)
        assert "9 of 11 answered" in shown.stdout  # by today's rule all the same
        assert "no clear side" not in shown.stdout
        run("backup", "--workspace", before)
        assert holding_counts(before / "backups") == []
    assert holding_counts(before) == ["programme.json"]
    run("pulse", "show", "--workspace", before)
    assert holding_counts(before) == ["pulse.tallies"]


# Beside the records --------------------------------------------------------------------------------


def test_check_names_copies_of_counted_answers_and_those_that_cannot_be_read(root):
    pulse(root, "open")
    pulse(root, "import", sheet(root, Desk=5))
    (counted,) = root.rglob("pulse.tallies")
    assert run("check", "--workspace", root).exit_code == 0
    shutil.copy(counted, counted.with_name("pulse (conflicted copy).tallies"))
    copied = run("check", "--workspace", root)
    assert copied.exit_code == 1
    assert "a copy of the counted answers" in " ".join(copied.stdout.split())
    counted.write_bytes(b"{")
    damaged = run("check", "--workspace", root)
    assert "type the paper slips in again" in " ".join(damaged.stdout.split())


def test_a_restored_programme_says_that_its_open_wave_has_no_answers(root):
    pulse(root, "open")
    pulse(root, "import", sheet(root, Desk=6))
    run("backup", "--workspace", root)
    (backup,) = (root / "backups").iterdir()
    restored = run("restore", backup, "--name", "Again", "--workspace", root)
    assert "no answers" in restored.stderr
    shown = answer(run("pulse", "show", "--programme", "Again", "--json", "--workspace", root))
    assert shown["responses"] == 0
    there = run("pulse", "show", "--programme", "Better Together", "--json", "--workspace", root)
    assert answer(there)["responses"] == 6


# A programme file that was lost --------------------------------------------------------------------


@pytest.mark.parametrize("left", [b"", b'{"meta": {"1": {"schema": 3, "ki'])
def test_a_closed_wave_comes_back_with_a_repair_as_it_was_kept(root, left):
    pulse(root, "open")
    pulse(root, "import", sheet(root, Desk=9, Infra=7, Data=1), "--close")
    kept = answer(pulse(root, "show", "--json"))
    (file,) = root.glob("sessions/*/programme.json")
    file.with_name("programme.json.previous").write_bytes(file.read_bytes())
    file.write_bytes(left)
    assert run("check", "--repair", "--workspace", root).exit_code == 0
    assert answer(pulse(root, "show", "--json")) == kept
    assert run("check", "--workspace", root).exit_code == 0


def test_a_closed_wave_that_only_a_copy_has_is_taken_in(root):
    (file,) = root.glob("sessions/*/programme.json")
    apart = {path: path.read_bytes() for path in file.parent.glob("programme.json*")}
    pulse(root, "open")
    pulse(root, "import", sheet(root, Desk=9, Infra=7, Data=1), "--close")
    kept = answer(pulse(root, "show", "--json"))
    file.rename(file.with_name("programme (conflicted copy).json"))
    for path in file.parent.glob("programme.json*"):
        path.unlink()
    for path, content in apart.items():
        path.write_bytes(content)
    run("check", "--take-in", "programme (conflicted copy).json", "--workspace", root)
    assert answer(pulse(root, "show", "--json")) == kept


def test_tallies_of_an_older_state_do_not_come_back_with_a_repair(before):
    (file,) = before.glob("sessions/*/programme.json")
    file.rename(file.with_name("programme.json.previous"))
    file.write_bytes(b"")
    assert run("check", "--repair", "--workspace", before).exit_code == 0
    waves = [json.loads(file.read_text())["pulse_surveys"][number] for number in ("1", "2")]
    assert [bool(wave.get("kept")) for wave in waves] == [True, False]
    assert not COUNTED.search(file.read_bytes())
