"""How many keys the room waits for, pressed and counted one by one."""

import msgspec

from facilitator.live.capture.completion import complete
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.interaction import Interaction, TouchRole
from facilitator.model.ladder import Rung
from facilitator.model.observation import KINDS
from facilitator.ui.cheat_sheet import KEYSTROKES
from tests.ui.going import go, work_with

SAID = "They fill in a form"
PREPARED = (
    "change_enablement",
    "project_management",
    "problem_management",
    "knowledge_management",
    "incident_management",
    "release_management",
    "service_configuration_management",
    "monitoring_and_event_management",
    "information_security_management",
    "infrastructure_and_platform_management",
)
"""The ten practices that were prepared for Infrastructure and Cloud."""

MORE_AT_MOST = {"kind": 2, "practice": 4, "row": 6}


class Counted:
    """Counts the keys that go to the program while it is open."""

    def __init__(self, person):
        self.person = person
        self.presses = 0

    async def press(self, *keys):
        self.presses += len(keys)
        await self.person.press(*keys)

    async def type(self, text):
        self.presses += len(text)
        await self.person.type(text)


async def writing(person, *before):
    """Write the sentence after some other keys; return the presses beside its own letters, and the note."""
    counted = Counted(person)
    for keys in before:
        await (counted.type(keys) if len(keys) == 1 else counted.press(keys))
    await counted.type(SAID)
    await counted.press("enter")
    assert person.line == ""
    return counted.presses - len(SAID), person.live.notes.last


async def ready(person, folder):
    """A session with ten practices prepared, at the line."""
    file = next(file for file in folder.sessions if file.session.short_id == "L-04")
    with file.group("shortlist"):
        file.put(msgspec.structs.replace(file.session, shortlist=PREPARED, focus=()))
    await go(person, "runner")
    await person.press("ctrl+t")
    assert person.live.position.kind in KINDS


async def test_writing_takes_as_many_keys_as_the_cheat_sheet_says(demo, sit_down):
    async with sit_down(*demo) as person:
        await ready(person, demo[1])
        of_this_kind = await note_of_the_kind_in_hand(person)
        of_another = [await note_of(person, kind) for kind in KINDS.values()]
        under = [await note_under(person, practice) for practice in PREPARED]
        row = await row_of_the_touch_map(person)
        dots, sides = await dots_of_an_idea(person), await sides_of_two_teams(person)
    *in_the_room, _ = (
        effort.presses for effort in KEYSTROKES if "poll" not in effort.thing
    )  # tests/ui/test_poll.py
    assert [of_this_kind, max(of_another), max(under), row, dots, sides] == in_the_room
    assert of_this_kind == 1
    assert max(of_another) - of_this_kind <= MORE_AT_MOST["kind"]
    assert max(under) - of_this_kind <= MORE_AT_MOST["practice"]
    assert row <= MORE_AT_MOST["row"]


async def test_every_row_of_the_touch_map_ends_with_enter_whatever_its_role(demo, sit_down):
    async with sit_down(*demo) as person:
        await ready(person, demo[1])
        await work_with(person, "touch_map")
        first, second = (row.key for row in person.rows.rows[:2])
        await person.press("home", "n", "enter", "p", "5", "2", "1", "enter", "u", "enter")
        told = [person.live.touch.interaction(practice) for practice in (first, second)]
        assert [(each.role, each.rung) for each in told] == [
            (TouchRole.NONE, None),
            (TouchRole.PERFORMS, Rung.SCRIPTED),
        ]
        assert person.rows.rows[3].key == person.rows.key


async def note_of_the_kind_in_hand(person):
    kind = person.live.position.kind
    presses, note = await writing(person)
    assert (note.text, note.kind) == (SAID, kind)
    return presses


async def note_of(person, kind):
    presses, note = await writing(person, kind.sign)
    assert (note.text, note.kind) == (SAID, kind.key)
    return presses


async def note_under(person, practice):
    """The name is found in the list above the line, a letter or two after the #."""
    presses, note = await writing(person, *shortest_way_to(practice, person.live.line.context))
    assert (note.text, note.practice) == (SAID, practice)
    return presses


def shortest_way_to(practice, context):
    """Return the fewest keys that put the practice at the head of a line."""
    words = practice.split("_")
    ways = []
    for typed in {"#" + word[:length] for word in words for length in (0, 1, 2)}:
        names = [each.id for each in complete(typed, len(typed), context)]
        if practice in names:
            ways.append([*typed, *["down"] * names.index(practice), "tab"])
    return min(ways, key=len)


async def row_of_the_touch_map(person):
    """Role, importance, ease and rung of one practice, and on to the next."""
    await work_with(person, "touch_map")
    practice = person.rows.key
    assert (
        person.live.touch.interaction(practice) is None
        or not person.live.touch.interaction(practice).importance
    )
    counted = Counted(person)
    await counted.press("p", "5", "2", "1", "enter")
    told = person.live.touch.interaction(practice)
    assert isinstance(told, Interaction)
    assert (told.role, told.importance, told.ease, told.rung) == (
        *(TouchRole.PERFORMS, 5, 2),
        Rung.SCRIPTED,
    )
    assert person.rows.key != practice
    return counted.presses


async def dots_of_an_idea(person):
    """Its dots, and on to the next idea."""
    await work_with(person, "vote")
    first, counted = person.rows.key, Counted(person)
    await counted.press("3", "down")
    assert person.live.votes.dots_of(first) == 3
    assert person.rows.key != first
    return counted.presses


async def sides_of_two_teams(person):
    """From both teams to the one that is furthest."""
    file = person.screen.file
    desk = next(id for id, team in person.folder.teams.items() if team.name == "Service Desk")
    file.put(msgspec.structs.replace(file.session, teams=(*file.session.teams, desk)))
    await person.press("escape")
    counted = Counted(person)
    while person.live.sides.in_hand != desk:
        await counted.press("ctrl+a")
    return counted.presses


async def test_a_yes_to_an_idea_takes_as_many_keys_as_the_cheat_sheet_says(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.press("3")
        await person.walk_to("Answer idea 8")
        counted = Counted(person)
        await counted.press("enter", "1", "enter")
        ideas = person.session("L-03").all(ImprovementIdea)
        assert next(each for each in ideas if each.number == 8).status is IdeaStatus.ACCEPTED
    assert counted.presses == KEYSTROKES[-1].presses
