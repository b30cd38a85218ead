"""Actions and promises on papers: what is to be done, by whom, and how it stands."""

from __future__ import annotations

from facilitator.documents.parts.action_words import owner_of, stands_of
from facilitator.documents.parts.block import Block
from facilitator.documents.parts.outcomes import LAST, stands
from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View
from facilitator.documents.wording.sentences import sentences
from facilitator.insight.follow_through import days_late, on_time, overdue
from facilitator.live.paper_entry.sheet import ACTIONS, PROMISES
from facilitator.model.action import OWED, Action, ActionStatus, Commitment, CommitmentStatus

_FINISHED = {ActionStatus.DONE: "done", ActionStatus.DROPPED: "dropped"}


DUE = ("due_first", "due_first_iso", "due_now", "due_now_iso")
"""The fields of a row that say its dates."""


def action_rows(reading: Reading) -> list[View]:
    """Return the actions: still to do, done, dropped; inside, blocked, overdue, then by date."""
    actions = sorted(reading.actions, key=lambda action: _action_place(action, reading))
    return [_action_row(action, reading) for action in actions]


def _action_place(action: Action, reading: Reading) -> tuple[object, ...]:
    group = ("todo", "done", "dropped").index(_FINISHED.get(action.status, "todo"))
    blocked = action.status is not ActionStatus.BLOCKED
    late = not overdue(action, reading.as_of)
    day = action.due.toordinal() if action.due else LAST * 366
    return (group, group == 0 and blocked, group == 0 and late, day, action.number, action.id)


def _action_row(action: Action, reading: Reading) -> View:
    words = reading.words
    numbers = {idea.id: idea.number for idea in reading.ideas}
    benefit = action.benefits[0] if action.benefits else None
    moved = action.due_now is not None and action.due_now != action.due
    row: View = {
        "no": action.number,
        "text": action.text,
        "ideas": sorted(numbers[id] for id in action.ideas if id in numbers),
        "owner": owner_of(action, reading),
        "first_step": "" if action.status in _FINISHED else action.first_step,
        "help": "" if action.status in _FINISHED else action.help_needed,
        **reading.dated("due_first", action.due),
        **reading.dated("due_now", action.due_now if moved else None),
        "status": action.status.value,
        "group": _FINISHED.get(action.status, "todo"),
        "reason": action.reason or action.blocked_by,
        **reading.dated("done_on", action.done_on),
        "days_late": days_late(action, reading.as_of),
        "benefit": benefit.text if benefit else "",
        "evidence": words(f"evidence.{benefit.evidence.value}") if benefit else "",
        "evidence_key": benefit.evidence.value if benefit else "",
        "n": benefit.cases or 0 if benefit else 0,
    }
    row["aside"] = _aside(row, reading)
    row["stands"] = stands_of(action, reading)
    return row


def _aside(row: View, reading: Reading) -> str:
    """Return the second line of an action: the ideas it serves, its first step, the help it needs."""
    words, parts = reading.words, []
    if row["ideas"]:
        numbers = words.joined(str(no) for no in row["ideas"])
        parts.append(words.count("action.serves", len(row["ideas"]), ideas=numbers))
    if row["first_step"]:
        parts.append(words("action.first_step", text=row["first_step"]))
    if row["help"]:
        parts.append(words("action.help", text=row["help"]))
    return sentences(parts)


# Promises -----------------------------------------------------------------------------------------

_PROMISE_TINTS = {
    CommitmentStatus.BROKEN: "stuck",
    CommitmentStatus.PENDING: "moving",
    CommitmentStatus.RENEGOTIATED: "partly",
    CommitmentStatus.KEPT: "settled",
}


def commitment_rows(reading: Reading) -> list[View]:
    """Return the promises by role, never by person; broken ones first."""
    order = list(_PROMISE_TINTS)

    def place(each: Commitment) -> tuple[object, ...]:
        day = each.by.toordinal() if each.by else LAST * 366
        return (order.index(each.status), day, each.number, each.id)

    promises = sorted(reading.commitments, key=place)
    return [_commitment_row(each, reading) for each in promises]


def _commitment_row(each: Commitment, reading: Reading) -> View:
    words = reading.words
    late = (reading.as_of - each.by).days if each.by and each.status in OWED else 0
    key = f"promise.{each.status.value}"
    if late > 0:
        status = stands(words(f"{key}_but"), words.count("action.days_past", late), "waiting")
    else:
        status = stands(words(key), "", _PROMISE_TINTS[each.status])
    return {
        "role": each.role,
        "text": each.text,
        **reading.dated("by", each.by),
        "status": each.status.value,
        "stands": status,
    }


# On the action plan -------------------------------------------------------------------------------


def plan(reading: Reading) -> View:
    """Return what the action plan says of actions and promises; none of it is ever cut."""
    return {
        "actions": action_rows(reading),
        "first_dates": _first_dates(reading),
        "commitments": commitment_rows(reading),
        "promised_title": reading.words(f"plan.promised{'_here' if reading.is_of_leaders else ''}"),
    }


def _first_dates(reading: Reading) -> str:
    """Return how many dates were kept, dropped ones apart (docs/field.md, "Follow-through")."""
    words, kept = reading.words, on_time(reading.actions, reading.as_of)
    sentences = [
        words.count("plan.first_dates", kept.due, kept=kept.kept) if kept.due else words("plan.none_due")
    ]
    if kept.kept_revised != kept.kept:
        sentences.append(words("plan.newest_dates", kept=kept.kept_revised))
    if kept.dropped:
        sentences.append(words.count("plan.dropped_apart", kept.dropped))
    return " ".join((*sentences, words("plan.never_overwritten")))


BLOCK = Block(plan=plan, lines={"actions": ACTIONS, "promises": PROMISES})
