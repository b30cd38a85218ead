"""What the room sees at a moment: composed from released records only, never from the session itself.

The facilitator's line, the names being completed, undo labels and private notes are not part of it;
owners appear only on actions they accepted, counts only once they are revealed.
"""

from __future__ import annotations

from textual.content import Content

from facilitator.model.kinds import kinds_of
from facilitator.model.observation import NoteKind, Observation
from facilitator.ui import safe
from facilitator.ui.room.drawing import Frame, Moment, head
from facilitator.ui.room.finder import drawing_of
from facilitator.ui.widgets.note_rows import kind_label
from facilitator.ui.widgets.rows import Row, heading
from facilitator.workspace.release.release import Released, ReleasedRecords

PROMISE = "Nothing leaves this room until you have seen it."


def frame(released: Released, records: ReleasedRecords, moment: Moment) -> Frame:
    """Return what the room sees of the records at that moment."""
    drawing = drawing_of(moment.instrument)
    own = drawing.draw(released, records, moment) if drawing else Frame(safe.NOTHING, ())
    if drawing is not None and drawing.holds_notes and own.rows:
        return own
    notes = _notes(records, moment)
    written = head("What we have written", "nobody’s name is kept")
    if not own.rows:
        return Frame(written, tuple(notes))
    apart = (heading(written),) if notes else ()
    return Frame(own.heading, (*own.rows, *apart, *notes), len(own.rows))


def _notes(records: ReleasedRecords, moment: Moment) -> list[Row]:
    """Return every note the room may see, newest first; in a loop those of what is talked about."""
    kinds = kinds_of(records.session.script)
    notes = [note for note in records.all(Observation) if note.merged_into is None]
    if moment.item:
        notes = [note for note in notes if (note.segment, note.item) == (moment.segment, moment.item)]
    return [_note(note, kinds.get(note.kind)) for note in reversed(notes)]


def _note(note: Observation, kind: NoteKind | None) -> Row:
    def draw(width: int) -> list[Content]:
        nods = f"  +{note.nods}" if note.nods else ""
        label = kind_label(kind, note.kind)
        lines = safe.wrap(safe.text(note.text, (nods, "muted")), width - label.cell_length)
        drawn = [safe.text(label, lines[0])]
        drawn += [safe.text(" " * label.cell_length, line) for line in lines[1:]]
        return [*drawn, safe.NOTHING]

    return Row(note.id, draw)
