"""What stands in the row of one action, idea or promise, held against that very record.

`claims` asks of a sentence whether the records as a whole bear it out; a row speaks of one of them. `ROWS` is
keyed like the words file; a condition gets the case, the record, and what was filled in.
"""

from __future__ import annotations

import re

from facilitator.model.action import Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from tests.documents.claims import DONE, DROPPED, PROPOSED, UNANSWERED, is_late, is_overdue, names
from tests.documents.programmes import TODAY
from tests.making import DAY

OPEN, STARTED, BLOCKED = ActionStatus.OPEN, ActionStatus.STARTED, ActionStatus.BLOCKED


def _date(record):
    """Return the date that counts for an action or a promise; the day itself where there is none."""
    if isinstance(record, Commitment):
        return record.by or TODAY
    return record.due_now or record.due or TODAY


def _stands(status, late=None):
    return lambda case, each, p: each.status is status and (late is None or is_overdue(each) is late)


def _missed(case, each, p):
    owed = is_overdue(each) if isinstance(each, Action) else each.by < TODAY and each.status in _OWED
    return owed and p["n"] == (TODAY - _date(each)).days


_OWED = (CommitmentStatus.PENDING, CommitmentStatus.RENEGOTIATED)


def _owed(status, late):
    return lambda case, each, p: each.status is status and (each.by < TODAY) is late


def _serving(case, each):
    return {(str(action.number), action.status.value) for action in case.serving(each)}


def _of_idea(*statuses):
    return lambda case, each, p: each.status in statuses


def _in_hand(case, each, p):
    begun = each.status in UNANSWERED and bool(case.going(each))
    return begun or each.status is IdeaStatus.IN_ACTION


def _taken_up(case, each):
    return bool(case.going(each) or case.unread(each))


def _waits(case, each, p):
    return not case.is_answered(each)


_ACTION = {
    "action.open": _stands(OPEN, late=False),
    "action.open_but": _stands(OPEN, late=True),
    "action.started": _stands(STARTED, late=False),
    "action.started_but": _stands(STARTED, late=True),
    "action.blocked": _stands(BLOCKED),
    "action.proposed_but": _stands(PROPOSED),
    "action.needs_a_yes": _stands(PROPOSED),
    "action.days_past": _missed,
    "action.dropped": _stands(DROPPED),
    "action.done": lambda case, each, p: each.status is DONE and not is_late(each),
    "action.done_late": lambda case, each, p: is_late(each),
    "action.on_time": lambda case, each, p: each.status is DONE and each.due and not is_late(each),
    "action.days_after": lambda case, each, p: is_late(each) and p["n"] == (each.done_on - each.due).days,
    "action.by_new_date": lambda case, each, p: (
        is_late(each)
        and each.due_now is not None
        and each.done_on <= each.due_now
        and names(p["day"], each.due_now)
    ),
    "action.no_new_date": lambda case, each, p: is_overdue(each),
    "action.serves": lambda case, each, p: (
        re.findall(r"\d+", p["ideas"]) == [str(i.number) for i in case.every_idea if i.id in each.ideas]
    ),
    "people.nobody_yet": lambda case, each, p: each.owner is None and each.status is not DROPPED,
}
_PROMISE = {
    "action.days_past": _missed,
    "promise.kept": _stands(CommitmentStatus.KEPT),
    "promise.broken": _stands(CommitmentStatus.BROKEN),
    "promise.pending": _owed(CommitmentStatus.PENDING, late=False),
    "promise.pending_but": _owed(CommitmentStatus.PENDING, late=True),
    "promise.renegotiated": _owed(CommitmentStatus.RENEGOTIATED, late=False),
    "promise.renegotiated_but": _owed(CommitmentStatus.RENEGOTIATED, late=True),
}
_IDEA = {
    "idea.unanswered": _waits,
    "idea.waiting": lambda case, each, p: _waits(case, each, p) and p["n"] == (TODAY - DAY).days,
    "idea.accepted": _of_idea(IdeaStatus.ACCEPTED),
    "idea.accepted_by": _of_idea(IdeaStatus.ACCEPTED),
    "idea.needs_an_owner": lambda case, each, p: (
        each.status is IdeaStatus.ACCEPTED and not _taken_up(case, each)
    ),
    "idea.in_action": _in_hand,
    "idea.in_action_by": _in_hand,
    "idea.done": _of_idea(IdeaStatus.DONE),
    "idea.done_by": _of_idea(IdeaStatus.DONE),
    "idea.benefit_confirmed": _of_idea(IdeaStatus.BENEFIT_CONFIRMED),
    "idea.benefit_confirmed_by": _of_idea(IdeaStatus.BENEFIT_CONFIRMED),
    "idea.parked": _of_idea(IdeaStatus.PARKED),
    "idea.parked_why": _of_idea(IdeaStatus.PARKED),
    "idea.declined": _of_idea(IdeaStatus.DECLINED),
    "idea.declined_why": _of_idea(IdeaStatus.DECLINED),
    "idea.back": lambda case, each, p: each.status is IdeaStatus.PARKED and names(p["day"], each.review_on),
    "idea.action": lambda case, each, p: (str(p["no"]), p["status"]) in _serving(case, each),
    "idea.all_done": lambda case, each, p: case.is_all_done(each),
    "idea.action_on": lambda case, each, p: (str(p["no"]), "done") in _serving(case, each),
}
_SAID = {
    "said.unanswered": _waits,
    "said.blocked": lambda case, each, p: any(a.status is BLOCKED for a in _acts(case, each)),
    "said.blocked_but": lambda case, each, p: (
        any(a.status is BLOCKED for a in _acts(case, each)) and any(map(is_overdue, _acts(case, each)))
    ),
    "said.agreed": lambda case, each, p: _but(case, each, late=False) and _any_agreed(case, each),
    "said.agreed_but": lambda case, each, p: _but(case, each, late=True) and _any_agreed(case, each),
    "said.proposed": lambda case, each, p: _but(case, each, late=False) and not _any_agreed(case, each),
    "said.proposed_but": lambda case, each, p: _but(case, each, late=True) and not _any_agreed(case, each),
    "said.days_late": lambda case, each, p: (
        p["n"] in {(a.done_on - a.due).days for a in _acts(case, each) if is_late(a)}
    ),
    "said.needs_an_owner": lambda case, each, p: case.is_answered(each) and not _taken_up(case, each),
    "said.all_done": lambda case, each, p: case.is_all_done(each),
    "said.enough": lambda case, each, p: case.is_all_done(each),
    "said.unread": lambda case, each, p: bool(case.unread(each)) and not _acts(case, each),
    "said.unread_more": lambda case, each, p: bool(case.unread(each) and _acts(case, each)),
    "idea.in_action": lambda case, each, p: bool(case.unread(each)),
    "action.started": lambda case, each, p: (
        _but(case, each, late=False) and any(a.status in (STARTED, DONE) for a in _acts(case, each))
    ),
    "action.started_but": lambda case, each, p: (
        _but(case, each, late=True) and any(a.status in (STARTED, DONE) for a in _acts(case, each))
    ),
    "action.on_time": lambda case, each, p: not any(map(is_late, _acts(case, each))),
    "idea.accepted": lambda case, each, p: case.is_answered(each) and not _taken_up(case, each),
    "idea.done": lambda case, each, p: (
        each.status is DONE if isinstance(each, Action) else case.stands(each) == "done"
    ),
    "action.days_past": lambda case, each, p: (
        _missed(case, each, p)
        if isinstance(each, Commitment)
        else p["n"] in {(TODAY - _date(a)).days for a in _acts(case, each) if is_overdue(a)}
    ),
    "idea.declined": _of_idea(IdeaStatus.DECLINED),
    "idea.parked": _of_idea(IdeaStatus.PARKED),
    "said.back": lambda case, each, p: names(p["day"], each.review_on),
    **{key: test for key, test in _PROMISE.items() if key.startswith("promise.")},
}
"""Of "You said, we did", where an idea stands where its actions stand."""

