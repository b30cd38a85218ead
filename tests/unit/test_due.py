from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.language.due_dates import read_due

THURSDAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-03-12"),
        ("tonight", "2026-03-12"),
        ("tomorrow", "2026-03-13"),
        ("fri", "2026-03-13"),
        ("Friday", "2026-03-13"),
        ("thu", "2026-03-19"),
        ("thurs", "2026-03-19"),
        ("tues", "2026-03-17"),
        ("on wed", "2026-03-18"),
        ("this fri", "2026-03-13"),
        ("next fri", "2026-03-20"),
        ("next monday", "2026-03-16"),
        ("30 apr", "2026-04-30"),
        ("30 April", "2026-04-30"),
        ("30apr", "2026-04-30"),
        ("30th of april", "2026-04-30"),
        ("30. april", "2026-04-30"),
        ("apr 30", "2026-04-30"),
        ("april 30th, 2027", "2027-04-30"),
        ("1st sept", "2026-09-01"),
        ("12 mar", "2026-03-12"),
        ("11 mar", "2027-03-11"),
        ("29 feb", "2028-02-29"),
        ("30 apr 2027", "2027-04-30"),
        ("2026-04-30", "2026-04-30"),
        ("30.4.", "2026-04-30"),
        ("30.4", "2026-04-30"),
        ("30.04.2026", "2026-04-30"),
        ("30.4.27", "2027-04-30"),
        ("30/4", "2026-04-30"),
        ("30/4/2026", "2026-04-30"),
        ("in 2 weeks", "2026-03-26"),
        ("in two weeks", "2026-03-26"),
        ("in a week", "2026-03-19"),
        ("in 3 days", "2026-03-15"),
        ("in a month", "2026-04-12"),
        ("next week", "2026-03-19"),
        ("next month", "2026-04-12"),
        ("end of week", "2026-03-13"),
        ("end of the month", "2026-03-31"),
        ("end of april", "2026-04-30"),
        ("the end of feb", "2027-02-28"),
    ],
)
def test_days_as_people_say_them(words: str, day: str) -> None:
    assert read_due(words, THURSDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "t",
        "th",
        "j",
        "jun",
        "ma 3",
        "31 feb",
        "31.4.",
        "32 jan",
        "0 may",
        "13/13",
        "2026-02-30",
        "2026-4-30",
        "in weeks",
        "in -2 weeks",
        "in 2 fortnights",
        "fri 30 apr",
        "in 999 months of sundays",
        "٣ apr",
        "30 apr 0000",
        "five",
    ],
)
def test_everything_else_is_no_date(words: str) -> None:
    assert read_due(words, THURSDAY) is None


def test_a_month_ends_where_it_ends() -> None:
    assert read_due("in 1 month", date(2026, 1, 31)) == date(2026, 2, 28)
    assert read_due("in 1 month", date(2026, 12, 31)) == date(2027, 1, 31)
    assert read_due("end of week", date(2026, 3, 13)) == date(2026, 3, 13)
    assert read_due("in 3 days", date.max) is None
    assert read_due("in 1 month", date.max) is None
    assert read_due("1 jan", date.max) is None


@settings(deadline=None)
@given(st.text(max_size=30), st.dates())
def test_any_words_are_a_day_or_none_whatever_blanks_stand_around_them(words: str, today: date) -> None:
    due = read_due(words, today)
    assert due is None or type(due) is date
    assert read_due(f" {words}  ", today) == due


@settings(deadline=None)
@given(
    st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), st.dates(max_value=date(9999, 1, 1))
)
def test_a_weekday_is_within_the_next_seven_days(day: str, today: date) -> None:
    due = read_due(day, today)
    assert due is not None
    assert 1 <= (due - today).days <= 7
    assert due.strftime("%a").casefold() == day


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_every_way_to_write_a_day_means_it(day: date, today: date) -> None:
    month = day.strftime("%B")
    for words in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month[:3]} {day.day} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d/%m/%y}",
    ):
        assert read_due(words, today) == day
    soon = read_due(f"{day.day} {month}", today)
    assert soon is not None
    assert soon >= today
    assert (soon.day, soon.month) == (day.day, day.month)
