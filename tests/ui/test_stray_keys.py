"""Keys that nothing takes, and words about the step before: nothing is lost, nothing stays too long."""

from facilitator.ui.widgets.capture_line import CaptureLine
from tests.ui.going import go, take_instrument, work_with
from tests.ui.person import NARROW


def in_the_line(person):
    return person.screen.query_one(CaptureLine).has_focus_within


async def test_what_is_typed_while_the_keyboard_is_above_the_line_becomes_a_note(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await person.press("f5", "tab")
        assert not in_the_line(person)
        await person.press("f7")
        await person.choose("notes")
        assert not in_the_line(person)
        await person.enter("our router sits in a cupboard")
        assert in_the_line(person)
        assert person.live.notes.all[-1].text == "our router sits in a cupboard"


async def test_a_letter_goes_behind_what_stands_in_the_line(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await person.press("f5")
        await person.type("half ")
        await person.press("home", "tab")
        await person.type("u")
        assert person.line == "half u"


async def test_a_digit_or_letter_without_meaning_is_answered_and_changes_nothing(demo, sit_down):
    cases = (
        ("touch_map", "z", "“z” says nothing in Role: o p c r s n u."),
        ("touch_map", "9", "“9” says nothing in Role"),
        ("impact", "9", "“9” is no score: 1–5."),
        ("close", "7", "7 is no answer: 1–5, one a hand."),
        ("agreement", "7", "F8 types how many are here."),
        ("agreement", "enter", "Nothing to choose here."),
    )
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await person.press("f5")

        async def answered(place, key, said):
            await work_with(person, place)
            before = person.session("L-04").undo_label
            await person.press(key)
            assert said in person.flow
            assert not in_the_line(person)
            assert person.session("L-04").undo_label == before
            await person.press("tab")

        for case in cases:
            await answered(*case)


async def test_a_rung_that_does_not_exist_is_answered(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await person.press("f5")
        await work_with(person, "touch_map")
        await person.press("right", "right", "right", "right", "9")
        assert "“9” says nothing in Rung: 0–5. Enter goes to the next practice." in person.flow


async def test_a_refusal_and_a_message_go_with_the_next_step_but_not_with_a_move(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await person.press("f5")
        await work_with(person, "touch_map")
        await person.press("end", "a")
        assert "Pick the rung first" in person.flow
        await person.press("down")
        assert "Pick the rung first" in person.flow
        await person.press("f2")
        assert "Pick the rung first" not in person.flow
        await person.press("tab")
        await person.press("escape")
        await take_instrument(person, "notes")
        await person.press("x")
        assert "brings it back" in person.flow
        await person.press("up")
        assert "brings it back" in person.flow
        await person.press("tab")
        assert "brings it back" not in person.flow


async def test_what_a_place_said_goes_with_the_next_step(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "review")
        await person.press("n")
        assert "No half-typed line is in hand" in person.last_line
        await person.press("down")
        assert "No half-typed line is in hand" in person.last_line
        await person.press("d")
        await person.press("escape")
        assert "No half-typed line is in hand" not in person.last_line
