"""The charter of the service management office on one page, from what its readers may see of the records."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.smo import Gap, champion_findings, seconds_of, service_findings
from facilitator.language.words import day, listed
from facilitator.model.audience import LEADERS
from facilitator.model.practice import CapabilityLevel, Mandate, PracticeDecision
from facilitator.model.service import Service
from facilitator.model.smo import Champion, Specialism
from facilitator.wording.names import person_name
from facilitator.wording.smo import practices_of_nobody
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.release.release import for_audience

_GAPS = {
    Gap.NOBODY_FOR: "Who would enjoy {name}?",
    Gap.NO_MANAGER: "Who answers for {name} from end to end?",
    Gap.NO_SECOND: "Who could stand in for {name}?",
}


_WHAT_IT_IS = (
    "Champions carry one specialism across all services; service managers answer for a service from end to "
    "end. All of them work with all of the others: it coordinates and commands nobody."
)


def charter(folder: ProgrammeFolder) -> Iterator[str]:
    """Yield the lines of the charter, for champions, service managers and leaders.

    It holds neither what a champion was chosen for nor what worries them, and no hours.
    """
    records = for_audience(folder, LEADERS, ()).records
    programme = folder.programme
    yield f"Service management office, {programme.name}"
    yield f"For champions, service managers and leaders. As of {day(folder.today(), weekday=False)}."
    yield ""
    if programme.purpose:
        yield f"What it serves: {programme.purpose}"
        yield ""
    yield _WHAT_IT_IS
    yield from _specialisms(folder, records.all(Specialism), records.all(Champion))
    yield from _services(folder, records.all(Service))
    yield from _mandates(folder, records.all(PracticeDecision))
    if any(each.practices for each in records.all(Specialism)):
        yield ""
        yield practices_of_nobody(folder) or "Every practice is looked after."
    found = (*champion_findings(records, folder.today()), *service_findings(records))
    open_questions = [_GAPS[each.gap].format(name=each.name) for each in found if each.gap in _GAPS]
    if open_questions:
        yield ""
        yield "What we still ask"
        yield from (f"- {each}" for each in open_questions)


def _specialisms(
    folder: ProgrammeFolder, wanted: tuple[Specialism, ...], champions: tuple[Champion, ...]
) -> Iterator[str]:
    for level in CapabilityLevel:
        own = [each for each in wanted if each.level is level]
        if own:
            yield ""
            yield f"{level.label.capitalize()}: {level.meaning}"
        for area in own:
            who = [person_name(folder, each.person) for each in champions if each.specialism == area.id]
            practices = [_practice(folder, key) for key in area.practices]
            after = f" ({listed(practices)})" if practices else ""
            yield f"- {area.name}{after}: {listed(who) or 'nobody yet'}"


def _services(folder: ProgrammeFolder, services: tuple[Service, ...]) -> Iterator[str]:
    if services:
        yield ""
        yield "Services"
    for each in services:
        second = [person_name(folder, id) for id in seconds_of(each)]
        yield f"- {each.name}: {person_name(folder, each.manager) or 'nobody yet'}" + (
            f"; {listed(second)} could stand in" if second else ""
        )
        if each.decisions:
            yield f"  decides alone: {each.decisions}"


def _mandates(folder: ProgrammeFolder, decided: tuple[PracticeDecision, ...]) -> Iterator[str]:
    for mandate in Mandate:
        own = [_practice(folder, each.practice) for each in decided if each.mandate is mandate]
        if own and mandate is not Mandate.UNDECIDED:
            yield ""
            yield f"{mandate.label.capitalize()}: {listed(sorted(own))}"


def _practice(folder: ProgrammeFolder, key: str) -> str:
    known = folder.catalogue.practices.get(key)
    return known.name if known else key
