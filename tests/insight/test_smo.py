"""What asks for somebody among champions, managers and services."""

from datetime import date
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from facilitator.insight.smo import Gap, carriers, champion_findings, level_cover, service_findings, uncarried
from facilitator.model.person import Person
from facilitator.model.practice import CapabilityLevel
from facilitator.model.service import Service
from facilitator.model.smo import Champion, Contact, ServiceContact, Specialism


class View(msgspec.Struct):
    """Some records, in the order given."""

    records: tuple[Any, ...]

    def all(self, kind):
        return tuple(each for each in self.records if isinstance(each, kind))

    def find(self, kind, id):
        return next((each for each in self.all(kind) if each.id == id), None)

    def has(self, kind, field, value):
        return any(getattr(each, field) == value for each in self.all(kind))

    def without(self, gone):
        return View(tuple(each for each in self.records if each != gone))

    def put(self, record):
        kept = tuple(each for each in self.records if each.id != record.id)
        return View((*kept, record))


PEOPLE = ("jo", "dev", "ana", "hana", "owen")
AREAS = ("knowledge", "change", "value")
SERVICES = ("teaching", "records", "workplace")


@st.composite
def programmes(draw):
    """Any small programme: people, areas, champions, services, and who meets whom."""
    people = [Person(id=each, name=draw(st.sampled_from(("Sam", each)))) for each in PEOPLE]
    levels = st.sampled_from(CapabilityLevel)
    wanted = draw(st.lists(st.sampled_from(AREAS), unique=True))
    areas = [Specialism(id=each, name=each, level=draw(levels)) for each in wanted]
    who = draw(st.lists(st.sampled_from(PEOPLE), unique=True)) if wanted else []
    champions = [
        Champion(id=f"c-{each}", person=each, specialism=draw(st.sampled_from(wanted)), consented=True)
        for each in who
    ]
    persons = st.none() | st.sampled_from(PEOPLE)
    services = [
        Service(
            id=each,
            name=each,
            manager=draw(persons),
            delegate=draw(persons),
            cover=tuple(draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=2))),
        )
        for each in draw(st.lists(st.sampled_from(SERVICES), unique=True))
    ]
    cells = [
        ServiceContact(
            id=f"{one.id}-{other.id}",
            champion=one.id,
            service=other.id,
            contact=draw(st.sampled_from(Contact)),
        )
        for one in champions
        for other in services
        if draw(st.booleans())
    ]
    return View((*people, *areas, *champions, *services, *cells))


def found_in(view):
    return (*champion_findings(view), *service_findings(view))


@given(programmes(), st.randoms())
def test_the_order_of_the_records_changes_nothing(view, random):
    mixed = [*view.records]
    random.shuffle(mixed)
    assert set(found_in(View(tuple(mixed)))) == set(found_in(view))
    told = [(each.gap, each.name.casefold(), each.record) for each in found_in(View(tuple(mixed)))]
    assert told == [(each.gap, each.name.casefold(), each.record) for each in found_in(view)]


@given(programmes())
def test_a_finding_goes_with_its_cause(view):
    for found in found_in(view):
        assert found not in found_in(remedied(view, found))


def remedied(view, found):
    """Return the programme after the next step was taken."""
    match found.gap:
        case Gap.NOBODY_FOR:
            return view.put(Champion(id="new", person="jo", specialism=found.record, consented=True))
        case Gap.SOLE_COVER:
            other = next(each for each in PEOPLE if each not in found.people)
            return view.put(Champion(id="new", person=other, specialism=found.record, consented=True))
        case Gap.EMPTY_LEVEL:
            return view.put(Specialism(id="new", name="new", level=found.level))
        case Gap.ONE_SERVICE:
            return every_cell(view, {found.record}, {each.id for each in view.all(Service)})
        case Gap.FEW_CHAMPIONS:
            own = {each.id for each in view.all(Service) if each.manager in found.people}
            return every_cell(view, {each.id for each in view.all(Champion)}, own)
        case Gap.NO_MANAGER:
            return view.put(msgspec.structs.replace(view.find(Service, found.record), manager="jo"))
        case Gap.NO_SECOND:
            service = view.find(Service, found.record)
            other = next(each for each in PEOPLE if each != service.manager)
            return view.put(msgspec.structs.replace(service, delegate=other))


def every_cell(view, champions, services):
    """Return the programme with each of these champions in regular contact with each of these services."""
    for one in champions:
        for other in services:
            gone = next(
                (each for each in view.all(ServiceContact) if (each.champion, each.service) == (one, other)),
                None,
            )
            view = view.without(gone).put(
                ServiceContact(id=f"{one}-{other}", champion=one, service=other, contact=Contact.REGULAR)
            )
    return view


@given(programmes())
def test_cover_never_exceeds_what_is_wanted(view):
    assert all(0 <= each.filled <= each.wanted for each in level_cover(view))
    assert sum(each.wanted for each in level_cover(view)) == len(view.all(Specialism))
    unfilled = sum(each.wanted - each.filled for each in level_cover(view))
    assert unfilled == sum(each.gap is Gap.NOBODY_FOR for each in champion_findings(view))


