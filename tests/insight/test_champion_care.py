"""What to ask champions about as time goes on, and the agenda of a sitting."""

from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from facilitator.insight.champion_care import QUIET, care_findings, short_since
from facilitator.insight.sitting import CLOSING, MINUTES, OPENING, sitting
from facilitator.insight.smo import Gap
from facilitator.language.calendar import months_after
from facilitator.model.person import Person
from facilitator.model.service import Service
from facilitator.model.smo import Champion, Contact, GrantedHours, ServiceContact
from tests.insight.test_smo import View, programmes

TODAY = date(2026, 4, 9)
YES = date(2025, 9, 1)
DAYS = st.dates(date(2025, 1, 1), date(2026, 8, 1))


def champion(**fields):
    return Champion(**({"id": "c", "person": "jo", "specialism": "k", "consented": True} | fields))


def granted(hours, since, id="g"):
    return GrantedHours(id=f"{id}-{since}-{hours}", champion="c", hours=hours, since=since)


def gaps(*records, today=TODAY):
    return [each.gap for each in care_findings(View((Person(id="jo", name="Jo"), *records)), today)]


def test_hours_below_what_is_needed_for_two_quarters_are_an_alarm_and_go_when_they_are_granted():
    needs = champion(hours_per_week=4, consented_on=YES)
    assert gaps(needs) == [Gap.HOURS_SHORT]
    assert gaps(needs, today=months_after(YES, 6) - timedelta(days=1)) == []
    assert gaps(needs, today=months_after(YES, 6)) == [Gap.HOURS_SHORT]
    less = granted(2, date(2025, 12, 1))
    assert [each.met for each in care_findings(View((needs, less)), TODAY)] == [2]
    assert gaps(needs, less, granted(4, date(2026, 4, 1))) == []
    assert short_since(needs, (granted(4, date(2025, 10, 1)), granted(1, date(2026, 1, 1))), TODAY) == date(
        2026, 1, 1
    )
    assert short_since(champion(hours_per_week=4), (), TODAY) is None, "no day is known"
    assert gaps(champion(consented_on=YES)) == [], "none are needed"


def test_hours_that_begin_later_do_not_count_yet():
    needs = champion(hours_per_week=4, consented_on=YES)
    assert gaps(needs, granted(4, TODAY + timedelta(days=1))) == [Gap.HOURS_SHORT]


def test_silence_is_a_question_after_sixty_days_and_goes_with_a_meeting():
    service = Service(id="s", name="Printing")
    said_yes = champion(consented_on=TODAY - QUIET)
    assert gaps(said_yes, service) == []
    long_ago = champion(consented_on=TODAY - QUIET - timedelta(days=1))
    assert gaps(long_ago, service) == [Gap.QUIET]
    assert gaps(long_ago) == [], "there is nobody to meet"
    met = ServiceContact(id="m", champion="c", service="s", contact=Contact.REGULAR, last_contact=TODAY)
    assert gaps(long_ago, service, met) == []
    ahead = msgspec.structs.replace(met, last_contact=TODAY + timedelta(days=9))
    assert gaps(long_ago, service, ahead) == [Gap.QUIET], "a day to come is no meeting"


def test_a_term_is_told_before_it_ends_and_a_concern_while_it_stands():
    ends = champion(term_ends=TODAY + timedelta(days=90), hand_over_on=TODAY + timedelta(days=60))
    assert [(each.gap, each.day) for each in care_findings(View((ends,)), TODAY)] == [
        (Gap.TERM_ENDS, TODAY + timedelta(days=60))
    ]
    assert gaps(champion(term_ends=TODAY + timedelta(days=91))) == []
    assert gaps(champion(concern="Too narrow")) == [Gap.WORRIED]


@given(st.lists(st.tuples(st.integers(0, 6), DAYS), max_size=6), st.none() | DAYS, DAYS, st.randoms())
def test_hours_alarm_whatever_the_order_and_enough_from_today_on_ends_it(entries, yes, today, random):
    hours = [granted(*entry, id=str(at)) for at, entry in enumerate(entries)]
    needs = champion(hours_per_week=4, consented_on=yes)
    found = gaps(needs, *hours, today=today)
    random.shuffle(hours)
    assert gaps(needs, *hours, today=today) == found
    assert Gap.HOURS_SHORT not in gaps(needs, *hours, granted(4, today, id="z"), today=today)


@given(programmes(), st.randoms())
def test_a_sitting_takes_half_an_hour_and_begins_with_who_never_met(view, random):
    found = sitting(view)
    assert sum(each.minutes for each in found.pairs) <= MINUTES - OPENING - CLOSING
    never = [each.contact is Contact.NONE_YET for each in found.pairs]
    assert never == sorted(never, reverse=True)
    pairs = {(each.champion.id, each.service) for each in found.pairs}
    assert len(pairs) == len(found.pairs)
    assert len(pairs) + found.waiting == len(view.all(Champion)) * len(view.all(Service))
    mixed = [*view.records]
    random.shuffle(mixed)
    assert sitting(View(tuple(mixed))) == found


def test_hours_are_short_from_the_day_they_were_granted():
    needs = champion(hours_per_week=4)
    assert short_since(needs, (granted(1, TODAY),), TODAY) == TODAY
    assert short_since(needs, (granted(1, TODAY + timedelta(days=1)),), TODAY) is None
