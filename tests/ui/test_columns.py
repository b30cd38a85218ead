"""Kinds side by side: start, stop, continue led to its end, killed in the middle, and its paper."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.documents.papers.action_plan import action_plan
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.live.capture.completion import complete
from facilitator.live.desk import SessionDesk
from facilitator.live.paper_entry.entry import enter, sheet_of
from facilitator.live.session import LiveSession
from facilitator.model import audience
from facilitator.model.audience import Visibility
from facilitator.model.observation import Observation
from facilitator.ui.room.drawing import Moment
from facilitator.ui.room.frame import frame
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.planning import planned_session
from facilitator.workspace.release.release import for_audience
from tests.ui.going import end_the_meeting

BEFORE = ("Pair on every release +5", "- Chasing approvals by mail +3", "= Cake on Fridays")
AFTER = ("Closing what nobody tested", "h: The pager rings at night", "( Only for us")
SAID = {
    "Start": ["Pair on every release"],
    "Stop": ["Chasing approvals by mail", "Closing what nobody tested"],
    "Continue": ["Cake on Fridays"],
}


def planned(folder, script="start-stop-continue"):
    team = next(iter(folder.teams.values()))
    return folder.add_session(planned_session(folder, [team], folder.catalogue.script(script), folder.now()))


def told(folder, file):
    """Return what the team's paper says under each heading."""
    released = for_audience(folder, audience.team(file.session.teams[0]), [file], preview=True)
    view = action_plan(released, released.sessions[0], load_words(Shelf(), "en"))
    assert "istening session" not in "".join((view["meta"], view["doc"]["basis"], view["doc"]["footer"]))
    own = [each for each in view["remarks"] if each["part"] == "own"]
    under = {name: [each["text"] for each in own if each["group"] == name] for name in view["headings"]}
    return under, {each["text"] for each in view["remarks"] if each["part"] == "hurts"}


async def test_start_stop_continue_is_led_to_its_end_and_a_stop_is_a_stop(demo, sit_down, tmp_path):
    workspace, folder = demo
    file = planned(folder)
    async with sit_down(*demo) as person:
        person.app.navigation.open_session(file)
        await person.settle()
        await person.press("ctrl+n")
        while person.live.position.key != "columns":
            await person.press("ctrl+n")
        await person.enter(*BEFORE)
        assert "Start" in person.words_of("SegmentHead")
        assert "What should we start?" in person.flow
        await person.press("f8")
        assert "What should we stop?" in person.words_of("#prompt")
        assert "- stop" in person.flow
        assert "goes to Stop" in person.flow
        assert "3 lines safe ✓" in person.flow
        person.screen._room.tell()
        await person.settle()
        shutil.copytree(workspace.root, tmp_path / "left")
    left = Workspace(tmp_path / "left", clock=folder.now)
    async with sit_down(left, left.programme()) as person:
        killed = next(each for each in person.folder.sessions if each.session.id == file.session.id)
        person.app.navigation.open_session(killed)
        await person.settle()
        assert (person.live.position.kind, person.live.position.question) == ("stop", 1)
        await person.enter(*AFTER)
        await person.press("f2")
        assert "What should we continue?" in person.words_of("#prompt")
        await person.press("f2", "tab", "right", "plus")
        (nodded,) = [each for each in person.live.notes.all if each.nods == 1]
        assert nodded.kind == "stop"
        await person.press("tab")
        while person.live.position.key != "close":
            await person.press("ctrl+n")
        await end_the_meeting(person)
        kinds = {note.text: note.kind for note in person.session(file.session.short_id).all(Observation)}
        assert kinds == {
            "Pair on every release": "start",
            "Chasing approvals by mail": "stop",
            "Cake on Fridays": "continue",
            "Closing what nobody tested": "stop",
            "The pager rings at night": "hurts",
            "Only for us": "private",
        }
        under, hurts = told(person.folder, killed)
        assert {name: sorted(lines) for name, lines in under.items()} == SAID
        assert hurts == {"The pager rings at night"}


def test_the_next_kind_is_the_next_column_and_after_the_last_the_first(led):
    _, _, live = led
    while live.position.key != "columns":
        live.course.next_segment()
    columns = live.position.segment.column_kinds
    assert live.position.kind == columns[0]
    assert [live.choices.cycle_kind() for _ in columns] == [*columns[1:], columns[0]]
    assert live.choices.cycle_kind(-1) == columns[-1]


WORDS = st.text("abcdefgh +-=(:", min_size=1, max_size=30).filter(str.strip)
KINDS = st.sampled_from(("start", "stop", "continue", "hurts", "private", "quote"))


@pytest.fixture
def led(demo, clock):
    """A session that stands at its columns, without a screen."""
    _, folder = demo
    file = planned(folder)
    live = LiveSession(SessionDesk(file, clock=clock, today=folder.today, teams=folder.teams))
    live.course.start()
    return folder, file, live


def test_a_filled_sheet_and_the_names_offered_know_the_signs_of_the_script(led):
    _, _, live = led
    (row,) = (row for part in sheet_of(live) if part.key == "heard" for row in part.rows)
    assert row.takes.startswith('w: h: > ? * m: ! " ; ( + - = words')
    enter(live, "+ …\n= Cake on Fridays\n- Chasing approvals\nm: the restore worked")
    kinds = [note.kind for note in live.notes.all]
    assert kinds == ["continue", "stop", "moment_of_truth"]
    context = replace(live.line.context, signs={"~": "stop"})
    assert [each.start for each in complete("~@infra", 7, context)] == [1]
    assert complete("_@infra", 7, context) == []


def seen(folder, file, instrument="columns", width=108):
    """Return all that the room reads of the session."""
    released = for_audience(folder, audience.room(*file.session.teams), [file])
    moment = Moment("Columns", "What should we stop?", instrument, segment="columns", kind="stop")
    drawn = frame(released, released.sessions[0], moment)
    return "\n".join(line.plain for row in drawn.rows for line in row.draw(width))


def test_no_frame_of_the_room_holds_what_it_may_not_read(led):
    folder, file, live = led

    @settings(max_examples=25)
    @given(st.lists(st.tuples(WORDS, KINDS, st.booleans()), max_size=8), st.sampled_from((76, 108)))
    def hold(lines, width):
        for note in live.notes.all:
            file.remove(note)
        hidden = []
        for number, (text, kind, closed) in enumerate(lines):
            note = live.notes.add(f"{text.strip()} x{number}x", kind, segment="columns")
            if closed or note.visibility is Visibility.FACILITATOR:
                live.editing.set_visibility(note, Visibility.FACILITATOR)
                hidden.append(f"x{number}x")
        shown = seen(folder, file, width=width)
        assert [mark for mark in hidden if mark in shown] == []

    hold()


def test_the_room_sees_the_last_three_of_each_column_and_how_many_came_before(led):
    folder, file, live = led
    for number in range(5):
        live.notes.add(f"line {number}", "stop", segment="columns")
    live.notes.add("not for you", "stop", segment="columns")
    live.editing.set_visibility(live.notes.last, Visibility.FACILITATOR)
    shown = seen(folder, file)
    assert "2 earlier" in shown
    assert [number for number in range(5) if f"line {number}" in shown] == [2, 3, 4]
    assert "not for you" not in shown
