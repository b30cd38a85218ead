"""The vote on papers: how many dots there were."""

from __future__ import annotations

from facilitator.documents.parts.block import Block
from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View


def plan(reading: Reading) -> View:
    """Return what the action plan says of the vote."""
    return {"voted": _voted(reading)}


def _voted(reading: Reading) -> str:
    """Return how many dots from how many people, of few only that there was a vote; "" without one."""
    vote = reading.vote
    if vote is None or not vote.cast:
        return ""
    if not reading.may_count:
        return reading.words("plan.voted_few")
    people = reading.words.count("count.person", vote.people)
    return reading.words.count("plan.voted", vote.cast, people=people)


BLOCK = Block(plan=plan)
