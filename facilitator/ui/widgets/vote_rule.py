"""The rule of a vote in words, the same for the facilitator and for the room."""

from __future__ import annotations

from facilitator.language import words
from facilitator.model.idea import DotVote
from facilitator.model.script import VoteBy, VoteRule


def said_rule(rule: VoteRule, vote: DotVote | None) -> str:
    """Say by which rule the room votes: that of the script, or of the round there is."""
    if by_hands(rule, vote):
        return "hands up for each you want"
    each, most = (rule.each, rule.most) if vote is None else (vote.dots_each, vote.most_on_one)
    turn = ", in turn" if rule.by is VoteBy.PERSON else ""
    return f"{words.count(each, 'dot')} each, at most {most} on one{turn}"


def by_hands(rule: VoteRule, vote: DotVote | None) -> bool:
    """Tell whether hands are counted: by the script, unless this round gives dots."""
    return rule.by is VoteBy.HANDS and (vote is None or vote.most_on_one == 1)
