"""People by the names that tell them apart (docs/field.md, "Programme and teams")."""

from __future__ import annotations

from collections import Counter

from facilitator.model.person import Person
from facilitator.model.records import RecordView
from facilitator.model.team import Team


def names_of(programme: RecordView) -> dict[str, str]:
    """Return the name of each person by id; with the team beside it where two people share one."""
    teams = {team.id: team for team in programme.all(Team)}
    people = programme.all(Person)
    alike = Counter(person.name for person in people)
    named = {person.id: person.name for person in people}
    for person in people:
        team = teams.get(person.team or "")
        if team is not None and alike[person.name] > 1:
            named[person.id] = f"{person.name} ({team.short_name or team.name})"
    return named
