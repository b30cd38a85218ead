"""Fields that forms over a session share: one person, a day, and the names there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from facilitator.live.session import LiveSession
from facilitator.model.person import Person
from facilitator.ui.forms.field import DAY, Field
from facilitator.workspace import typed_dates
from facilitator.workspace.records.targets import Target


def owner_field(live: LiveSession, now: str = "", label: str = "Owner", key: str = "owner") -> Field:
    """Return the field for one person, known or new."""
    return Field(
        key,
        label,
        now,
        help="one person who is willing",
        about="One person who is willing; nobody is put down without being asked.",
        names=lambda: people_targets(live),
        takes_new=True,
    )


def due_field(live: LiveSession, now: str = "", label: str = "Due", key: str = "due") -> Field:
    """Return the field for the day by which something is done."""
    return Field(
        key,
        label,
        now,
        help=DAY,
        about="By which day, in words or in digits. Empty while nobody knows.",
        check=lambda typed: day_typed(live, typed),
    )


def people_targets(live: LiveSession) -> tuple[Target, ...]:
    """Return the people there are, by their names; of two who share one, the handle stands beside it."""
    return named_people(live.desk.people.values())


def named_people(people: Collection[Person]) -> tuple[Target, ...]:
    """Return these people by their names; of two who share one, the handle stands beside it."""
    shared = Counter(person.name.casefold() for person in people)
    return tuple(
        Target(each.id, each.name if shared[each.name.casefold()] == 1 else f"{each.name} ({each.handle})")
        for each in people
    )


def team_targets(live: LiveSession) -> tuple[Target, ...]:
    """Return the teams there are, by their names."""
    return tuple(
        Target(team.id, team.name.replace(",", " "), offered=team.retired is None)
        for team in live.desk.teams.values()
    )


def day_typed(live: LiveSession, line: str) -> date | None:
    """Return the day that was typed, None for an empty line. Raises `BadInput`."""
    return typed_dates.day_typed(line, live.today) if line else None
