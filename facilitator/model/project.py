"""Projects with support at the table, and how their success is judged.

See docs/field.md, "Projects at the table".
"""

from datetime import date
from typing import Annotated

from msgspec import Meta

from facilitator.model.base import (
    Count,
    PersonId,
    Record,
    Scale,
    ServiceId,
    TeamId,
    asked,
    ref,
    require,
    words,
)
from facilitator.model.idea import Evidence


class Phase(Scale):
    """How far a project is."""

    IDEA = "idea"
    DEFINITION = "definition"
    BUILD = "build"
    TEST = "test"
    ROLLOUT = "rollout", "rollout", "people use it, and early-life support goes on"
    FINISHED = "finished", "finished", "it is in ordinary use; its value is still asked about"
    STOPPED = "stopped", "stopped", "it goes no further; nothing is asked any more"

    @property
    def is_over(self) -> bool:
        """Whether nobody is asked for answers any more."""
        return self in (Phase.FINISHED, Phase.STOPPED)

    @property
    def is_live(self) -> bool:
        """Whether people use it."""
        return self in (Phase.ROLLOUT, Phase.FINISHED)


class Project(Record, frozen=True, kw_only=True):
    """A project that support has to do with. Without a day of going live it is too early to judge it."""

    name: Annotated[str, words("Project", "as people call it"), Meta(min_length=1)]
    phase: Annotated[Phase, asked("Phase")] = Phase.DEFINITION
    kick_off: Annotated[date | None, asked("Kick-off on", "the day it began", past=True)] = None
    go_live: Annotated[date | None, asked("Go-live on", "30 and 90 days later its value is asked about")] = (
        None
    )
    vendor: Annotated[str, words("Vendor", "the firm, no person")] = ""
    volunteers: Annotated[
        int, Meta(title="Volunteer testers", description="how many; no names", ge=0, le=999)
    ] = 0
    services: Annotated[tuple[ServiceId, ...], asked("Services", "what it changes")] = ()

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "A project needs a name.", "Type how people call it.", field="name")
        require(
            self.kick_off is None or self.go_live is None or self.kick_off <= self.go_live,
            "A project begins before it goes live.",
            "Use a later day.",
            field="go_live",
        )


ProjectId = Annotated[str, ref("projects", "Project")]


class TableItem(Scale):
    """What support asks a project, four groups of three or four; the meaning is the question in full."""

    INVITED = (
        "invited",
        "Support teams invited from the start",
        "Have the support teams been invited from the start?",
    )
    TESTERS = (
        "testers",
        "Volunteer testers from the desk",
        "Who on the desk would like to try it before users do?",
    )
    TELLS_USERS = "tells_users", "Who tells users, when and how", "Who tells users, when, and in whose words?"
    CONTACTS = "contacts", "Contact types and volume", "What will people contact us about, and how often?"
    EXTRA = (
        "extra",
        "Extra people or hours",
        "Do we need extra people or longer hours around go-live?",
    )
    REPORTS = "reports", "Reports leaders will ask for", "Which reports will leaders ask for?"
    KNOWLEDGE = (
        "knowledge",
        "Knowledge drafted, in users’ words",
        "Are the first articles drafted, in users’ words?",
    )
    FAULTS = "faults", "Known faults shared", "Are known faults shared with the desk before go-live?"
    ACCESS = "access", "Access and tools ready", "Will access and tools be ready on day one?"
    TRAINING = "training", "Training", "Who needs training, and when is there time for it?"
    EARLY_LIFE = (
        "early_life",
        "Early-life support, and what ends it",
        "How long is early-life support, and what ends it?",
    )
    VALUE = "value", "How value will be judged", "How will we judge whether it was worth it, and when?"


GROUPS = (
    ("People and voices", (TableItem.INVITED, TableItem.TESTERS, TableItem.TELLS_USERS)),
    ("Demand and work", (TableItem.CONTACTS, TableItem.EXTRA, TableItem.REPORTS)),
    (
        "Knowledge and tools",
        (TableItem.KNOWLEDGE, TableItem.FAULTS, TableItem.ACCESS, TableItem.TRAINING),
    ),
    ("After go-live", (TableItem.EARLY_LIFE, TableItem.VALUE)),
)
"""The twelve items in their order, by what they are about."""


class Answer(Scale):
    """What is known of an item today. Unanswered is no “no”: nobody asked yet, or nobody knew."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_APPLICABLE = "not_applicable", "does not apply"
    UNANSWERED = "unanswered"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to find out."""
        return self in (Answer.PARTLY, Answer.NO, Answer.UNANSWERED)


