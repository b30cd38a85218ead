"""What the room sees of a vote on a list: covered counts, then the items in its own order."""

from __future__ import annotations

from facilitator.insight.script_lists import vote_in, voted_items
from facilitator.language import words
from facilitator.model.idea import DotVote
from facilitator.model.script import VoteRule
from facilitator.ui import safe
from facilitator.ui.room.drawing import Drawing, Frame, Moment, dots, head, item_row
from facilitator.ui.widgets.vote_rule import by_hands, said_rule
from facilitator.workspace.release.release import Released, ReleasedRecords


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now."""
    every = records.session.script.segments
    segment = next((each for each in every if each.key == moment.segment and each.votes_on), None)
    if segment is None:
        return Frame(safe.NOTHING, ())
    vote = vote_in(segment.key, records)
    shown = vote is not None and vote.revealed
    state = f"{said_rule(segment.vote, vote)}; {_state(segment.vote, vote)}"
    rows = [
        item_row(each.key, each.number, each.words, dots(vote, each.key) if vote and shown else safe.NOTHING)
        for each in voted_items(segment, records)
    ]
    return Frame(head(segment.title, state), tuple(rows))


def _state(rule: VoteRule, vote: DotVote | None) -> str:
    """Say how far it is; of a show of hands there is nothing that is left to be put."""
    if vote is None:
        return "counts are covered"
    if by_hands(rule, vote):
        put = f"{words.count(vote.cast, 'hand')} up"
        return f"{put}, {vote.people} people" if vote.revealed else f"{put}, counts are covered"
    if vote.revealed:
        return f"{vote.cast} dots, {vote.people} people"
    return f"{vote.cast} of {vote.in_all} dots put, counts are covered"


DRAWING = Drawing(draw=draw, holds_notes=True)
