"""Tables stay in their columns, whatever people call things."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.cli.output import aligned
from facilitator.language.widths import cut, width_of
from tests.tables import for_each

ANY_TEXT = st.text(max_size=60)
ROWS = st.integers(1, 5).flatmap(
    lambda count: st.lists(st.lists(ANY_TEXT, min_size=count, max_size=count), min_size=1, max_size=6)
)


@given(ROWS, st.integers(46, 200), st.booleans())
def test_no_line_is_wider_than_the_terminal(rows, width, wrapped):
    lines = aligned(rows, width, wrapped=0 if wrapped else None)
    assert all(width_of(line) <= width for line in lines)
    assert not any(set(line) & set("\n\r\t\x1b\x07\u202e") for line in lines)
    assert len(lines) >= len(rows)


@for_each(
    ("text", "width"),
    [("plain", 5), ("語", 2), ("e\u0301", 1), ("🎓", 2), ("\u200d", 0), ("", 0), ("Δοκιμή", 6)],
)
def test_the_width_is_that_on_a_terminal(text, width):
    assert width_of(text) == width


def test_columns_of_wide_letters_line_up():
    lines = aligned([("語語", "x"), ("abcd", "y"), ("e\u0301", "z")], 80)
    assert [line[-1] for line in lines] == ["x", "y", "z"]
    assert {width_of(line) for line in lines} == {7}


@for_each(
    ("text", "shown"),
    [
        ("short", "short"),
        ("a long sentence", "a long se…"),
        ("語語語語語語", "語語語語…"),
        ("a       b c d e f", "a       b…"),
    ],
)
def test_what_does_not_fit_is_cut_and_says_so(text, shown):
    assert cut(text, 10) == shown


def test_the_widest_column_gives_way_and_the_short_ones_stay():
    assert aligned([("L-01", "x" * 100, "planned")], 40) == [f"L-01  {'x' * 24}…  planned"]


def test_two_wide_columns_share_what_there_is():
    assert aligned([("a" * 100, "b" * 50)], 42) == [f"{'a' * 19}…  {'b' * 19}…"]


def test_a_wrapped_column_goes_on_below_with_every_word():
    assert aligned([("N-1", "one two three four", "team")], 24, wrapped=1) == [
        "N-1  one two three  team",
        "     four",
    ]
    (first, second) = aligned([("N-1", "x" * 20, "team")], 24, wrapped=1)
    assert first.split()[1] + second.strip() == "x" * 20


@given(st.text(max_size=200))
def test_wrapping_loses_no_word(text):
    words = aligned([(text,)], 20, wrapped=0)
    joined = "".join("".join(line.split()) for line in words)
    assert joined == "".join(aligned([(text,)], 100_000)[0].split())
