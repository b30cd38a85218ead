"""What is written is for its owner alone, and whole or not there at all."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from facilitator.errors import BadInput, NotSaved
from facilitator.files.places import exposure
from facilitator.files.writing import save, save_new
from tests.cli.command_line import answer, new_session, process, review, run

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
OTHERS = 0o077


@pytest.fixture
def generous():
    """A system that would let everybody do everything."""
    before = os.umask(0)
    yield
    os.umask(before)


def wide(*roots):
    found = [path for root in roots for path in (root, *root.rglob("*"))]
    return [f"{path} {path.lstat().st_mode:o}" for path in found if path.lstat().st_mode & OTHERS]


@POSIX
def test_every_folder_and_file_is_for_its_owner_alone(root, tmp_path, generous):
    run("programme", "new", "Better Together", "--organisation", "Harrowmere University")
    run("team", "add", "Infrastructure", "--kind", "technical", "--headcount", "9")
    new_session()
    assert run("capture", "L-01", "- a remark").exit_code == 0
    review(root)
    out = tmp_path / "out" / "deeper"
    done = [
        run("render", "thank-you", "--session", "L-01"),
        run("render", "thank-you", "--session", "L-01", "--format", "docx"),
        run("render", "debrief", "--session", "L-01"),
        run("render", "thank-you", "--session", "L-01", "--output", out / "x.html"),
        run("export", "actions", "--session", "L-01", "--output", out / "x.csv"),
        run("export", "actions", "--session", "L-01", "--output", out / "x.xlsx"),
        run("template", "copy", "action-plan"),
        run("backup"),
        run("backup", "--to", tmp_path / "kept"),
        run("share-copy", tmp_path / "copy"),
        run("demo", "--into", tmp_path / "demo"),
        run("programme", "new", "Second", "--organisation", "O"),
        run("session", "list", "--programme", "Second"),
        run("check", "--repair"),
    ]
    assert not [each.output for each in done if each.exit_code]
    assert not wide(root, *(tmp_path / name for name in ("out", "kept", "copy", "demo")))


@POSIX
def test_check_warns_of_what_others_may_open_and_repair_takes_it_from_them(root, programme):
    review(root)
    run("render", "thank-you", "--session", "L-01")
    run("check", "--repair")
    assert answer(run("check", "--json"))["warnings"] == []
    session = next(path for path in programme.glob("*.json") if path.name != "programme.json")
    (paper,) = (root / "documents").glob("*.html")
    session.chmod(0o604)
    paper.chmod(0o660)
    programme.chmod(0o755)
    told = run("check")
    assert told.exit_code == 0
    for path in (session, paper, programme):
        assert path.relative_to(root).as_posix() in told.stdout
    assert run("check", "--repair").exit_code == 0
    assert not wide(root / "sessions", root / "documents")
    assert session.stat().st_mode & 0o700 == 0o600


SYNCED = {
    "Dropbox": "Dropbox/work",
    "OneDrive": "OneDrive - Harrowmere/work",
    "iCloud Drive": "Library/Mobile Documents/com~apple~CloudDocs",
    "Google Drive": "My Drive/work",
    "Nextcloud": "Nextcloud",
}
LEFT = {
    "Dropbox": ".dropbox.cache",
    "Nextcloud or ownCloud": ".sync_1a2b.db",
    "Syncthing": ".stfolder",
    "Google Drive": ".tmp.driveupload",
}


def test_check_warns_of_a_folder_that_leaves_this_computer(root, programme, tmp_path, monkeypatch):
    silent = []

    def said(folder, name):
        monkeypatch.setenv("FACILITATOR_WORKSPACE", str(folder))
        checked = run("check")
        if checked.exit_code or name not in checked.stdout or "other computers" not in checked.stdout:
            silent.append(f"{folder}: {checked.output}")

    for name, place in SYNCED.items():
        folder = tmp_path / "home" / place / "Facilitator"
        folder.mkdir(parents=True)
        said(folder, name)
    for name, left in LEFT.items():
        above = tmp_path / f"left{left}"
        (above / "deep" / "Facilitator").mkdir(parents=True)
        (above / left).touch()
        said(above / "deep" / "Facilitator", name)
    if sys.platform != "win32":
        linked = tmp_path / "linked"
        linked.mkdir()
        (linked / "documents").symlink_to(tmp_path / "home" / SYNCED["Dropbox"])
        said(linked, "Dropbox")
        (tmp_path / "other way in").symlink_to(tmp_path / "home" / SYNCED["Nextcloud"])
        said(tmp_path / "other way in" / "Facilitator", "Nextcloud")
    assert not silent
    monkeypatch.setenv("FACILITATOR_WORKSPACE", str(root))
    assert run("check").stdout == ""


@pytest.mark.skipif(not Path("/proc/self/mounts").exists(), reason="told by the system of Linux")
def test_a_folder_of_another_computer_and_one_for_everybody_are_told(monkeypatch, tmp_path):
    mounts = f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path}/far\\040off nfs4 rw 0 0\n"
    read = Path.read_text
    monkeypatch.setattr(
        Path, "read_text", lambda path, **more: mounts if "/proc" in str(path) else read(path, **more)
    )
    assert list(exposure(tmp_path / "far off" / "work")) == ["It lies on another computer (nfs4)"]
    assert list(exposure(tmp_path / "near")) == []
    assert list(exposure(Path("/srv/facilitator"))) == ["It lies in a folder for everybody on this computer"]


# Whole, or not there ------------------------------------------------------------------------------

FULL = (
    "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (300, 300)); from facilitator.cli import main; main()"
)
"""A disk on which no file has more than 300 bytes: a beginning fits, the whole does not."""


@POSIX
def test_a_full_disk_leaves_no_beginning_of_a_template_a_paper_or_an_export(root, programme):
    review(root)
    run("backup")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    tries = (
        ("template", "copy", "action-plan"),
        ("render", "thank-you", "--session", "L-01"),
        ("export", "actions", "--session", "L-01", "--output", root / "x.xlsx"),
        ("backup",),
        ("demo", "--into", root / "demo"),
        ("share-copy", root / "copy"),
        ("restore", root / "backups" / next((root / "backups").iterdir()).name),
    )
    for words in tries:
        full = process(*words, code=FULL)
        _, told = full.communicate(timeout=60)
        assert full.returncode == 1, (words, told)
        assert b"program itself failed" not in told
        after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
        assert after == before, words


def test_a_template_that_makes_nothing_is_told_and_passed_by(root, programme):
    review(root)
    plan = ("render", "action-plan", "--session", "L-01", "--format", "md", "--output", "-")
    shipped = run(*plan).stdout
    (root / "templates").mkdir()
    (root / "templates" / "action-plan.html.j2").touch()
    made = run(*plan)
    assert made.stdout == shipped
    assert "without a word" in made.stderr
    checked = run("template", "check")
    assert checked.exit_code == 1
    assert "action-plan.html.j2: It makes a paper without a word" in checked.stdout


def test_what_a_killed_program_left_is_swept_and_nothing_else_is(tmp_path):
    left = tmp_path / ".plan.html.1a2b3c4d.facilitator-part"
    young = tmp_path / ".plan.html.5e6f7a8b.facilitator-part"
    other = tmp_path / ".plan.html.new"
    for path in (left, young, other):
        path.write_text("words")
    for path in (left, other):
        os.utime(path, (1, 1))
    save(tmp_path / "plan.html", b"x")
    assert {path.name for path in tmp_path.iterdir()} == {young.name, other.name, "plan.html"}


@POSIX
def test_a_new_file_never_takes_the_place_of_another_and_no_link_is_written_through(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"as it was")
    link.symlink_to(target)
    with pytest.raises(BadInput, match="there already"):
        save_new(link, b"new")
    save(link, b"new")
    assert (target.read_bytes(), link.read_bytes(), link.is_symlink()) == (b"as it was", b"new", False)
    assert stat.S_IMODE(link.stat().st_mode) == 0o600
    link.chmod(0o640)
    save(link, b"newer")
    assert stat.S_IMODE(link.stat().st_mode) == 0o640
    pipe, device = tmp_path / "pipe", tmp_path / "device"
    os.mkfifo(pipe)
    device.symlink_to("/dev/null")
    for path in (pipe, device, tmp_path):
        with pytest.raises(NotSaved, match="not a file"):
            save(path, b"x")
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    assert device.is_symlink()
    pipe.unlink()
    device.unlink()
    for write in (save, save_new):
        with pytest.raises(NotSaved):
            write(target / "below", b"x")
    assert {path.name for path in tmp_path.iterdir()} == {"target", "link"}
    assert json.loads(save_new(tmp_path / "x.json", b"1").read_bytes()) == 1
