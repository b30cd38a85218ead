"""Undo and redo of a meeting: told on the read-back line, across segments, and back to the same records."""

import msgspec

from facilitator.model.observation import Observation
from facilitator.model.registry import entities_of
from facilitator.model.session import Draft, OnScreen
from tests.ui.going import go


def everything(person):
    """Every record of the session by id, without times of change, half lines and what the window shows."""
    return {
        each.id: msgspec.structs.replace(each, changed=each.created)
        for kind in entities_of("session")
        if kind not in (Draft, OnScreen)
        for each in person.live.records.all(kind)
    }


class Story:
    """A meeting at the keyboard; remembers how the records were before each labelled change."""

    def __init__(self, person):
        self.person = person
        self.states = [everything(person)]
        self.labels = []

    async def does(self, *keys, label):
        """Press keys that make one change, which has that label."""
        await self.person.press(*keys)
        self.told(label)

    async def writes(self, line, label):
        await self.person.enter(line)
        self.told(label)

    def told(self, label):
        assert self.person.live.undo_label == label
        now = everything(self.person)
        assert now != self.states[-1], label
        self.states.append(now)
        self.labels.append(label)


async def meeting(person):
    """Notes, a merge, a split, the agenda, ideas, votes, places, actions: one change each."""
    await person.press("ctrl+t")
    story = Story(person)
    await story.writes("- the form is long +2", "note “the form is long”")
    await story.writes("- the form is too long", "note “the form is too long”")
    first = person.live.notes.last.number - 1
    await person.press("tab", "up")
    await story.does("plus", label=f"1 nod on note {first}")
    await person.press("space")
    await story.does("m", label=f"merge into note {first + 1}")
    await story.does("t", label=f"note {first + 1} taken apart")
    await person.press("t", "end")
    await person.type(" / and slow")
    await story.does("enter", label=f"note {first + 1} split into 2 parts")
    await story.does("x", label=f"note {taken(person)} taken out")
    await person.press("ctrl+r", "right", "right")
    await story.does("enter", label="new plan")
    await story.does("ctrl+n", label="on to Ideas")
    ideas = [idea.number for idea in person.live.ideas.all]
    await story.writes("One form for all", "idea “One form for all”")
    await story.writes("A form of one page", "idea “A form of one page”")
    await person.press("tab", "up", "space")
    await story.does("m", label=f"merge into idea {ideas[-1] + 2}")
    await story.does("ctrl+n", label="on to Vote")
    await vote(person, story, ideas[0])
    return story


async def vote(person, story, idea):
    vote = person.live.votes.newest_on()
    if vote is None:
        await story.does("tab", label="vote on ideas")
    else:
        await person.press("tab")
    await story.does("2", label=f"2 dots on idea {idea}")
    await story.does("plus", label=f"3 dots on idea {idea}")
    await story.does("f8", label="dots uncovered")
    await person.press("f7")
    await person.choose("impact and effort")
    await story.does("5", label=f"impact 5 for idea {idea}")
    await story.does("2", label=f"effort 2 for idea {idea}")
    await story.does("ctrl+n", label=f"on to {person.live.timing.agenda.following.title}")


def taken(person):
    return person.live.records.find(Observation, person.rows.key).number


async def test_undo_says_what_it_takes_back_and_redo_brings_the_same_back(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        story = await meeting(person)
        assert len(story.labels) >= 18
        for label, state in zip(reversed(story.labels), reversed(story.states[:-1]), strict=True):
            await person.press("ctrl+z")
            assert everything(person) == state, label
            assert f"Undone: {label}" in person.words_of("#below"), label
            assert "^Y brings it back" in person.words_of("#below")
        for label, state in zip(story.labels, story.states[1:], strict=True):
            await person.press("ctrl+y")
            assert everything(person) == state, label
            assert f"Back again: {label}" in person.words_of("#below"), label


async def test_a_change_after_undo_ends_what_could_come_back(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("ctrl+t")
        await person.enter("- one", "- two")
        await person.press("ctrl+z")
        await person.enter("- three")
        before = everything(person)
        await person.press("ctrl+y")
        assert everything(person) == before
        assert [note.text for note in person.live.notes.all][-2:] == ["one", "three"]


async def test_undo_of_a_move_keeps_the_half_typed_line(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("ctrl+t")
        segment = person.live.position.segment.key
        await person.type("half a line")
        await person.press("ctrl+n")
        assert person.line == ""
        await person.press("ctrl+z")
        assert person.live.position.segment.key == segment
        assert "Undone: on to Ideas" in person.words_of("#below")
        assert person.line == "half a line"
        await person.press("ctrl+y")
        assert person.line == ""
        await person.press("ctrl+t")
        assert person.line == "half a line"


async def test_somebody_new_who_went_with_their_yes_comes_back_with_it(demo, sit_down):
    def known():
        return "Omar" in {each.name for each in person.folder.people.values()}

    async with sit_down(*demo) as person:
        await go(person, "actions")
        action = person.live.actions.all[0]
        with person.live.desk.change("action 1 changed"):
            person.live.actions.say_yes_as(person.live.actions.set_owner(action, None), "Omar")
        for _ in range(2):
            await person.press("ctrl+z")
            assert not known()
            assert person.live.actions.all[0].owner == action.owner
            await person.press("ctrl+y")
            assert "Back again: action 1 changed" in person.words_of("#below")
            assert known()
            assert person.folder.people[person.live.actions.all[0].owner].name == "Omar"
