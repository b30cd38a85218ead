"""Teams that are no more: offered nowhere, readable with all that was heard; and two that become one."""

from datetime import date
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from facilitator.errors import BadInput, RuleBroken
from facilitator.live.capture.completion import complete
from facilitator.live.capture.naming import CaptureContext, find_team
from facilitator.live.pulse.intake import open_wave
from facilitator.model.audience import Visibility
from facilitator.model.base import UNSTAMPED
from facilitator.model.interaction import Interaction, InterfaceSide, TouchRole
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.pulse import PulseSurvey, Wave
from facilitator.model.session import LIVE, ReadBack, SessionStatus
from facilitator.model.team import Team
from facilitator.wording.team_merge import merge_in_words
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.lookup import find_team as find_in_programme
from facilitator.workspace.records.kinds import TEAM
from facilitator.workspace.records.targets import suggested, targets
from facilitator.workspace.team_merge import merge, plan_merge
from facilitator.workspace.teams import connect, retire
from facilitator.workspace.undo import Scope, last_done, last_undone, step_together
from tests.cli.command_line import answer, run
from tests.making import START, session
from tests.workspace.test_workspace import held, team

CHANGE = "change_enablement"


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


# Two become one -----------------------------------------------------------------------------------


@pytest.fixture
def desk(folder):
    """Service Desk with a session, and Desk with one that is closed and one that is planned; a third team."""
    into, gone, other = (team(folder, name) for name in ("Service Desk", "Desk", "Infrastructure"))
    connect(folder, gone, (other.id,))
    folder.file.put(Person(name="Ann Bell", team=gone.id))
    files = [held(folder, each) for each in (gone, gone, into, other)]
    files[0].put(Observation(text="Queues", counterparts=(other.id, into.id), segment="deep"))
    files[0].put(Interaction(team=gone.id, practice=CHANGE, role=TouchRole.OWNS, counterparts=(other.id,)))
    yes = date(2020, 1, 1)
    note = Observation(text="Slow", counterparts=(gone.id,), visibility=Visibility.PARTNERS, room_yes=yes)
    files[3].put(note)
    close(files[0])
    return Merged(folder.teams[gone.id], folder.teams[into.id], folder.teams[other.id], files)


class Merged(NamedTuple):
    gone: Team
    into: Team
    other: Team
    files: list[SessionFile]


def close(file):
    done = ReadBack(done=True, at=START)
    for status in ("captured", "reviewed", "shared", "closed"):
        more = {"read_back": done} if status == "reviewed" else {}
        file.put(file.session.moved_to(SessionStatus(status), **more))


def told(folder):
    """Everything that is stored, without the moment of the last change."""
    files = (folder.file, *folder.sessions)
    return [replace(record, changed=UNSTAMPED) for file in files for record in file.everything()]


def test_two_teams_become_one_in_every_session_also_a_closed_one(folder, desk):
    plan = plan_merge(folder, desk.gone, desk.into)
    said = " ".join(merge_in_words(plan))
    assert "2 sessions and 1 note of Desk will be of Service Desk" in said
    merge(plan)
    teams = [file.session.teams for file in desk.files]
    assert teams == [(desk.into.id,)] * 3 + [(desk.other.id,)]
    (note,), (interaction,) = desk.files[0].all(Observation), desk.files[0].all(Interaction)
    assert note.counterparts == (desk.other.id,)
    assert (interaction.team, interaction.counterparts) == (desk.into.id, (desk.other.id,))
    assert desk.files[3].all(Observation)[0].counterparts == (desk.into.id,)
    assert [each.team for each in folder.people.values()] == [desk.into.id]
    assert folder.teams[desk.other.id].counterparts == (desk.into.id,)
    assert folder.teams[desk.into.id].counterparts == (desk.other.id,)
    with pytest.raises(RuleBroken, match="closed session"):
        desk.files[0].put(replace(note, text="Something else"))


def test_the_old_name_finds_the_team_it_became_and_is_offered_nowhere(folder, desk):
    into = merge(plan_merge(folder, desk.gone, desk.into))
    assert TEAM.meant(folder, "Desk").id == find_in_programme(folder, "desk").id == into.id
    assert find_team("desk", CaptureContext(teams=tuple(folder.teams.values()))) == into.id
    assert [each.id for each in targets(folder, "teams")] == [into.id, desk.other.id]
    with pytest.raises(RuleBroken, match="became Service Desk"):
        retire(folder, folder.teams[desk.gone.id])


@pytest.mark.parametrize("where", ["programme", "session"])
def test_a_merge_is_taken_back_and_done_again_in_one_step(folder, desk, where):
    before = told(folder)
    merge(plan_merge(folder, desk.gone, desk.into))
    after = told(folder)
    file = folder.file if where == "programme" else desk.files[0]
    found = last_done(Scope((file,)))
    assert found.change.label == "Desk merged into Service Desk"
    step_together(folder, found, file.undo, back=True)
    assert told(folder) == before
    step_together(folder, last_undone(Scope((file,))), file.redo, back=False)
    assert told(folder) == after


