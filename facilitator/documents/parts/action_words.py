"""Actions in words, for every paper that tells of one: who does it, how it stands, how many stand how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from facilitator.documents.parts.outcomes import found, stands
from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.documents.wording.sentences import sentences
from facilitator.insight.follow_through import days_late, overdue
from facilitator.model.action import Action, ActionStatus
from facilitator.model.idea import ImprovementIdea

_TOLD_FIRST = (
    ActionStatus.DONE,
    ActionStatus.STARTED,
    ActionStatus.BLOCKED,
    ActionStatus.OPEN,
    ActionStatus.PROPOSED,
    ActionStatus.DROPPED,
)


def counted(actions: Sequence[Action], words: Words) -> str:
    """Return "Of 5 actions, 3 are done, 1 is started and 1 is blocked."."""
    count = Counter(action.status for action in actions)
    if not actions:
        return words("plan.no_actions_lead")
    if len(actions) == 1:
        return words("plan.one_action", status=words(f"status.{actions[0].status.value}"))
    if len(count) == 1:
        return words.count(
            "plan.all_actions", len(actions), status=words(f"status.{actions[0].status.value}")
        )
    parts = [
        words.count("plan.some_actions", count[status], status=words(f"status.{status.value}"))
        for status in _TOLD_FIRST
        if count[status]
    ]
    return words("plan.actions", n=len(actions), parts=words.joined(parts))


def past_its_date(action: Action, reading: Reading) -> str:
    """Return by how many days an action that is not finished missed the date that counts."""
    late = (reading.as_of - (action.due_date or reading.as_of)).days
    return reading.words.count("action.days_past", late)


def _by_new_date(action: Action) -> bool:
    return action.due_now is not None and action.done_on is not None and action.done_on <= action.due_now


def owner_unread(idea: ImprovementIdea, reading: Reading) -> str:
    """Return what stands for the owner of an idea none of whose actions the readers may read: that nobody is
    named yet, or that who acts is not told here.
    """
    nobody = reading.records.standing_unread(idea) is None
    return reading.words("people.nobody_yet" if nobody else "people.not_told")


def owner_of(action: Action, reading: Reading) -> str:
    """Return who accepted the action; nobody needs to be found for a dropped one."""
    named = reading.person(action.owner)
    return named if named or action.status is ActionStatus.DROPPED else reading.words("people.nobody_yet")


def done_words(action: Action, reading: Reading) -> str:
    """Return what a finished action brought, else that it is done as agreed: never the order it was."""
    brought = found(action.benefits, action.evidence, reading)
    return sentences(brought) or reading.words("action.as_agreed", text=_bare(action))


def plan_words(action: Action, reading: Reading) -> str:
    """Return what is in hand, or was, or is only proposed: told, not ordered."""
    if action.status is ActionStatus.DROPPED:
        return reading.words("action.was_in_hand", text=_bare(action))
    key = "action.what_was_agreed" if action.accepted else "action.what_is_proposed"
    return reading.words(key, text=_bare(action))


def _bare(action: Action) -> str:
    return action.text.strip().rstrip(".")


def stands_of(action: Action, reading: Reading) -> View:
    """Return the words of how an action stands: when it was done, what blocks it, why it was dropped."""
    words, late = reading.words, days_late(action, reading.as_of)
    if action.status is ActionStatus.DONE:
        key = "done_late" if late else "done"
        timing = words.count("action.days_after", late) if late else words("action.on_time")
        kept = late and _by_new_date(action)
        moved = words("action.by_new_date", day=reading.day(action.due_now)) if kept else ""
        when = [reading.day(action.done_on), timing if action.due else "", moved]
        texts = [
            words("list.comma").join(filter(None, when)),
            *found(action.benefits, action.evidence, reading),
        ]
        return stands(words(f"action.{key}"), sentences(texts), "partly" if late else "settled")
    if action.status is ActionStatus.DROPPED:
        return stands(words("action.dropped"), action.reason, "aside")
    blocked = action.status is ActionStatus.BLOCKED
    reasons = [action.blocked_by] if blocked else []
    missed = overdue(action, reading.as_of)
    if missed:
        reasons += [past_its_date(action, reading), words("action.no_new_date")]
    if action.status is ActionStatus.PROPOSED:
        reasons.append(words("action.needs_a_yes"))
    key = f"action.{action.status.value}{'_but' if reasons and not blocked else ''}"
    return stands(words(key), sentences(reasons), "stuck" if blocked else "waiting" if missed else "moving")
