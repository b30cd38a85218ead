"""Champions, service managers and who meets which service (docs/field.md, "Champions and services")."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from facilitator.model.base import (
    PersonId,
    PracticeKey,
    Record,
    Scale,
    ServiceId,
    asked,
    kept_to,
    ref,
    require,
    words,
)
from facilitator.model.practice import CapabilityLevel


class Specialism(Record, frozen=True, kw_only=True):
    """An area the programme wants a champion for, and the level it mostly works at."""

    name: Annotated[
        str, words("Specialism", "what one person looks after for all services"), Meta(min_length=1)
    ]
    level: Annotated[CapabilityLevel, asked("Level", "where it mostly works")] = CapabilityLevel.OPERATIONAL
    practices: Annotated[
        tuple[PracticeKey, ...], asked("Practices", "those whoever carries it looks after")
    ] = ()


class SelectionQuality(Scale):
    """What a champion is chosen for: heart and skill. A line grade is not among them."""

    PASSION = "passion"
    ENTHUSIASM = "enthusiasm"
    EMOTIONAL_INTELLIGENCE = "emotional_intelligence"
    COMMITMENT = "commitment"
    EMPATHY = "empathy"
    FACILITATES = "facilitates"
    EDUCATES = "educates"
    MOTIVATES = "motivates"
    COMMUNICATES = "communicates"
    EXPERT = "expert", "expert in the area's methods"
    CROSS_FUNCTIONAL = "cross_functional", "thinks across functions"
    SUPPORTS = "supports", "sees that people have support and resources"


class Champion(Record, frozen=True, kw_only=True):
    """A servant leader for one specialism across all services; not a management post.

    `consented` is their own nomination or yes, given on a day: without it there is no champion. A term ends,
    so that going on is asked again; before it does they hand over. Their area is that of
    the `specialism`, their home team that of the person; they are open to every service. What they were
    chosen for and what worries them about a narrow role is the facilitators' only.
    """

    person: PersonId
    specialism: Annotated[str, Meta(title="Specialism", extra={"ref": "specialisms"})]
    consented: Annotated[bool, Meta(title="Said yes")]
    consented_on: Annotated[date | None, asked("Said yes on", past=True)] = None
    term_ends: Annotated[date | None, asked("Term ends on", "then they are asked again")] = None
    hand_over_on: Annotated[date | None, asked("Hands over from", "to whoever comes next")] = None
    hours_per_week: Annotated[
        int,
        Meta(title="Hours needed", description="a week; what is granted has a list of its own", ge=0, le=60),
    ] = 0
    resources_needed: Annotated[str, words("Resources needed")] = ""
    module: Annotated[str, words("Module aimed for")] = ""
    qualities: Annotated[tuple[SelectionQuality, ...], kept_to("Chosen for", only_us=True)] = ()
    selection_notes: Annotated[str, words("Selection notes", remark=True, only_us=True)] = ""
    concern: Annotated[str, words("Concern about the role", remark=True, only_us=True)] = ""
    second_interest: Annotated[str, words("Second interest", only_us=True)] = ""
    also_manages: Annotated[bool, asked("Manages people", "and is here as a colleague all the same")] = False

    def __post_init__(self) -> None:
        require(
            self.consented,
            "A champion volunteers or says yes; nobody is appointed.",
            "Ask them first.",
            field="consented",
        )
        for day, field in ((self.term_ends, "term_ends"), (self.hand_over_on, "hand_over_on")):
            require(
                day is None or self.consented_on is None or day >= self.consented_on,
                "A term ends, and is handed over, after the day they said yes.",
                "Use a later day.",
                field=field,
            )


class GrantedHours(Record, frozen=True, kw_only=True):
    """How many hours a week a champion really has from a day on, as their team lead or a sponsor granted."""

    champion: Annotated[str, ref("champions", "Champion")]
    hours: Annotated[int, Meta(title="Hours granted", description="a week", ge=0, le=60)]
    since: Annotated[date, asked("Since", "the day they began", past=True)]


class Contact(Scale):
    """How a champion and a service meet."""

    REGULAR = "regular"
    OCCASIONAL = "occasional"
    NONE_YET = "none_yet", "none yet"


class ServiceContact(Record, frozen=True, kw_only=True):
    """One cell of the matrix champion × service."""

    champion: Annotated[str, Meta(title="Champion", extra={"ref": "champions"})]
    service: ServiceId
    contact: Contact = Contact.NONE_YET
    topic: Annotated[str, words("Topic")] = ""
    last_contact: date | None = None
