"""What the room sees of last time: what was agreed and how it stands, and how many ideas were answered."""

from __future__ import annotations

from facilitator.insight.last_time import Agreed, LastTime, Reply
from facilitator.model.action import ActionStatus
from facilitator.ui import safe
from facilitator.ui.room.drawing import Drawing, Frame, Moment, head, item_row
from facilitator.ui.widgets.rows import Row, line_row
from facilitator.workspace.release.release import Released, ReleasedRecords

_STANDS = {
    ActionStatus.DONE: ("✓ ", "done", "good"),
    ActionStatus.BLOCKED: ("! ", "blocked", "warn"),
    ActionStatus.DROPPED: ("– ", "dropped", "muted"),
}

_REPLIES = {
    Reply.YES: "yes",
    Reply.NOT_NOW: "not now",
    Reply.NO: "no",
    Reply.OWED: "no answer yet",
}


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now: whose team an action is with, never which person it is."""
    told = released.last_time
    if told is None:
        return Frame(safe.NOTHING, ())
    rows = [_action(each, released) for each in told.agreed]
    parked = [
        line_row("parked", safe.text(("Parked for another time   ", "muted"), each.words))
        for each in told.parked
    ]
    return Frame(head("What we agreed"), (*rows, *_ideas(told), *parked))


def _action(each: Agreed, released: Released) -> Row:
    action = each.action
    team = released.teams.get(action.team or "") or released.teams.get(each.session.teams[0])
    mark, word, pen = _STANDS.get(action.status, ("", "", ""))
    if each.to_ask and not each.asked:
        mark, word = "", ""
    tail = safe.text(((team.short_name or team.name) if team else "", "muted"), "  ", (f"{mark}{word}", pen))
    return item_row(action.id, "", action.text, tail)


def _ideas(told: LastTime) -> list[Row]:
    counts = [(len(told.replied(reply)), word) for reply, word in _REPLIES.items()]
    said = ", ".join(f"{count} {word}" for count, word in counts if count)
    return [line_row("ideas", safe.text(("Your ideas   ", "muted"), said))] if said else []


DRAWING = Drawing(draw=draw)
