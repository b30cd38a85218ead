"""^Z takes back what this screen shows and nothing else, wherever it was done and however long ago."""

from datetime import timedelta

import msgspec

from facilitator.model.action import Action, ActionStatus
from facilitator.model.base import UNSTAMPED
from facilitator.model.person import Person
from facilitator.model.registry import entities_of
from facilitator.model.session import HEARD, SessionStatus
from facilitator.model.team import Team
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.follow_up import settle_action
from facilitator.workspace.integrity.check import check
from facilitator.workspace.people import facilitators_named
from facilitator.workspace.planning import planned_session
from tests.ui.going import end_the_meeting, go

PLACES = ("home", "sessions", "promises", "papers", "pulse")


def everything(folder):
    """Every record of the programme and of its sessions by id."""
    return {
        each.id: each
        for file in (folder.file, *folder.sessions)
        for kind in entities_of(file.kind)
        for each in file.all(kind)
    }


def open_action(folder):
    """An action of a session that was held which can be said to be done, and its file."""
    return next(
        (file, action)
        for file in folder.sessions
        for action in file.all(Action)
        if action.status is ActionStatus.STARTED and file.session.status is not SessionStatus.PAUSED
    )


def status_of(folder, action):
    return next(found for file in folder.sessions if (found := file.find(Action, action.id))).status


async def add_team(person, name):
    await person.press("4", "n")
    await person.type(name)
    await person.press("enter", "enter", "t", "enter")
    await person.type("9")
    await person.press("escape")
    assert any(team.name == name for team in person.folder.teams.values()), person.text


async def settle(person, action, says="It is done"):
    await person.press("3")
    await person.choose(action.text[:20])
    await person.choose(says)
    if says == "It is done":
        await person.press("enter", "enter")


async def test_what_was_changed_of_the_programme_elsewhere_stays(demo, sit_down):
    """A team, a person and their role: none of them is what these screens show."""
    workspace, folder = demo
    async with sit_down(workspace, folder) as person:
        await add_team(person, "Field Crew")
        facilitators_named(folder, "Kim Sato")
        with folder.file.group("a third person"):
            folder.file.put(Person(name="Third Person"))
        before = everything(folder)
        failing = []
        for place in PLACES:
            await person.press("1")
            await go(person, place)
            await person.press(*["ctrl+z"] * 4)
            told = "Nothing to undo here" in person.flow
            await person.press("ctrl+y")
            if not told or everything(folder) != before:
                failing.append(place)
        assert failing == []


async def test_in_promises_the_newest_answer_of_any_session_goes_and_is_named(demo, sit_down):
    workspace, folder = demo
    file, action = open_action(folder)
    async with sit_down(workspace, folder) as person:
        await add_team(person, "Field Crew")
        await settle(person, action)
        before = everything(folder)
        assert status_of(folder, action) is ActionStatus.DONE
        await person.press("ctrl+z")
        assert status_of(folder, action) is ActionStatus.STARTED
        named = f"Undone: {file.session.short_id}, action {action.number} “{action.text[:8]}"
        assert named in person.flow
        assert "Field Crew" in {team.name for team in folder.teams.values()}
        await person.press("ctrl+z")
        assert "Nothing to undo here" in person.flow
        assert "Field Crew" in {team.name for team in folder.teams.values()}
        await person.press("1", "ctrl+y")
        assert everything(folder).keys() == before.keys()
        assert status_of(folder, action) is ActionStatus.DONE


async def test_the_way_back_is_told_whole_however_long_the_name(demo, sit_down):
    async with sit_down(*demo, size=(80, 24)) as person:
        await add_team(person, "Field Crew " * 6 + "North")
        await person.press("ctrl+z")
        told = next(line for line in person.text.splitlines() if "Undone: team Field Crew" in line)
        assert told.rstrip().endswith("…   ^Y brings it back")


async def test_answers_to_two_sessions_go_back_in_the_order_they_were_given(demo, sit_down):
    workspace, folder = demo
    file, action = open_action(folder)
    elsewhere = next(each for each in folder.sessions if each.session.status in HEARD and each is not file)
    new = {"id": "", "number": 99, "ideas": (), "created": UNSTAMPED, "changed": UNSTAMPED}
    actions = [action, elsewhere.put(msgspec.structs.replace(action, text="Another thing to do", **new))]
    was = [each.status for each in actions]
    async with sit_down(workspace, folder) as person:
        await person.press("3")
        for action in actions:
            await settle(person, action)
        for back in (actions[1], actions[0]):
            assert status_of(folder, back) is ActionStatus.DONE
            await person.press("ctrl+z")
            assert status_of(folder, back) is was[actions.index(back)]
        for forth in actions:
            await person.press("ctrl+y")
            assert status_of(folder, forth) is ActionStatus.DONE


