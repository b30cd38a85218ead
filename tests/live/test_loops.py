"""Loops: a part for each item of a list that grows and shrinks meanwhile; and dots on any list."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import RuleBroken
from facilitator.insight.script_lists import item_named, items_of, rule_in, voted_items
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.audience import Visibility
from facilitator.model.idea import VoteSubject
from facilitator.model.script import KindSpec, Script, ScriptAudience, Segment, Stage, VoteBy, VoteRule
from facilitator.model.script_lists import list_named
from facilitator.model.session import SegmentRun
from facilitator.workspace.folder.session_files import SessionFile
from tests.clock import FakeClock
from tests.making import session
from tests.tables import for_each
from tests.workspace.listening import TEAMS

LIST = VoteSubject.LIST
TOPIC = KindSpec(key="topic", label="topic", sign="*")


@pytest.fixture
def clock():
    return FakeClock()


def part(key, minutes=10, **given):
    usual = {"title": key.title(), "short_title": key.title(), "minimum": 1, "turn": 1}
    return Segment(key=key, minutes=minutes, **(usual | given))


WRITE = part("write", capture=("topic",))
CHOOSE = part("choose", instruments=("list_vote",), votes_on="notes:topic", vote=VoteRule(each=2, most=2))
TALK = part("talk", 20, each="top:2", part_minutes=8, capture=("works",))
END = part("end")


@contextmanager
def led(path, clock, *segments):
    """A session of four people that stands at the first of these segments."""
    script = Script(
        key="loop",
        title="Loop",
        audience=ScriptAudience.ANY,
        stage=Stage.REVIEW,
        minutes=sum(each.minutes for each in segments),
        kinds=(TOPIC,),
        segments=segments,
    )
    with closing(SessionFile(path, clock=clock.now)) as file:
        file.put(session(script=script, minutes=script.minutes, teams=(TEAMS[0].id,)))
        live = LiveSession(SessionDesk(file, clock=clock, today=date(2026, 3, 12), teams=TEAMS))
        live.course.start()
        yield live


def say(live, *lines):
    return [live.line.capture(line) for line in lines]


def in_hand(live):
    item = live.loops.in_hand
    return item.words if item is not None else None


@pytest.fixture
def live(tmp_path, clock):
    with led(tmp_path / "s.json", clock, WRITE, CHOOSE, TALK, END) as live:
        yield live


def vote(live, dots):
    live.course.go_to("choose")
    live.votes.open(LIST, 4, 2, 2)
    for note, count in dots.items():
        live.votes.put_dots(note.id, count, LIST)


def test_the_first_of_a_vote_come_in_the_order_of_the_room_and_a_tie_at_the_cut_takes_both(live):
    a, b, c, d = say(live, "Alpha", "Beta", "Gamma", "Delta")
    vote(live, {b: 4, a: 1, d: 1})
    live.course.next_segment()
    assert live.session.script.segment("talk").each == "top:2"
    assert [in_hand(live), *(each.words for each in live.loops.ahead)] == ["Beta", "Alpha", "Delta"]
    assert c.text not in str(live.loops.ahead)
    assert (live.timing.agenda.current.part_allotted, live.timing.agenda.current.parts) == (480.0, 3)


def test_lines_stand_with_the_item_in_hand(live):
    a, b = say(live, "Alpha", "Beta")
    vote(live, {a: 2, b: 1})
    live.course.next_segment()
    (one,) = say(live, "It takes long")
    live.course.next_part()
    (two,) = say(live, "It costs")
    assert (one.item, two.item, live.loops.notes_in_hand()) == (a.id, b.id, (two,))
    live.course.previous_segment()
    (three,) = say(live, "In no loop")
    assert (three.item, live.loops.in_hand, live.loops.notes_in_hand()) == ("", None, ())


def test_the_list_grows_and_shrinks_while_it_is_gone_through(tmp_path, clock):
    with led(
        tmp_path / "s.json", clock, WRITE, part("talk", each="notes:topic", capture=("topic",)), END
    ) as live:
        _, b, c = say(live, "Alpha", "Beta", "Gamma")
        live.course.next_segment()
        say(live, "Delta")  # typed while one talks about the first
        live.editing.remove(b)
        assert [each.words for each in live.loops.ahead] == ["Gamma", "Delta"]
        live.course.next_part()
        assert (in_hand(live), live.timing.agenda.current.part) == ("Gamma", 1)
        live.editing.remove(c)
        assert in_hand(live) is None, "an item that is taken out while it is in hand is nothing any more"
        live.course.next_part()
        assert in_hand(live) == "Delta"
        with pytest.raises(RuleBroken, match="the last part"):
            live.course.next_part()
        live.undo()
        live.undo()
        live.undo()
        assert in_hand(live) == "Alpha"


def test_a_loop_over_nothing_waits_for_the_first(tmp_path, clock):
    with led(tmp_path / "s.json", clock, part("talk", each="notes:topic", capture=("topic",)), END) as live:
        assert (in_hand(live), live.loops.ahead) == (None, ())
        with pytest.raises(RuleBroken, match="the last part"):
            live.course.next_part()
        say(live, "Alpha")
        live.course.next_part()
        assert (in_hand(live), live.timing.agenda.current.part) == ("Alpha", 1)
        live.course.next_segment()
        assert live.position.key == "end"


def test_nobody_voted_so_nothing_was_chosen(live):
    say(live, "Alpha")
    live.course.go_to("talk")
    assert (in_hand(live), live.loops.ahead) == (None, ())


def test_what_the_room_parks_is_kept_as_parked(live):
    a, b = say(live, "Alpha", "Beta")
    vote(live, {a: 2, b: 1})
    live.course.next_segment()
    live.course.next_part(park=True)
    live.course.park_last()
    runs = [run for run in live.records.all(SegmentRun) if run.segment == "talk"]
    assert [(run.item, run.parked) for run in runs] == [(a.id, True), (b.id, True)]


def test_another_program_finds_the_item_in_hand(tmp_path, clock):
    path = tmp_path / "s.json"
    with led(path, clock, WRITE, CHOOSE, TALK, END) as live:
        a, b = say(live, "Alpha", "Beta")
        vote(live, {a: 2, b: 1})
        live.course.next_segment()
        live.course.next_part()
    with closing(SessionFile(path, clock=clock.now)) as file:
        again = LiveSession(SessionDesk(file, clock=clock, today=date(2026, 3, 12), teams=TEAMS))
        again.course.recover()
        assert (in_hand(again), again.timing.agenda.current.part) == ("Beta", 1)


@for_each(
    "case",
    [
        (("Monday", "Tuesday", "Monday"), ["Monday", "Tuesday"]),
        ("people:3", ["Seat 1", "Seat 2", "Seat 3"]),
        ("questions", []),
        ("ideas", ["Ask less"]),
        ("notes", ["Alpha", "It works"]),
        ("notes:topic", ["Alpha"]),
        ("no list", []),
    ],
    ids=lambda case: str(case[0]),
)
def test_each_kind_of_list_has_its_items_and_none_that_only_we_see(case, tmp_path, clock):
    written, wanted = case
    with led(tmp_path / f"{abs(hash(written))}.json", clock, WRITE, END) as live:
        live.ideas.add("Ask less")
        say(live, "Alpha", "w: It works", "( Only we see this", "q: Somebody said it")
        here = msgspec.structs.replace(END, each=written)
        found = items_of(written, here, live.records)
        assert [each.words for each in found] == wanted
        assert all(item_named(each.key, here, live.records) == each for each in found)


def test_dots_on_options_are_shown_in_their_order_once_they_are_shown(tmp_path, clock):
    days = part("days", instruments=("list_vote",), votes_on=("Monday", "Friday"))
    with led(tmp_path / "s.json", clock, days, END) as live:
        live.votes.open(LIST, 2)
        live.votes.put_dots("Friday", 3, LIST)
        assert [each.words for each in voted_items(days, live.records)] == ["Monday", "Friday"]
        live.votes.reveal(True, LIST)
        assert [each.words for each in voted_items(days, live.records)] == ["Friday", "Monday"]
        live.course.next_segment()
        assert live.votes.newest_on(LIST) is None, "another segment has a vote of its own"


def test_what_a_vote_chose_is_voted_on_again_and_gone_through(tmp_path, clock):
    days = part("days", instruments=("list_vote",), votes_on=("Monday", "Friday", "Sunday"))
    again = part("again", instruments=("list_vote",), votes_on="top:2", vote=VoteRule(by=VoteBy.HANDS))
    with led(tmp_path / "s.json", clock, days, again, part("talk", each="top:1"), END) as live:
        live.votes.open(LIST, 4, 3, 2)
        for day, count in (("Friday", 3), ("Sunday", 2), ("Monday", 1)):
            live.votes.put_dots(day, count, LIST)
        live.course.next_segment()
        assert [each.words for each in voted_items(again, live.records)] == ["Friday", "Sunday"]
        rule = rule_in(again, live.records)
        assert (rule.each, rule.most) == (2, 1), "of a show of hands one for each item there is"
        live.votes.open(LIST, 4, rule.each, rule.most)
        live.votes.put_dots("Sunday", 4, LIST)
        with pytest.raises(RuleBroken, match="4 are left for this one"):
            live.votes.put_dots("Friday", 5, LIST)
        live.votes.put_dots("Friday", 1, LIST)
        live.course.next_segment()
        assert (in_hand(live), live.loops.ahead) == ("Sunday", ())


def test_nothing_only_we_see_becomes_an_item_afterwards(live):
    (a,) = say(live, "Alpha")
    live.editing.set_visibility(a, Visibility.FACILITATOR)
    assert item_named(a.id, TALK, live.records) is None
    assert voted_items(CHOOSE, live.records) == ()


@given(st.text(max_size=12))
def test_any_word_names_a_list_or_none(word):
    named = list_named(word)
    assert named is None or named.number <= 99


@given(st.lists(st.sampled_from(("say", "next", "out", "undo", "redo")), max_size=12))
def test_whatever_happens_the_item_in_hand_is_one_of_the_list_or_nothing(tmp_path_factory, steps):
    path = tmp_path_factory.mktemp("loop") / "s.json"
    talk = part("talk", each="notes:topic", capture=("topic",))
    with led(path, FakeClock(), talk, END) as live:
        for number, step in enumerate(steps):
            before = in_hand(live)
            if step == "say":
                say(live, f"Topic {number}")
            elif step == "next" and live.loops.ahead:
                live.course.next_part()
                assert in_hand(live) not in (None, before)
            elif step == "out" and live.notes.last is not None:
                live.editing.remove(live.notes.last)
            elif step == "undo" and live.undo_label not in (None, "start of the session"):
                live.undo()
            elif step == "redo":
                live.redo()
            row = live.timing.agenda.current
            assert in_hand(live) in (None, *(note.text for note in live.notes.all))
            assert row is None or 0 <= row.part < row.parts
