"""What asks for somebody among champions, service managers and services: silos, gaps, single covers.

Nothing is stored; a finding goes when its cause does. See docs/field.md, "Champions and services".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import Enum

import msgspec

from facilitator.insight.contacts import Contacts, contacts
from facilitator.insight.finding_order import in_order
from facilitator.model.base import Record
from facilitator.model.person import Person
from facilitator.model.practice import CapabilityLevel
from facilitator.model.records import RecordView
from facilitator.model.service import Service
from facilitator.model.smo import Champion, Specialism

SETTLING = timedelta(days=60)
"""So long after their yes a champion is new: that they meet nobody regularly yet is told, and is no alarm."""

_FEW = 2
"""Of a champion, and of two services or more, it may be told that they meet too few."""


class Gap(Enum):
    """What a finding is about, those that matter most first.

    All before `TERM_ENDS` are alarms. That has its day; `QUIET` is a question, no fault, `NEW_HERE`,
    `EMPTY_LEVEL` and `SOLE_COVER` are only told, and `WORRIED` for the facilitators alone.
    """

    NOBODY_FOR = "nobody_for"
    ONE_SERVICE = "one_service"
    HOURS_SHORT = "hours_short"
    FEW_CHAMPIONS = "few_champions"
    NO_MANAGER = "no_manager"
    NO_SECOND = "no_second"
    TERM_ENDS = "term_ends"
    QUIET = "quiet"
    NEW_HERE = "new_here"
    EMPTY_LEVEL = "empty_level"
    SOLE_COVER = "sole_cover"
    WORRIED = "worried"


class Finding(msgspec.Struct, frozen=True):
    """One thing found, as facts; `wording.smo` says it.

    `record` is the id of what it is about: a specialism, champion or service, "" for a level. `people` are
    the ids of who is concerned, `others` those of who could be brought in: managers to a champion, the people
    who are champions to a manager; `known` those a champion meets now and then. `met` of `of` are met, or so
    many hours of those needed granted; `day` is since or until when it is so.
    """

    gap: Gap
    record: str = ""
    name: str = ""
    level: CapabilityLevel | None = None
    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    met: int = 0
    of: int = 0
    day: date | None = None


class LevelCover(msgspec.Struct, frozen=True):
    """How many specialisms are wanted at a level, and for how many of them there is somebody."""

    level: CapabilityLevel
    filled: int
    wanted: int


def champion_findings(programme: RecordView, today: date | None = None) -> tuple[Finding, ...]:
    """Return what asks for somebody among champions: the same whatever the order of the records.

    Those who said yes shortly before *today* and meet no service regularly yet are told together, as new.
    """
    matrix = contacts(programme)
    wanted = programme.all(Specialism)
    new = _new(matrix, today)
    found = (*_nobody(wanted, matrix), *_empty_levels(wanted, matrix), *_one_service(programme, matrix, new))
    few = _few_champions(programme, matrix, new)
    return sorted_findings((*found, *few, *_new_here(programme, matrix, new), *_sole_covers(wanted, matrix)))


def service_findings(programme: RecordView) -> tuple[Finding, ...]:
    """Return which services have nobody who answers for them, or nobody who could stand in."""
    found = []
    for each in programme.all(Service):
        if each.manager is None:
            found.append(Finding(Gap.NO_MANAGER, each.id, each.name))
        elif not seconds_of(each):
            found.append(Finding(Gap.NO_SECOND, each.id, each.name, people=(each.manager,)))
    return sorted_findings(found)


def seconds_of(service: Service) -> tuple[str, ...]:
    """Return the ids of who can decide or cover besides the manager, each once."""
    named = (service.delegate, *service.cover)
    return tuple(dict.fromkeys(each for each in named if each not in (None, service.manager)))


def level_cover(programme: RecordView) -> tuple[LevelCover, ...]:
    """Return how the wanted specialisms are covered, level by level."""
    taken = {each.specialism for each in programme.all(Champion)}
    wanted = programme.all(Specialism)
    return tuple(
        LevelCover(
            level,
            sum(each.level is level and each.id in taken for each in wanted),
            sum(each.level is level for each in wanted),
        )
        for level in CapabilityLevel
    )


def carried(programme: RecordView) -> frozenset[str]:
    """Return the keys of the practices that a specialism looks after which has somebody."""
    taken = {each.specialism for each in programme.all(Champion)}
    return frozenset(key for each in programme.all(Specialism) if each.id in taken for key in each.practices)


def carriers(programme: RecordView, practice: str) -> tuple[tuple[str, str], ...]:
    """Return who looks after a practice: the ids of champion and specialism, in an order of their own."""
    areas = {each.id for each in programme.all(Specialism) if practice in each.practices}
    return tuple(
        sorted((each.id, each.specialism) for each in programme.all(Champion) if each.specialism in areas)
    )


def uncarried(programme: RecordView, offered: Iterable[str]) -> tuple[str, ...]:
    """Return which of the practices on offer nobody looks after, in their order."""
    looked_after = carried(programme)
    return tuple(each for each in offered if each not in looked_after)


def sorted_findings(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings, the gravest first, in an order that does not depend on that of the records."""
    return in_order(found, lambda each: (each.name.casefold(), each.record))


