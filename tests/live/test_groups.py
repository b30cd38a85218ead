"""Named groups of lines: made, joined, dissolved; the lines stay, and votes and loops work on groups."""

from __future__ import annotations

import pytest

from facilitator.errors import RuleBroken
from facilitator.insight.groups import groups_of, sounds_alike
from facilitator.insight.script_lists import items_of
from facilitator.language.tables import spoken
from facilitator.language.word_forms import WordForms
from facilitator.live.instruments.groups import NoteGroups
from facilitator.model.audience import Visibility
from facilitator.model.group import NoteGroup
from facilitator.model.idea import VoteSubject
from facilitator.model.observation import Observation
from tests.live.test_loops import END, WRITE, clock, in_hand, led, part, say

__all__ = ["clock"]

GROUP = part("group", instruments=("groups",), capture=("topic",))
CHOOSE = part("choose", instruments=("list_vote",), votes_on="groups")
TALK = part("talk", 20, each="top:2", capture=("works",))
THROUGH = part("through", each="groups", capture=("works",))


@pytest.fixture
def live(tmp_path, clock):
    with led(tmp_path / "s.json", clock, WRITE, GROUP, CHOOSE, TALK, THROUGH, END) as live:
        yield live


def listed(live):
    segment = live.session.script.segment("choose")
    return [(each.number, each.words) for each in items_of("groups", segment, live.records)]


def shown(live):
    found = groups_of(live.records)
    return {each.group.title: [line.text for line in each.lines] for each in found.groups}, [
        each.text for each in found.single
    ]


def test_what_becomes_of_a_group_never_touches_its_lines_and_each_step_is_taken_back(live):
    a, b, c = say(live, "Alpha", "Beta", "Gamma")
    say(live, "(Only ours", "; For later")
    groups, before = NoteGroups(live.desk), live.records.all(Observation)
    first = groups.make("Greek", [a, b])
    second = groups.make("Other", [c])
    assert shown(live) == ({"Greek": ["Alpha", "Beta"], "Other": ["Gamma"]}, [])
    for wrong, todo in (
        (lambda: groups.make(" "), "Say in a few words"),
        (lambda: groups.make("GREEK"), "join the two"),
        (lambda: groups.rename(second, "greek"), "join the two"),
        (lambda: groups.join(first, first), "another one"),
    ):
        with pytest.raises(RuleBroken, match=todo):
            wrong()
    groups.rename(first, "greek letters")
    groups.put([b], second)
    assert shown(live)[0] == {"greek letters": ["Alpha"], "Other": ["Gamma", "Beta"]} or shown(live)[0] == {
        "greek letters": ["Alpha"],
        "Other": ["Beta", "Gamma"],
    }
    groups.join(first, second)
    assert [*shown(live)[0]] == ["Other"]
    with pytest.raises(RuleBroken, match="not there any more"):
        groups.put([a], first)
    groups.dissolve(second)
    assert shown(live) == ({}, ["Alpha", "Beta", "Gamma"])
    assert live.records.all(Observation) == before
    for _ in range(6):
        live.undo()
    assert shown(live) == ({}, ["Alpha", "Beta", "Gamma"])
    live.undo()
    assert [each.text for each in groups_of(live.records).single] == ["Alpha", "Beta", "Gamma"]


def test_votes_and_loops_work_on_groups_and_on_lines_in_none(live):
    a, b, _, d = say(live, "Alpha", "Beta", "Gamma", "Delta")
    groups = NoteGroups(live.desk)
    empty, first = groups.make("Nothing in it"), groups.make("Both", [a, b])
    assert listed(live) == [("1", "Both"), ("2", "Gamma"), ("3", "Delta")]
    live.course.go_to("choose")
    live.votes.open(VoteSubject.LIST, 4, 2, 2)
    live.votes.put_dots(first.id, 4, VoteSubject.LIST)
    live.votes.put_dots(d.id, 1, VoteSubject.LIST)
    live.course.next_segment()
    assert [in_hand(live), *(each.words for each in live.loops.ahead)] == ["Both", "Delta"]
    (said,) = say(live, "It takes long")
    assert (said.item, said.id in {each.id for each in groups_of(live.records).single}) == (first.id, False)
    groups.rename(first, "The two")
    assert in_hand(live) == "The two", "dots and lines stay with a group that has another name"
    groups.dissolve(first)
    assert in_hand(live) is None, "a group dissolved while it is in hand is nothing any more"
    live.course.next_part()
    assert in_hand(live) == "Delta"
    live.course.next_segment()
    assert [in_hand(live), *(each.words for each in live.loops.ahead)] == ["Alpha", "Beta", "Gamma", "Delta"]
    assert empty.title not in str(live.loops.ahead)


def test_a_line_that_goes_leaves_its_group_and_a_covered_name_covers_nothing_else(live):
    a, b = say(live, "Alpha", "Beta")
    groups = NoteGroups(live.desk)
    group = groups.make("Both", [a, b])
    live.editing.remove(a)
    live.editing.set_visibility(b, Visibility.FACILITATOR)
    assert (shown(live), listed(live)) == (({"Both": []}, []), [])
    live.editing.set_visibility(b, Visibility.TEAM)
    live.editing.set_visibility(live.records.find(NoteGroup, group.id), Visibility.FACILITATOR)
    assert (shown(live), listed(live)) == (({}, ["Beta"]), [("1", "Beta")])


def test_what_sounds_alike_is_told_by_the_words_that_are_shared(live):
    def alike(lines, group=()):
        for each in live.records.all(Observation):
            live.editing.remove(each)
        said = say(live, *lines)
        groups = NoteGroups(live.desk)
        for each in groups.all:
            groups.dissolve(each)
        if group:
            groups.make("Approvals", [said[number] for number in group])
        found = sounds_alike(groups_of(live.records), WordForms(spoken().search).telling)
        return [found[each.id].words if each.id in found else () for each in said]

    cases = (
        (("Two forms", "The form again"), [("forms",), ("form",)]),  # two forms of a word
        (("We do it so", "They do it so"), [(), ()]),  # short words
        (("What they need there", "What we need there"), [(), ()]),  # little words
        (("2024 it was", "2024 again"), [(), ()]),  # numbers
        (("The pager rings", "Alarms at night"), [(), ()]),  # other words for it
    )
    for lines, shared in cases:
        assert alike(lines) == shared, lines
    assert alike(("Mail everywhere", "An approval waits"), group=(0,)) == [(), ("approval",)]
    many = [f"Meeting number {each}" for each in "abcdefg"]
    assert alike(many) == [()] * 7, "a word in every line tells nothing"
