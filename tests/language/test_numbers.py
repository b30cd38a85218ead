"""Numbers as people say them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from facilitator.language.numbers import read_number
from facilitator.language.tables import language_for, read_language, speak
from tests.tables import for_each

GERMAN = Path(__file__).parents[1] / "data" / "languages" / "de.toml"


@for_each(
    ("typed", "number"),
    [
        *(
            ("10", 10),
            (" 10 ", 10),
            ("ten", 10),
            ("Ten or so", 10),
            ("about 12", 12),
            ("~8", 8),
            ("10ish", 10),
        ),
        *(("a dozen", 12), ("half a dozen of us", 6), ("twenty-five", 25), ("twenty five", 25), ("zero", 0)),
        *(("around eight people", 8), ("nobody", None), ("ninety", 90)),
        *(("", None), ("some", None), ("x", None), ("ten eleven", None), ("twenty ten", None), ("-3", None)),
        *(("1.5", None), ("9 or 10", None), ("99999999", None), ("many", None), ("ten-five", None)),
    ],
)
def test_a_number_is_read_in_digits_and_words_and_never_guessed(typed, number):
    assert read_number(typed) == number


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_number_or_none(typed):
    number = read_number(typed)
    assert number is None or number >= 0


def test_the_words_are_those_of_the_language():
    speak(read_language(GERMAN.read_text(encoding="utf-8"), GERMAN.name))
    try:
        assert read_number("etwa zehn Leute") == 10
        assert read_number("ten") is None
    finally:
        speak(language_for("en"))