async def test_a_team_that_is_used_by_now_stays(demo, sit_down):
    """Taking back its making is a removal, and keeps the rules of removal."""
    workspace, folder = demo
    async with sit_down(workspace, folder) as person:
        await add_team(person, "Field Crew")
        crew = next(team for team in folder.teams.values() if team.name == "Field Crew")
        script = next(iter(folder.catalogue.scripts.values()))
        planned = folder.add_session(planned_session(folder, (crew,), script, folder.now()))
        await person.press("4", "ctrl+z")
        assert crew.id in folder.teams
        assert f"it is used in {planned.session.short_id}" in person.flow
        await person.press("escape")
        folder.remove_session(planned)
        await person.press("ctrl+z")
        assert crew.id not in folder.teams
        await person.press("2", "ctrl+z")
        assert "gone meanwhile" in person.flow
        await person.press("escape", "4", "ctrl+y", "2", "ctrl+z")
        assert [file.session.teams for file in folder.sessions].count((crew.id,)) == 1
    assert check(workspace).problems == ()


async def test_what_a_meeting_changed_later_is_not_taken_along(demo, sit_down):
    """The action was changed in the review after it was answered for: first that, then the answer."""
    workspace, folder = demo
    file, action = open_action(folder)
    settle_action(file, action, ActionStatus.DONE, "it runs", folder.today())
    with file.group("other words"):
        file.put(msgspec.structs.replace(file.find(Action, action.id), text="Other words"))
    async with sit_down(workspace, folder) as person:
        await person.press("3", "ctrl+z")
        assert "came after" in person.flow
        assert file.find(Action, action.id).text == "Other words"
        await person.press("escape")
        file.undo()
        await person.press("ctrl+z")
        assert file.find(Action, action.id) == action


async def test_what_was_done_long_ago_is_asked_about(demo, sit_down, clock):
    workspace, folder = demo
    file, action = open_action(folder)
    settle_action(file, action, ActionStatus.DONE, "it runs", folder.today())
    path = folder.path
    folder.close()
    clock.pass_time(timedelta(days=365).total_seconds())
    later = type(workspace)(workspace.root, clock=clock.now, as_of=clock.now().date())
    async with sit_down(later, later.open(path)) as person:
        await person.press("3", "ctrl+z")
        assert status_of(person.folder, action) is ActionStatus.DONE
        assert f"Take back: {file.session.short_id}, action {action.number}" in person.flow
        await person.press("escape")
        assert status_of(person.folder, action) is ActionStatus.DONE
        await person.press("ctrl+z")
        await person.choose("Take it back")
        assert status_of(person.folder, action) is ActionStatus.STARTED


async def test_another_windows_change_is_not_taken_back_unseen(demo, sit_down, clock):
    workspace, folder = demo
    async with sit_down(workspace, folder) as person:
        await add_team(person, "Field Crew")
        folder.file.close()
        other = RecordFile(folder.file.path, "programme", clock=lambda: clock.now() + timedelta(minutes=1))
        with other.group("team Other Crew"):
            other.put(Team(name="Other Crew", headcount=3))
        other.close()
        await person.press("ctrl+z")
        assert {"Field Crew", "Other Crew"} <= {team.name for team in folder.teams.values()}
        assert "Something else was done meanwhile" in person.flow


async def test_sessions_brings_back_what_was_deleted_or_changed_there(demo, sit_down, clock):
    workspace, folder = demo
    planned = next(file for file in folder.sessions if file.session.short_id == "L-04")
    teams = [folder.teams[id] for id in planned.session.teams]
    script = next(iter(folder.catalogue.scripts.values()))
    one, two = (folder.add_session(planned_session(folder, teams, script, folder.now())) for _ in range(2))
    async with sit_down(workspace, folder) as person:
        await person.press("2")
        await person.walk_to(one.session.short_id)
        await person.press("e", "tab")
        await person.write_over("By the sea")
        await person.press("ctrl+n")
        assert one.session.name == "By the sea", person.text
        clock.pass_time(60)
        await person.walk_to(two.session.short_id)
        await person.press("x")
        await person.choose("Delete it")
        number = two.session.number
        assert number not in [file.session.number for file in folder.sessions]
        await person.press("ctrl+z")
        assert number in [file.session.number for file in folder.sessions]
        await person.press("ctrl+z")
        assert one.session.name == ""
        assert f"Undone: {one.session.short_id}, set-up of the session" in person.flow


async def test_the_end_of_a_meeting_taken_back_in_the_review_leads_to_the_meeting(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await end_the_meeting(person)
        stack = len(person.app.screen_stack)
        await person.press("ctrl+z")
        assert type(person.screen).__name__ == "Runner"
        assert person.live.session.status is SessionStatus.PAUSED
        assert len(person.app.screen_stack) == stack


async def test_an_empty_workspace_has_nothing_to_take_back(empty, sit_down):
    async with sit_down(empty) as person:
        await person.press("ctrl+z", "ctrl+y")
        assert person.app._exception is None
        await person.type("Us")
        await person.press("enter")
        await person.type("Them")
        await person.press("enter", "enter", "enter")
        for place in "12345":
            await person.press(place, "ctrl+z", "ctrl+y")
            assert "Nothing to bring back here" in person.flow


async def test_an_action_gets_a_new_date_beside_its_first_one(demo, sit_down):
    workspace, folder = demo
    file, action = open_action(folder)
    async with sit_down(workspace, folder) as person:
        await settle(person, action, "A new date was agreed")
        await person.type("12 jun")
        await person.press("enter")
        moved = file.find(Action, action.id)
        assert (moved.due, moved.due_date.isoformat()[5:]) == (action.due, "06-12")
        assert moved.status is action.status
        await person.press("ctrl+z")
        assert file.find(Action, action.id).due_date == action.due_date
