from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.language.due_dates import read_due, read_past, read_range

THURSDAY = date(2026, 3, 12)


SAID = [
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
    ("end of this month", "2026-03-31"),
    ("end of next month", "2026-04-30"),
    ("end of next week", "2026-03-20"),
    ("end of the week", "2026-03-13"),
    ("end of the year", "2026-12-31"),
    ("end of feb 2028", "2028-02-29"),
    ("the day after tomorrow", "2026-03-14"),
    ("2 weeks", "2026-03-26"),
    ("two weeks from now", "2026-03-26"),
    ("a fortnight", "2026-03-26"),
    ("in 2 fortnights", "2026-04-09"),
    ("a month", "2026-04-12"),
    ("the 30th", "2026-03-30"),
    ("30th", "2026-03-30"),
    ("the 12th", "2026-03-12"),
    ("the 11th", "2026-04-11"),
    ("the first", "2026-04-01"),
    ("on the 30th", "2026-03-30"),
    ("thu 30 apr", "2026-04-30"),
    ("Thursday, the 30th of April 2026", "2026-04-30"),
    ("on thu. apr 30", "2026-04-30"),
    ("thu 30.4.", "2026-04-30"),
    ("fri 30/4/27", "2027-04-30"),
    ("thu 2026-04-30", "2026-04-30"),
    ("fri 13", "2026-03-13"),
    ("mon the 30th", "2026-03-30"),
    ("sat 11", "2026-04-11"),
    ("first of may", "2026-05-01"),
    ("the twenty-first of may", "2026-05-21"),
    ("may first", "2026-05-01"),
    ("week 20", "2026-05-15"),
    ("end of week 20", "2026-05-15"),
    ("week 11", "2026-03-13"),
    ("week 10", "2027-03-12"),
    ("week 53 2026", "2027-01-01"),
    ("monday week", "2026-03-23"),
    ("thu week", "2026-03-26"),
]


def test_days_as_people_say_them() -> None:
    read = {words: str(read_due(words, THURSDAY)) for words, _ in SAID}
    assert read == dict(SAID)


BEEN = {
    "today": "2026-03-12",
    "yesterday": "2026-03-11",
    "the day before yesterday": "2026-03-10",
    "last monday": "2026-03-09",
    "monday": "2026-03-09",
    "on wed": "2026-03-11",
    "thu": "2026-03-05",
    "last thursday": "2026-03-05",
    "8 mar": "2026-03-08",
    "sun 8 mar": "2026-03-08",
    "12 mar": "2026-03-12",
    "the 10th": "2026-03-10",
    "the 12th": "2026-03-12",
    "30th": "2026-01-30",
    "28.2.": "2026-02-28",
    "20 dec": "2025-12-20",
    "20 dec 2024": "2024-12-20",
    "2026-03-02": "2026-03-02",
    "mon 8 mar": "None",
    "13 aug": "None",
    "2026-03-13": "None",
    "tomorrow": "None",
    "2 months": "None",
    "last": "None",
    "last week": "None",
    "soon": "None",
}


def test_days_that_have_been() -> None:
    assert {words: str(read_past(words, THURSDAY)) for words in BEEN} == BEEN
    assert [read_due(words, THURSDAY) for words in ("yesterday", "last monday")] == [None, None]


NO_DATES = [
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
    "fri 30 apr",
    "fri the 30th of april 2026",
    "thu 2026-05-01",
    "sat 12",
    "tue 17th of may",
    "the 31st of april",
    "the 32nd",
    "the 0th",
    "30",
    "first",
    "week",
    "week 0",
    "week 54",
    "this week",
    "foo week",
    "0 weeks",
    "weeks",
    "some weeks",
    "end of next april",
    "end of 2027",
    "in 999 months of sundays",
    "٣ apr",
    "30 apr 0000",
    "five",
]


def test_everything_else_is_no_date() -> None:
    assert {words: read_due(words, THURSDAY) for words in NO_DATES} == dict.fromkeys(NO_DATES)


def test_a_day_the_month_does_not_have_is_no_date() -> None:
    april, last = date(2026, 4, 10), date(2026, 1, 31)
    assert read_due("the 31st", april) is None
    assert read_due("the 30th", last) is None
    assert read_due("the 31st", last) == last
    assert read_due("the 1st", date.max) is None
    assert read_due("week 20", date.max) is None
    assert read_due("end of next week", date.max) is None


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


def test_a_range_is_read_from_its_first_day_to_its_last():
    today = date(2026, 11, 30)
    told = {
        "24 dec to 1 jan": (date(2026, 12, 24), date(2027, 1, 1)),
        "24 dec 2027 until 2 jan": (date(2027, 12, 24), date(2028, 1, 2)),
        "fri – mon": (date(2026, 12, 4), date(2026, 12, 7)),
        "24 dec": None,
        "24 dec to": None,
        "24 dec to whenever": None,
        "2 jan 2027 to 1 jan 2027": None,
    }
    assert {words: read_range(words, today) for words in told} == told
