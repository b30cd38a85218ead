"""What a segment asks: each question can be read by stepping; what is for the facilitator is theirs alone."""

from __future__ import annotations

import msgspec
import pytest
from textual.widgets import Static

from facilitator.catalogue import load_catalogue
from facilitator.model.ladder import Rung
from facilitator.model.session import SegmentRun
from facilitator.resources import workshops_dir
from facilitator.ui.instruments.finder import panes
from facilitator.ui.runner.segment_head import TALL, draw_prompt, lines_above
from tests.tables import for_each
from tests.ui.going import go, work_with
from tests.ui.person import NARROW, WIDE

SCRIPTS = load_catalogue(workshops_dir()).scripts
SEGMENTS = [(script.key, segment) for script in SCRIPTS.values() for segment in script.segments]
WORDS_WIDE = {NARROW: 75, WIDE: 84}
"""Columns for what to say and ask, with its labels."""


@for_each("size", [NARROW, WIDE])
@for_each("script, segment", SEGMENTS, ids=lambda each: getattr(each, "key", each))
def test_each_question_of_each_shipped_segment_stands_whole_above_each_of_its_instruments(
    script, segment, size
):
    width, height = WORDS_WIDE[size], size[1]
    for name in segment.instruments:
        most = lines_above(panes()[name], height)
        for place, question in enumerate(segment.ask):
            lines = draw_prompt(segment, place, width, most=most, aside=height >= TALL).plain.splitlines()
            assert question in " ".join(line[9:].strip() for line in lines), (script, segment.key, name)
            assert len(lines) <= most, (script, segment.key, name)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_f8_asks_every_question_and_then_does_the_step_of_the_instrument(demo, sit_down, size):
    async with sit_down(*demo, size=size) as person:
        await go(person, "runner")
        person.live.course.resume()
        for key in ("pride", "touch_map", "actions", "read_back"):
            person.live.course.go_to(key)
            await person.settle()
            segment = person.live.position.segment
            for question in segment.ask:
                assert question in person.words_of("#prompt")
                if question != segment.ask[-1]:
                    assert "F8 next question" in person.last_line
                    await person.press("f8")
        assert "F8 done" in person.last_line
        assert person.live.session.read_back is None
        await person.press("f8")
        assert person.live.session.read_back.done


