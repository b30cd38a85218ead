"""Groups by keyboard: a digit puts a line, n names, x dissolves; killed in the middle, nothing is lost."""

from __future__ import annotations

import shutil

from msgspec.structs import replace

from facilitator.insight.groups import groups_of
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.planning import planned_session
from tests.ui.test_lean_coffee import room_of, to, told


def planned(folder):
    """A lean coffee whose second segment groups the topics, and whose vote and talk go by groups."""
    coffee = folder.catalogue.script("lean-coffee")
    segments = tuple(
        replace(each, votes_on="groups", instruments=("groups", *each.instruments)) if each.votes_on else each
        for each in coffee.segments
    )
    team = next(iter(folder.teams.values()))
    return folder.add_session(
        planned_session(folder, [team], replace(coffee, segments=segments), folder.now())
    )


def shown(person):
    found = groups_of(person.live.records)
    return {each.group.title: [line.text for line in each.lines] for each in found.groups}, [
        each.text for each in found.single
    ]


async def test_lines_are_put_together_by_keys_and_the_room_sees_it(demo, sit_down, tmp_path):
    workspace, folder = demo
    file = planned(folder)
    async with sit_down(*demo) as person:
        person.app.navigation.open_session(file)
        await person.settle()
        await to(person, "topics")
        for line in (
            "Approvals by mail",
            "The pager rings",
            "An approval form",
            "Fewer alarms",
            "(Only ours",
        ):
            await person.enter(line)
        await to(person, "choose")
        assert "4 lines left" in person.words_of("SegmentHead")
        await person.press("tab")
        assert "“Approvals” as in “An approval form”" in person.words_of("GroupList")
        await person.press("enter")
        await person.type("Approvals")
        await person.press("enter")
        assert shown(person) == (
            {"Approvals": ["Approvals by mail", "An approval form"]},
            ["The pager rings", "Fewer alarms"],
        )
        await person.press("home", "space", "space", "n")
        await person.type("Nights")
        await person.press("enter")
        assert "every line is in a group" in person.words_of("SegmentHead")
        _, seen = room_of(person)
        assert "Nights" in seen
        assert "2 lines" in seen
        assert "Only ours" not in seen
        await person.press("end", "1")
        assert shown(person)[0] == {
            "Approvals": ["Approvals by mail", "An approval form", "Fewer alarms"],
            "Nights": ["The pager rings"],
        }
        await person.press("7")
        assert "There is no group 7." in person.text
        await person.press("home", "e", "ctrl+u")
        await person.type("nights")
        await person.press("enter")
        assert "Join the two groups?" in person.text
        await person.press("escape")
        shutil.copytree(workspace.root, tmp_path / "left")
    left = Workspace(tmp_path / "left", clock=folder.now)
    async with sit_down(left, left.programme()) as person:
        killed = next(each for each in person.folder.sessions if each.session.id == file.session.id)
        person.app.navigation.open_session(killed)
        await person.settle()
        assert [*shown(person)[0]] == ["Approvals", "Nights"]
        under = told(person.folder, killed)
        assert under["Approvals"] == ["Approvals by mail", "An approval form", "Fewer alarms"]
        assert under["Nights"] == ["The pager rings"]
        await person.press("tab", "home", "2")
        await person.choose("Join the two")
        assert shown(person) == (
            {"Nights": ["Approvals by mail", "The pager rings", "An approval form", "Fewer alarms"]},
            [],
        )
        await person.press("home", "down", "x")
        assert shown(person)[1] == ["Approvals by mail"]
        await person.press("1")
        assert shown(person)[1] == []
        await person.press("home", "x")
        assert shown(person)[0] == {}
        await person.press("ctrl+z")
        assert [*shown(person)[0]] == ["Nights"]
