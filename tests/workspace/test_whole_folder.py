"""A backup, a restored programme, a copy for sharing: there as a whole or not at all."""

import shutil
from contextlib import closing

import pytest

from facilitator.errors import FacilitatorError
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity import backup
from facilitator.workspace.integrity import restore as restore_module
from facilitator.workspace.integrity.backup import back_up
from facilitator.workspace.integrity.check import check
from facilitator.workspace.integrity.restore import restore
from facilitator.workspace.release.share_copy import share


@pytest.fixture
def example(tmp_path):
    workspace, folder = open_demo(tmp_path / "ws")
    yield workspace, folder
    folder.close()


def mine(path):
    """A folder of somebody's that has the name the program once gave its own."""
    path.mkdir(parents=True)
    (path / "mine.txt").write_text("mine", encoding="utf-8")
    return path / "mine.txt"


def test_a_folder_the_program_did_not_make_is_never_deleted(example, tmp_path):
    workspace, folder = example
    kept = back_up(workspace, folder)
    theirs = [
        mine(tmp_path / ".out.new"),
        mine(workspace.sessions_dir / ".better.new"),
        mine(workspace.root / "backups" / f".{kept.name}.new"),
        mine(tmp_path / "fresh" / "sessions" / ".demo.new"),
    ]
    shutil.rmtree(kept)
    now = lambda: backup.identity.utc_now()  # noqa: E731
    for do in (
        lambda: share(folder, tmp_path / "out"),
        lambda: restore(workspace, back_up(workspace, folder, clock=now), "Better"),
        lambda: open_demo(tmp_path / "fresh"),
    ):
        try:
            do()
        except FacilitatorError:
            continue
    assert [path.read_text(encoding="utf-8") for path in theirs] == ["mine"] * len(theirs)


def test_a_killed_restore_leaves_no_programme(example, monkeypatch):
    """What is half there counts for nothing, and the check names it."""
    workspace, folder = example
    kept = back_up(workspace, folder)

    def killed(*_):
        raise SystemExit

    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)  # as when the power goes
    monkeypatch.setattr(restore_module, "_settle_in", killed)
    with pytest.raises(SystemExit):
        restore(workspace, kept)
    monkeypatch.undo()
    (left,) = workspace.sessions_dir.glob(".*.new")
    assert (left / "programme.json").exists()
    again = Workspace(workspace.root)
    with closing(folder):
        assert again.programme_paths() == (folder.path,)
        assert [problem.file for problem in check(again).problems] == [left]
        assert restore(workspace, kept).is_dir()
