"""What the room sees of a vote: covered counts, then the ideas in its own order."""

from __future__ import annotations

from facilitator.insight.priorities import rank_voted
from facilitator.model.idea import ImprovementIdea, VoteSubject
from facilitator.ui import safe
from facilitator.ui.room.drawing import (
    Drawing,
    Frame,
    Moment,
    counted_dots,
    head,
    ideas_of,
    item_row,
    newest_vote,
)
from facilitator.workspace.release.release import Released, ReleasedRecords


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now."""
    vote = newest_vote(records, VoteSubject.IDEAS)
    dots = vote.dots if vote else {}
    ideas = [each for each in ideas_of(records) if not each.is_set_aside or dots.get(each.id)]
    if vote is None or not vote.revealed:
        state = f"{vote.cast} of {vote.in_all} dots put, counts are covered" if vote else "three dots each"
        rows = [item_row(idea.id, str(idea.number), idea.title, safe.NOTHING) for idea in ideas]
        return Frame(head("Your ideas", state), tuple(rows))
    ranked = [each for each in rank_voted(records.all(ImprovementIdea), vote) if each.idea in ideas]
    rows = [
        item_row(each.idea.id, str(each.idea.number), each.idea.title, counted_dots(*each.counts))
        for each in ranked
    ]
    return Frame(head("Your ideas, in your order", f"{vote.cast} dots, {vote.people} people"), tuple(rows))


DRAWING = Drawing(draw=draw)
