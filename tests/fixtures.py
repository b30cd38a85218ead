"""A small programme on the disk, and short ways to say who was heard and what they told."""

import shutil
import sys
import types
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import msgspec
import pytest

from facilitator import resources
from facilitator.model.interaction import Interaction, TouchRole
from facilitator.model.session import ReadBack, SessionStatus
from facilitator.model.team import Team
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.planning import planned_session
from tests.cli.command_line import START, run

TODAY = date(2026, 4, 9)


@dataclass
class Listening:
    """A programme seen on one day: 9 April 2026, a Thursday."""

    folder: ProgrammeFolder
    today: date = TODAY

    @property
    def practices(self):
        return tuple(self.folder.catalogue.practices.values())

    def team(self, name: str, **fields) -> Team:
        return self.folder.file.put(Team(name=name, headcount=6, **fields))

    def hear(self, *teams: Team, on: date = TODAY, status=SessionStatus.CAPTURED, **fields) -> SessionFile:
        start = datetime.combine(on, time(10), UTC)
        script = self.folder.catalogue.script("listening-90")
        session = planned_session(self.folder, teams, script, start)
        fields.setdefault("read_back", ReadBack(done=True, at=start))
        closed = status is SessionStatus.CLOSED
        first = SessionStatus.SHARED if closed else status
        file = self.folder.add_session(msgspec.structs.replace(session, status=first, **fields))
        if closed:
            file.put(file.session.moved_to(status))
        return file

    def tell(self, file: SessionFile, practice: str, role=TouchRole.PERFORMS, **fields) -> Interaction:
        team = fields.pop("team", file.session.teams[0])
        return file.put(Interaction(team=team, practice=practice, role=role, **fields))


@pytest.fixture
def listening(tmp_path):
    folder = Workspace(tmp_path).new_programme("Better Together", "Harrowmere University", timezone="UTC")
    yield Listening(folder)
    folder.close()


@pytest.fixture
def example(tmp_path):
    """The worked example in a copy."""
    workspace = Workspace(tmp_path)
    shutil.copytree(resources.demo_dir(), workspace.sessions_dir / "demo")
    folder = workspace.open(workspace.sessions_dir / "demo")
    yield Listening(folder, folder.today())
    folder.close()


# The plain commands


@pytest.fixture
def root(tmp_path, monkeypatch):
    """The workspace that commands use; it is not there yet."""
    monkeypatch.setenv("FACILITATOR_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path / "workspace"


@pytest.fixture(scope="session")
def small_workspace(tmp_path_factory):
    """What `programme` is a copy of; made once, by the commands themselves."""
    root = tmp_path_factory.mktemp("small") / "workspace"
    folder = Workspace(root).new_programme("Better Together", "Harrowmere University", timezone="UTC")
    folder.close()
    at = ("--workspace", root)
    run(*at, "team", "add", "Service Desk", "--kind", "front_line", "--headcount", "11")
    run(*at, "team", "add", "Infrastructure", "--kind", "technical", "--headcount", "9")
    run(*at, "session", "new", "--team", "Service Desk", "--script", "listening-60", "--start", START)
    return root


@pytest.fixture
def programme(root, small_workspace):
    """The folder of a programme in UTC with two teams and one planned session, L-01."""
    shutil.copytree(small_workspace, root, dirs_exist_ok=True)
    return next(root.glob("sessions/*/programme.json")).parent


@pytest.fixture
def screens(monkeypatch):
    """Pretend that a person sits in front of a terminal; what would be opened is collected."""
    opened = []
    module = types.ModuleType("facilitator.ui.app")
    module.run = lambda workspace, folder, tell: opened.append((workspace, folder, workspace.root.is_dir()))
    monkeypatch.setitem(sys.modules, "facilitator.ui.app", module)
    monkeypatch.setattr("facilitator.cli.home.has_terminal", lambda: True)
    monkeypatch.setattr("facilitator.cli.demo.has_terminal", lambda: True)
    return opened