ROWS = {"action": _ACTION, "promise": _PROMISE, "idea": _IDEA, "said": _SAID}


def _acts(case, each):
    """Return the actions a line stands on: those of an idea, not dropped, or the action itself."""
    if isinstance(each, Action):
        return [each]
    serving = case.serving(each) if isinstance(each, ImprovementIdea) else []
    return [action for action in serving if action.status is not DROPPED]


def _any_agreed(case, each):
    return any(a.agreed for a in _acts(case, each))


def _but(case, each, *, late):
    """Tell whether something of a line is late or not, and nothing of it blocked, which would be said."""
    acts = _acts(case, each)
    return any(map(is_overdue, acts)) is late and not any(act.status is BLOCKED for act in acts)


# Which record a row is about -------------------------------------------------------------------------


def rows(case):
    """Yield of each row of a view its sort, the records it may be about, and the texts it says of them."""
    view = case.view
    if case.key == "action-plan":
        for row in view["actions"]:
            found = [each for each in case.actions if each.number == row["no"]]
            yield "action", found, [*_said_of(row), row["owner"], *row["aside"].split(". ")]
        for row in view["ideas"]:
            yield "idea", [each for each in case.ideas if each.number == row["no"]], _said_of(row)
        for row in view["commitments"]:
            yield "promise", [each for each in case.promises if each.text == row["text"]], _said_of(row)
        for row in view["since"]["actions"] if view["since"] else ():
            earlier = [each for file in case.files[1:] for each in case.seen(Action, file)]
            yield "action", [each for each in earlier if row["no"].endswith(f"-{each.number}")], _said_of(row)
    if case.key == "you-said":
        for row in (*view["done"], *view["moving"], *view["not_now"], *view["waiting"]):
            yield "said", list(_of_line(case, row)), _said_of(row)


def _said_of(row):
    stands = row["stands"]
    return [stands["word"], stands["text"], *re.split(r"\. |, |; ", stands["text"])]


def _of_line(case, row):
    """Yield the records a line of "You said, we did" may be about; earlier sessions have the same numbers."""
    if number := re.search(r"(?:I-|idea\W)(\d+)", row["ref"]):
        yield from (each for each in case.every_idea if each.number == int(number[1]))
    elif row["said"].startswith("Promised"):
        yield from (each for each in case.every_promise if f"{each.text}." in row["did"][0] + ".")
    else:
        number = re.search(r"action (?:L-\d\d/A-)?(\d+)", row["did"][0])
        yield from (each for each in case.every_action if each.number == int(number[1]))


def wrong_rows(case, said):
    """Yield each text of a row that says what is not so of its record, with the row's sort."""
    if case.key == "thank-you":
        agreed = {each.number for each in case.actions if each.agreed}
        yield from (("agreed", row["text"]) for row in case.view["actions"] if row["no"] not in agreed)
    spoken = {}
    for key, parts, text in said:
        spoken.setdefault(_bare(text), []).append((key, parts))
    for sort, records, texts in rows(case):
        for text in map(_bare, texts):
            told = [(key, parts) for key, parts in spoken.get(text, ()) if key in ROWS[sort]]
            if told and not any(
                _holds(ROWS[sort][key], case, record, parts) for key, parts in told for record in records
            ):
                yield sort, text


def _holds(condition, case, record, parts):
    """Tell whether a condition holds; one about a record of another type does not."""
    try:
        return condition(case, record, parts)
    except AttributeError:
        return False


def _bare(text):
    return text.strip().rstrip(".").casefold()
