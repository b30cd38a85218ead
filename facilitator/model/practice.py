"""The management practices a team may meet (docs/field.md, "Practices")."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from facilitator.model.base import PracticeKey, Record, Scale, Score, asked, require, words

TRADE_MARK_NOTICE = (
    "ITIL is a registered trade mark of the PeopleCert group. This tool is independent and not "
    "affiliated with, accredited or endorsed by PeopleCert."
)


class PracticeGroup(Scale):
    """The family a practice belongs to."""

    GENERAL = "general"
    SERVICE = "service"
    TECHNICAL = "technical"
    CUSTOM = "custom", "our own"


class CapabilityLevel(Scale):
    """Where a practice mostly works; not how mature it is (docs/field.md, "Scales")."""

    STRATEGIC = "strategic", "strategic", "direction, relationships, investment, risk"
    TACTICAL = "tactical", "tactical", "agreements, reviews, knowledge, suppliers"
    OPERATIONAL = "operational", "operational", "daily restoring, reporting, escalation"


class Origin(Scale):
    """Where the name of a practice comes from."""

    ITIL4 = "itil4", "ITIL 4"
    ITIL5 = "itil5", "ITIL (Version 5)"
    KCS = "kcs", "KCS"
    LOCAL = "local", "our own"


class Fit(Scale):
    """What the organisation decided about a practice; `not_now` is respectable."""

    ADOPT = "adopt", "adopt", "take it on as it is meant"
    ADAPT = "adapt", "adapt", "take on what fits, in your own way"
    NOT_NOW = "not_now", "not now", "leave it for now; that is respectable"
    UNDECIDED = "undecided", "undecided", "nobody has decided yet"


class Practice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A management practice as the catalogue offers it: data, not code.

    One that is `hidden` is offered nowhere; what was heard about it stays readable under its name.
    """

    key: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
    name: str
    group: PracticeGroup
    description: str
    level: CapabilityLevel
    counterpart_kinds: tuple[str, ...]
    questions: tuple[str, ...]
    origin: Origin = Origin.ITIL4
    hidden: bool = False

    @property
    def short_name(self) -> str:
        """The name without the word "management" at its end, as narrow columns show it."""
        return self.name.removesuffix(" management").removesuffix(" and")


class Mandate(Scale):
    """Who decides how a practice works: the centre, the teams, or the teams with its advice."""

    UNDECIDED = "undecided", "not said", "nobody has said yet"
    CENTRE_DECIDES = (
        "centre_decides",
        "the centre decides",
        "one way for all: definitions, thresholds, quality",
    )
    CENTRE_ADVISES = "centre_advises", "the centre advises", "teams decide, and hear the centre first"
    TEAMS_DECIDE = "teams_decide", "teams decide", "design, targets and improvement are theirs"


class CustomPractice(Record, frozen=True, kw_only=True):
    """A practice of the programme's own; deleted only when nothing refers to it."""

    practice: Annotated[Practice, Meta(title="Practice")]

    def __post_init__(self) -> None:
        require(
            self.practice.group is PracticeGroup.CUSTOM,
            "A practice of your own belongs to the group custom.",
            "Set its group to custom.",
        )


class PracticeDecision(Record, frozen=True, kw_only=True):
    """Whether the organisation takes a practice on, who decides how it works, and its name for it.

    The name is "" for that of the catalogue.
    A hidden one leaves coverage totals.
    """

    practice: PracticeKey
    name: Annotated[str, words("What we call it")] = ""
    fit: Fit = Fit.UNDECIDED
    reason: Annotated[str, words("Why")] = ""
    hidden: bool = False
    mandate: Mandate = Mandate.UNDECIDED


class PracticeChoice(msgspec.Struct, frozen=True, kw_only=True):
    """What an organisation may say about one practice; kept as a `CustomPractice` and a `PracticeDecision`.

    Of a practice of the catalogue only name, fit, reason and `hidden` are its own. `key` is "" while there is
    no such practice yet. `records` are the ids of the records it was read from.
    """

    key: str = ""
    name: Annotated[str, words("Practice", "as your people call it", required=True)]
    fit: Annotated[Fit, asked("Fit")] = Fit.UNDECIDED
    reason: Annotated[str, words("Why", "a reason everybody may read")] = ""
    hidden: Annotated[bool, asked("Hidden", "offered nowhere; what was heard about it stays")] = False
    mandate: Annotated[Mandate, asked("Who decides", "how it works: its mandate")] = Mandate.UNDECIDED
    description: Annotated[str, words("In plain words", "what it is about, as you would say it aloud")] = ""
    level: Annotated[CapabilityLevel, asked("Where it mostly works")] = CapabilityLevel.OPERATIONAL
    questions: Annotated[tuple[str, ...], words("Questions", "to ask about it, one a line")] = ()
    custom: bool = True
    records: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "A practice needs a name.", "Type how people call it.", field="name")


class Assessor(Scale):
    """Who assessed a capability level."""

    OURSELVES = "ourselves", "we ourselves"
    INTERNAL = "internal", "trained colleagues"
    EXTERNAL = "external", "somebody from outside"


class AssessedLevel(Record, frozen=True, kw_only=True):
    """The capability level of a practice, 1 to 5, as assessed on a day (docs/field.md, "The ladder").

    It stands beside the ladder and is never turned into a rung, nor a rung into it: this is evidence
    about a practice, the ladder is how one team feels its own relationship with it.
    """

    practice: PracticeKey
    level: Annotated[Score, asked("Level", "1 to 5, as it was assessed")]
    on: Annotated[date, asked("Assessed on", past=True)]
    assessor: Annotated[Assessor, asked("Who assessed it", required=True)]
