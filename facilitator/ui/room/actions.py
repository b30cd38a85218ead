"""What the room sees of actions and promises; owners only where they said yes."""

from __future__ import annotations

from facilitator.language import words
from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.ui import safe
from facilitator.ui.room.drawing import Drawing, Frame, Moment, head, item_row
from facilitator.ui.widgets.hands import draw_hands
from facilitator.ui.widgets.rows import line_row
from facilitator.workspace.release.release import Released, ReleasedRecords


def draw(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees now."""
    rows = []
    for action in records.all(Action):
        accepted = action.status is not ActionStatus.PROPOSED
        person = released.people.get(action.owner or "") if accepted else None
        due = f"by {words.day(action.due)}" if action.due else ""
        tail = safe.text(person.name if person else "", "  " if person else "", (due, "muted"))
        rows.append(item_row(action.id, str(action.number), action.text, tail))
    for promise in records.all(Commitment):
        by = f"by {words.day(promise.by)}" if promise.by else ""
        rows.append(item_row(promise.id, "", promise.text, safe.text(promise.role, "  ", (by, "muted"))))
    fist = records.session.fist_of_five
    if fist is not None:
        rows.append(line_row("fist", safe.text(("Fist of five   ", "muted"), draw_hands(fist.hands, 0))))
    return Frame(head("What we will do"), tuple(rows))


DRAWING = Drawing(draw=draw)
