"""What two teams try together, on papers for both: a row for each, and how far they are in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from facilitator.documents.parts.action_words import owner_unread
from facilitator.documents.parts.actions import DUE, action_rows
from facilitator.documents.parts.outcomes import stands
from facilitator.documents.parts.reading import Reading, numbered
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.model.action import Action
from facilitator.model.idea import ANSWERED, IdeaStatus, ImprovementIdea
from facilitator.model.team import Team

_SET_ASIDE = frozenset({IdeaStatus.PARKED, IdeaStatus.DECLINED})

_FAR = {
    "done": "done",
    "benefit_confirmed": "done",
    "proposed": "proposed",
    "accepted": "accepted",
}
"""How far something to try together is, by where its action or idea stands; all else is in hand."""


def joint_rows(reading: Reading, pair: Sequence[Team]) -> Iterator[View]:
    """Yield the actions both teams are named in, each under its idea; then ideas that need an owner."""
    words, both = reading.words, {team.id for team in pair}
    if len(both) == 1:
        return
    there = set(reading.session.teams)
    ideas = {idea.id: idea for idea in reading.ideas if both <= {*there, *idea.counterparts}}
    actions = {action.number: action for action in reading.actions}
    served = set()
    for line in action_rows(reading):
        action = actions[line["no"]]
        own = [ideas[id] for id in action.ideas if id in ideas]
        if line["group"] == "dropped" or not (own or both <= {*there, *action.counterparts}):
            continue
        served |= {idea.id for idea in own}
        yield {
            "no": numbered(reading, Action, line["no"]),
            "title": own[0].title if own else line["text"],
            "action": line["text"] if own else "",
            "owner": line["owner"],
            **{field: line[field] for field in DUE},
            "status": line["status"],
            "stands": line["stands"],
            "open": line["group"] == "todo",
        }
    for idea in sorted(ideas.values(), key=lambda idea: idea.number):
        if idea.status in ANSWERED - _SET_ASIDE and idea.id not in served and idea.merged_into not in ideas:
            yield {
                "no": numbered(reading, ImprovementIdea, idea.number),
                "title": idea.title,
                "action": "",
                "owner": owner_unread(idea, reading),
                **dict.fromkeys(DUE, ""),
                "status": idea.status.value,
                "stands": stands(words(f"idea.{idea.status.value}"), "", "moving"),
                "open": True,
            }


def tried(joint: Sequence[View], words: Words) -> str:
    """Return how many things there are to try together, and how far each is: accepted is not tried."""
    far = Counter(_FAR.get(str(line["status"]), "moving") for line in joint)
    if len(far) == 1:
        return words.count("meets.all_tried", len(joint), status=words(f"meets.try.{next(iter(far))}"))
    order = ("done", "moving", "proposed", "accepted")
    parts = [
        words.count("meets.some_tried", far[key], status=words(f"meets.try.{key}"))
        for key in order
        if far[key]
    ]
    return words("meets.tried", n=len(joint), parts=words.joined(parts))
