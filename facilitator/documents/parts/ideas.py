"""Ideas on papers: in the room's order, each with what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facilitator.documents.parts.block import Block
from facilitator.documents.parts.outcomes import found, stands
from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View
from facilitator.documents.wording.sentences import sentences
from facilitator.insight.follow_through import is_answered, standing_of
from facilitator.insight.priorities import Placement, RankedIdea, rank_voted
from facilitator.live.paper_entry.sheet import IDEAS
from facilitator.model.action import Action, ActionStatus
from facilitator.model.idea import IdeaStatus, ImprovementIdea


def ranked_ideas(reading: Reading) -> tuple[RankedIdea, ...]:
    """Return the team's ideas in the room's order (docs/field.md, "Which idea first")."""
    return rank_voted(reading.own_ideas, reading.vote)


def idea_rows(reading: Reading) -> list[View]:
    """Return the ideas in the room's order, each with what became of it."""
    return [_idea_row(ranked, reading) for ranked in ranked_ideas(reading)]


def _idea_row(ranked: RankedIdea, reading: Reading) -> View:
    idea, placed = ranked.idea, ranked.placement
    serving = [action for action in reading.actions if idea.id in action.ideas]
    waiting = 0 if is_answered(idea, serving) else max(0, (reading.as_of - reading.held_on).days)
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
        "review_on_iso": idea.review_on.isoformat() if idea.review_on else "",
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
    actions = list(actions)
    if not is_answered(idea, actions):
        return stands(words("idea.unanswered"), words.count("idea.waiting", waiting), "waiting")
    if idea.status in (IdeaStatus.PARKED, IdeaStatus.DECLINED):
        text = sentences((idea.answer, _back_on(idea, reading)))
        return stands(words(f"idea.{idea.status.value}{'_why' if text else ''}"), text, "aside")
    text = _acted(idea, sorted(actions, key=lambda action: action.number), reading)
    key = f"idea.{standing_of(idea, actions).value}{'_by' if text else ''}"
    return stands(words(key), text, before=_placed(ranked.placement, reading))


def _back_on(idea: ImprovementIdea, reading: Reading) -> str:
    """Return when a parked idea is looked at again, unless its answer says so already."""
    words, day = reading.words, idea.review_on
    if day is None or words.day(day, day.year) in idea.answer:
        return ""
    return words("idea.back", day=words.day(day))


def _placed(placed: Placement | None, reading: Reading) -> str:
    return reading.words(f"placed.{placed.value}") if placed else ""


def _dropped(action: Action) -> bool:
    return action.status is ActionStatus.DROPPED


def _acted(idea: ImprovementIdea, actions: Sequence[Action], reading: Reading) -> str:
    """Return what carries an answered idea: its benefit, its actions, or that it needs an owner."""
    words = reading.words
    if idea.status is IdeaStatus.BENEFIT_CONFIRMED:
        return sentences(found(idea.benefits, "", reading))
    if idea.status is IdeaStatus.ACCEPTED and all(_dropped(action) for action in actions):
        unowned = reading.records.standing_unread(idea) is None
        return words("idea.needs_an_owner") if unowned else ""
    if idea.status is IdeaStatus.DONE:
        done = [action for action in actions if action.status is ActionStatus.DONE]
        parts = (words("idea.action_on", no=each.number, day=reading.day(each.done_on)) for each in done)
        return words("list.semicolon").join(parts)
    kept = [action for action in actions if not _dropped(action)]
    if kept and all(action.status is ActionStatus.DONE for action in kept):
        numbers = words.joined(str(action.number) for action in kept)
        return words.count("idea.all_done", len(kept), numbers=numbers)
    parts = (
        words("idea.action", no=each.number, status=words(f"status.{each.status.value}")) for each in actions
    )
    return words("list.comma").join(parts)


def plan(reading: Reading) -> View:
    """Return what the action plan says of ideas; none of it is ever cut."""
    return {"ideas": idea_rows(reading)}


BLOCK = Block(plan=plan, lines={"ideas": IDEAS})
