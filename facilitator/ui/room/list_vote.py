"""What the room sees of a vote on a list: covered counts, then the items in its own order."""

from __future__ import annotations

from facilitator.insight.script_lists import vote_in, voted_items
from facilitator.ui import safe
from facilitator.ui.room.drawing import Drawing, Frame, Moment, dots, head, item_row
from facilitator.workspace.release.release import Released, ReleasedRecords


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now."""
    every = records.session.script.segments
    segment = next((each for each in every if each.key == moment.segment and each.votes_on), None)
    if segment is None:
        return Frame(safe.NOTHING, ())
    vote = vote_in(segment.key, records)
    shown = vote is not None and vote.revealed
    state = "counts are covered" if vote is None or not shown else f"{vote.cast} dots, {vote.people} people"
    if vote is not None and not shown:
        state = f"{vote.cast} of {vote.in_all} dots put, {state}"
    rows = [
        item_row(each.key, each.number, each.words, dots(vote, each.key) if vote and shown else safe.NOTHING)
        for each in voted_items(segment, records)
    ]
    return Frame(head(segment.title, state), tuple(rows))


DRAWING = Drawing(draw=draw, holds_notes=True)
