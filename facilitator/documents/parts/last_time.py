"""Since last time, on the action plan: each rung then and now in words, and what became of what was agreed.

Never an average and no percentage: two rooms picked two sentences. See docs/field.md, "Last time".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facilitator.documents.parts.action_words import counted, stands_of
from facilitator.documents.parts.block import Block
from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View
from facilitator.insight.last_time import Agreed, LastTime
from facilitator.model.base import PracticeKey
from facilitator.model.ladder import Rung


def plan(reading: Reading) -> View:
    """Return what changed since the team was heard before; nothing of it for a first session."""
    told = reading.released.last_time
    rungs = list(_rungs(told, reading)) if told is not None else []
    if told is None or not (rungs or told.agreed):
        return {"since": {}}
    words = reading.words
    return {
        "since": {
            "title": words("plan.since.title", day=words.day(told.day, reading.as_of.year)),
            "day_iso": told.day.isoformat(),
            "rungs": rungs,
            "not_again": _not_again(told, reading),
            "not_rated": _not_rated(told, reading),
            "counted": counted([each.action for each in told.agreed], words) if told.agreed else "",
            "actions": [_action(each, reading) for each in told.agreed],
        }
    }


def _rungs(told: LastTime, reading: Reading) -> Iterator[View]:
    """Yield the practices that have a rung now and had one then, in the order of the ladder's names."""
    for each in sorted(reading.interactions, key=lambda each: reading.practice(each.practice)):
        former = told.former.get((reading.team.id, each.practice))
        then = former.rung if former is not None else None
        if each.rung is not None and then is not None:
            yield {
                "practice": reading.practice(each.practice),
                "practice_key": each.practice,
                "then": _named(then, reading),
                "now": _named(each.rung, reading),
                "change": _change(then, each.rung, reading),
            }


def _named(rung: Rung, reading: Reading) -> View:
    return {"rung": int(rung), "name": reading.words(f"rung.{rung.name.lower()}")}


def _change(then: Rung, now: Rung, reading: Reading) -> str:
    by = abs(int(now) - int(then))
    if not by:
        return reading.words("plan.since.same")
    return reading.words.count(f"plan.since.{'rose' if now > then else 'fell'}", by)


def _not_again(told: LastTime, reading: Reading) -> str:
    """Return which practices had a rung and were not asked again: that is not the same as unchanged."""
    now = {each.practice for each in reading.interactions}
    return _named_practices(
        "not_again", (key for key in _rated_then(told, reading) if key not in now), reading
    )


def _not_rated(told: LastTime, reading: Reading) -> str:
    """Return which practices had a rung and were asked again, such as their role alone, without one."""
    now = {each.practice for each in reading.interactions if each.rung is None}
    return _named_practices("not_rated", (key for key in _rated_then(told, reading) if key in now), reading)


def _rated_then(told: LastTime, reading: Reading) -> Iterator[PracticeKey]:
    own = reading.team.id
    return (key for (team, key), each in told.former.items() if team == own and each.rung is not None)


def _named_practices(phrase: str, keys: Iterable[PracticeKey], reading: Reading) -> str:
    names = sorted(reading.practice_inside(key) for key in keys)
    return reading.words(f"plan.since.{phrase}", practices=reading.words.joined(names)) if names else ""


def _action(each: Agreed, reading: Reading) -> View:
    return {
        "no": _number(each),
        "text": each.action.text,
        "status": each.action.status.value,
        "stands": stands_of(each.action, reading),
    }


def _number(each: Agreed) -> str:
    """Return the short id of an action of another session, "L-03/A-4"."""
    return f"{each.session.short_id}/A-{each.action.number}"


BLOCK = Block(plan=plan)
