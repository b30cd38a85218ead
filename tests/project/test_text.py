"""What may enter a record: everything people write, nothing that acts."""

import time
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from facilitator.text import clean, clean_line, is_clean
from tests.strategies import HOSTILE, TRICKY, any_text, printable
from tests.tables import for_each

ACTING = "".join(
    [
        *(chr(code) for code in range(0x20) if chr(code) not in "\n\t"),
        *(chr(code) for code in range(0x7F, 0xA0)),
        "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff",
        "\ud800\udbff\udc00\udfff",
    ]
)


@for_each("char", ACTING, ids=lambda char: f"{ord(char):04x}")
def test_a_character_that_acts_is_taken_out(char):
    assert char not in clean(f"a{char}b")


@for_each(
    ("pasted", "kept"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[38;2;1;2;3mtrue colour", "true colour"),
        ("\x1b[?25lno cursor", "no cursor"),
        ("\x1b]0;a title\x07text", "text"),
        ("\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPq#0\x1b\\sixel", "sixel"),
        ("\x9b2Jgone", "gone"),
        ("\x9d0;title\x9ctext", "text"),
        ("\x1b(Bset", "set"),
        ("\x1b7saved", "saved"),
        ("lone \x1b", "lone "),
        ("\x1b\x1b[31mtwice", "twice"),
        ("\x1b]0;never ended\nnext line", "0;never ended\nnext line"),
    ],
)
def test_terminal_escapes_go_as_a_whole(pasted, kept):
    assert clean(pasted) == kept


@for_each("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_every_line_end_becomes_a_newline(end):
    assert clean(f"one{end}two") == "one\ntwo"


@for_each("text", TRICKY)
def test_what_only_looks_dangerous_stays(text):
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_letters_and_their_marks_are_composed():
    assert clean("cafe\u0301") == "caf\u00e9"


@given(any_text)
@example("".join(HOSTILE))
@example("e\x07\u0301")
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)
    assert is_clean(clean(text))


@given(any_text)
def test_nothing_that_acts_is_left(text):
    assert not set(clean(text)) & set(ACTING)


@given(printable)
def test_printable_text_is_only_composed(text):
    assert clean(text) == unicodedata.normalize("NFC", text)


@given(any_text)
def test_what_is_clean_can_be_written_as_utf_8(text):
    assert clean(text).encode().decode() == clean(text)


@given(st.text(st.characters(categories=("L", "N", "M", "P", "S", "Zs")) | st.sampled_from("\n\t\u200d")))
def test_newlines_tabs_and_joiners_stay(text):
    assert clean(text) == unicodedata.normalize("NFC", text)


@given(any_text)
def test_a_line_is_one_line(text):
    line = clean_line(text)
    assert line == " ".join(line.split())
    assert clean_line(line) == line


@for_each("text", HOSTILE)
def test_is_clean_refuses_what_clean_would_change(text):
    assert not is_clean(text)


HEAVY = {
    "what begins a sequence": "\x9d\x90\x98\x9e\x9f",
    "sequences that never end": "\x1b]",
    "half a colour": "\x1b[0;",
    "old half a colour": "\x9b0",
    "marks out of order": "\u0301\u0327",
    "letters apart from their marks": "e\u0301",
    "line ends": "\r\n",
    "directions": "\u202e\u2066",
    "lone surrogates": "\ud800",
}


@for_each("unit", HEAVY.values(), ids=HEAVY)
def test_cleaning_takes_as_long_as_the_text_is(unit):
    for letters, seconds in ((60_000, 1), (600_000, 4)):
        text = unit * (letters // len(unit))
        began = time.process_time()
        clean_line(text)
        assert time.process_time() - began < seconds


@given(st.lists(st.sampled_from("a\u00e9\u0301\u0327\u0344\u0345\u05b0\u0f71\u1100\u1161"), max_size=200))
def test_many_marks_are_composed_as_few_are(letters):
    text = "".join(letters)
    assert clean(text) == unicodedata.normalize("NFC", text)