class TableAnswer(Record, frozen=True, kw_only=True):
    """What a project answers to one of the twelve items, and who finds out by when while it is open."""

    project: ProjectId
    item: TableItem
    answer: Answer = Answer.UNANSWERED
    owner: Annotated[PersonId | None, asked("Who finds out")] = None
    by: Annotated[date | None, asked("By")] = None


class ProjectSeat(Record, frozen=True, kw_only=True):
    """A support team at the table of a project, and since when."""

    project: Annotated[str, ref("projects", "Project")]
    team: Annotated[TeamId, asked("Team")]
    since: Annotated[date | None, asked("Since", "empty while it has no seat yet", past=True)] = None


class LifeStage(Scale):
    """Which end of early-life support a criterion is for."""

    STARTS = "starts", "starts when"
    ENDS = "ends", "ends when"


class Bound(Scale):
    """How a number that is found is held against the number that was chosen."""

    AT_LEAST = "at_least", "at least"
    AT_MOST = "at_most", "at most"
    UNDER = "under"


class LifeCriterion(Record, frozen=True, kw_only=True):
    """When early-life support starts or ends, as a number chosen before go-live.

    `chosen_on` is the day the number became what it is: one chosen after go-live says less, and is told so.
    """

    project: Annotated[str, ref("projects", "Project")]
    what: Annotated[
        str, words("What is counted", "such as contacts a day, or open faults"), Meta(min_length=1)
    ]
    stage: Annotated[LifeStage, asked("Early-life support")] = LifeStage.ENDS
    bound: Annotated[Bound, asked("Bound")] = Bound.AT_MOST
    number: Annotated[int, asked("Number", "chosen before go-live"), Meta(ge=0, le=1_000_000)]
    days: Annotated[
        int, Meta(title="Days in a row", description="so long it has to hold; 0 for once", ge=0, le=365)
    ] = 0
    found: Annotated[Count | None, asked("Found", "on the worst of those days; empty until counted")] = None
    chosen_on: date | None = None

    def __post_init__(self) -> None:
        require(bool(self.what.strip()), "Say what is counted.", "Such as contacts a day.", field="what")

    @property
    def is_met(self) -> bool:
        """Whether what was found keeps to the number."""
        if self.found is None:
            return False
        match self.bound:
            case Bound.AT_LEAST:
                return self.found >= self.number
            case Bound.AT_MOST:
                return self.found <= self.number
            case Bound.UNDER:
                return self.found < self.number


class CheckRound(Scale):
    """How long after go-live value is asked about."""

    FIRST = "first", "after 30 days"
    SECOND = "second", "after 90 days"

    @property
    def days(self) -> int:
        """So many days after go-live."""
        return 30 if self is CheckRound.FIRST else 90


class Judgement(Scale):
    """How one side of success is judged; before people use it, it is too early."""

    TOO_EARLY = "too_early", "too early"
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class ValueCheck(Record, frozen=True, kw_only=True):
    """The four judgements of a project's success, given some time after go-live by the people who use it.

    They are printed together: over budget can still be worth it, and on time can still miss the point.
    """

    project: Annotated[str, ref("projects", "Project")]
    round: Annotated[CheckRound, asked("Asked")] = CheckRound.FIRST
    on: Annotated[date, asked("On", "the day it was asked", past=True)]
    timing: Annotated[Judgement, asked("On time")] = Judgement.TOO_EARLY
    timing_said: Annotated[str, words("About the time", remark=True)] = ""
    budget: Annotated[Judgement, asked("On budget")] = Judgement.TOO_EARLY
    budget_said: Annotated[str, words("About the budget", "such as over by 8 %", remark=True)] = ""
    value: Annotated[Judgement, asked("Value delivered")] = Judgement.TOO_EARLY
    evidence: Annotated[Evidence, asked("Known how", "the value")] = Evidence.ASSUMED
    value_said: Annotated[
        str, words("About the value", "of a measured one what was counted, and of how many", remark=True)
    ] = ""
    adoption: Annotated[Judgement, asked("Adopted", "people use it")] = Judgement.TOO_EARLY
    adoption_said: Annotated[str, words("About its use", remark=True)] = ""

    def __post_init__(self) -> None:
        require(
            self.evidence is not Evidence.MEASURED or bool(self.value_said.strip()),
            "A measured value says what was counted, by whom and of how many.",
            "Write it down, or call it reported.",
            field="value_said",
        )
