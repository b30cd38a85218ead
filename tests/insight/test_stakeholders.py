"""Where stakeholders stand, and what asks for somebody among them."""

from datetime import UTC, date, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from facilitator.insight.stakeholders import (
    BETWEEN_ACTS,
    GOES_SOON,
    Quadrant,
    StakeholderGap,
    by_gap,
    gap_of,
    kept_until,
    placement,
    stakeholder_findings,
)
from facilitator.model.retention import UNRENEWED
from facilitator.model.stakeholder import ActStatus, Resistance, SponsorAct, Stakeholder, Stance
from facilitator.wording.stakeholders import step, steps_drawn, subject
from tests.insight.test_smo import View
from tests.tables import for_each

TODAY = date(2026, 4, 9)
NOW = datetime(2026, 4, 9, 9, tzinfo=UTC)
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 8, 1))
SCORES = st.none() | st.integers(1, 5)
STANCES = st.none() | st.sampled_from(Stance)
SEEN = SponsorAct(id="a", text="Opens the meeting", on=TODAY, status=ActStatus.DONE)


def one(**fields):
    return Stakeholder(**({"id": "s", "name": "Registrar", "influence": 5, "interest": 2} | fields))


def gaps(*records, today=TODAY):
    return [each.gap for each in stakeholder_findings(View(records), today, UTC)]


PLACES = [
    (5, 4, Quadrant.ENGAGE),
    (5, 2, Quadrant.SATISFY),
    (2, 5, Quadrant.INFORM),
    (1, 1, Quadrant.WATCH),
    (4, 3, None),
    (3, 5, None),
]


@for_each("row", PLACES, ids=str)
def test_high_is_four_or_five_and_a_three_is_looked_at_again(row):
    influence, interest, quadrant = row
    assert placement(influence, interest).quadrant is quadrant
    assert (StakeholderGap.CHECK in gaps(one(influence=influence, interest=interest))) is (quadrant is None)


def test_the_gap_is_work_until_a_contact_is_set_and_the_contact_is_due_on_its_day():
    wary = one(stance=Stance.WARY, needed=Stance.SUPPORTIVE)
    assert gap_of(wary) == 2
    assert gaps(wary, SEEN) == [StakeholderGap.NO_CONTACT]
    ahead = msgspec.structs.replace(wary, next_contact=TODAY + timedelta(days=1))
    assert gaps(ahead, SEEN) == []
    assert gaps(ahead, SEEN, today=TODAY + timedelta(days=1)) == [StakeholderGap.CONTACT_DUE]
    assert gap_of(one(stance=Stance.DRIVING, needed=Stance.WATCHING)) == 0


def test_who_sees_more_gives_an_idea_and_is_told_no_more_then():
    sees = one(cause=Resistance.SEES_MORE)
    assert gaps(sees) == [StakeholderGap.SEES_MORE]
    assert gaps(msgspec.structs.replace(sees, idea_on=TODAY)) == []


def test_who_goes_soon_is_asked_about_and_renewing_ends_it():
    old = one(changed=NOW - UNRENEWED + GOES_SOON)
    assert gaps(old) == [StakeholderGap.GOES]
    assert kept_until(old, UTC) == TODAY + GOES_SOON
    assert gaps(msgspec.structs.replace(old, changed=NOW)) == []


def test_the_sponsor_is_seen_once_a_month_while_there_is_work():
    wary = one(stance=Stance.WARY, needed=Stance.DRIVING, next_contact=TODAY + timedelta(days=9))
    assert gaps(wary) == [StakeholderGap.NO_ACT]
    long_ago = msgspec.structs.replace(SEEN, on=TODAY - BETWEEN_ACTS - timedelta(days=1))
    assert gaps(wary, long_ago) == [StakeholderGap.NO_ACT]
    assert gaps(wary, msgspec.structs.replace(SEEN, status=ActStatus.NOT_DONE)) == [StakeholderGap.NO_ACT]
    assert gaps(wary, SEEN) == []
    planned = msgspec.structs.replace(SEEN, status=ActStatus.PLANNED)
    assert gaps(wary, planned) == [StakeholderGap.ACT_DUE]
    assert gaps() == []


