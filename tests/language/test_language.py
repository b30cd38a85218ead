"""Days, counts and widths as the program says them, and sums over days."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from facilitator.language import words
from facilitator.language.calendar import WorkingDays, days_in_month, is_weekend, months_after
from facilitator.language.moments import read_moment, read_time
from facilitator.language.widths import cut, padded, pieces, width_of

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(DAYS, st.integers(-60, 60), st.sets(st.integers(-90, 90)))
def test_a_working_day_is_found_by_going_from_day_to_day(start, days, off):
    holidays = frozenset(start + timedelta(days=each) for each in off)
    working = WorkingDays(holidays)
    step, day = timedelta(days=1 if days > 0 else -1), start
    for _ in range(abs(days)):
        day += step
        while is_weekend(day) or day in holidays:
            day += step
    assert working.after(start, days) == day
    assert working.between(start, day) == max(days, 0)


@given(DAYS, st.integers(-600, 600))
def test_months_lead_to_the_same_day_or_the_last(day, months):
    there = months_after(day, months)
    assert (there.year - day.year) * 12 + there.month - day.month == months
    assert there.day == min(day.day, days_in_month(there.year, there.month))


def test_the_last_month_of_all_has_a_last_day():
    assert (days_in_month(9999, 12), days_in_month(2024, 2), days_in_month(2100, 2)) == (31, 29, 28)


def test_a_time_is_read_with_either_sign_between():
    said = ("14:00", "9.30", " 07:05 ", "24:00", "14", "14:60", "half past two", "")
    assert [read_time(each) for each in said] == [time(14), time(9, 30), time(7, 5), *[None] * 5]
    said = ("2 pm", "at 12.30 pm", "12 am", "9am", "0 pm", "13 pm")
    assert [read_time(each) for each in said] == [time(14), time(12, 30), time(0), time(9), None, None]


def test_a_moment_is_a_day_and_perhaps_a_time():
    thursday = date(2026, 3, 12)
    for said in ("26 mar 14:00", "Thu 26 March, 2 pm", "in two weeks at 14.00"):
        assert read_moment(said, thursday) == (date(2026, 3, 26), time(14))
    assert read_moment("in two weeks", thursday) == (date(2026, 3, 26), None)
    assert read_moment("14:00", thursday) is read_moment("some day 14:00", thursday) is None


def test_moments_as_figures_sort_as_they_follow():
    moment = datetime(2026, 3, 2, 9, 5, 7)
    assert (words.stamp(moment), words.stamp_in_name(moment)) == ("2026-03-02 09:05", "2026-03-02-090507")


def test_none_are_no_things():
    assert [words.count_or_no(number, "dot") for number in (0, 1, 2)] == ["no dots", "1 dot", "2 dots"]


@given(st.text(max_size=40), st.integers(3, 20))
def test_what_is_cut_or_padded_fits(text, width):
    assert width_of(cut(text, width)) <= width
    assert width_of(padded(cut(text, width), width)) == width
    assert "".join(pieces(text, width)) == text
    assert all(width_of(piece) <= width for piece in pieces(text, width))