async def test_after_the_last_question_f8_goes_to_the_next_practice_or_the_first_question(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        person.live.course.resume()
        person.live.course.go_to("deep")
        await person.settle()
        person.live.frame.set_focus(list(person.live.desk.practices)[:3])
        runs = person.live.records.all(SegmentRun)
        with person.live.records.group("as if two practices were still to come"):
            for run in runs:
                if run.segment == "deep" and run.part:
                    person.live.records.remove(run)
                elif run.segment == "deep":
                    person.live.records.put(msgspec.structs.replace(run, ended=False))
        await person.settle()
        assert (person.live.position.part, person.live.position.row.parts) == (0, 3)
        assert "F8 next question, then practice 2" in person.last_line
        await person.press("f8", "f8", "f8")
        assert "F8 next practice" in person.last_line
        await person.press("f8", *["f8"] * 4, *["f8"] * 3)
        assert (person.live.position.part, person.live.position.question) == (2, 3)
        assert "F8 first question" in person.last_line
        await person.press("f8")
        assert (person.live.position.part, person.live.position.question) == (2, 0)


async def _in_the_first_of_three_practices(person):
    await go(person, "runner")
    live = person.live
    live.course.resume()
    live.frame.set_focus(list(live.desk.practices)[:3])
    live.course.go_to("deep")
    runs = [each for each in live.records.all(SegmentRun) if each.segment == "deep"]
    with live.records.group("as if nothing was heard"):
        for run in runs:
            if run.part:
                live.records.remove(run)
            else:
                live.records.put(msgspec.structs.replace(run, ended=False))
    await person.settle()
    return [live.desk.practice_name(key) for key in live.session.focus]


async def test_leaving_a_deep_dive_asks_about_the_practices_nobody_heard(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        _, second, third = await _in_the_first_of_three_practices(person)
        await person.press("ctrl+n")
        assert "Two practices are still to hear" in person.flow
        assert f"{second} and {third}." in person.flow
        await person.press("escape")
        assert person.live.position.part == 0
        await person.press("ctrl+n", "enter")
        assert (person.live.position.key, person.live.position.part) == ("deep", 1)
        await person.press("ctrl+n")
        assert "One practice is still to hear" in person.flow
        assert f"{third}." in person.flow
        await person.press("down", "enter")
        assert person.live.position.key != "deep"


async def test_the_next_practice_comes_by_name_before_the_last_question(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await _in_the_first_of_three_practices(person)
        await person.command("the next practice of a deep dive")
        assert (person.live.position.part, person.live.position.question) == (1, 0)
        await person.command("the next practice of a deep dive")
        await person.command("the next practice of a deep dive")
        assert "No other practice is still to hear" in person.flow


async def test_agenda_head_and_plain_words_follow_the_practice_that_is_taken_in_hand(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        first, second, _ = await _in_the_first_of_three_practices(person)
        await person.press("f6")
        await person.choose(second)
        assert f"{second} 2 of 3" in person.flow
        assert f"Plainly {second}." in person.flow
        agenda = person.words_of("AgendaPane")
        assert f"► {second[:15]}" in agenda
        assert f"► {first[:15]}" not in agenda
        await person.press("f6")
        await person.choose("Supplier management")
        assert "of 3" not in person.flow


async def test_a_question_comes_back_by_name_whatever_the_instrument(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        person.live.course.resume()
        person.live.course.go_to("actions")
        await person.settle()
        await person.press("f8")
        assert person.live.position.question == 1
        await person.command("the next question of this segment")
        assert person.live.position.question == 0
        person.live.course.go_to("vote")
        await person.settle()
        await person.command("the next question of this segment")
        assert "no other question" in person.flow


async def test_what_never_to_do_is_shown_to_the_facilitator_and_never_to_the_room(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "runner")
        never = person.live.position.segment.never
        rescue = person.live.position.segment.rescue
        assert never in person.words_of("#prompt")
        await person.press("f3")
        assert never not in person.flow
        assert rescue not in person.flow


async def test_before_the_beginning_it_says_what_to_start_from(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("n", "enter", "enter", "tab", "tab")
        await person.write_over("16 apr")
        await person.press("ctrl+n")
        await person.choose("L-05")
        assert "not started yet" in person.text
        start_from = person.live.session.script.start_from
        assert start_from in person.words_of("#prompt")
        await person.press("f3")
        assert start_from not in person.flow


async def test_the_help_has_all_of_the_segment_and_the_keys_of_its_instrument(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        person.live.course.resume()
        person.live.course.go_to("touch_map")
        await person.settle()
        segment = person.live.position.segment
        await person.press("f1")
        card = " ".join(person.screen.query_one("#card", Static).content.plain.split())
        for words in (*segment.say, *segment.ask, segment.rescue, segment.never):
            assert words in card
        keys = " ".join(person.screen.query_one("#keys", Static).content.plain.split())
        assert keys.startswith("Touch map Tab first")
        await person.type("undo")
        assert not person.screen.query_one("#card").display


async def test_whoever_types_goes_on_typing_after_another_instrument_came(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.type("- half")
        await person.press("f7")
        await person.choose("touch map")
        await person.type(" a line")
        assert person.line == "- half a line"
        await person.write_over("")
        await work_with(person, "vote")
        await person.press("f7")
        await person.choose("notes")
        assert person.screen.focused is person.rows


async def test_what_the_practice_in_hand_is_stands_beside_the_question_and_in_the_help(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "runner")
        person.live.course.resume()
        person.live.course.go_to("deep")
        await person.settle()
        practice = person.live.desk.practices[person.live.position.practice]
        assert f"Plainly {practice.name}. {practice.description[:40]}" in person.flow
        await person.press("f1")
        assert practice.description[:40] in person.flow
        assert practice.questions[0][:30] in person.flow
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await work_with(person, "touch_map")
        await person.press("down")
        practice = person.live.desk.practices[person.screen.query_one("TouchList").key]
        await person.press("f1")
        assert f"Plainly {practice.name}." in person.flow.replace("▌ ", "")
        await person.press("escape")
        await work_with(person, "agreement")
        await person.press("f1")
        await person.type("to the line")
        assert "Tab Esc q to the line" in person.flow


async def test_in_a_low_window_the_touch_map_says_what_a_practice_is_and_cuts_no_sentence(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await work_with(person, "touch_map")
        practice = person.live.desk.practices[person.screen.query_one("TouchList").key]
        assert practice.description in person.flow
        assert "What does the team do in it? " in person.flow
        assert "answers for how the practice works" in person.flow
        await person.press("right", "right")
        assert practice.description in person.flow
        assert "How much does it matter? " in person.flow
        assert "5 our work depends on it" in person.flow
        assert "Which sentence sounds most" not in person.flow
        await person.press("right", "right")
        for rung in Rung:
            assert f"“{rung.sounds_like}”" in person.flow
        assert "Which sentence sounds most like last month?" in person.flow


async def test_what_is_needed_of_leaders_has_a_place_and_a_promise_can_answer_it(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        person.live.course.resume()
        person.live.course.go_to("actions")
        await person.settle()
        assert person.live.position.kind == "action"
        await person.press("f8")
        assert person.live.position.kind == "need"
        await person.enter("Somebody who answers for the building plans")
        assert "Need: needed from leaders, or from you" in person.flow
        need = person.live.notes.all[-1]
        assert (need.kind, need.visibility.value) == ("need", "team")
        await person.press("tab")
        await person.walk_to("Somebody who answers")
        await person.press("c")
        await person.type("Director of Estates")
        await person.press("ctrl+n")
        promise = person.live.actions.commitments[-1]
        assert (promise.text, promise.role, promise.note) == (need.text, "Director of Estates", need.id)


async def test_each_question_of_a_deep_dive_has_its_kind_or_names_the_key(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        person.live.course.resume()
        person.live.course.go_to("deep")
        await person.settle()
        assert "F7 touch map" in person.flow
        await person.press("f8")
        assert person.live.position.kind == "works"
        await person.press("f2", "f8")
        assert person.live.position.kind == "hurts"
        await person.press("f8")
        assert "^G names it" in person.flow