def test_stances_are_drawn_with_the_gap_as_length():
    def drawn(**fields):
        return "".join(sign for sign, _ in steps_drawn(one(**fields)))

    assert drawn(stance=Stance.WARY, needed=Stance.SUPPORTIVE) == "·○━●·"
    assert drawn(stance=Stance.SUPPORTIVE, needed=Stance.DRIVING) == "···○●"
    assert drawn(stance=Stance.DRIVING) == "····●"
    assert drawn() == "·····"


@st.composite
def programmes(draw):
    """Any few stakeholders and acts of the sponsor."""
    people = [
        Stakeholder(
            id=str(at),
            name=draw(st.sampled_from(("Registrar", "Union", "Desk"))),
            influence=draw(SCORES),
            interest=draw(SCORES),
            stance=draw(STANCES),
            needed=draw(STANCES),
            cause=draw(st.none() | st.sampled_from(Resistance)),
            idea_on=draw(DAYS),
            next_contact=draw(DAYS),
            changed=NOW - timedelta(days=draw(st.integers(0, 120))),
        )
        for at in range(draw(st.integers(0, 5)))
    ]
    acts = [
        SponsorAct(
            id=f"a{at}",
            text="Opens it",
            on=draw(st.dates(date(2026, 1, 1), date(2026, 8, 1))),
            status=draw(st.sampled_from(ActStatus)),
        )
        for at in range(draw(st.integers(0, 3)))
    ]
    return View((*people, *acts))


@given(programmes(), st.randoms())
def test_the_order_changes_nothing_and_all_of_it_can_be_said(view, random):
    mixed = [*view.records]
    random.shuffle(mixed)
    found = stakeholder_findings(view, TODAY, UTC)
    told = [(each.gap, each.names, each.day) for each in found]
    again = stakeholder_findings(View(tuple(mixed)), TODAY, UTC)
    assert [(each.gap, each.names, each.day) for each in again] == told
    assert all(subject(each) and step(each) for each in found)
    every = view.all(Stakeholder)
    assert [gap_of(each) for each in by_gap(every)] == sorted(filter(None, map(gap_of, every)), reverse=True)


@given(programmes())
def test_a_finding_goes_with_its_cause(view):
    for found in stakeholder_findings(view, TODAY, UTC):
        new = remedied(view, found)
        left = {(each.gap, each.record) for each in stakeholder_findings(new, TODAY, UTC)}
        assert (found.gap, found.record) not in left


def remedied(view, found):
    """Return the programme after the next step was taken."""
    match found.gap:
        case StakeholderGap.CONTACT_DUE | StakeholderGap.NO_CONTACT:
            return changed(view, found, next_contact=TODAY + timedelta(days=7))
        case StakeholderGap.SEES_MORE:
            return changed(view, found, idea_on=TODAY)
        case StakeholderGap.GOES:
            return changed(view, found, renewed=TODAY, changed=NOW)
        case StakeholderGap.NO_ACT:
            return view.put(SponsorAct(id="new", text="Is seen", on=TODAY, status=ActStatus.DONE))
        case StakeholderGap.ACT_DUE:
            act = view.find(SponsorAct, found.record)
            return view.put(msgspec.structs.replace(act, status=ActStatus.DONE))
        case StakeholderGap.UNPLACED | StakeholderGap.CHECK:
            for each in view.all(Stakeholder):
                view = view.put(msgspec.structs.replace(each, influence=4, interest=4))
            return view


def changed(view, found, **fields):
    return view.put(msgspec.structs.replace(view.find(Stakeholder, found.record), **fields))


def test_of_one_kind_what_fell_due_first_is_told_first():
    later = SponsorAct(id="b", text="Asks", on=TODAY, status=ActStatus.PLANNED)
    first = SponsorAct(id="c", text="Opens", on=TODAY - timedelta(days=2), status=ActStatus.PLANNED)
    told = [each.names for each in stakeholder_findings(View((later, first)), TODAY, UTC)]
    assert told == [("Opens",), ("Asks",)]
