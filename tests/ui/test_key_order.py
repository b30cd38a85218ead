"""Keys act in the order they were pressed, on what the earlier ones left behind.

What one write of many keys leaves in the files is held against the same keys pressed one by one, with a
rest after each.
"""

import asyncio
import os
import threading
import time

import pytest
from textual import events

from facilitator.model.observation import Observation
from facilitator.ui import input_queue
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.input_queue import InputQueue
from facilitator.ui.room.projector import Projector, ProjectorApp
from facilitator.ui.widgets.capture_line import CaptureInput
from facilitator.ui.widgets.row_list import RowList
from facilitator.workspace.folder.demo import open_demo
from tests.ui.bursts import (
    BACKSPACE,
    DELETE,
    DOWN,
    END,
    ENTER,
    ESCAPE,
    F2,
    F4,
    F5,
    F6,
    F7,
    F8,
    HOME,
    LEFT,
    PAGE_DOWN,
    RIGHT,
    TAB,
    UP,
    click,
    ctrl,
    feed,
    pasted,
    send,
    send_slowly,
    told_apart,
    written,
)
from tests.ui.person import NARROW, Person, sitting_at

pytestmark = pytest.mark.paced

TWO_LINES = "two\nthree"
CARRY_ON = f"c{F5}"
TO_TOUCH_MAP = f"{F7}{DOWN * 3}{ENTER}{TAB}"
TO_VOTE = f"{F7}{DOWN * 5}{ENTER}"
TO_IMPACT = f"{F7}{DOWN * 6}{ENTER}"
TO_READ_BACK = f"{F7}{DOWN * 8}{ENTER}"

SLIP = f"{ENTER}12345-{BACKSPACE}1234{BACKSPACE * 2}345123{ENTER}"

IN_THE_LINE = (
    f"abc{ENTER}def{ENTER}- ghi{ENTER}",
    f"{ctrl('t')}one{ENTER}{F2}two{ENTER}{F2}three{F6}cha{ENTER}{ENTER}four{F6}{ENTER}{ENTER}",
    f"abcd{BACKSPACE * 2}x{HOME}y{END}z{LEFT}{LEFT}w{ENTER}",
    f"#ch{TAB} waits for the board{ENTER}#inc{DOWN}{TAB} phones{ENTER}",
    f"half{ESCAPE}whole{ENTER}{ESCAPE} and more{ENTER}",
    f"before {pasted('one')} after{ENTER}{pasted(TWO_LINES)}four{ENTER}",
    f"ab{F4}x{F4}c{ENTER}def{ENTER}",  # the screen is blanked meanwhile
    f"abc{ENTER}{TAB}{click(60, 14)}+{click(60, 28)}ghi{ENTER}",
    f"abc{ENTER}{TAB}{DELETE}{ENTER}{ENTER}{TAB}def{ENTER}",
    f"abc{ENTER}def{ENTER}{UP}x{UP}x{TAB}ghi{ENTER}",
    f"abc{ENTER}def{ENTER}{ctrl('z')}ghi{ENTER}{ctrl('z')}{ctrl('y')}",
)
IN_THE_MAP = (
    f"p521{ENTER}c432{ENTER}n{ENTER}n{PAGE_DOWN}p33{TAB}typed{ENTER}",
    f"{TAB}{HOME}" + "".join(f"p{a}{b}1{DOWN}" for a in "123" for b in "45"),
    f"{F8}112233{BACKSPACE}4{ENTER}{DOWN}{F8}55{ESCAPE}p5",
)
OVER_IT = (
    f"abc{ENTER}{TAB}{F7}xxx{ESCAPE * 2}{TAB}xyz{ENTER}",  # a dialog opens
    f"\x1bOP{ESCAPE}abc{ENTER}\x1bOPxyz{ESCAPE}def{ENTER}",  # the help
    f"abc{ENTER}{ctrl('p')}another kind{ENTER}{ENTER}def{ENTER}",  # the palette
    f"{F7}{ENTER}{ENTER}abc{ENTER}{F7}{DOWN * 3}{ENTER * 2}{TAB}p5",  # two Enters
)

BURSTS = {
    "in the line": CARRY_ON + "".join(IN_THE_LINE),
    "in the touch map": CARRY_ON + TO_TOUCH_MAP + "".join(IN_THE_MAP),
    "what opens over it": CARRY_ON + "".join(OVER_IT),
    "segments": f"{CARRY_ON}one{ENTER}{ctrl('n')}two{ENTER}{ctrl('n')}three{ENTER}{ctrl('t')}four{ENTER}",
    "one dialog after the other": f"n{ENTER}{ENTER}{TAB * 2}Room 4{ctrl('n')}",
    "a form": f"4tNight shift{TAB}{RIGHT}{TAB}7{ctrl('n')}{END}{ENTER}{END}s{ENTER}{ctrl('n')}",
    "the form opens": f"4tExtra hands{TAB * 2}5{ctrl('n')}tMore{ESCAPE}tMany{TAB * 2}9{ctrl('n')}",
    "places": f"2{END}{UP}1345{DOWN}{UP}1c{F5}{ctrl('t')}abc{ENTER}",
    "taken out": f"2{HOME}{DOWN * 2}r{DOWN}xy{ENTER}xy{ENTER}",
    "redacted": f"2{END}{UP}r{DOWN}{DELETE}{f'{DOWN}{ENTER}' * 3}{DOWN}xy{ENTER}",
    "pulse": f"u{TAB}o{ENTER * 4}t{ENTER}4" + "12345-1234512" + ENTER + "5555544444333" + ENTER + ESCAPE,
    "one by one": f"u{TAB}o{ENTER * 4}k{ENTER * 2}{F6 * 2}{SLIP * 6}{F6}1c{F5}{ctrl('t')}abc{ENTER}",
}
"""What is sent, by what it shows. One start serves all that is done in one place."""

