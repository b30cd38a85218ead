"""What became of it: dates kept, ideas answered, promises kept (docs/field.md, "Follow-through")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

import msgspec

from facilitator.language.calendar import WorkingDays
from facilitator.model.action import Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.audience import Visibility
from facilitator.model.base import TeamId
from facilitator.model.idea import ANSWERED, IdeaStatus, ImprovementIdea
from facilitator.model.session import ListeningSession


def lower_median(numbers: Iterable[int]) -> int | None:
    """Return the middle number, the lower of two in the middle; None without numbers."""
    ordered = sorted(numbers)
    return ordered[(len(ordered) - 1) // 2] if ordered else None


# Actions ------------------------------------------------------------------------------------------


class OnTime(msgspec.Struct, frozen=True):
    """Of `due` actions whose first date has passed, `kept` were done by it; with `n`, never alone.

    `kept_revised` were done by the date that counted last. `dropped` actions, each with its reason,
    stand apart: they are neither kept nor missed.
    """

    kept: int
    due: int
    kept_revised: int
    dropped: int


def on_time(actions: Iterable[Action], as_of: date) -> OnTime:
    """Return how many actions were done by their first date."""
    actions = tuple(actions)
    dropped = sum(action.status is ActionStatus.DROPPED for action in actions)
    due = [
        action
        for action in actions
        if action.status is not ActionStatus.DROPPED and action.due is not None and action.due < as_of
    ]
    return OnTime(
        kept=sum(_done_by(action, action.due) for action in due),
        due=len(due),
        kept_revised=sum(_done_by(action, action.due_date) for action in due),
        dropped=dropped,
    )


def _done_by(action: Action, day: date | None) -> bool:
    if action.status is not ActionStatus.DONE or action.done_on is None or day is None:
        return False
    return action.done_on <= day


def days_late(action: Action, as_of: date) -> int:
    """Return by how many calendar days an action missed its first date; 0 while it has not.

    An open one is late once its first date has passed and counts on until *as_of*.
    """
    if action.due is None or action.status is ActionStatus.DROPPED:
        return 0
    end = action.done_on if action.status is ActionStatus.DONE and action.done_on else as_of
    return max(0, (end - action.due).days)


def overdue(action: Action, as_of: date) -> bool:
    """Tell whether the date that counts today has passed and the action is not finished."""
    finished = action.status in (ActionStatus.DONE, ActionStatus.DROPPED)
    return not finished and action.due_date is not None and action.due_date < as_of


# Ideas --------------------------------------------------------------------------------------------


def ideas_moved(
    ideas: Iterable[ImprovementIdea], actions: Iterable[Action], on: date
) -> Iterator[ImprovementIdea]:
    """Yield the ideas that stand elsewhere now, because of where the actions that serve them stand.

    An accepted one is in action from the first yes of an owner on, and accepted again when all its actions
    were dropped; a done one is in action again when an action is taken up (docs/field.md, "Ideas").
    """
    actions = tuple(actions)
    for idea in ideas:
        serving = [each for each in actions if idea.id in each.ideas]
        agreed = any(each.agreed for each in serving)
        if idea.status is IdeaStatus.ACCEPTED and agreed:
            yield idea.moved_to(IdeaStatus.IN_ACTION, on)
        elif idea.status is IdeaStatus.IN_ACTION and not agreed:
            yield idea.moved_to(IdeaStatus.ACCEPTED, on)
        elif idea.status is IdeaStatus.DONE and any(each.going for each in serving):
            yield idea.moved_to(IdeaStatus.IN_ACTION, on)


_REACHED = (
    IdeaStatus.ACCEPTED,
    IdeaStatus.IN_ACTION,
    IdeaStatus.DONE,
    IdeaStatus.BENEFIT_CONFIRMED,
)


class Funnel(msgspec.Struct, frozen=True):
    """How far ideas came; each step counts those that went on, too. Set aside ones stand apart."""

    captured: int
    accepted: int
    in_action: int
    done: int
    benefit_confirmed: int
    parked: int
    declined: int


def funnel(ideas: Iterable[ImprovementIdea]) -> Funnel:
    """Return how far the ideas came. A merged original counts with its new idea."""
    status = Counter(idea.status for idea in ideas if idea.merged_into is None)
    accepted, in_action, done, confirmed = (
        sum(status[later] for later in _REACHED[step:]) for step in range(len(_REACHED))
    )
    return Funnel(
        captured=sum(status.values()),
        accepted=accepted,
        in_action=in_action,
        done=done,
        benefit_confirmed=confirmed,
        parked=status[IdeaStatus.PARKED],
        declined=status[IdeaStatus.DECLINED],
    )


class AnswerTimes(msgspec.Struct, frozen=True):
    """Which ideas have an answer, how soon it came, and the oldest that waits.

    `latency` is the lower median of working days from the session to the first answer.
    """

    answered: int
    asked: int
    latency: int | None
    oldest: ImprovementIdea | None
    oldest_days: int
    oldest_working_days: int


def is_answered(idea: ImprovementIdea, actions: Iterable[Action] = ()) -> bool:
    """Tell whether the team knows what becomes of the idea: it was told, or one of *actions* serves it.

    An action that its owner said yes to is an answer in itself, where the team may read it (docs/field.md,
    "Ideas").
    """
    return idea.status in ANSWERED or any(answers_for(idea, actions))


def answers_for(idea: ImprovementIdea, actions: Iterable[Action]) -> Iterator[Action]:
    """Yield those of *actions* that are an answer to the idea: agreed, and not for the facilitators alone."""
    return (
        each
        for each in actions
        if each.agreed and idea.id in each.ideas and each.visibility.reaches(Visibility.TEAM)
    )


def standing_unread(
    idea: ImprovementIdea, actions: Iterable[Action], may_read: Callable[[Action], bool]
) -> IdeaStatus | None:
    """Return where an idea stands by the agreed actions that some readers *may* not *read*; None without any.

    Of those for the facilitators alone nothing is told, unless the idea itself says that it was taken up.
    """
    agreed = [each for each in actions if each.agreed and idea.id in each.ideas and not may_read(each)]
    told = agreed if idea.status in ANSWERED else [*answers_for(idea, agreed)]
    if not told:
        return None
    return IdeaStatus.DONE if all(each.status is ActionStatus.DONE for each in told) else IdeaStatus.IN_ACTION


def standing_of(idea: ImprovementIdea, actions: Iterable[Action]) -> IdeaStatus:
    """Return where an idea stands: in action where nobody said so yet but one of *actions* is its answer."""
    served = idea.status not in ANSWERED and is_answered(idea, actions)
    return IdeaStatus.IN_ACTION if served else idea.status


def answers(
    heard: Iterable[tuple[ImprovementIdea, date]],
    as_of: date,
    working_days: WorkingDays,
    actions: Iterable[Action] = (),
) -> AnswerTimes:
    """Return how ideas were answered; *heard* pairs each with the day of its session.

    An idea that one of *actions* answers has no day yet on which the team was told.
    """
    own, served = [(idea, day) for idea, day in heard if idea.merged_into is None], tuple(actions)
    waits = [(day, idea.number, idea.id, idea) for idea, day in own if not is_answered(idea, served)]
    latencies = [
        working_days.between(day, idea.first_answered)
        for idea, day in own
        if is_answered(idea) and idea.first_answered is not None
    ]
    since, *_, oldest = min(waits) if waits else (as_of, None)
    return AnswerTimes(
        answered=len(own) - len(waits),
        asked=len(own),
        latency=lower_median(latencies),
        oldest=oldest,
        oldest_days=max(0, (as_of - since).days),
        oldest_working_days=working_days.between(since, as_of),
    )


# Promises -----------------------------------------------------------------------------------------


class KeptPromises(msgspec.Struct, frozen=True):
    """What one role promised: how many in all, and how they stand."""

    made: int
    kept: int
    pending: int
    renegotiated: int
    broken: int


def promises_by_role(commitments: Iterable[Commitment]) -> Mapping[str, KeptPromises]:
    """Return how promises were kept, by role, never by person."""
    roles: dict[str, Counter[CommitmentStatus]] = {}
    for commitment in commitments:
        roles.setdefault(commitment.role, Counter())[commitment.status] += 1
    return {
        role: KeptPromises(
            made=sum(count.values()),
            kept=count[CommitmentStatus.KEPT],
            pending=count[CommitmentStatus.PENDING],
            renegotiated=count[CommitmentStatus.RENEGOTIATED],
            broken=count[CommitmentStatus.BROKEN],
        )
        for role, count in sorted(roles.items())
    }


def had_by(idea: ImprovementIdea, session: ListeningSession) -> tuple[TeamId, ...]:
    """Return the teams that had an idea: the one it names, else all that met."""
    return (idea.team,) if idea.team in session.teams else session.teams
