"""Writes the programme file of the example through the program's own interface."""

from __future__ import annotations

from datetime import date
from operator import itemgetter

import msgspec

from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.service import Service
from facilitator.model.smo import Champion, ServiceContact, Specialism
from facilitator.model.team import Team
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

from .clockwork import Clockwork
from .rows import ProgrammeTables


class Registered(msgspec.Struct, frozen=True):
    """The ids of teams and people by the keys the tables use."""

    teams: dict[str, str]
    people: dict[str, str]

    def team_ids(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of the teams with those keys."""
        return tuple(self.teams[key] for key in keys)


def write_programme(folder: ProgrammeFolder, clock: Clockwork, tables: ProgrammeTables) -> Registered:
    """Write the programme, its teams, people, services and champions as they stand on the as-of day."""
    clock.begin(tables.started, 9)
    with folder.file.group("start the programme"):
        folder.file.put(
            Programme(
                name=tables.name,
                organisation=tables.organisation,
                purpose=tables.purpose,
                sponsor=tables.sponsor,
                started=tables.started,
                ends=tables.ends,
                timezone=tables.timezone,
            )
        )
        keys = ("teams", "people", "services", "specialisms", "champions")
        ids = {table: {key: clock.next_id() for key in _keys(tables, table)} for table in keys}
        _write_people(folder, tables, ids)
        _write_smo(folder, tables, ids)
    _write_contacts(folder, clock, tables)
    return Registered(ids["teams"], ids["people"])


def _keys(tables: ProgrammeTables, table: str) -> tuple[str, ...]:
    if table == "champions":
        return tuple(row.person for row in tables.champions)
    return tuple(getattr(tables, table))


def _write_people(folder: ProgrammeFolder, tables: ProgrammeTables, ids: dict[str, dict[str, str]]) -> None:
    for key, team in tables.teams.items():
        partners = [other for pair in tables.counterparts if key in pair for other in pair if other != key]
        folder.file.put(
            Team(
                id=ids["teams"][key],
                name=team.name,
                short_name=team.short,
                kind=team.kind,
                headcount=team.people,
                lead_role=team.lead,
                services=tuple(ids["services"][service] for service in team.services),
                counterparts=tuple(ids["teams"][other] for other in partners),
                message=team.message,
            )
        )
    for key, person in tables.people.items():
        folder.file.put(
            Person(
                id=ids["people"][key],
                name=person.name,
                team=ids["teams"][person.team] if person.team else None,
                facilitator=person.facilitator,
            )
        )
    for key, service in tables.services.items():
        folder.file.put(
            Service(
                id=ids["services"][key],
                name=service.name,
                manager=ids["people"][service.manager],
                decisions=service.decisions,
                delegate=ids["people"][service.delegate] if service.delegate else None,
                cover=tuple(ids["people"][each] for each in service.cover),
            )
        )


def _write_smo(folder: ProgrammeFolder, tables: ProgrammeTables, ids: dict[str, dict[str, str]]) -> None:
    for key, specialism in tables.specialisms.items():
        folder.file.put(
            Specialism(
                id=ids["specialisms"][key],
                name=specialism.name,
                level=specialism.level,
                practices=specialism.practices,
            )
        )
    for champion in tables.champions:
        folder.file.put(
            Champion(
                id=ids["champions"][champion.person],
                person=ids["people"][champion.person],
                specialism=ids["specialisms"][champion.specialism],
                consented=True,
                hours_per_week=champion.hours,
                module=champion.module,
                qualities=champion.qualities,
                consented_on=champion.consented,
                concern=champion.concern,
                second_interest=champion.second_interest,
            )
        )
    for cell in tables.contacts:
        folder.file.put(
            ServiceContact(
                champion=ids["champions"][cell.champion],
                service=ids["services"][cell.service],
                contact=cell.contact,
            )
        )


def _write_contacts(folder: ProgrammeFolder, clock: Clockwork, tables: ProgrammeTables) -> None:
    """Write, day by day, when champions last met a service."""
    cells = zip(tables.contacts, folder.file.all(ServiceContact), strict=True)
    met = [(row.last, row.topic, cell) for row, cell in cells if row.last]
    for day, topic, cell in sorted(met, key=itemgetter(0)):
        clock.put_to_day(day, 11)
        folder.file.put(msgspec.structs.replace(cell, topic=topic, last_contact=day))


def hold_still(folder: ProgrammeFolder, clock: Clockwork, day: date) -> None:
    """Let the programme live on *day* from now on, so that its figures do not age."""
    clock.put_to_day(day, 9)
    folder.file.put(msgspec.structs.replace(folder.programme, as_of=day))
