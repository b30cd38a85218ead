"""Champions, service managers and who meets which service (docs/field.md, "Champions and services")."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from facilitator.model.base import PersonId, Record, Scale, ServiceId, asked, kept_to, require, words
from facilitator.model.practice import CapabilityLevel


class Specialism(Record, frozen=True, kw_only=True):
    """An area the programme wants a champion for, and the level it mostly works at."""

    name: Annotated[str, words("Specialism"), Meta(min_length=1)]
    level: CapabilityLevel = CapabilityLevel.OPERATIONAL


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

    `consented` is their own nomination or yes: without it there is no champion. Their area is that of
    the `specialism`, their home team that of the person; they are open to every service. What they were
    chosen for and what worries them about a narrow role is the facilitators' only.
    """

    person: PersonId
    specialism: Annotated[str, Meta(title="Specialism", extra={"ref": "specialisms"})]
    consented: Annotated[bool, Meta(title="Said yes")]
    hours_per_week: Annotated[int, Meta(ge=0, le=60)] = 0
    resources_needed: Annotated[str, words("Resources needed")] = ""
    module: Annotated[str, words("Module aimed for")] = ""
    qualities: Annotated[tuple[SelectionQuality, ...], kept_to("Chosen for", only_us=True)] = ()
    selection_notes: Annotated[str, words("Selection notes", remark=True, only_us=True)] = ""
    concern: Annotated[str, words("Concern about the role", remark=True, only_us=True)] = ""
    second_interest: Annotated[str, words("Second interest", only_us=True)] = ""
    also_manages: Annotated[bool, asked("Manages people", "but does not take part as a manager")] = False

    def __post_init__(self) -> None:
        require(
            self.consented,
            "A champion volunteers or says yes; nobody is appointed.",
            "Ask them first.",
        )


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
