"""A listening session: its status, its segment runs, its promises to the room (docs/field.md, "Sessions")."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from facilitator.model.base import (
    Count,
    Moment,
    PersonId,
    PracticeKey,
    Record,
    Scale,
    TeamId,
    kept_to,
    require,
    words,
)
from facilitator.model.script import Polled, Script, Stage


class SessionStatus(Scale):
    """Where a session stands."""

    DRAFT = "draft", "planned"
    INVITED = "invited"
    RUNNING = "running"
    PAUSED = "paused"
    CAPTURED = "captured", "captured", "the meeting is over, not yet reviewed"
    REVIEWED = "reviewed", "reviewed", "read back and tidied; papers may leave"
    SHARED = "shared"
    CLOSED = "closed"
    CANCELLED = "cancelled"


SESSION_TRANSITIONS: dict[SessionStatus, frozenset[SessionStatus]] = {
    SessionStatus.DRAFT: frozenset(
        {SessionStatus.INVITED, SessionStatus.RUNNING, SessionStatus.CAPTURED, SessionStatus.CANCELLED}
    ),
    SessionStatus.INVITED: frozenset(
        {SessionStatus.RUNNING, SessionStatus.CAPTURED, SessionStatus.CANCELLED}
    ),
    SessionStatus.RUNNING: frozenset({SessionStatus.PAUSED, SessionStatus.CAPTURED}),
    SessionStatus.PAUSED: frozenset({SessionStatus.RUNNING, SessionStatus.CAPTURED}),
    SessionStatus.CAPTURED: frozenset({SessionStatus.REVIEWED}),
    SessionStatus.REVIEWED: frozenset({SessionStatus.SHARED}),
    SessionStatus.SHARED: frozenset({SessionStatus.CLOSED}),
    SessionStatus.CLOSED: frozenset(),
    SessionStatus.CANCELLED: frozenset(),
}
"""The moves a session may make; an ad-hoc session goes from draft straight to running, one that was held
wholly on paper straight to captured."""

PLANNED = frozenset({SessionStatus.DRAFT, SessionStatus.INVITED})
"""The states in which nothing was heard yet."""

RELEASED = frozenset({SessionStatus.REVIEWED, SessionStatus.SHARED, SessionStatus.CLOSED})
"""The states in which papers may leave the facilitators."""

LIVE = frozenset({SessionStatus.RUNNING, SessionStatus.PAUSED})
"""The states in which the room is in session."""

HEARD = RELEASED | {SessionStatus.CAPTURED}
"""The states in which a team counts as heard."""


class Mode(Scale):
    """Where people are."""

    ROOM = "room", "in the room"
    REMOTE = "remote"
    HYBRID = "hybrid", "room and remote"


class LeadPresent(Scale):
    """How long the team lead stayed."""

    ALL = "all", "all the time"
    PART = "part", "part of it"
    NO = "no", "not there"


class RoomAgreement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether the room agreed to start on the promise that was read out, and when.

    See docs/field.md, "Agreement".
    """

    agreed: bool
    at: Moment


