"""`facilitator room-view` on the command line: what it opens, and what it prints without a terminal."""

import sys
import types

import pytest

from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.workspace.folder.workspace import Workspace
from tests.cli.command_line import answer, contents, new_session, run
from tests.clock import FakeClock


@pytest.fixture
def projectors(monkeypatch):
    """Pretend that a person sits in front of a terminal; what would be opened is collected."""
    opened = []
    module = types.ModuleType("facilitator.ui.room.projector")
    module.run = lambda folder, session, **options: opened.append((session, options))
    monkeypatch.setitem(sys.modules, "facilitator.ui.room.projector", module)
    monkeypatch.setattr("facilitator.cli.room.has_terminal", lambda: True)
    return opened


def lead(root, *lines):
    """Let the planned session be in progress, with these lines captured."""
    folder = Workspace(root).programme()
    (file,) = folder.sessions
    practices = folder.catalogue.practices
    live = LiveSession(
        SessionDesk(file, clock=FakeClock(folder.now()), today=folder.today, practices=practices)
    )
    live.course.start()
    for line in lines:
        live.line.capture(line)
    folder.close()


def test_without_a_terminal_the_frame_is_printed_once(root, programme):
    lead(root, "- Tickets say only: server slow", "( Nobody slept", '" Leave us alone')
    before = contents(programme)
    shown = run("room-view")
    assert shown.exit_code == 0
    lines = shown.stdout.splitlines()
    assert lines[:2] == ["Service Desk", "Welcome and promise"]
    assert "What we have written     nobody’s name is kept" in lines
    assert any("Tickets say only: server slow" in line for line in lines)
    assert "slept" not in shown.output
    assert "Leave us" not in shown.output
    assert contents(programme) == before


def test_before_and_after_a_session_it_says_so(root, programme):
    assert run("room-view").stdout == "Waiting for a session to begin\n"
    assert run("room-view", "L-01").stdout == "Waiting for a session to begin\n"
    lead(root)
    folder = Workspace(root).programme()
    LiveSession(SessionDesk(folder.sessions[0], clock=FakeClock(), today=folder.today)).course.finish()
    folder.close()
    assert run("room-view").stdout == "Waiting for a session to begin\n"
    assert run("room-view", "L-01").stdout.splitlines()[0:3:2] == ["Service Desk", "Thank you"]


def test_it_can_be_asked_for_as_json(root, programme):
    lead(root, "- Slow")
    shown = answer(run("room-view", "--json"))
    assert shown["session"] == "L-01"
    assert any("Slow" in line for line in shown["lines"])


def test_an_unknown_session_is_told(root, programme):
    assert run("room-view", "L-09").exit_code == 2


def test_with_a_terminal_the_window_opens(root, programme, projectors):
    new_session(team="Infra")
    assert run("room-view").exit_code == 0
    assert run("room-view", "L-02", "--dark").exit_code == 0
    assert [session and session.session.short_id for session, _ in projectors] == [None, "L-02"]
    assert [options for _, options in projectors] == [{"dark": False}, {"dark": True}]
