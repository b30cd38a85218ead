"""Improvement ideas, and the dots people put on them (docs/field.md, "Ideas" and "Which idea first")."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from facilitator.model.audience import Worded
from facilitator.model.base import (
    Count,
    IdeaId,
    ObservationId,
    PracticeKey,
    Record,
    Scale,
    Score,
    TeamId,
    require,
    words,
)
from facilitator.model.observation import Dimension, Source


class StakeholderGroup(Scale):
    """Who gains; a programme may add its own groups as plain words (docs/field.md, "Value chains")."""

    TEAM = "team", "team"
    IT = "it_organisation", "IT organisation"
    USERS = "users", "users"
    BUSINESS = "wider_business", "wider business"
    SOCIETY = "society", "society"


def group_label(group: str) -> str:
    """Return what a stakeholder group is called: a group of the programme's own stands for itself."""
    return _GROUP_LABELS.get(group, group)


_GROUP_LABELS = {group.value: group.label for group in StakeholderGroup}


class Evidence(Scale):
    """How a benefit is known."""

    ASSUMED = "assumed"
    REPORTED = "reported"
    OBSERVED = "observed"
    MEASURED = "measured"


class Benefit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one stakeholder group gains, and how that is known; `cases` is the n behind it."""

    group: Annotated[str, Meta(title="Who gains")]
    text: Annotated[str, words("What they gain", remark=True)]
    evidence: Evidence = Evidence.ASSUMED
    cases: Count | None = None

    def __post_init__(self) -> None:
        require(
            bool(self.group.strip()) and bool(self.text.strip()),
            "A benefit says who gains and what.",
            "Write both, or take it off.",
        )


class Reach(Scale):
    """How far an idea reaches."""

    OWN_TEAM = "own_team", "our own team"
    TWO_TEAMS = "two_teams", "two teams"
    MANY = "many", "many teams"


class IdeaStatus(Scale):
    """Where an idea stands."""

    CAPTURED = "captured", "no answer yet"
    SHAPED = "shaped", "no answer yet"
    ACCEPTED = "accepted", "accepted"
    IN_ACTION = "in_action", "in action"
    DONE = "done", "done"
    BENEFIT_CONFIRMED = "benefit_confirmed", "benefit confirmed"
    PARKED = "parked", "parked"
    DECLINED = "declined", "declined"


ANSWERED = frozenset(IdeaStatus) - {IdeaStatus.CAPTURED, IdeaStatus.SHAPED}
"""The states in which the team has an answer (docs/field.md, "Follow-through")."""

_FORWARD = {
    IdeaStatus.CAPTURED: {IdeaStatus.SHAPED, IdeaStatus.ACCEPTED},
    IdeaStatus.SHAPED: {IdeaStatus.CAPTURED, IdeaStatus.ACCEPTED},
    IdeaStatus.ACCEPTED: {IdeaStatus.IN_ACTION},
    IdeaStatus.IN_ACTION: {IdeaStatus.DONE, IdeaStatus.ACCEPTED},
    IdeaStatus.DONE: {IdeaStatus.BENEFIT_CONFIRMED, IdeaStatus.IN_ACTION},
    IdeaStatus.BENEFIT_CONFIRMED: set(),
    IdeaStatus.PARKED: {IdeaStatus.ACCEPTED},
    IdeaStatus.DECLINED: {IdeaStatus.ACCEPTED},
}
_SET_ASIDE = {IdeaStatus.PARKED, IdeaStatus.DECLINED}
_FINISHED = {IdeaStatus.DONE, IdeaStatus.BENEFIT_CONFIRMED}
IDEA_TRANSITIONS: dict[IdeaStatus, frozenset[IdeaStatus]] = {
    status: frozenset(following if status in _FINISHED else following | _SET_ASIDE - {status})
    for status, following in _FORWARD.items()
}
"""The moves an idea may make: forward, a step back, or set aside until it is finished."""


class ImprovementIdea(Worded, frozen=True, kw_only=True):
    """ "If we … then … because …": an idea of the room.

    `team` is the team that had it in a session of two (None: both, or the only one).
    `said` is what the team asked for, in a sentence of the facilitators, for papers others read; without it
    those show the title. `first_answered` is the day the team first had an answer. `answer` is the reason
    sent back when it is parked or declined. A merged idea keeps its originals: they stay with `merged_into`
    set, and each keeps its own dots.
    """

    number: Count = 0
    title: Annotated[str, words("Idea", remark=True), Meta(min_length=1)]
    said: Annotated[str, words("You said, in new words")] = ""
    practices: tuple[PracticeKey, ...] = ()
    counterparts: Annotated[tuple[TeamId, ...], Meta(title="Affected teams")] = ()
    dimensions: tuple[Dimension, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    status: IdeaStatus = IdeaStatus.CAPTURED
    first_answered: date | None = None
    answer: Annotated[str, words("Answer to the team")] = ""
    review_on: date | None = None
    impact: Score | None = None
    effort: Score | None = None
    confidence: Score | None = None
    reach: Reach = Reach.OWN_TEAM
    source: Source = Source.SPOKEN
    team: Annotated[TeamId | None, Meta(title="Said by")] = None
    from_notes: tuple[ObservationId, ...] = ()
    merged_into: IdeaId | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        require(bool(self.title.strip()), "An idea needs words.", "Write it in one line.")
        if self.status is IdeaStatus.DECLINED:
            require(
                bool(self.answer.strip()),
                "Declining an idea needs a reason fit to send back.",
                "Write why not.",
            )
        if self.status is IdeaStatus.PARKED:
            require(
                self.review_on is not None,
                "Parking an idea needs a review date.",
                "Say when it is looked at again.",
            )
        if self.status is IdeaStatus.BENEFIT_CONFIRMED:
            require(
                any(benefit.evidence is not Evidence.ASSUMED for benefit in self.benefits),
                "A confirmed benefit needs evidence and who felt it.",
                "Add the benefit with its group and how it is known.",
            )

    @property
    def is_set_aside(self) -> bool:
        """Whether it was answered with not now or no: it is parked or declined."""
        return self.status in _SET_ASIDE

    @property
    def in_register(self) -> bool:
        """Whether it is an entry of the register of improvements: accepted, and still standing for itself."""
        return self.status in ANSWERED - _SET_ASIDE and self.merged_into is None

    def moved_to(self, status: IdeaStatus, on: date, **changes: object) -> "ImprovementIdea":
        """Return the idea in *status* with *changes*; the first answer keeps its day.

        The reason and the review date of an idea that was set aside end with it. Raises `RuleBroken`.
        """
        require(
            status in IDEA_TRANSITIONS[self.status],
            f"An idea that is {self.status.label} cannot become {status.label}.",
            "Take the steps in between.",
        )
        answered = self.first_answered or (on if status in ANSWERED else None)
        left: dict[str, object] = {"answer": "", "review_on": None} if self.status in _SET_ASIDE else {}
        changes = left | {"first_answered": answered} | changes
        return msgspec.structs.replace(self, status=status, **changes)


class VoteSubject(Scale):
    """What the dots are put on."""

    IDEAS = "ideas"
    PRACTICES = "practices"
    LIST = "list", "the list"


class DotVote(Record, frozen=True, kw_only=True):
    """One round of dot voting: how many dots each item got. Nobody's own dots are known.

    `dots` maps the id of an idea (or the key of a practice) to its dots; `people` × `dots_each` are
    there in all, and one person puts at most `most_on_one` on an item. Counts stay covered on every
    screen until `revealed`. A vote on a list is that of a `segment`; its items are the ids of notes or ideas,
    or words of the script.
    """

    subject: VoteSubject
    people: Annotated[int, Meta(ge=1, title="People voting")]
    dots_each: Annotated[int, Meta(ge=1, le=20)] = 3
    most_on_one: Annotated[int, Meta(ge=1, le=20)] = 2
    dots: dict[str, Count] = {}
    open: bool = True
    revealed: bool = False
    segment: Annotated[str, Meta(title="Segment")] = ""

    def __post_init__(self) -> None:
        require(all(count >= 0 for count in self.dots.values()), "Dots count from 0.", "Take fewer off.")
        require(
            self.cast <= self.in_all,
            f"All {self.in_all} dots are used: {self.people} people with {self.dots_each} each.",
            "Take a dot from another item first.",
        )
        limit = self.most_on_item
        require(
            all(count <= limit for count in self.dots.values()),
            f"One item can have {limit} dots at most: {self.people} people with {self.most_on_one} each.",
            "Put the dots on more items.",
        )

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield (field, table, id) for every item with dots."""
        tables = {VoteSubject.IDEAS: "ideas", VoteSubject.PRACTICES: "practices"}
        table = tables.get(self.subject)  # of a list each item says itself what it is
        return (("dots", table, item) for item in self.dots if table is not None)

    @property
    def in_all(self) -> int:
        """How many dots the room has."""
        return self.people * self.dots_each

    @property
    def most_on_item(self) -> int:
        """How many dots one item can have at most."""
        return self.people * min(self.most_on_one, self.dots_each)

    @property
    def cast(self) -> int:
        """How many dots are put."""
        return sum(self.dots.values())

    @property
    def left(self) -> int:
        """How many dots are still to be put."""
        return self.in_all - self.cast