class ReadBack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The read-back at the end: done in the room, or why it was not."""

    done: bool
    at: Moment
    why_not: Annotated[str, words("Why there was no read-back", only_us=True)] = ""


class HandCount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hands shown for each number, lowest number first. No name stands behind any of them."""

    hands: tuple[Count, ...]

    @property
    def lowest_number(self) -> int:
        """The number the first count is for."""
        return 0

    @property
    def total(self) -> int:
        """How many hands there were."""
        return sum(self.hands)

    @property
    def answers(self) -> tuple[int, ...]:
        """Every hand as a number, highest first."""
        numbered = enumerate(self.hands, self.lowest_number)
        return tuple(number for number, count in reversed(list(numbered)) for _ in range(count))

    @property
    def median(self) -> int | None:
        """The lower median, or None without hands."""
        ordered = sorted(self.answers)
        return ordered[(len(ordered) - 1) // 2] if ordered else None


class FistOfFive(HandCount, frozen=True):
    """0 cannot support, 1 serious concern, 2 reservations, 3 can live with it, 4 good, 5 will help lead."""

    def __post_init__(self) -> None:
        require(len(self.hands) == 6, "A fist of five counts hands for 0 to 5.", "Give six counts.")

    @property
    def to_hear_first(self) -> int:
        """How many hands showed 0, 1 or 2; each is heard before going on."""
        return sum(self.hands[:3])


class Roti(HandCount, frozen=True):
    """Return on time invested: 1 wasted, 2 less than I gave, 3 even, 4 more, 5 excellent use."""

    def __post_init__(self) -> None:
        require(len(self.hands) == 5, "ROTI counts hands for 1 to 5.", "Give five counts.")

    @property
    def lowest_number(self) -> int:
        """The number the first count is for."""
        return 1


FOLLOW_UP_MINUTES = 20
"""How long a follow-up takes (docs/field.md, "Before and after a session")."""


class FollowUp(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What became of the next meeting that was agreed: the day it was held, or why it was not needed."""

    held_on: date | None = None
    not_needed: Annotated[str, words("Why no follow-up", only_team=True)] = ""

    def __post_init__(self) -> None:
        require(
            self.held_on is not None or bool(self.not_needed.strip()),
            "A follow-up was held on a day, or was not needed for a reason.",
            "Give the day, or write why not.",
        )


class ListeningSession(Record, frozen=True, kw_only=True):
    """One meeting with one team, or two in an interface session. One a file.

    `name` tells it apart from others of the same team. `script` is a copy: editing a script file never
    rewrites history. `facilitators` lead first. `shortlist` are the practices prepared for this team;
    `focus` those the room chose. Who attended is a count, never a list. What the room thought of its
    time stays with the room. `next_meeting` is the follow-up as agreed or moved to, `follow_up` what became
    of it.
    """

    number: Annotated[int, Meta(ge=1)]
    teams: Annotated[tuple[TeamId, ...], Meta(min_length=1, max_length=2)]
    script: Script
    stage: Stage = Stage.LISTEN
    planned_start: Moment
    minutes: Annotated[int, Meta(ge=5, le=480)]
    mode: Mode = Mode.ROOM
    name: Annotated[str, words("Name")] = ""
    place: Annotated[str, words("Place")] = ""
    facilitators: tuple[PersonId, ...] = ()
    attendance: Annotated[int, Meta(ge=0, le=1000, title="How many are here")] | None = None
    remote: Annotated[int, Meta(ge=0, le=1000, title="Of them, remote")] = 0
    lead_present: Annotated[LeadPresent | None, kept_to("Team lead here", only_team=True)] = None
    agreement: RoomAgreement | None = None
    shortlist: Annotated[tuple[PracticeKey, ...], kept_to("Prepared practices", only_team=True)] = ()
    focus: Annotated[tuple[PracticeKey, ...], kept_to("Chosen practices", only_team=True)] = ()
    status: SessionStatus = SessionStatus.DRAFT
    started_at: Moment | None = None
    ended_at: Moment | None = None
    read_back: ReadBack | None = None
    fist_of_five: Annotated[FistOfFive | None, kept_to("Fist of five", only_team=True)] = None
    roti: Annotated[Roti | None, kept_to("Return on time invested", only_team=True)] = None
    polled: Annotated[tuple[Polled, ...], kept_to("Answers to a poll", only_team=True)] = ()
    parked: Annotated[tuple[str, ...], kept_to("Parked for another time", only_team=True)] = ()
    next_meeting: Moment | None = None
    follow_up: FollowUp | None = None
    thanks: Annotated[str, words("A personal line of thanks", only_team=True)] = ""

    def __post_init__(self) -> None:
        require(
            len(set(self.teams)) == len(self.teams),
            "A session of two teams names two different teams.",
            "Choose another team.",
        )
        require(
            self.attendance is None or self.remote <= self.attendance,
            "More people are remote than are here in all.",
            "Count everybody in the attendance.",
        )
        if self.status in RELEASED:
            require(
                self.read_back is not None and (self.read_back.done or bool(self.read_back.why_not.strip())),
                "A session is reviewed only after the read-back.",
                "Do the read-back, or write why there was none.",
            )

    @property
    def short_id(self) -> str:
        """The id people use, such as "L-03"."""
        return f"L-{self.number:02d}"

    def moved_to(self, status: SessionStatus, **changes: object) -> "ListeningSession":
        """Return the session in *status* with *changes*. Raises `RuleBroken`."""
        require(
            status in SESSION_TRANSITIONS[self.status],
            f"A session that is {self.status.label} cannot become {status.label}.",
            "Take the steps in between.",
        )
        return msgspec.structs.replace(self, status=status, **changes)


class Stretch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of time in which a segment ran without a pause.

    `start` is the wall clock, for people; `seconds` come from a clock nobody can set, and are None
    while the stretch is running.
    """

    start: Moment
    seconds: Annotated[float, Meta(ge=0)] | None = None


class SegmentRun(Record, frozen=True, kw_only=True):
    """How one segment of the script went: planned minutes as last re-planned, and when it ran.

    `part` counts the deep dives of a segment with several parts, from 0. A skipped segment says why. Of a
    loop `items` are the keys of what it goes through, a part for each, as they were when this part began: ids
    of notes or ideas, or words of the script. What the room `parked` is to be talked about another time.
    """

    segment: Annotated[str, Meta(title="Segment")]
    planned: Annotated[int, Meta(ge=0, le=480, title="Planned minutes")]
    stretches: tuple[Stretch, ...] = ()
    ended: bool = False
    skipped: Annotated[str, words("Why it was skipped")] = ""
    part: Count = 0
    given: Annotated[Count, Meta(title="Minutes given to this part alone")] = 0
    items: tuple[str, ...] = ()
    parked: Annotated[bool, Meta(title="Parked by the room")] = False

    def __post_init__(self) -> None:
        require(
            not (self.skipped and self.running),
            "A skipped segment is not running.",
            "End it before skipping it.",
        )
        require(
            all(stretch.seconds is not None for stretch in self.stretches[:-1]),
            "Only the last stretch of a segment can still be running.",
            "Close the earlier ones.",
        )
        require(
            not (self.ended and self.running),
            "A segment that ended is not running.",
            "Close its stretch.",
        )

    @property
    def item(self) -> str:
        """The key of what this part of a loop is about; "" where it is no loop."""
        return self.items[self.part] if self.part < len(self.items) else ""

    @property
    def running(self) -> bool:
        """Whether its clock is going."""
        return bool(self.stretches) and self.stretches[-1].seconds is None

    @property
    def seconds(self) -> float:
        """How long it ran, in seconds, without the stretch still going."""
        return sum(stretch.seconds or 0.0 for stretch in self.stretches)


def current_run(runs: Iterable[SegmentRun]) -> SegmentRun | None:
    """Return the run that is going or stands paused: the one that started and did not end."""
    return next((run for run in runs if run.stretches and not run.ended), None)


class Draft(Record, frozen=True, kw_only=True):
    """A half-typed capture line, kept with its segment so that moving on never loses it."""

    segment: Annotated[str, Meta(title="Segment")]
    text: Annotated[str, words("Half-typed line", remark=True)]


class OnScreen(Record, frozen=True, kw_only=True):
    """What the facilitator's window is about at this moment, for a room view beside it.

    It holds no word anybody said. `segment` and `part` are those it is about; `question` counts the
    segment's questions from 0; `practice` is the one in hand, `team` the side in hand where two teams meet;
    while `blanked`, the room sees nothing. `kind` and `under` are the kind and the practice of a plain line,
    so that they come back after a crash; a `kind` of "" was not told. There is one in a session in progress,
    and none once the meeting is over.
    """

    segment: str = ""
    part: Count = 0
    instrument: str
    question: Count = 0
    practice: PracticeKey | None = None
    team: TeamId | None = None
    blanked: bool = False
    kind: str = ""
    under: PracticeKey | None = None
