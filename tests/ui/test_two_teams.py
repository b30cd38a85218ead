"""Two teams in one session with the keyboard alone: planned, one key for the side, corrected, killed."""

from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import Interaction, InterfaceSide
from facilitator.model.observation import Observation
from facilitator.model.team import Team
from facilitator.ui.runner.runner import Runner
from facilitator.workspace.folder.workspace import Workspace
from tests.ui.person import NARROW, USUAL


def a_programme(tmp_path):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Better Together", "H", timezone="UTC")
    for name, short in (
        ("Infrastructure and Cloud", "Infra"),
        ("Service Desk", "Desk"),
        ("Applications", "Apps"),
    ):
        folder.file.put(Team(name=name, short_name=short, headcount=9))
    return workspace, folder


async def plan_both(person):
    """Plan a session of the desk with the infrastructure team, now, and begin it."""
    await person.press("n")
    await person.choose("Service Desk")
    await person.choose("60 minutes")
    await person.press("n")  # it starts now
    for _ in range(9):
        if any("second" in (part.id or "") for part in person.screen.focused.ancestors_with_self):
            break
        await person.press("tab")
    await person.press("I", "enter", "enter")
    await person.press("ctrl+n")


async def test_two_teams_are_planned_led_and_corrected_by_keys(tmp_path, sit_down):
    workspace, folder = a_programme(tmp_path)
    async with sit_down(workspace, folder, size=NARROW) as person:
        await plan_both(person)
        assert isinstance(person.screen, Runner)
        (file,) = folder.sessions
        desk, infra = file.session.teams
        assert [folder.teams[id].short_name for id in (desk, infra)] == ["Desk", "Infra"]
        assert "○" in person.text
        assert "◐ both teams" in person.text
        await person.press("ctrl+a")
        await person.enter("- tickets say only slow")
        await person.press("ctrl+a")
        assert "● Infra" in person.text
        await person.enter("- we ring a friend @desk")
        await person.press("ctrl+a")
        await person.enter("+ we both care")
        notes = {note.text: note.team for note in file.all(Observation)}
        assert notes == {"tickets say only slow": desk, "we ring a friend": infra, "we both care": None}
        await person.press("up")
        assert "◐ we both care" in person.row_text()
        await person.press("b")
        assert "○ we both care" in person.row_text()
        await person.press("ctrl+z")
        assert "◐ we both care" in person.row_text()


async def test_ideas_scores_and_other_sides_belong_to_the_side_in_hand(tmp_path, sit_down):
    workspace, folder = a_programme(tmp_path)
    async with sit_down(workspace, folder, size=USUAL) as person:
        await plan_both(person)
        (file,) = folder.sessions
        desk, infra = file.session.teams
        await person.press("f7")
        await person.choose("touch map")
        assert "○ Desk" in person.text
        await person.press("tab")
        await person.press("p", "w", "4", "2", "1")
        await person.press("ctrl+a", "p", "d", "5", "3", "2")
        eases = {each.team: each.ease for each in file.all(Interaction)}
        assert eases == {desk: 2, infra: 3}
        await person.press("t")
        await person.choose("Service Desk")
        assert "From Infra" in person.text
        await person.press("ctrl+n")
        (side,) = file.all(InterfaceSide)
        assert (side.team, side.counterpart, side.ease) == (infra, desk, 3)
        await person.press("b")
        assert "told of it, too" in person.text
        await person.press("down", "left", "left", "left", "left", "o", "b")
        assert sorted(each.team == desk for each in file.all(Interaction)) == [False, True, True]
        await person.press("escape", "f7")
        await person.choose("ideas")
        await person.enter("one calendar")
        (idea,) = file.all(ImprovementIdea)
        assert idea.team == infra
        await person.press("tab", "b")
        assert file.all(ImprovementIdea)[0].team is None
        await person.press("ctrl+z")
        assert file.all(ImprovementIdea)[0].team == infra


async def test_the_room_reads_both_names_and_the_review_corrects(tmp_path, sit_down):
    workspace, folder = a_programme(tmp_path)
    async with sit_down(workspace, folder, size=USUAL) as person:
        await plan_both(person)
        await person.press("ctrl+a")
        await person.enter("- tickets say only slow")
        await person.press("f3")
        assert "Service Desk and Infrastructure and Cloud" in person.text
        await person.press("escape")
        await person.command("end the meeting")
        await person.choose("End the meeting")
        await person.walk_to("tickets say only slow")
        await person.press("b")
        assert "● tickets" in person.row_text()
        await person.press("ctrl+z")
        assert "○ tickets" in person.row_text()


async def test_a_late_remark_is_one_teams_unless_both_said_it(tmp_path, sit_down):
    workspace, folder = a_programme(tmp_path)
    async with sit_down(workspace, folder, size=USUAL) as person:
        await plan_both(person)
        await person.command("end the meeting")
        await person.choose("End the meeting")
        await person.press("i")
        assert "both teams" in person.text
        await person.type("it got better since")
        await person.press("ctrl+n")
        (note,) = folder.sessions[0].all(Observation)
        assert note.team == folder.sessions[0].session.teams[0]


async def test_the_side_in_hand_is_there_when_the_program_opens_again(tmp_path, sit_down):
    workspace, folder = a_programme(tmp_path)
    async with sit_down(workspace, folder, size=USUAL) as person:
        await plan_both(person)
        await person.press("ctrl+a", "ctrl+a")
        person.screen._room.tell()
        await person.settle()
    again = workspace.open(folder.path)
    async with sit_down(workspace, again, size=USUAL) as person:
        await person.press("c")
        assert "● Infra" in person.text
        await person.enter("- nobody tells us")
        (note,) = again.sessions[0].all(Observation)
        assert note.team == again.sessions[0].session.teams[1]
