"""What changed for a team from session to session, in words for the screen and the command."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from facilitator.insight.session_change import SessionChange, Trail
from facilitator.language import words
from facilitator.model.action import Action, ActionStatus
from facilitator.model.interaction import pain
from facilitator.model.team import Team


def movement(trail: Trail) -> str:
    """Return how a rung moved: "rose 2", "same", "fell 1"."""
    if trail.change == 0:
        return "same"
    return f"{'rose' if trail.change > 0 else 'fell'} {abs(trail.change)}"


def said(trail: Trail) -> Iterator[str]:
    """Yield what the team said each time: "L-03, 12 Mar: 1 Scripted, “There’s a form…”, pain 20"."""
    for point in trail.points:
        hurts = pain(point.told.importance, point.told.ease)
        rung = f"{point.rung.value} {point.rung.label}, “{point.rung.sounds_like}”"
        agreed = f", {point.told.agreement.label}" if point.told.agreement is not None else ""
        suffers = f", pain {hurts}" if hurts is not None else ""
        yield f"{point.session.short_id}, {words.day(point.on, weekday=False)}: {rung}{agreed}{suffers}"


def became(action: Action, today: date) -> str:
    """Return what became of an action: "on its date", "5 days late", "blocked: …", "open, due 30 Apr"."""
    if action.status is ActionStatus.DONE:
        if action.due is None or action.done_on is None:
            return "done"
        days = (action.done_on - action.due).days
        if days == 0:
            return "on its date"
        return f"{words.count(abs(days), 'day')} {'late' if days > 0 else 'early'}"
    if action.status is ActionStatus.BLOCKED:
        return f"blocked: {action.blocked_by}"
    due = f", due {words.day(action.due_date, today, weekday=False)}" if action.due_date else ""
    return f"{action.status.label}{due}"


def kept(change: SessionChange) -> str:
    """Return how many actions were kept: "4 of 5 done, 3 by their first date"; "" for none agreed."""
    if not change.actions:
        return ""
    done = sum(each.action.status is ActionStatus.DONE for each in change.actions)
    said = f"{done} of {len(change.actions)} done"
    return f"{said}, {change.on_time.kept} by their first date" if done else said


def when(change: SessionChange) -> str:
    """Return which sessions are compared: "L-03, 12 Mar, and L-11, 10 Nov"."""
    return words.listed([f"{each.short_id} {words.day(on, weekday=False)}" for each, on in change.sessions])


def no_comparison(team: Team, change: SessionChange) -> str:
    """Return why there is nothing to compare."""
    if not change.sessions:
        return f"{team.name} has given no rung yet. Its first session with a touch map makes a first point."
    return f"{team.name} has been heard once. The next session makes a second point."


def limits(change: SessionChange) -> str:
    """Return what this cannot say."""
    here = [str(each.attendance) for each, _ in change.sessions if each.attendance]
    people = f"{words.listed(here)} people in the room, not the same people. " if len(here) > 1 else ""
    return (
        f"{people}It is what they said, not a measurement. Not asked is not the same as unchanged. "
        "Falls are shown as large as rises."
    )
