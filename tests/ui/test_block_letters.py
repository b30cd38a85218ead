"""Letters of 2×2 blocks: every letter fits its frame, and what has none falls back to bold text."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App

from facilitator.ui.widgets.block_letters import BlockLetters, lay_out, letter, letters
from tests.tables import for_each

BLANKS = " \u00a0\u202f"
BLOCKS = set(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
MARKED = "àáâãäåçèéêëěìíîïñńòóôõöőùúûüűůýÿčšžźżřąęşșğćÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŠŽČĞİŘĄĘ"
NEEDED = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789"
    " .,:;…!?¡¿'\"‘’‚“”„‹›«»-–—_/|()[]+−×=<>*#%&@€£$§°·•" + "ßæœøðþłđÆŒØÐÞŁ" + MARKED
)
QUESTION = "Tell us about a time it worked. What made the difference?"


@for_each("character", [*NEEDED, *letters()])
def test_every_letter_fills_its_frame(character):
    picture = letter(character)
    assert picture is not None
    assert len(picture) == 10
    assert len({len(line) for line in picture}) == 1
    assert set("".join(picture)) <= {"#", "."}


@for_each("character", sorted(set(letters()) - set(BLANKS)))
def test_letters_reach_above_the_line_only_with_a_mark(character):
    above, body = letter(character)[:2], letter(character)[2:]
    assert "#" not in "".join(above)
    assert "#" in "".join(body)


def test_letters_are_told_apart():
    """A low quotation mark is a comma and a minus is a dash of the same length; no other two are alike."""
    pictures = Counter(letter(character) for character in letters() if character not in BLANKS)
    assert {picture for picture, times in pictures.items() if times > 1} <= {letter(","), letter("–")}


def test_there_are_enough_letters():
    assert len(letters()) >= 110


@for_each("character", MARKED)
def test_a_mark_is_clear_of_its_letter(character):
    """A ring rests on its letter and a cedilla hangs from it; every other mark keeps a gap."""
    _, mark = unicodedata.normalize("NFD", character)
    lines = ["#" in line for line in letter(character)]
    if mark in "\u0326\u0327\u0328":
        assert lines[:2] == [False, False]
        assert any(lines[8:])
    else:
        assert lines[1]
        assert lines[2] is (mark == "\u030a")


def test_a_clock_does_not_jump():
    assert len({len(letter(digit)[0]) for digit in "0123456789"}) == 1
    assert len({len(lay_out(clock, 40)[0]) for clock in ("11:11", "00:00", "48:37")}) == 1
    assert {len(lay_out(clock, 40)) for clock in ("1:11", "0:00", "8:37")} == {3}


def test_a_question_is_broken_between_words():
    rows = lay_out(QUESTION, 108)
    assert len(rows) == 5 + 5 + 3
    assert {row.strip() for row in rows[3:5] + rows[8:10]} == {""}
    assert max(map(len, rows)) <= 108
    assert 20 <= len("worked. What made the") * 108 / max(map(len, rows)) <= 24


def test_tails_hang_below_and_marks_stand_above():
    assert len(lay_out("so", 40)) == 3
    assert len(lay_out("you", 40)) == 4
    assert len(lay_out("für", 40)) == 4
    assert len(lay_out("Übung", 40)) == 5


def test_a_line_keeps_its_own_breaks():
    assert len(lay_out("one\ntwo", 100)) == 8
    assert lay_out("  one \t two  ", 100) == lay_out("one two", 100)


def test_a_blank_that_does_not_break_holds_words_together():
    assert len(lay_out("was nun ?", 32)) > len(lay_out("was nun\u00a0?", 60)) == 3
    assert lay_out("was nun\u202f?", 60) == lay_out("was nun ?", 60)


def test_composed_and_taken_apart_look_the_same():
    assert lay_out("u\u0308ber", 60) == lay_out("über", 60) is not None


@for_each("text", ["", " ", "\n\n"])
def test_nothing_takes_no_rows(text):
    assert lay_out(text, 40) == []


@for_each(
    "text",
    ["日本", "fine ☃", "a\u0301\u0323", "\x1b[31mred", "e\u0301\u0301", "ď", "🙂", "a\u202eb", "\x00", "ế"],
)
def test_without_a_letter_there_is_no_picture(text):
    assert lay_out(text, 200) is None


def test_a_word_wider_than_the_line_has_no_picture():
    width = len(lay_out("Kapazität", 200)[0])
    assert lay_out("Kapazität", width) is not None
    assert lay_out("Kapazität", width - 1) is None


def test_too_many_lines_have_no_picture():
    assert lay_out("one two three four", 30) is not None
    assert lay_out("one two three four five", 30) is None
    assert lay_out("one two three four five", 30, max_lines=5) is not None


@given(st.text(alphabet=st.one_of(st.sampled_from(NEEDED + " \n"), st.characters()), max_size=60))
def test_any_text_is_drawn_in_blocks_or_not_at_all(text):
    rows = lay_out(text, 80)
    assert rows is None or all(set(row) <= BLOCKS and len(row) <= 80 for row in rows)


class Room(App[None]):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self):
        yield BlockLetters(self.text)


async def drawn(text, size=(120, 40)):
    async with Room(text).run_test(size=size) as pilot:
        await pilot.pause()
        widget = pilot.app.query_one(BlockLetters)
        lines = [widget.render_line(y) for y in range(widget.size.height)]
        bold = any(segment.style and segment.style.bold for line in lines for segment in line)
        return [line.text.rstrip() for line in lines], bold


async def test_the_widget_draws_what_was_laid_out():
    rows, bold = await drawn(QUESTION)
    assert rows == [row.rstrip() for row in lay_out(QUESTION, 120)]
    assert not bold


@pytest.mark.parametrize("text", ["[b]not[/b] [/nope] 日本", "[@click=app.quit]☃[/]", "x" * 30])
async def test_text_without_letters_is_bold_and_never_markup(text):
    assert await drawn(text) == ([text], True)


async def test_markup_in_letters_is_drawn_not_read():
    rows, _ = await drawn("[/nope]")
    assert rows == [row.rstrip() for row in lay_out("[/nope]", 120)]


async def test_a_narrow_window_shows_bold_text_with_empty_rows_between():
    words = "Tell us about a time it worked and what it was that made all the difference on that day"
    rows, bold = await drawn(words, size=(80, 24))
    assert bold
    first, between, second = rows
    assert (between, f"{first} {second}") == ("", words)


async def test_new_text_takes_its_own_height():
    async with Room("3:48").run_test(size=(120, 40)) as pilot:
        widget = pilot.app.query_one(BlockLetters)
        assert widget.size.height == 3
        widget.text = "Good to see you"
        await pilot.pause()
        assert widget.size.height == 4
