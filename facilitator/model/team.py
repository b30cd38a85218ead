"""A team (docs/field.md, "Programme and teams")."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from msgspec import Meta

from facilitator.model.base import Record, Scale, ServiceId, TeamId, asked, kept_to, require, words


class TeamKind(Scale):
    """What kind of team it is."""

    TECHNICAL = "technical", "technical", "builds and runs systems, networks, platforms"
    FRONT_LINE = "front_line", "front line", "is the first to be asked for help"
    LEADERSHIP = "leadership", "leadership", "decides on direction, people and money"
    PROJECT = "project", "project", "changes something, then ends"
    BUSINESS_PARTNER = "business_partner", "business partner", "speaks with the business for IT"
    SUPPLIER = "supplier", "supplier", "works for you from outside"


UNSAID = 1
"""The headcount of a team of which nobody has said how many it has."""


class Team(Record, frozen=True, kw_only=True):
    """A team. Counterparts are mutual; below the threshold it never gets its own pulse figures.

    One that is no more is `retired` since a day: it is offered nowhere, and keeps all that was heard. One
    that `became` another gave it all of that but its answers to the pulse; its names mean the other one now.
    """

    name: Annotated[str, words("Team", "as people call it"), Meta(min_length=1)]
    short_name: Annotated[str, words("Short name", "for narrow columns")] = ""
    kind: Annotated[TeamKind, asked("Kind", required=True)] = TeamKind.TECHNICAL
    headcount: Annotated[int, asked("How many people", required=True, unsaid=UNSAID), Meta(ge=1)] = UNSAID
    lead_role: Annotated[str, words("Lead, as a role", "a role, not a name")] = ""
    services: Annotated[tuple[ServiceId, ...], asked("Services", "what it works for")] = ()
    counterparts: Annotated[
        tuple[TeamId, ...], asked("Works with", "other teams; they get this one too")
    ] = ()
    former_names: Annotated[
        tuple[str, ...], words("Also found as", "earlier names, one a line", only_us=True)
    ] = ()
    message: Annotated[
        str, words("What is in it for them", "what they gain from being heard", only_team=True)
    ] = ""
    retired: Annotated[date | None, kept_to("No more since", only_us=True)] = None
    became: Annotated[TeamId | None, kept_to("Became", only_us=True)] = None

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "A team needs a name.", "Type how people call it.", field="name")
        require(
            self.headcount >= 1,
            "A team has at least one person.",
            "Give how many people it has.",
            field="headcount",
        )
        require(
            self.id == "" or self.id not in self.counterparts,
            "A team is not its own counterpart.",
            "Take it off.",
            field="counterparts",
        )

    def is_as_many_as(self, people: int) -> bool:
        """Tell whether it has as many people as that; if not, "7 of 1 people" would say nothing.

        There are guests, teams that grew, and those of whom nobody has said yet how many they are.
        """
        return self.headcount >= people


def going_teams(teams: Iterable[Team]) -> tuple[Team, ...]:
    """Return those of *teams* that are not retired: what is offered and what counts."""
    return tuple(team for team in teams if team.retired is None)


def still_found_as(team: Team, teams: Iterable[Team]) -> tuple[str, ...]:
    """Return the earlier names by which a team is still found: those no team of *teams* goes by now."""
    if not team.former_names:
        return ()
    named = (each for each in teams if each.became is None)
    now = {name.casefold() for each in named for name in (each.name, each.short_name)}
    return tuple(name for name in team.former_names if name.casefold() not in now)
