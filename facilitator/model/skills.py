"""Skills people share of their own accord (docs/field.md, "Skills and learning")."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from msgspec import Meta

from facilitator.model.base import (
    PersonId,
    Record,
    Scale,
    TeamId,
    asked,
    kept_to,
    ref,
    require,
    words,
)

AreaId = Annotated[str, ref("skill_areas", "Area")]


class SkillLevel(Scale):
    """How far somebody is in an area, in their own words, from the least to the most."""

    NONE = "none"
    AWARE = "aware"
    CAN_HELP = "can_help", "can help"
    WORKS_ALONE = "works_alone", "works alone"
    EXPERT = "expert"
    TEACHES = "teaches", "teaches others"

    @property
    def rank(self) -> int:
        """The place in the order, 0 to 5."""
        return list(SkillLevel).index(self)


class SkillArea(Record, frozen=True, kw_only=True):
    """Something a team has to know, and how many of it are wanted: who work alone in it, and who teach it."""

    name: Annotated[str, words("Area"), Meta(min_length=1)]
    team: Annotated[TeamId, Meta(title="Team", description="whose work needs it")]
    alone: Annotated[
        int, Meta(title="Wanted: work alone", description="so many, one among them away", ge=0, le=99)
    ] = 2
    teachers: Annotated[int, Meta(title="Wanted: teach it", description="of those", ge=0, le=99)] = 1

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "An area needs a name.", "Type what it is called.", field="name")


class CompetencyCode(Scale):
    """What somebody mostly brings, in five letters of the field."""

    LEADER = "L", "L leader"
    ADMINISTRATOR = "A", "A administrator"
    COORDINATOR = "C", "C coordinates and communicates"
    METHODS = "M", "M expert in methods"
    TECHNICAL = "T", "T technical expert"


class SkillPage(Record, frozen=True, kw_only=True):
    """What one person says of their own skills: a page that is theirs to show, and to take back.

    There is none without their yes. An area stands at one level; where it stands at none they are not in it,
    or did not say. What stands here is the facilitators' and the person's: a team sees counts.
    """

    person: PersonId
    agreed: Annotated[
        bool, Meta(title="They share it", description="of their own accord; it can be taken back")
    ]
    confirmed: Annotated[
        date | None, asked("Confirmed on", "a year later it goes, unless confirmed", past=True)
    ] = None
    teaches: Annotated[tuple[AreaId, ...], kept_to("Teaches others", only_us=True)] = ()
    expert: Annotated[tuple[AreaId, ...], kept_to("Expert", only_us=True)] = ()
    works_alone: Annotated[tuple[AreaId, ...], kept_to("Works alone", only_us=True)] = ()
    can_help: Annotated[tuple[AreaId, ...], kept_to("Can help", only_us=True)] = ()
    aware: Annotated[tuple[AreaId, ...], kept_to("Aware", only_us=True)] = ()
    learn: Annotated[tuple[AreaId, ...], kept_to("Wants to learn", only_us=True)] = ()
    stop: Annotated[tuple[AreaId, ...], kept_to("Wants to stop", only_us=True)] = ()
    codes: Annotated[tuple[CompetencyCode, ...], kept_to("Brings", only_us=True)] = ()
    bridge: Annotated[bool, kept_to("Speaks both languages", only_us=True)] = False

    def __post_init__(self) -> None:
        require(
            self.agreed,
            "Skills are shared by whoever has them, or not at all.",
            "Ask them first; a no needs no reason.",
            field="agreed",
        )
        seen: set[str] = set()
        for level in reversed(SkillLevel):
            for area in self.at(level):
                require(
                    area not in seen,
                    "An area stands at two levels.",
                    "Leave it at the one that fits last month.",
                    field=_FIELDS[level],
                )
                seen.add(area)

    def at(self, level: SkillLevel) -> tuple[str, ...]:
        """Return the ids of the areas at that level; of `NONE` nothing is kept."""
        return getattr(self, _FIELDS[level]) if level in _FIELDS else ()

    def level_of(self, area: str) -> SkillLevel:
        """Return the level in the area of that id."""
        return next((level for level in _FIELDS if area in self.at(level)), SkillLevel.NONE)

    def levels(self) -> Iterator[tuple[str, SkillLevel]]:
        """Yield each area that stands at a level, with it."""
        for level in _FIELDS:
            yield from ((area, level) for area in self.at(level))

    def with_level(self, area: str, level: SkillLevel) -> dict[str, tuple[str, ...]]:
        """Return the fields in which the area stands at that level and at no other."""
        return {
            field: (*(each for each in self.at(at) if each != area), *((area,) if at is level else ()))
            for at, field in _FIELDS.items()
        }


_FIELDS = {
    SkillLevel.TEACHES: "teaches",
    SkillLevel.EXPERT: "expert",
    SkillLevel.WORKS_ALONE: "works_alone",
    SkillLevel.CAN_HELP: "can_help",
    SkillLevel.AWARE: "aware",
}


class SkillPair(Record, frozen=True, kw_only=True):
    """Two who learn from each other for some weeks; both said yes, or there is no pair."""

    area: AreaId
    teacher: Annotated[str, ref("people", "Teaches")]
    learner: Annotated[str, ref("people", "Learns")]
    agreed: Annotated[bool, Meta(title="Both said yes")]
    starts: Annotated[date | None, asked("From", "the day they begin")] = None
    weeks: Annotated[int, Meta(title="Weeks", description="an hour each", ge=1, le=52)] = 6

    def __post_init__(self) -> None:
        require(
            self.agreed,
            "A pair is two who said yes.",
            "Ask both first; until then it is a suggestion, kept nowhere.",
            field="agreed",
        )