def test_waves_of_the_pulse_stay_as_they_were_answered(folder, desk):
    asked = folder.catalogue.pulse("culture")
    people = {desk.gone.id: 5, desk.into.id: 9}
    open_wave(folder.file, folder.tallies, Wave.BASELINE, asked, people, folder.today(), None)
    plan = plan_merge(folder, desk.gone, desk.into)
    assert "stay as they were answered, under Desk" in " ".join(merge_in_words(plan))
    merge(plan)
    assert folder.file.all(PulseSurvey)[0].people == people


def test_what_cannot_be_one_teams_is_said_before_anything_changed(folder, desk):
    met = folder.add_session(session(teams=(desk.gone.id, desk.into.id)))
    with pytest.raises(RuleBroken, match=met.session.short_id):
        plan_merge(folder, desk.gone, desk.into)
    for counterpart in (desk.gone, desk.into):
        side = InterfaceSide(team=desk.other.id, counterpart=counterpart.id, practice=CHANGE)
        desk.files[3].put(side)
    folder.remove_session(met)
    with pytest.raises(RuleBroken, match="told about both"):
        plan_merge(folder, desk.gone, desk.into)
    desk.files[2].put(InterfaceSide(team=desk.into.id, counterpart=desk.gone.id, practice=CHANGE))
    with pytest.raises(RuleBroken, match="no team has a side with itself"):
        plan_merge(folder, desk.gone, desk.into)
    with pytest.raises(BadInput):
        plan_merge(folder, desk.into, desk.into)


def test_under_the_cover_of_a_merge_nothing_else_changes_in_a_closed_session(folder, desk):
    file = desk.files[0]
    (note,) = file.all(Observation)
    moved = (desk.gone.id, desk.into.id)
    for other in (
        replace(note, text="Else"),
        replace(note, visibility=Visibility.OPEN, room_yes=START.date()),
    ):
        with pytest.raises(RuleBroken), file.group("merge", team_moved=moved):
            file.put(other)


def test_two_teams_are_merged_by_command_after_a_yes(tmp_path):
    here = ("--workspace", tmp_path)
    run("programme", "new", "Better Together", "--organisation", "Harrowmere", *here)
    for name in ("Desk", "Service Desk"):
        run("team", "add", name, "--kind", "front_line", "--headcount", "9", *here)
    run("session", "new", "--team", "Desk", "--script", "listening-60", *here)
    asked = run("team", "merge", "Desk", "into", "Service Desk", *here, stdin="n\n")
    assert "1 session of Desk will be of Service Desk" in asked.output
    merged = answer(run("team", "merge", "Desk", "into", "Service Desk", "--yes", "--json", *here))
    assert merged["sessions"] == ["L-01"]
    assert "Service Desk" in run("session", "list", *here).output


def test_no_two_teams_of_a_programme_share_a_name(folder):
    desk = TEAM.add(folder, {"name": "Service Desk", "kind": "technical", "headcount": "9"})
    shop = TEAM.add(folder, {"name": "Print Shop", "kind": "technical", "headcount": "4"})
    taken = "There is a team called Service Desk already"
    for save in (
        lambda: TEAM.add(folder, {"name": "service desk", "kind": "technical", "headcount": "3"}),
        lambda: TEAM.change(folder, shop, {"name": "SERVICE DESK"}),
    ):
        with pytest.raises(RuleBroken, match=taken) as refused:
            save()
        assert refused.value.field == "name"
    assert folder.teams[shop.id].name == "Print Shop"
    assert TEAM.change(folder, desk, {"name": "Service desk"}).name == "Service desk"
    merge(plan_merge(folder, folder.teams[desk.id], shop))
    assert TEAM.add(folder, {"name": "Service Desk", "kind": "technical", "headcount": "3"}).id != desk.id


def test_two_that_share_a_name_since_earlier_can_be_changed(folder):
    first, _ = team(folder, "Desk"), team(folder, "Desk")
    assert TEAM.change(folder, first, {"headcount": "12"}).headcount == 12


def test_a_shared_name_is_refused_by_command_and_a_former_one_is_told(tmp_path):
    here = ("--workspace", tmp_path)
    run("programme", "new", "B", "--organisation", "H", *here)
    add = ("team", "add", "--kind", "technical", "--headcount", 9, *here)
    assert run(*add, "Service Desk").exit_code == 0
    refused = run(*add, "service desk")
    assert (refused.exit_code, "There is a team called Service Desk already" in refused.stderr) == (2, True)
    run("team", "change", "Service Desk", "--name", "Help Point", *here)
    assert "Help Point was called that before." in run(*add, "Service Desk").stderr


@pytest.mark.parametrize("status", sorted(LIVE), ids=str)
def test_teams_do_not_become_one_while_one_of_them_sits_in_a_session(folder, desk, status):
    file = folder.add_session(session(teams=(desk.gone.id,), status=status))
    before = told(folder)
    with pytest.raises(RuleBroken, match=f"{file.session.short_id} is going on"):
        plan_merge(folder, desk.gone, desk.into)
    assert told(folder) == before
