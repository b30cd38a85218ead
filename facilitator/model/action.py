"""What was agreed: actions with one owner, and promises by others (docs/field.md, "Actions")."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from facilitator.model.audience import Worded
from facilitator.model.base import Count, IdeaId, ObservationId, PersonId, Scale, TeamId, require, words
from facilitator.model.idea import Benefit


class ActionStatus(Scale):
    """Where an action stands; `proposed` until its owner said yes."""

    PROPOSED = "proposed"
    OPEN = "open"
    STARTED = "started"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"


ACTION_TRANSITIONS: dict[ActionStatus, frozenset[ActionStatus]] = {
    ActionStatus.PROPOSED: frozenset({ActionStatus.OPEN, ActionStatus.DROPPED}),
    ActionStatus.OPEN: frozenset(
        {
            ActionStatus.PROPOSED,
            ActionStatus.STARTED,
            ActionStatus.BLOCKED,
            ActionStatus.DONE,
            ActionStatus.DROPPED,
        }
    ),
    ActionStatus.STARTED: frozenset(
        {ActionStatus.PROPOSED, ActionStatus.BLOCKED, ActionStatus.DONE, ActionStatus.DROPPED}
    ),
    ActionStatus.BLOCKED: frozenset(
        {ActionStatus.PROPOSED, ActionStatus.STARTED, ActionStatus.DONE, ActionStatus.DROPPED}
    ),
    ActionStatus.DONE: frozenset({ActionStatus.STARTED}),
    ActionStatus.DROPPED: frozenset({ActionStatus.OPEN, ActionStatus.PROPOSED}),
}
"""The moves an action may make: offered to somebody else it is proposed again; done and dropped can be
taken up again, one nobody said yes to as a proposal."""


_SAID_BY_STATUS: dict[ActionStatus, dict[str, object]] = {
    ActionStatus.BLOCKED: {"blocked_by": ""},
    ActionStatus.DONE: {"done_on": None, "evidence": ""},
    ActionStatus.DROPPED: {"reason": ""},
}


class ActionSize(Scale):
    """How large an action is."""

    TWO_WEEKS = "two_weeks", "two weeks"
    QUARTER = "quarter", "a quarter"
    LARGER = "larger", "larger"


MOST_ACTIONS = 5
"""A session aims for at most this many actions; a sixth is possible, with a word of caution."""


class Action(Worded, frozen=True, kw_only=True):
    """Something one person will do. The first due date (`due`) is never overwritten.

    `owner` may be empty only while the action is proposed, or once it is over and they were erased; they are
    named on papers only once they said yes. `team` is theirs. `due_now` is the current date of one that was
    moved.
    """

    number: Count = 0
    text: Annotated[str, words("Action", remark=True), Meta(min_length=1)]
    owner: Annotated[PersonId | None, Meta(title="Owner")] = None
    accepted_on: date | None = None
    team: Annotated[TeamId | None, Meta(title="Owner's team")] = None
    first_step: Annotated[str, words("First step", remark=True)] = ""
    help_needed: Annotated[str, words("Help needed", remark=True)] = ""
    due: Annotated[date | None, Meta(title="Due")] = None
    due_now: Annotated[date | None, Meta(title="Due now")] = None
    size: ActionSize = ActionSize.TWO_WEEKS
    ideas: tuple[IdeaId, ...] = ()
    counterparts: Annotated[tuple[TeamId, ...], Meta(title="Teams it concerns")] = ()
    status: ActionStatus = ActionStatus.PROPOSED
    blocked_by: Annotated[str, words("Blocked by", remark=True)] = ""
    done_on: date | None = None
    evidence: Annotated[str, words("Evidence", remark=True)] = ""
    benefits: tuple[Benefit, ...] = ()
    reason: Annotated[str, words("Why dropped")] = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        require(bool(self.text.strip()), "An action needs words.", "Start with a verb.")
        require(
            self.status in (ActionStatus.PROPOSED, ActionStatus.DROPPED)
            or self.owner is not None
            or (self.status is ActionStatus.DONE and self.accepted_on is not None),
            "An action is only proposed until one person said yes to it.",
            "Name its owner.",
        )
        require(
            self.status is not ActionStatus.BLOCKED or bool(self.blocked_by.strip()),
            "A blocked action says what blocks it.",
            "Write what it waits for.",
        )
        require(
            self.status is not ActionStatus.DONE or self.done_on is not None,
            "A done action says when it was done.",
            "Give the day.",
        )
        require(
            self.status is not ActionStatus.DROPPED or bool(self.reason.strip()),
            "Dropping an action needs a reason.",
            "Write why; dropping with a reason is progress.",
        )

    @property
    def accepted(self) -> bool:
        """Whether the owner said yes, in the room or later."""
        return self.accepted_on is not None or self.status not in (
            ActionStatus.PROPOSED,
            ActionStatus.DROPPED,
        )

    @property
    def agreed(self) -> bool:
        """Whether it was agreed and still holds: its owner said yes, and it was not dropped."""
        return self.status not in (ActionStatus.PROPOSED, ActionStatus.DROPPED)

    @property
    def going(self) -> bool:
        """Whether somebody is still to do it: not done, and not dropped."""
        return self.status not in (ActionStatus.DONE, ActionStatus.DROPPED)

    @property
    def due_date(self) -> date | None:
        """The date that counts today: the moved one, else the first."""
        return self.due_now or self.due

    def left(self) -> Mapping[str, object]:
        """Return the fields that only the status it has now fills, as they are once it left that."""
        return _SAID_BY_STATUS.get(self.status, {})

    def moved_to(self, status: ActionStatus, **changes: object) -> "Action":
        """Return the action in *status* with *changes*.

        What only the status it leaves has to say (what blocks it, when it was done, why it was
        dropped) ends with it. Raises `RuleBroken`.
        """
        require(
            status in ACTION_TRANSITIONS[self.status],
            f"An action that is {self.status.label} cannot become {status.label}.",
            "Take the step in between.",
        )
        changes = {**self.left(), **changes}
        return msgspec.structs.replace(self, status=status, **changes)


class CommitmentStatus(Scale):
    """What became of a promise; broken is shown plainly."""

    PENDING = "pending"
    KEPT = "kept"
    RENEGOTIATED = "renegotiated"
    BROKEN = "broken"


OWED = frozenset({CommitmentStatus.PENDING, CommitmentStatus.RENEGOTIATED})
"""A promise that is one of these is still to be kept, with a new date as much as with its first."""


class Commitment(Worded, frozen=True, kw_only=True):
    """A promise of support or conduct, usually by a leader or facilitator.

    `role` is who promises, as papers print it ("Director of Digital"); `person` only if that
    person agreed to be named. `note` is what the team said it needs, where the promise answers that.
    """

    number: Count = 0
    text: Annotated[str, words("Promise", remark=True), Meta(min_length=1)]
    role: Annotated[str, words("Who promises"), Meta(min_length=1)]
    person: PersonId | None = None
    to: Annotated[str, words("To whom", only_team=True)] = ""
    by: Annotated[date | None, Meta(title="By when")] = None
    note: ObservationId | None = None
    status: CommitmentStatus = CommitmentStatus.PENDING
    kept_on: date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        require(bool(self.text.strip()), "A promise needs words.", "Write what was promised.")
        require(bool(self.role.strip()), "A promise needs somebody who makes it.", "Say who.")
