"""What became of it: rows of actions, promises and ideas, as papers show them.

Each row holds the plain fields, and under `stands` the words of its status: `before`, the strong
`word`, the `text` behind it, and the `tint` that helps the eye while the word decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View
from facilitator.documents.wording.sentences import sentences
from facilitator.insight.follow_through import answered, days_late, overdue
from facilitator.insight.priorities import Placement, RankedIdea, dots_of, in_order
from facilitator.model.action import Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.idea import Benefit, IdeaStatus, ImprovementIdea

_FINISHED = {ActionStatus.DONE: "done", ActionStatus.DROPPED: "dropped"}
_LAST = 9999


def stands(word: str, text: str = "", tint: str = "", before: str = "") -> View:
    """Return the words of a status."""
    return {"before": before, "word": word, "text": text, "tint": tint}


# Actions ------------------------------------------------------------------------------------------


def action_rows(reading: Reading) -> list[View]:
    """Return the actions: still to do, done, dropped; inside, blocked, overdue, then by date."""
    actions = sorted(reading.actions, key=lambda action: _action_place(action, reading))
    return [_action_row(action, reading) for action in actions]


def _action_place(action: Action, reading: Reading) -> tuple[object, ...]:
    group = ("todo", "done", "dropped").index(_FINISHED.get(action.status, "todo"))
    blocked = action.status is not ActionStatus.BLOCKED
    late = not overdue(action, reading.as_of)
    day = action.due.toordinal() if action.due else _LAST * 366
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
        "due_first": reading.day(action.due),
        "due_now": reading.day(action.due_now) if moved else "",
        "status": action.status.value,
        "group": _FINISHED.get(action.status, "todo"),
        "reason": action.reason or action.blocked_by,
        "done_on": reading.day(action.done_on),
        "days_late": days_late(action, reading.as_of),
        "benefit": benefit.text if benefit else "",
        "evidence": words(f"evidence.{benefit.evidence.value}") if benefit else "",
        "n": benefit.cases or 0 if benefit else 0,
    }
    row["aside"] = _aside(row, reading)
    row["stands"] = _action_stands(action, reading)
    return row


def owner_of(action: Action, reading: Reading) -> str:
    """Return who accepted the action; nobody needs to be found for a dropped one."""
    named = reading.person(action.owner)
    return named if named or action.status is ActionStatus.DROPPED else reading.words("people.nobody_yet")


def _aside(row: View, reading: Reading) -> str:
    """Return the second line of an action: the ideas it serves, its first step, the help it needs."""
    words, parts = reading.words, []
    if row["ideas"]:
        numbers = words.joined(str(no) for no in row["ideas"])
        parts.append(words(f"action.serves.{'one' if len(row['ideas']) == 1 else 'many'}", ideas=numbers))
    if row["first_step"]:
        parts.append(words("action.first_step", text=row["first_step"]))
    if row["help"]:
        parts.append(words("action.help", text=row["help"]))
    return sentences(parts)


def _action_stands(action: Action, reading: Reading) -> View:
    words, late = reading.words, days_late(action, reading.as_of)
    if action.status is ActionStatus.DONE:
        key = "done_late" if late else "done"
        timing = words.count("action.days_after", late) if late else words("action.on_time")
        when = [reading.day(action.done_on), timing if action.due else ""]
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
    if missed and not blocked:
        reasons.append(
            words.count("action.days_past", (reading.as_of - (action.due_date or reading.as_of)).days)
        )
    if missed:
        reasons.append(words("action.no_new_date"))
    if action.status is ActionStatus.PROPOSED:
        reasons.append(words("action.needs_a_yes"))
    key = f"action.{action.status.value}{'_but' if reasons and not blocked else ''}"
    return stands(words(key), sentences(reasons), "stuck" if blocked else "waiting" if missed else "moving")


def _dropped(action: Action) -> bool:
    return action.status is ActionStatus.DROPPED


def found(benefits: Iterable[Benefit], evidence: str, reading: Reading) -> list[str]:
    """Return what something brought, each with how it is known in brackets; the evidence first."""
    texts = [benefit_text(benefit, reading) for benefit in benefits]
    evidence = evidence.strip()
    if evidence and not any(evidence.casefold().rstrip(".") in text.casefold() for text in texts):
        texts.insert(0, evidence)
    return texts


def benefit_text(benefit: Benefit, reading: Reading) -> str:
    """Return a benefit with how it is known and from how many: "… (reported, 1 use)"."""
    how = [reading.words(f"evidence.{benefit.evidence.value}")]
    if benefit.cases:
        how.append(reading.words.count("count.use", benefit.cases))
    text = benefit.text.strip().removesuffix(".")
    return reading.words("evidence.in_brackets", text=text, how=reading.words("list.comma").join(how))


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
        day = each.by.toordinal() if each.by else _LAST * 366
        return (order.index(each.status), day, each.number, each.id)

    promises = sorted(reading.commitments, key=place)
    return [_commitment_row(each, reading) for each in promises]


def _commitment_row(each: Commitment, reading: Reading) -> View:
    words = reading.words
    late = (reading.as_of - each.by).days if each.by and each.status is CommitmentStatus.PENDING else 0
    key = f"promise.{each.status.value}"
    if late > 0:
        status = stands(words(f"{key}_but"), words.count("action.days_past", late), "waiting")
    else:
        status = stands(words(key), "", _PROMISE_TINTS[each.status])
    return {
        "role": each.role,
        "text": each.text,
        "by": reading.day(each.by),
        "status": each.status.value,
        "stands": status,
    }


# Ideas --------------------------------------------------------------------------------------------


def ranked_ideas(reading: Reading) -> tuple[RankedIdea, ...]:
    """Return the ideas in the room's order (docs/field.md, "Which idea first")."""
    return in_order(reading.ideas, dots_of([reading.vote] if reading.vote else []))


