"""Where a session stands is derived once a change, however many parts of the screen ask."""

import pytest

from facilitator.live.course import runs
from tests.ui.going import go


@pytest.fixture
def derived(monkeypatch):
    """What the course was derived from, each time."""
    seen = []
    derive = runs.progress_of

    def counting(*made_from):
        seen.append(made_from)
        return derive(*made_from)

    monkeypatch.setattr(runs, "progress_of", counting)
    return seen


async def test_the_course_is_derived_at_most_a_few_times_a_key(demo, sit_down, derived):
    too_often = {}
    async with sit_down(*demo) as person:
        await go(person, "runner")
        person.live.course.resume()
        for segment in ("pride", "touch_map", "deep", "ideas"):
            person.live.course.go_to(segment)
            await person.settle()
            for what, most, keys in (
                ("a letter", 0, "x"),
                ("a line saved", 1, "enter"),
                ("a tick", 0, None),
                ("another kind", 0, "f2"),
                ("back a segment", 4, "ctrl+t"),
                ("on to the next segment", 4, "ctrl+n"),
            ):
                derived.clear()
                if keys is None:
                    await person.tick(1)
                else:
                    await person.press(keys)
                await person.settle()
                if len(derived) > most:
                    too_often[segment, what] = len(derived)
    assert not too_often


async def test_one_value_says_where_the_session_stands_until_it_changes(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        live = person.live
        live.course.resume()
        here = live.position
        await person.tick(1)
        live.line.capture("Board meets Tuesdays")
        assert live.position is here, "a note is no step of the course"
        live.choices.take_kind("quote")
        assert (live.position.kind, live.position.segment) == ("quote", here.segment)
        live.course.next_segment()
        assert live.position.key != here.key
        assert live.position.kind != "quote", "a choice belongs to its moment"
        live.undo()
        assert (live.position.key, live.position.part, live.position.kind) == (here.key, here.part, here.kind)


async def test_the_question_in_hand_belongs_to_its_segment(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        live = person.live
        live.course.resume()
        live.course.go_to("deep")
        await person.settle()
        asks = live.position.segment.ask
        assert len(asks) > 1
        assert live.choices.next_question()
        assert live.position.question == 1
        await person.press("ctrl+n")
        await person.press("ctrl+t")
        assert (live.position.key, live.position.question) == ("deep", 0)
