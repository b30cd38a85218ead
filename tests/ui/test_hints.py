"""What stands beside an instrument: how far it is, its rules, and the keys that work from where one is."""

from __future__ import annotations

from facilitator.model.script import Method
from tests.ui.going import go, work_with
from tests.ui.person import NARROW, WIDE


async def test_the_head_says_by_which_rules_dots_are_put(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "vote")
        assert "3 dots each, at most 2 on one" in person.words_of("SegmentHead")
        await person.press("p", "tab", "tab")
        await person.write_over("5")
        await person.press("tab")
        await person.write_over("1")
        await person.press("ctrl+n")
        assert "5 dots each, at most 1 on one" in person.words_of("SegmentHead")


async def test_the_head_says_how_far_the_touch_map_is(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await person.press("a", "enter", "f7")
        await person.choose("touch map")
        await person.press("tab")
        prepared = len(person.live.session.shortlist)
        assert f"0 of {prepared} rated" in person.words_of("SegmentHead")
        await person.press("p", "w", "5", "2")
        assert f"0 of {prepared} rated" in person.words_of("SegmentHead")
        await person.press("1", "enter", "n")
        assert f"2 of {prepared} rated" in person.words_of("SegmentHead")


async def test_the_answers_of_the_column_in_hand_stand_on_the_screen(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "touch_map")
        assert "What does the team do in it?" in person.words_of("#choices")
        assert "p performs" in person.words_of("Ladder")
        await person.press("right")
        assert "q quarterly" in person.words_of("Ladder")
        await person.press("right")
        assert "How much does it matter?" in person.words_of("#choices")
        assert "5 our work depends on it" in person.words_of("Ladder")
        await person.press("tab")
        assert "Tab then ← → column" in person.words_of("#choices")


async def test_keys_of_an_instrument_say_how_to_get_there_from_the_line(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("a", "enter")
        assert "Tab then y they agree" in person.words_of("#facts")
        await person.press("tab")
        assert "not asked yet y they agree" in person.words_of("#facts")
        await person.press("tab")
        await work_with(person, "close")
        assert "1–5 one a hand" in person.words_of("#hands")
        await person.press("tab")
        assert "Tab then f ends the meeting" in person.words_of("#hands")


async def test_what_to_say_uses_the_whole_width_at_once(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("a", "enter")
        said = person.live.position.segment.say[0]
        assert " ".join(said.split()) in person.words_of("#prompt")
        assert "…" not in person.words_of("#prompt")


async def test_the_words_of_the_idea_in_hand_are_never_cut(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "impact")
        for idea in person.live.ideas.all:
            assert idea.title in person.words_of("#in-hand")
            await person.press("down")


async def test_going_deep_without_a_practice_asks_for_one(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("a", "enter", *["ctrl+n"] * 3)
        assert "Which practice is it about?" in person.text
        assert "prepared for this team" in person.text
        await person.choose("Knowledge management")
        assert person.live.position.segment.method is Method.STORIES
        assert person.live.position.practice == "knowledge_management"
        await person.enter("- Nobody finds the article")
        assert person.live.notes.last.practice == "knowledge_management"
        await person.press("f6")
        await person.choose("no practice")
        assert person.live.position.practice is None
        await person.press("ctrl+t")
        first = person.live.session.shortlist[0]
        person.live.frame.set_focus([first])
        await person.press("ctrl+n")
        assert person.live.position.practice == first
        assert "Which practice is it about?" not in person.flow


async def test_a_note_written_among_ideas_says_where_it_went(demo, sit_down):
    async with sit_down(*demo, size=(80, 24)) as person:
        await go(person, "ideas")
        await person.press("escape")
        for typed, kind in (("- the lift stops", "hurts"), ("? who pays", "puzzle")):
            await person.enter(typed)
            assert f"Kept as a note, “{kind}”, not as an idea. F7 shows notes" in person.words_of("#below")
        await person.enter("+2", "If we oil it, then it runs")
        assert "Kept" not in person.words_of("#below")
        await person.paste("? one\nIf two, then three")
        assert "2 lines saved, 1 of them as a note." in person.words_of("#below")
