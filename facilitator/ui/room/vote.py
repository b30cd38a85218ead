"""What the room sees of a vote: covered counts, then the ideas in its own order."""

from __future__ import annotations

from facilitator.insight.priorities import rank_ideas
from facilitator.model.idea import VoteSubject
from facilitator.ui import safe
from facilitator.ui.room.drawing import Drawing, Frame, Moment, dots, head, ideas_of, item_row, newest_vote
from facilitator.workspace.release.release import Released, ReleasedRecords


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now."""
    vote = newest_vote(records, VoteSubject.IDEAS)
    ideas = ideas_of(records)
    if vote is None or not vote.revealed:
        state = f"{vote.cast} of {vote.in_all} dots put, counts are covered" if vote else "three dots each"
        rows = [item_row(idea.id, str(idea.number), idea.title, safe.NOTHING) for idea in ideas]
        return Frame(head("Your ideas", state), tuple(rows))
    ranked = [each.idea for each in rank_ideas(ideas, vote.dots)]
    rows = [item_row(idea.id, str(idea.number), idea.title, dots(vote, idea.id)) for idea in ranked]
    return Frame(head("Your ideas, in your order", f"{vote.cast} dots, {vote.people} people"), tuple(rows))


DRAWING = Drawing(draw=draw)
