"""A reminder in a few words."""

from __future__ import annotations

from datetime import date

from facilitator.insight.reminders import YOU_SAID, Reminder, ReminderKind
from facilitator.insight.renewals import AHEAD
from facilitator.language import words
from facilitator.language.widths import cut

_WIDEST = 40
"""Columns of a name."""

_PAPERS = {
    "thank-you": "thank-you note",
    "action-plan": "action plan",
    YOU_SAID: "“You said, we did”",
    "interface-report": "interface report",
    "technical-brief": "technical brief",
}


def subject(reminder: Reminder, *, short: bool = False) -> str:
    """Return what waits: "Review L-05, Service Desk"; *short* names the session of a paper first, alone."""
    if short and reminder.kind in _SHORT:
        paper = _PAPERS.get(reminder.document, "").strip("“”")
        return f"{reminder.short_id}: {_SHORT[reminder.kind].format(paper)}"
    session = ", ".join((reminder.short_id, words.listed(reminder.teams)))
    match reminder.kind:
        case ReminderKind.NOT_HELD:
            return f"Hold or cancel {session}"
        case ReminderKind.NOT_ENDED:
            return f"Carry on or end {session}"
        case ReminderKind.REVIEW:
            return f"Review {session}"
        case ReminderKind.PAPER:
            return f"Write {_named(reminder.document)} of {session}"
        case ReminderKind.AGAIN:
            return f"Hand over {_named(reminder.document)} of {session} again"
        case ReminderKind.SHARE:
            return f"Hand over the papers of {session}"
        case ReminderKind.VALUE_CHECK:
            return f"Ask what {cut(reminder.name, _WIDEST)} is worth"
        case ReminderKind.PURGE:
            return "Some may be deleted: Enter" if reminder.due is None else "Some may be deleted then"
        case ReminderKind.RENEWALS:
            return f"{words.count(reminder.number, 'renewal')} within {AHEAD.days} days"
        case ReminderKind.NO_TEAMS:
            return "Name the teams of the programme"
        case ReminderKind.NO_END:
            return "Say when the programme ends"


_SHORT = {
    ReminderKind.PAPER: "write {}",
    ReminderKind.AGAIN: "{} again, it changed",
    ReminderKind.SHARE: "hand over the papers",
}
"""What is done with a paper, after its session, where there is little room."""


def _named(document: str) -> str:
    return _PAPERS[document] if document == YOU_SAID else f"the {_PAPERS[document]}"


def when(reminder: Reminder, today: date, *, short: bool = False) -> str:
    """Return its day: "today", "9 days ago" or "in 2 days"; *short* is "9 d ago".

    Without one it is "now", or "not set".
    """
    dated = (ReminderKind.PAPER, ReminderKind.PURGE, ReminderKind.VALUE_CHECK, ReminderKind.RENEWALS)
    if reminder.kind in dated and reminder.due is not None:
        return words.due(reminder.due, today, short=short, weekday=False)
    if reminder.kind in (ReminderKind.NO_TEAMS, ReminderKind.NO_END):
        return "not set"
    if reminder.day is None or reminder.kind in (ReminderKind.AGAIN, ReminderKind.SHARE):
        return "now"
    days = (today - reminder.day).days
    if days <= 0:
        return "today"
    return f"{days} d ago" if short else "yesterday" if days == 1 else f"{words.count(days, 'day')} ago"


def detail(reminder: Reminder) -> str:
    """Return why it waits."""
    match reminder.kind:
        case ReminderKind.NOT_HELD:
            return "its day has passed, and it was not held"
        case ReminderKind.NOT_ENDED:
            return "it began and was never ended"
        case ReminderKind.REVIEW:
            due = words.day(reminder.due) if reminder.due else ""
            return f"no paper leaves before; the {_PAPERS[reminder.document]} is due {due}"
        case ReminderKind.PAPER:
            return "promised to the room"
        case ReminderKind.AGAIN:
            return "it changed since it was written"
        case ReminderKind.SHARE:
            return "they are written; s in the review says that the team has them"
        case ReminderKind.VALUE_CHECK:
            return "people have used it a while; Enter goes to its table, c there writes down what they say"
        case ReminderKind.PURGE:
            then = " then" if reminder.due else ""
            return f"kept long enough; Enter{then} shows what, and deletes it after a yes"
        case ReminderKind.RENEWALS:
            return "of what people hold; Enter says whose, for your eyes"
        case ReminderKind.NO_TEAMS:
            return "nobody can be heard before"
        case ReminderKind.NO_END:
            return "nothing is deleted until then"
