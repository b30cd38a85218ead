"""What is in hand in a session: a minute more, and all of it again after the program was killed."""

from __future__ import annotations

import shutil

from facilitator.model.session import SegmentRun
from facilitator.workspace.folder.workspace import Workspace
from tests.ui.going import go
from tests.ui.person import NARROW


async def test_a_minute_more_with_one_key_and_several_with_several(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        before = person.live.timing.remaining()
        await person.type("- half a line")
        await person.press("ctrl+e", "ctrl+e", "ctrl+e")
        assert person.live.timing.remaining() == before + 180
        assert "A minute more." in person.flow
        assert person.line == "- half a line"
        (run,) = [each for each in person.live.records.all(SegmentRun) if each.segment == "ideas"]
        assert person.session("L-04").find(SegmentRun, run.id).planned == run.planned
        await person.press("ctrl+z")
        assert "Undone: 1 minute more for Ideas" in person.flow
        assert person.live.timing.remaining() == before + 120


async def test_before_the_beginning_there_is_no_minute_to_give(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.press("n", "enter", "enter", "tab", "tab")
        await person.write_over("16 apr")
        await person.press("ctrl+n")
        await person.choose("L-05")
        await person.press("ctrl+e")
        assert "not under way" in person.flow


async def test_after_a_kill_practice_question_kind_and_instrument_come_back(demo, sit_down, tmp_path):
    workspace, folder = demo
    async with sit_down(*demo) as person:
        await go(person, "runner")
        person.live.course.resume()
        person.live.course.go_to("deep")
        await person.settle()
        await person.press("f8", "f2", "f6")
        await person.choose("Supplier management")
        await person.press("f7")
        await person.choose("touch map")
        await person.type("half a line")
        person.screen.line.keep_half()
        person.screen._room.tell()
        await person.settle()
        shutil.copytree(workspace.root, tmp_path / "left")
        here = person.live.position
        assert (here.question, here.instrument) == (1, "touch_map")
    left = Workspace(tmp_path / "left", clock=folder.now)
    async with sit_down(left, left.programme()) as person:
        await go(person, "runner")
        back = person.live.position
        assert (back.question, back.instrument, back.kind, back.practice) == (
            *(here.question, here.instrument, here.kind),
            "supplier_management",
        )
        assert person.line == "half a line"
        assert person.screen._stage.wanted == "touch_map"
        assert back.segment.ask[1] in person.words_of("#prompt")