@given(programmes())
def test_a_practice_is_looked_after_by_whoever_carries_it_or_by_nobody(view):
    for area in view.all(Specialism):
        with_practice = view.put(msgspec.structs.replace(area, practices=("a", "b")))
        taken = any(each.specialism == area.id for each in view.all(Champion))
        assert {each for _, each in carriers(with_practice, "a")} == ({area.id} if taken else set())
        assert uncarried(with_practice, ("a", "b", "c")) == (("c",) if taken else ("a", "b", "c"))


def test_an_empty_level_is_told_once_there_could_be_somebody_at_each():
    areas = [Specialism(id=each, name=each, level=CapabilityLevel.OPERATIONAL) for each in ("a", "b", "c")]

    def empty(*wanted):
        return [each.level for each in champion_findings(View(wanted)) if each.gap is Gap.EMPTY_LEVEL]

    assert [len(empty(*areas[:count])) for count in range(4)] == [0, 0, 0, 2], "a programme begins with one"
    elsewhere = msgspec.structs.replace(areas[0], level=CapabilityLevel.STRATEGIC)
    assert empty(elsewhere, *areas[1:]) == [CapabilityLevel.TACTICAL]


def test_one_service_alone_makes_no_silo_and_nothing_at_all_is_told_of_nothing():
    assert found_in(View(())) == ()
    one = View(
        (
            Person(id="jo", name="Jo"),
            Specialism(id="k", name="Knowledge"),
            Champion(id="c", person="jo", specialism="k", consented=True),
            Service(id="s", name="Printing"),
        )
    )
    assert Gap.ONE_SERVICE not in {each.gap for each in champion_findings(one)}
    two = one.put(Service(id="t", name="Rooms"))
    assert [each.met for each in champion_findings(two) if each.gap is Gap.ONE_SERVICE] == [0]


def test_new_champions_are_told_together_and_those_met_now_and_then_are_no_strangers():
    today = date(2026, 12, 1)
    areas = [Specialism(id=each, name=each) for each in ("k", "c")]
    services = [Service(id=each, name=each, manager=f"m{each}") for each in "st"]
    jo, dev = (
        Champion(id=each, person=each, specialism=area.id, consented=True, consented_on=date(2026, 11, day))
        for each, area, day in (("jo", areas[0], 30), ("dev", areas[1], 1))
    )
    view = View((*(Person(id=each, name=each) for each in ("jo", "dev", "ms", "mt")), *areas, *services))
    view = view.put(jo).put(dev)
    silos = (Gap.ONE_SERVICE, Gap.FEW_CHAMPIONS, Gap.NEW_HERE)

    def told(view, day=today):
        return [(each.gap, each.people) for each in champion_findings(view, day) if each.gap in silos]

    assert told(view) == [(Gap.NEW_HERE, ("dev", "jo"))]
    later = told(view, date(2027, 1, 15))
    assert {(Gap.ONE_SERVICE, ("dev",)), (Gap.NEW_HERE, ("jo",))} <= set(later)
    regular = view.put(ServiceContact(id="1", champion="jo", service="s", contact=Contact.REGULAR))
    assert told(regular)[0] == (Gap.ONE_SERVICE, ("jo",)), "one alone is a silo, however new"
    (silo, *_) = champion_findings(regular, today)
    assert (silo.others, silo.known) == (("mt",), ())
    (silo, *_) = champion_findings(
        regular.put(ServiceContact(id="2", champion="jo", service="t", contact=Contact.OCCASIONAL)), today
    )
    assert (silo.others, silo.known) == ((), ("mt",))


def test_who_carries_two_specialisms_is_one_person():
    areas = [Specialism(id=each, name=each) for each in ("k", "c")]
    services = [Service(id="s", name="Printing"), Service(id="t", name="Rooms")]
    champions = [
        Champion(id=f"c{each.id}", person="jo", specialism=each.id, consented=True) for each in areas
    ]
    view = View((Person(id="jo", name="Jo"), *areas, *services, *champions))
    assert [each.met for each in champion_findings(view) if each.gap is Gap.ONE_SERVICE] == [0]
    both = every_cell(every_cell(view, {"ck"}, {"s"}), {"cc"}, {"t"})
    assert Gap.ONE_SERVICE not in {each.gap for each in champion_findings(both)}


def test_two_of_one_name_are_two():
    people = [Person(id=each, name="Sam Oduya") for each in ("a", "b")]
    services = [Service(id="s", name="Printing"), Service(id="t", name="Rooms")]
    area = Specialism(id="k", name="Knowledge")
    champions = [
        Champion(id=f"c{each.id}", person=each.id, specialism="k", consented=True) for each in people
    ]
    found = champion_findings(View((*people, *services, area, *champions)))
    assert [each.people for each in found if each.gap is Gap.ONE_SERVICE] == [("a",), ("b",)]
    assert Gap.SOLE_COVER not in {each.gap for each in found}
