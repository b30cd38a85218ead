"""A promise in a few words: what it is, whose, by when, and how it stands."""

from __future__ import annotations

from datetime import timedelta

from facilitator.insight.promises import Promise, PromiseKind, Timeliness
from facilitator.language import words
from facilitator.model.action import ActionStatus
from facilitator.model.session import FOLLOW_UP_MINUTES


def subject(promise: Promise) -> str:
    """Return what was promised: "Answer idea 3, Mornings at the desk", "Follow-up, Infrastructure"."""
    match promise.kind:
        case PromiseKind.ANSWER:
            return f"Answer idea {promise.number}, {promise.subject}"
        case PromiseKind.LOOK_AGAIN:
            return f"Look again at idea {promise.number}, {promise.subject}"
        case PromiseKind.OUTCOME:
            return f"Say what came of idea {promise.number}, {promise.subject}"
        case PromiseKind.NEED:
            return f"Ask leaders: {promise.subject}"
        case PromiseKind.FOLLOW_UP:
            return ", ".join(("Follow-up", *promise.teams))
        case _:
            return promise.subject


def owner(promise: Promise) -> str:
    """Return who keeps it: a name, a role, "you" for the facilitators, who read this; "" for nobody."""
    return "you" if promise.by_facilitators else promise.who


def detail(promise: Promise) -> str:
    """Return how it stands: "blocked: supplier", "28 days old", "20 min, not held yet"."""
    match promise.kind:
        case PromiseKind.ANSWER:
            to = f", to {words.listed(promise.teams)}" if promise.teams else ""
            return f"{promise.age} days old{to}"
        case PromiseKind.NEED:
            return f"needed for {words.count(promise.age, 'day')}" if promise.age else "needed since today"
        case PromiseKind.LOOK_AGAIN:
            return "parked"
        case PromiseKind.OUTCOME:
            return "its actions are over"
        case PromiseKind.YES:
            return f"{promise.who} has not said yes yet" if promise.who else "nobody has it yet"
        case PromiseKind.FOLLOW_UP:
            return f"{FOLLOW_UP_MINUTES} min, not held yet" if promise.late else f"{FOLLOW_UP_MINUTES} min"
    blocked = promise.status is ActionStatus.BLOCKED
    stands = promise.status.label if promise.status is not None else ""
    first = f"first due {words.day(promise.first_due, weekday=False)}" if promise.first_due else ""
    whom = promise.to or (words.listed(promise.teams) if promise.kind is PromiseKind.COMMITMENT else "")
    to = f"to {whom}" if whom else ""
    return ", ".join(filter(None, (f"blocked: {promise.blocked_by}" if blocked else stands, first, to)))


def when(promise: Promise, *, short: bool = False) -> str:
    """Return its day: "9 days late", "today 14:00", "tomorrow", "in 21 days", "30 May", "no day yet".

    *short* is for narrow screens: "9 d late", "14:00", "in 1 d", "in 21 d", "30 May", "no day".
    """
    if promise.standing is Timeliness.NOW:
        return "now"
    if promise.due is None or promise.days is None:
        return "no day" if short else "no day yet"
    due = words.due(promise.due, promise.due - timedelta(days=promise.days), short=short, weekday=False)
    if promise.days or promise.at is None:
        return due
    hour = words.time(promise.at)
    return hour if short else f"{due} {hour}"