ENDS_IN = {
    "one dialog after the other": "FormDialog",
    "a form": "RecordList",
    "the form opens": "Choose",
    "taken out": "Review",
    "redacted": "Review",
    "pulse": "Pulse",
}
"""The screen in front at the end, where that is not the running session."""


async def done(tmp_path, clock, name, sent, sending):
    workspace, folder = open_demo(tmp_path / name, clock=clock.now)
    try:
        async with sitting_at(workspace, folder, clock) as person:
            await sending(person, sent)
            return written(person), person.text, [type(each).__name__ for each in person.app.screen_stack]
    finally:
        folder.close()


@pytest.mark.parametrize("name", BURSTS)
async def test_keys_in_one_write_do_what_they_do_one_by_one(name, tmp_path, clock):
    slow = await done(tmp_path, clock, "slow", BURSTS[name], send_slowly)
    quick = await done(tmp_path, clock, "quick", BURSTS[name], send)
    assert not told_apart(slow[0], quick[0])
    assert slow[2] == quick[2]
    assert slow[2][-1] == ENDS_IN.get(name, "Runner"), slow[1]  # else a dialog took what was meant for others


async def test_what_is_sent_to_the_line_and_the_map_arrives_there(demo, sit_down):
    async with sit_down(*demo) as person:
        before = len(person.session("L-04").all(Observation))
        await send(person, BURSTS["in the line"])
        texts = [note.text for note in person.session("L-04").all(Observation)][before:]
        assert {"four", "yabwxz", "whole", "half and more", "before one after"} <= {*texts}


async def test_a_saved_line_takes_away_only_what_was_submitted(demo, sit_down):
    async with sit_down(*demo) as person:
        await send_slowly(person, f"{CARRY_ON}{ctrl('t')}")
        field = person.screen.query_one(CaptureInput)
        field.value = "first"
        await field.action_submit()
        field.insert_text_at_cursor(" second")
        await person.settle()
        assert person.live.notes.last.text == "first"
        assert person.line == " second"


async def test_two_answers_to_one_question_close_nothing_behind_it(demo, sit_down):
    answers = []
    async with sit_down(*demo) as person:
        await send_slowly(person, CARRY_ON)
        runner = person.screen
        question = Ask("Which?", "Choose one.", (("a", "this"), ("b", "that")))
        await person.app.push_screen(question, answers.append)
        rows = question.query_one(RowList)
        rows.action_choose()
        rows.action_choose()
        await person.settle()
        assert person.screen is runner
        assert answers == ["a"]


async def test_the_window_of_the_room_takes_its_keys_in_order(demo, clock):
    app = ProjectorApp(demo[1], clock=clock)
    async with app.run_test(size=NARROW) as pilot:
        person = Person(app, pilot, clock)
        await send(person, f"{F4}q{F4}{ESCAPE}{F4}q")
        assert app.is_running
        assert isinstance(app.screen, Projector)
        await send(person, f"{F4}xq{F4}")
        assert not app.is_running


async def test_the_line_does_not_wait_for_a_disk_that_does_not_answer(demo, sit_down, monkeypatch):
    answers, really = threading.Event(), os.fsync
    async with sit_down(*demo) as person:
        await send_slowly(person, f"{CARRY_ON}{ctrl('t')}")
        monkeypatch.setattr(os, "fsync", lambda handle: (answers.wait(20), really(handle))[1])
        try:
            feed(person, f"abc{ENTER}def{ENTER}ghi")
            await person.app.input.handled()
            assert person.line == "ghi"
            assert [note.text for note in person.live.notes.all[-2:]] == ["abc", "def"]
            assert person.live.records.waiting
        finally:
            answers.set()
        await person.settle()


class Starting:
    """A program that is starting: it is busy, and has no screen yet."""

    def __init__(self):
        self.screens, self.tasks = [], set()

    screen_stack = property(lambda self: self.screens)
    message_queue_size = 1
    is_leaving = False

    @property
    def focused(self):
        return self.screens[-1].focused  # as of Textual: without a screen it is an error to ask

    def call_later(self, callback):
        self.tasks.add(asyncio.get_running_loop().create_task(callback()))


async def test_however_long_the_start_takes_a_key_waits_for_a_screen(monkeypatch):
    monkeypatch.setattr(input_queue, "LONGEST", 0.01)
    given = []

    async def hand_over(event):
        given.append(event)

    queue = InputQueue(Starting(), hand_over)
    await queue.take(events.Key("a", "a"))
    until = time.monotonic() + 0.1
    while time.monotonic() < until:
        await asyncio.sleep(0)
    assert (given, queue.waiting) == ([], 1)
