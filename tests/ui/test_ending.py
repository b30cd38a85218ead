"""The program ends at a fault or a signal: the terminal is as it was, keys do nothing, nothing is lost."""

import os
import signal

import pytest

from facilitator.model.session import Draft, SessionStatus
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.folder.workspace import Workspace
from tests.ui.own_terminal import Terminal

OPEN = """
from pathlib import Path
from facilitator.workspace.folder.demo import open_demo
from facilitator.ui.app import FacilitatorApp
{patch}
app = FacilitatorApp(*open_demo(Path({root!r})))
app.run()
raise SystemExit(app.return_code or 0)
"""
FAULTY = """
from facilitator.ui.place import Place
from facilitator.ui.runner.runner import Runner
def fault(self):
    raise ValueError("what was said")
Place._action_find = Runner._action_find = fault
"""
HELD = "\x1a" * 40


@pytest.fixture
def root(tmp_path):
    _, folder = open_demo(tmp_path / "workspace")
    folder.close()
    return tmp_path / "workspace"


def opened(root, patch="", **how):
    return Terminal(OPEN.format(root=str(root), patch=patch), **how)


def sessions_in(root):
    workspace = Workspace(root)
    return workspace.open(next(workspace.sessions_dir.glob("*/programme.json")).parent)


def test_a_fault_gives_the_terminal_back_and_keys_do_nothing_more(root):
    with opened(root, FAULTY) as terminal:
        terminal.wait_for("Coverage")
        terminal.type("/" + HELD)
        assert terminal.ending(press="\x1a\x03\x1c") == 1
        assert terminal.is_as_before, terminal.tail
        after = terminal.shown[terminal.shown.rfind(b"?1049l") :]
        assert b"Facilitator stopped because of a fault of its own" in after
        assert b"what was said" not in after


def test_a_fault_keeps_the_half_line(root):
    with opened(root, FAULTY) as terminal:
        terminal.wait_for("Coverage")
        terminal.type("c")
        terminal.wait_for("Everything was safe")
        terminal.type("half a line\x06")
        assert terminal.ending() == 1
        assert terminal.is_as_before, terminal.tail
    assert half_lines(root) == ["half a line"]


def half_lines(root):
    """The half-typed lines of the session that was carried on, which rests."""
    folder = sessions_in(root)
    file = next(file for file in folder.sessions if file.session.short_id == "L-04")
    assert file.session.status is SessionStatus.PAUSED
    assert file.holder is None
    folder.close()
    return [each.text for each in file.all(Draft)]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_keeps_the_half_line_and_gives_the_terminal_back(root, name):
    with opened(root) as terminal:
        terminal.wait_for("Coverage")
        terminal.type("c")
        terminal.wait_for("Everything was safe")
        terminal.type("\x1b[15~half a li")
        terminal.wait_for("half a li")
        terminal.type("ne")
        terminal.process.send_signal(getattr(signal, name))
        assert terminal.ending(press="\x1a") == 128 + getattr(signal, name)
        assert terminal.is_as_before, terminal.tail
        assert b"Traceback" not in terminal.shown
    assert half_lines(root) in (["half a line"], ["half a li"])


@pytest.mark.parametrize("controls", [True, False], ids=["with a signal", "without a signal"])
def test_a_terminal_that_is_closed_ends_the_program_and_loses_nothing(root, controls):
    with opened(root, controls=controls) as terminal:
        terminal.wait_for("Coverage")
        terminal.type("c")
        terminal.wait_for("Everything was safe")
        terminal.type("half a line")
        terminal.wait_for("half a line")
        os.close(terminal._theirs)
        os.close(terminal.ours)
        assert terminal.process.wait(20) in (128 + signal.SIGHUP, 1)
    assert half_lines(root) == ["half a line"]