def idea_rows(reading: Reading) -> list[View]:
    """Return the ideas in the room's order, each with what became of it."""
    return [_idea_row(ranked, reading) for ranked in ranked_ideas(reading)]


def _idea_row(ranked: RankedIdea, reading: Reading) -> View:
    idea, placed = ranked.idea, ranked.placement
    serving = [action for action in reading.actions if idea.id in action.ideas]
    waiting = 0 if answered(idea) else max(0, (reading.as_of - reading.held_on).days)
    return {
        "no": idea.number,
        "title": idea.title,
        "dots": ranked.dots if reading.vote and reading.may_count else "",
        "impact": idea.impact or "",
        "effort": idea.effort or "",
        "placed": placed.value if placed else "",
        "status": idea.status.value,
        "answer": idea.answer,
        "review_on": reading.words.day(idea.review_on) if idea.review_on else "",
        "waiting_days": waiting,
        "merged": [_merged(each, reading) for each in ranked.merged],
        "stands": _idea_stands(ranked, serving, waiting, reading),
    }


def _merged(original: RankedIdea, reading: Reading) -> str:
    """Return an original that went into this idea; its dots stay its own (docs/field.md, "Ideas")."""
    words, idea = reading.words, original.idea
    if original.dots and reading.may_count:
        return words.count("idea.merged_with", original.dots, no=idea.number, title=idea.title)
    return words("idea.merged", no=idea.number, title=idea.title)


def _idea_stands(ranked: RankedIdea, actions: Iterable[Action], waiting: int, reading: Reading) -> View:
    words, idea = reading.words, ranked.idea
    if not answered(idea):
        return stands(words("idea.unanswered"), words.count("idea.waiting", waiting), "waiting")
    if idea.status in (IdeaStatus.PARKED, IdeaStatus.DECLINED):
        text = sentences((idea.answer, _back_on(idea, reading)))
        return stands(words(f"idea.{idea.status.value}{'_why' if text else ''}"), text, "aside")
    text = _acted(idea, sorted(actions, key=lambda action: action.number), reading)
    key = f"idea.{idea.status.value}{'_by' if text else ''}"
    return stands(words(key), text, before=_placed(ranked.placement, reading))


def _back_on(idea: ImprovementIdea, reading: Reading) -> str:
    """Return when a parked idea is looked at again, unless its answer says so already."""
    words, day = reading.words, idea.review_on
    if day is None or words.day(day, day.year) in idea.answer:
        return ""
    return words("idea.back", day=words.day(day))


def _placed(placed: Placement | None, reading: Reading) -> str:
    return reading.words(f"placed.{placed.value}") if placed else ""


def _acted(idea: ImprovementIdea, actions: Sequence[Action], reading: Reading) -> str:
    """Return what carries an answered idea: its benefit, its actions, or that it needs an owner."""
    words = reading.words
    if idea.status is IdeaStatus.BENEFIT_CONFIRMED:
        return sentences(benefit_text(each, reading) for each in idea.benefits)
    if idea.status is IdeaStatus.ACCEPTED and all(_dropped(action) for action in actions):
        return words("idea.needs_an_owner")
    if idea.status is IdeaStatus.DONE:
        done = [action for action in actions if action.status is ActionStatus.DONE]
        parts = (words("idea.action_on", no=each.number, day=reading.day(each.done_on)) for each in done)
        return words("list.semicolon").join(parts)
    parts = (
        words("idea.action", no=each.number, status=words(f"status.{each.status.value}")) for each in actions
    )
    return words("list.comma").join(parts)
