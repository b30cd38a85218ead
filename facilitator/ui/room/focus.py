"""What the room sees while it chooses the practices to look at."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.model.idea import VoteSubject
from facilitator.model.practice import Practice
from facilitator.ui import safe
from facilitator.ui.room.drawing import Drawing, Frame, Moment, dots, head, item_row, newest_vote
from facilitator.workspace.release.release import Released, ReleasedRecords


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now."""
    vote = newest_vote(records, VoteSubject.PRACTICES)
    known: Mapping[str, Practice] = released.catalogue.practices
    keys = [key for key in records.session.shortlist if key in known]
    shown = vote is not None and vote.revealed
    if vote is not None and shown:
        keys.sort(key=lambda key: -vote.dots.get(key, 0))
    rows = [
        item_row(key, str(number), known[key].name, dots(vote, key) if vote and shown else safe.NOTHING)
        for number, key in enumerate(keys, 1)
    ]
    return Frame(head("Where would a better connection help most?"), tuple(rows))


DRAWING = Drawing(draw=draw)
