"""The three stages on the screen, and by plain commands."""

from facilitator.model.curiosity import Curiosity
from facilitator.workspace.planning import planned_session
from tests.cli.command_line import answer, run
from tests.ui.going import go
from tests.ui.person import NARROW


async def test_a_sign_is_marked_when_it_happens_and_taken_back(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "stages")
        await person.walk_to("Infrastructure and Cloud")
        assert "one of four signs" in person.text
        await person.press("c")
        await person.type("Service Desk")
        await person.press("enter", "ctrl+n")
        assert "two of four signs" in person.text
        assert [each.about for each in person.folder.file.all(Curiosity)] == [""]
        await person.press("ctrl+z")
        assert "one of four signs" in person.text
        await person.press("enter")
        assert "Change over sessions" in person.text or "has been heard once" in person.flow


def test_no_sign_is_asked_before_a_session_is_planned(demo):
    _, folder = demo
    for team in folder.teams.values():
        for key in folder.catalogue.scripts:
            assert planned_session(folder, [team], folder.catalogue.script(key), folder.now())


def test_the_same_is_said_by_command(tmp_path):
    places = ("--workspace", str(tmp_path / "w"))
    run("demo", "--into", str(tmp_path / "w"))
    said = run(*places, "stage", "list").stdout
    assert "4 teams heard" in said
    assert "never a lock" in said
    assert "due today 14:00" in run(*places, "stage", "show", "Infra").stdout
    given = ("--other", "Service Desk", "--on", "2026-04-09", "--about", "how they sort tickets")
    assert run(*places, "stage", "asked", "add", "Infra", *given).exit_code == 0
    same = run(*places, "stage", "asked", "add", "Infra", "--other", "Infra", "--on", "2026-04-09")
    assert "another team" in same.stderr
    assert answer(run(*places, "stage", "show", "Infra", "--json"))["signs"]["asked"] is True
