"""What a team needs of leaders or of the facilitators, while nobody promised anything for it or said no.

See docs/field.md, "Commitments".
"""

from __future__ import annotations

from facilitator.model.action import Commitment
from facilitator.model.audience import Visibility
from facilitator.model.observation import NEED, Observation
from facilitator.model.records import RecordView


def open_needs(records: RecordView) -> tuple[Observation, ...]:
    """Return the needs of a session that no promise and no plain no answers, in the order they came.

    One that only the facilitators see, or still decide about, is left out: others may see the list. What was
    promised for a note counts for the one it was merged into.
    """
    if not records.has(Observation, "kind", NEED):
        return ()  # as in most sessions, of which no note has to be read then
    notes = {note.id: note for note in records.all(Observation)}
    met = {promise.note for promise in records.all(Commitment) if promise.note is not None}
    for note in notes.values():
        if note.id in met and note.merged_into is not None:
            met.add(note.merged_into)
    return tuple(
        note
        for note in notes.values()
        if note.kind == NEED
        and note.merged_into is None
        and not note.no_because
        and not note.undecided
        and note.visibility is not Visibility.FACILITATOR
        and note.id not in met
    )
