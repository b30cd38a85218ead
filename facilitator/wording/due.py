"""What waits, in a few words, whether it is a promise or what a session needs."""

from __future__ import annotations

from datetime import date

from facilitator.insight.promises import Promise
from facilitator.insight.waiting import Item, Waiting
from facilitator.wording import promises, reminders


def subject(item: Item, *, short: bool = False) -> str:
    """Return what waits: "Review L-05, Service Desk", "Answer idea 3, Mornings at the desk"."""
    return promises.subject(item) if isinstance(item, Promise) else reminders.subject(item, short=short)


def owner(item: Item) -> str:
    """Return who keeps it: a name, a role, "you" for the facilitators, who read this; "" for nobody."""
    return promises.owner(item) if isinstance(item, Promise) else "you"


def detail(item: Item) -> str:
    """Return how it stands, or why it waits."""
    return promises.detail(item) if isinstance(item, Promise) else reminders.detail(item)


def when(item: Item, today: date, *, short: bool = False) -> str:
    """Return its day, counted from *today*: "9 days late", "now", "in 21 days", "30 May", "no day yet"."""
    if isinstance(item, Promise):
        return promises.when(item, short=short)
    return reminders.when(item, today, short=short)


def count(waiting: Waiting) -> str:
    """Return how many wait: "7 waiting, 2 late"."""
    late = f", {waiting.late} late" if waiting.late else ""
    return f"{waiting.count} waiting{late}"
