"""A project at the table, answered in place."""

from datetime import date

from facilitator.insight.at_table import answers_of
from facilitator.model.project import (
    Answer,
    Bound,
    LifeCriterion,
    LifeStage,
    Project,
    ProjectSeat,
    TableItem,
    ValueCheck,
)
from facilitator.model.team import Team
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.records.projects import PROJECT
from tests.ui.going import go
from tests.ui.person import NARROW


def answer_of(person, name, item):
    project = next(each for each in person.folder.file.all(Project) if each.name == name)
    return next(each for each in answers_of(person.folder.file, project.id) if each.item is item)


async def test_items_are_answered_and_given_to_somebody_and_each_step_is_taken_back(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "table")
        for words in ("Library self-service", "5 yes  2 partly  4 no  1 ?", "Success: too early"):
            assert words in person.text
        await person.press(*["down"] * 4, "p", "enter")
        await person.type("Kofi")
        await person.press("enter", "tab", "tab")
        await person.type("15 may")
        await person.press("ctrl+n")
        given = answer_of(person, "Library self-service", TableItem.EXTRA)
        assert (given.answer, given.by) == (Answer.PARTLY, date(2026, 5, 15))
        assert person.folder.people[given.owner].name == "Kofi Lang"
        assert "Kofi Lang" in person.row_text()
        await person.press("a")
        assert "n/a" in person.row_text()
        await person.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert answer_of(person, "Library self-service", TableItem.EXTRA).answer is Answer.NO
        assert "not yet named" in person.row_text()


async def test_before_and_beside_stand_four_judgements_and_a_number_is_asked_for(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "table")
        assert "Five of seven open items have no owner." in person.text
        assert "first check Wed 16 Sep, second Sun 15 Nov" in person.text
        assert "Before: Timetabling 2025" in person.text
        await person.press("l")
        await person.type("contacts a day")
        await person.press("ctrl+n")
        assert "Number is still empty" in person.flow
        await person.type("15")
        await person.press("ctrl+n")
        assert "contacts a day" in person.text
        (chosen,) = person.folder.file.all(LifeCriterion)
        assert (chosen.stage, chosen.bound, chosen.number) == (LifeStage.ENDS, Bound.AT_MOST, 15)
        assert chosen.chosen_on == date(2026, 4, 9)
        await person.press("ctrl+z", "right")
        assert not person.folder.file.all(LifeCriterion)
        assert "no (over by 8 %)" in person.text
        assert "yes (reported, 3 departments)" in person.text


async def test_a_value_check_is_asked_for_on_its_day_and_goes_with_the_answer(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Fresh", "O", timezone="UTC")
    today = folder.today()
    live = date.fromordinal(today.toordinal() - 30)
    with folder.file.group("a project"):
        desk = folder.file.put(Team(name="Desk")).id
        project = folder.file.put(Project(name="X" * 500, go_live=live)).id
        folder.file.put(ProjectSeat(project=project, team=desk, since=live))
    async with sit_down(workspace, folder, size=NARROW) as person:
        await person.press("3")
        assert "Ask what XXX" in person.text
        await person.choose("Ask what XXX")
        assert "unanswered" in person.text
        await person.press("6")
        assert "ask what it is worth" in person.text
        await person.choose("ask what it is worth")
        await person.press("c", "ctrl+n")
        assert [each.on for each in person.folder.file.all(ValueCheck)] == [today]
        await person.press("6")
        assert "ask what it is worth" not in person.text
        await person.press("3")
        assert "Ask what XXX" not in person.text


async def test_a_project_that_needs_somebody_stands_first_and_stays_in_hand_while_it_is_answered(
    tmp_path, sit_down
):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Fresh", "O", timezone="UTC")
    with folder.file.group("projects"):
        desk = folder.file.put(Team(name="Desk")).id
        for name in ("Calm", "Needy"):
            project = folder.file.put(Project(name=name)).id
            if name == "Calm":
                folder.file.put(ProjectSeat(project=project, team=desk, since=folder.today()))
    assert [each.name for each in PROJECT.all(folder)] == ["Needy", "Calm"]
    async with sit_down(workspace, folder, size=NARROW) as person:
        await go(person, "table")
        await person.press("s")
        await person.type("Desk")
        await person.press("enter", "ctrl+n", "y")
        assert [each.name for each in PROJECT.all(folder)] == ["Calm", "Needy"]
        assert answer_of(person, "Needy", TableItem.INVITED).answer is Answer.YES
        assert "Needy" in person.text


async def test_without_a_project_every_key_does_nothing(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Fresh", "O", timezone="UTC")
    async with sit_down(workspace, folder, size=NARROW) as person:
        person.app.navigation.go_to_place("table")
        await person.press("y", "s", "l", "c", "w", "right", "enter")
        assert "No projects yet" in person.text
