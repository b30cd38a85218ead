"""Teams that are no more: offered nowhere, and readable with all that was heard."""

import pytest

from facilitator.live.capture.completion import complete
from facilitator.live.capture.naming import CaptureContext, find_team
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.lookup import find_team as find_in_programme
from facilitator.workspace.records.kinds import TEAM
from facilitator.workspace.records.targets import suggested, targets
from facilitator.workspace.teams import retire
from tests.cli.command_line import answer, run
from tests.workspace.test_workspace import held, team


@pytest.fixture
def folder(tmp_path):
    folder = Workspace(tmp_path).new_programme("Better Together", "H")
    yield folder
    folder.close()


def test_a_retired_team_is_understood_and_never_offered_until_it_is_taken_back(folder):
    shop = team(folder, "Print Shop")
    assert suggested("print", targets(folder, "teams"))
    gone = retire(folder, shop)
    assert gone.retired == folder.today()
    assert not suggested("print", targets(folder, "teams"))
    assert TEAM.meant(folder, "Print Shop").id == find_in_programme(folder, "print").id == shop.id
    context = CaptureContext(teams=tuple(folder.teams.values()))
    assert find_team("printshop", context) == shop.id
    assert complete("* slow @print", 13, context) == []
    assert retire(folder, gone).retired is None
    assert suggested("print", targets(folder, "teams"))


def test_retiring_is_one_step_and_leaves_the_sessions_alone(folder):
    shop = team(folder, "Print Shop")
    file = held(folder, shop)
    before = file.everything()
    retire(folder, shop)
    assert [*file.everything()] == [*before]
    folder.file.undo(lambda change: change.about == "team")
    assert folder.teams[shop.id].retired is None


def test_a_team_is_retired_and_offered_again_by_command(tmp_path):
    here = ("--workspace", tmp_path)
    run("programme", "new", "Better Together", "--organisation", "Harrowmere", *here)
    run("team", "add", "Print Shop", "--kind", "technical", "--headcount", "3", *here)
    assert answer(run("team", "retire", "print", "--json", *here))["retired"]
    assert "retired" in run("team", "list", *here).output
    assert run("team", "retire", "Print Shop", *here).exit_code == 2
    assert answer(run("team", "retire", "Print Shop", "--back", "--json", *here))["retired"] is None
    assert run("team", "retire", "Print Shop", "--back", *here).exit_code == 2