def _nobody(wanted: Sequence[Specialism], matrix: Contacts) -> Iterator[Finding]:
    taken = {each.specialism for each in matrix.champions}
    for each in wanted:
        if each.id not in taken:
            yield Finding(Gap.NOBODY_FOR, each.id, each.name, each.level)


def _empty_levels(wanted: Sequence[Specialism], matrix: Contacts) -> Iterator[Finding]:
    """Yield the levels at which nothing is wanted and nobody is, once there could be one at each.

    Where something is wanted and nobody is, its specialisms say so.
    """
    asked = {each.level for each in wanted}
    for level in CapabilityLevel if len(wanted) >= len(CapabilityLevel) else ():
        if level not in asked:
            yield Finding(Gap.EMPTY_LEVEL, name=level.label, level=level)


def _new(matrix: Contacts, today: date | None) -> frozenset[str]:
    """Return the ids of the people who became champions lately and meet no service regularly yet."""
    people = {each.person for each in matrix.champions}

    def is_new(person: str) -> bool:
        own = [each for each in matrix.champions if each.person == person]
        days = [each.consented_on for each in own]
        late = all(day is not None and today is not None and day + SETTLING >= today for day in days)
        return late and not any(matrix.regular(each.id) for each in own)

    return frozenset(each for each in people if is_new(each))


def _new_here(programme: RecordView, matrix: Contacts, new: frozenset[str]) -> Iterator[Finding]:
    if new and matrix.services:
        own = [each for each in matrix.champions if each.person in new]
        first = min(own, key=lambda each: each.id)
        yield Finding(Gap.NEW_HERE, first.id, name_of(programme, first.person), people=_ids(new))


def _one_service(programme: RecordView, matrix: Contacts, new: frozenset[str]) -> Iterator[Finding]:
    if len(matrix.services) < _FEW:
        return
    for person in _ids(each.person for each in matrix.champions if each.person not in new):
        own = [each for each in matrix.champions if each.person == person]
        regular = [each for each in matrix.services if any(each in matrix.regular(one.id) for one in own)]
        if len(regular) <= 1:
            met = {each.id for each in matrix.services for one in own if one in matrix.met_by(each.id)}
            strange = _ids(each.manager for each in matrix.services if each.id not in met)
            known = _ids(each.manager for each in matrix.services if each.id in met and each not in regular)
            yield Finding(
                Gap.ONE_SERVICE,
                min(each.id for each in own),
                name_of(programme, person),
                people=(person,),
                others=tuple(each for each in strange if each not in (person, *known)),
                known=tuple(each for each in known if each != person),
                met=len(regular),
                of=len(matrix.services),
            )


def _few_champions(programme: RecordView, matrix: Contacts, new: frozenset[str]) -> Iterator[Finding]:
    for manager in _ids(each.manager for each in matrix.services):
        own = [each for each in matrix.services if each.manager == manager]
        champions = {each.person for each in matrix.champions} - {manager}
        met = {champion.person for service in own for champion in matrix.met_by(service.id)} & champions
        champions -= new - met  # of those who are new nobody expects it yet
        if 2 * len(met) < len(champions):
            yield Finding(
                Gap.FEW_CHAMPIONS,
                min(each.id for each in own),
                name_of(programme, manager),
                people=(manager,),
                others=_ids(champions - met),
                met=len(met),
                of=len(champions),
            )


def _sole_covers(wanted: Sequence[Specialism], matrix: Contacts) -> Iterator[Finding]:
    for each in wanted:
        who = _ids(champion.person for champion in matrix.champions if champion.specialism == each.id)
        if len(who) == 1:
            yield Finding(Gap.SOLE_COVER, each.id, each.name, each.level, people=who)


def _ids(every: Iterable[str | None]) -> tuple[str, ...]:
    """Return ids, each once, in an order that does not depend on that of the records."""
    return tuple(sorted({each for each in every if each is not None}))


def name_of(programme: RecordView, person: str) -> str:
    """Return the name of the person with that id, "" for nobody."""
    known: Record | None = programme.find(Person, person)
    return known.name if isinstance(known, Person) else ""
