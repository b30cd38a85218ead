"""The lines of "You said, we did": one for each idea with the actions that serve it, each action that serves
none, each promise. What an idea's words are, which group it stands in, and how it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from facilitator.documents.parts.action_words import done_words, past_its_date, plan_words
from facilitator.documents.parts.outcomes import found, stands
from facilitator.documents.parts.reading import Reading, numbered
from facilitator.documents.tree.view import View
from facilitator.documents.wording.sentences import sentence, sentences, upper_first
from facilitator.insight.follow_through import days_late, is_answered, overdue
from facilitator.model.action import OWED, Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.idea import IdeaStatus, ImprovementIdea

_SET_ASIDE = (IdeaStatus.PARKED, IdeaStatus.DECLINED)
_FINISHED = (IdeaStatus.DONE, IdeaStatus.BENEFIT_CONFIRMED)


def lines_of(reading: Reading) -> Iterator[View]:
    """Yield the lines of a session: its ideas, the actions that serve none, what others promised."""
    yield from _of_ideas(reading)
    yield from _of_actions_alone(reading)
    yield from _of_promises(reading)


def _line(
    group: str,
    said: str,
    ref: str,
    did: Sequence[str],
    status: View,
    weight: int,
    *,
    day: date | None = None,
) -> View:
    """Return a line: what was said and which idea it is, what was done, where it stands.

    *day* is the one that counts: when it was done, is due, or is looked at again.
    """
    return {
        "group": group,
        "said": said,
        "ref": ref,
        "did": list(did),
        "stands": status,
        "date_iso": day.isoformat() if day else "",
        "weight": weight,
    }


def _of_ideas(reading: Reading) -> Iterator[View]:
    kept = {idea.id for idea in reading.own_ideas}
    shown = [idea for idea in reading.own_ideas if idea.merged_into not in kept]
    for idea in sorted(shown, key=lambda idea: (idea.number, idea.id)):
        yield line_of(idea, [action for action in reading.actions if idea.id in action.ideas], reading)


def line_of(idea: ImprovementIdea, serving: Sequence[Action], reading: Reading) -> View:
    """Return the line of an idea with the actions that serve it, both as the readers may see them."""
    ref = reading.words("said.idea", no=_no(idea, reading))
    unread = reading.records.standing_unread(idea)
    if not is_answered(idea, serving) and unread is None:
        return _line("waiting", _said(idea), ref, [_owed(reading)], *_status(reading, "unanswered"))
    if idea.status in _SET_ASIDE:
        why, back = [_why_not(idea, reading)], idea.review_on if idea.status is IdeaStatus.PARKED else None
        return _line("not_now", _said(idea), ref, why, *_set_aside(idea, reading), day=back)
    return _carried(idea, ref, sorted(serving, key=lambda action: action.number), unread, reading)


def _no(record: ImprovementIdea | Action, reading: Reading) -> str:
    """Return the number of an idea or action; of another session the short id, "L-03/I-2"."""
    if reading.records is reading.released.sessions[0]:
        return str(record.number)
    return numbered(reading, type(record), record.number)


def _said(idea: ImprovementIdea) -> str:
    return idea.said or idea.title


def _carried(
    idea: ImprovementIdea, ref: str, serving: Sequence[Action], unread: IdeaStatus | None, reading: Reading
) -> View:
    """Return the line of an idea that was taken up: done when it is, or when all its actions are.

    *unread* is where it stands by actions the readers may not read: it says so, and nothing of them.
    """
    words = reading.words
    going = [action for action in serving if action.status is not ActionStatus.DROPPED]
    did = [_deed(action, reading) for action in serving]
    there = " ".join(did).casefold()
    came = [*found(idea.benefits, "", reading), idea.answer if idea.status in _FINISHED else ""]
    # What an action brought stands there with its number in brackets, so without its point.
    new = (text for text in map(sentence, came) if text and text.rstrip(".").casefold() not in there)
    did += map(upper_first, new)
    if unread is not None and idea.status not in _FINISHED:
        did.append(words("said.unread_more" if going else "said.unread"))
        if not going or unread is IdeaStatus.IN_ACTION:
            return _line("moving", _said(idea), ref, did, stands(words("idea.in_action"), "", "moving"), 1)
    elif not going and idea.status not in _FINISHED:
        did.append(words("said.needs_an_owner"))
        return _line("moving", _said(idea), ref, did, stands(words("idea.accepted"), "", "moving"), 1)
    if not going:
        return _line("done", _said(idea), ref, did, stands(words("idea.done"), "", "settled"), 0)
    if idea.status not in _FINISHED and all(action.status is ActionStatus.DONE for action in going):
        last, when = _when_done(going, reading)
        did.append(words("said.enough"))
        status = stands(words("said.all_done"), when, "moving")
        return _line("moving", _said(idea), ref, did, status, 2, day=last)
    return _acted(_said(idea), ref, did, going, reading)


def _when_done(actions: Sequence[Action], reading: Reading) -> tuple[date | None, str]:
    """Return the day on which the last of finished actions was done, and in words whether on time."""
    late = max(days_late(action, reading.as_of) for action in actions)
    last = max((action.done_on for action in actions if action.done_on), default=None)
    timing = reading.words.count("said.days_late", late) if late else reading.words("action.on_time")
    dated = [reading.day(last), timing if all(action.due for action in actions) else ""]
    return last, reading.words("list.comma").join(filter(None, dated))


def _acted(said: str, ref: str, did: Sequence[str], going: Sequence[Action], reading: Reading) -> View:
    """Return a line that stands where its actions stand: the one that hangs most decides."""
    words = reading.words
    if all(action.status is ActionStatus.DONE for action in going):
        last, text = _when_done(going, reading)
        late = any(days_late(action, reading.as_of) for action in going)
        status = stands(words("idea.done"), text, "partly" if late else "settled")
        return _line("done", said, ref, did, status, 0, day=last)
    due = min((action.due_date for action in going if action.going and action.due_date), default=None)
    missed = [action for action in going if overdue(action, reading.as_of)]
    past = _latest(missed, reading)
    but = "_but" if past else ""
    if any(action.status is ActionStatus.BLOCKED for action in going):
        stuck = stands(words(f"said.blocked{but}"), past, "stuck")
        return _line("moving", said, ref, did, stuck, 3, day=due)
    begun = any(action.status in (ActionStatus.STARTED, ActionStatus.DONE) for action in going)
    agreed = any(action.agreed for action in going)
    word = words(f"{'action.started' if begun else 'said.agreed' if agreed else 'said.proposed'}{but}")
    tint = "waiting" if missed else "moving"
    return _line("moving", said, ref, did, stands(word, past, tint), 2, day=due)


def _latest(missed: Sequence[Action], reading: Reading) -> str:
    """Return how late the action is that hangs most, of those past the date that counts."""
    hanging = min(missed, key=lambda action: action.due_date or reading.as_of, default=None)
    return past_its_date(hanging, reading) if hanging is not None else ""


def _of_actions_alone(reading: Reading) -> Iterator[View]:
    """Yield actions that serve no idea of this team that it may see."""
    shown = {idea.id for idea in reading.own_ideas}
    for action in sorted(reading.actions, key=lambda action: (action.number, action.id)):
        if not shown & set(action.ideas) and action.status is not ActionStatus.DROPPED:
            said = reading.words("said.in_the_room" if action.agreed else "said.proposed_there")
            yield _acted(said, "", [_deed(action, reading)], [action], reading)


def _is_dropped(action: Action) -> bool:
    return action.status is ActionStatus.DROPPED


def _deed(action: Action, reading: Reading) -> str:
    """Return what an action brought, or what is agreed and not done yet, with its number, owner and date."""
    words = reading.words
    owner = reading.person(action.owner) or ("" if _is_dropped(action) else words("said.no_owner"))
    who = [words("said.action", no=_no(action, reading)), owner]
    if action.status is ActionStatus.DONE:
        known = []
    elif action.status is ActionStatus.DROPPED:
        known = [words("said.dropped", reason=action.reason)]
    else:
        day = reading.day(action.due_date)
        known = [words("said.until", day=day)] if day else []
        known += [words("said.waits", text=action.blocked_by)] if action.blocked_by else []
    told = done_words if action.status is ActionStatus.DONE else plan_words
    text = words(
        "said.deed", text=told(action, reading).rstrip("."), who=words("list.comma").join(filter(None, who))
    )
    return sentences((sentence(text), *known))


def _owed(reading: Reading) -> str:
    """Return for how long an answer is owed, and whether that is longer than was promised."""
    words, aim = reading.words, reading.released.programme.answer_days
    waited = max(0, (reading.as_of - reading.held_on).days)
    missed = reading.released.working_days.between(reading.held_on, reading.as_of) > aim
    days = words.count("room_agreement.working_days", aim)
    return words.count("said.owed_late" if missed else "said.owed", waited, aim=days)


def _status(reading: Reading, key: str) -> tuple[View, int]:
    return stands(reading.words(f"said.{key}"), "", "waiting"), 0


def _why_not(idea: ImprovementIdea, reading: Reading) -> str:
    return sentence(idea.answer) or reading.words("said.no_reason_yet")


def _set_aside(idea: ImprovementIdea, reading: Reading) -> tuple[View, int]:
    words = reading.words
    if idea.status is IdeaStatus.DECLINED:
        return stands(words("idea.declined"), "", "aside"), 1
    until = words("said.back", day=words.day(idea.review_on)) if idea.review_on else ""
    return stands(words("idea.parked"), until, "aside"), 0


_PROMISES = {
    CommitmentStatus.KEPT: ("done", "settled"),
    CommitmentStatus.PENDING: ("moving", "moving"),
    CommitmentStatus.RENEGOTIATED: ("moving", "partly"),
    CommitmentStatus.BROKEN: ("waiting", "stuck"),
}


def _of_promises(reading: Reading) -> Iterator[View]:
    """Yield what others promised, by role; a broken promise is still open (docs/field.md, "Commitments")."""
    words = reading.words
    promised = "said.promised_here" if reading.is_of_leaders else "said.promised"
    for promise in sorted(reading.commitments, key=lambda each: (each.number, each.id)):
        group, tint = _PROMISES[promise.status]
        owed = promise.by if promise.status in OWED else None
        late = (reading.as_of - owed).days if owed else 0
        key, past = (
            f"promise.{promise.status.value}",
            words.count("action.days_past", late) if late > 0 else "",
        )
        status = stands(words(f"{key}_but" if past else key), past, "waiting" if past else tint)
        told = words("said.promise", text=promise.text.strip().rstrip("."))
        did = sentences((sentence(told), _by(promise, reading)))
        yield _line(group, words(promised, role=promise.role), "", [did], status, 1, day=owed)


def _by(promise: Commitment, reading: Reading) -> str:
    day = reading.day(promise.by)
    open_still = promise.status in OWED
    return reading.words("said.until", day=day) if day and open_still else ""
